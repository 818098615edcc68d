"""What lives in the sea."""

import math

from manike.embedded.figures.beast import paint_eye
from manike.embedded.figures.colours import INK, NAMED, WHITE
from manike.embedded.figures.geometry import Point, blob, ellipse, limb, polar, poly
from manike.embedded.figures.shading import Brush, Rgb, hex_rgb, mix, scaled
from manike.embedded.figures.subject import Subject

_FISH = ("e8823c", "e0b13c", "3f86b8", "cf5566", "55a38c")


def turtle(brush: Brush) -> None:
    """A sea turtle in flight through the water, seen from the side and a little above."""
    with brush.at(-6, -12, scale=0.86) as framed:
        _turtle(framed)


def _turtle(brush: Brush) -> None:
    skin, shell = hex_rgb("7fa070"), hex_rgb("8a6a3f")
    far = scaled(skin, 0.72)
    brush.fill(blob([(34, -52), (60, -84), (84, -98), (90, -92), (70, -66), (48, -42)]), far)
    brush.fill(blob([(-52, -42), (-84, -60), (-92, -56), (-74, -40), (-54, -32)]), far)
    head = blob([(62, -60), (78, -68), (98, -62), (108, -50), (102, -42), (84, -38), (64, -40)])
    brush.fill(head, skin, shade=0.55, rim=0.8)
    belly = blob([(-66, -36), (70, -40), (56, -22), (8, -14), (-44, -20)])
    brush.fill(belly, hex_rgb("e6d9ac"), shade=0.5, rim=0)
    dome = blob([(-76, -34), (-60, -58), (-20, -78), (24, -78), (60, -60), (74, -42), (30, -30),
                 (-30, -27)])  # fmt: skip
    brush.fill(dome, shell, shade=0.6, rim=0.9)
    with brush.inside(dome):
        _scutes(brush, shell)
    wing = blob([(34, -34), (50, -36), (58, -22), (44, 0), (14, 16), (6, 12), (22, -10)])
    brush.fill(wing, skin, shade=0.55, rim=0.8)
    paddle = blob([(-50, -30), (-40, -24), (-56, -6), (-80, 2), (-82, -4), (-66, -20)])
    brush.fill(paddle, skin, shade=0.5, rim=0.7)
    for x, y in ((44, -22), (36, -10), (28, 0), (40, -4), (-62, -12), (82, -60), (74, -54)):
        brush.flat(ellipse(x, y, 3.6, 2.8), skin, level=-0.7, alpha=0.7)
    paint_eye(brush, 94, -54, 3.4)
    brush.line([(107, -47), (98, -44), (90, -45)], INK, 1.1)


def _scutes(brush: Brush, shell: Rgb) -> None:
    """Plates of the carapace, paler in the middle."""
    pale = mix(shell, NAMED["gold"], 0.35)
    for x in (-48, -16, 18, 50):
        plate = blob([(x - 13, -50), (x - 7, -72), (x + 9, -72), (x + 14, -52), (x + 4, -44),
                      (x - 6, -44)], tension=0.4)  # fmt: skip
        brush.fill(plate, pale, shade=0.5, rim=0.4, alpha=0.9)
    for x in (-62, -34, -4, 26, 56):
        plate = poly([(x - 11, -40), (x + 11, -42), (x + 9, -30), (x - 11, -28)])
        brush.fill(plate, mix(shell, pale, 0.5), shade=0.4, rim=0.3, alpha=0.9)


def fish(brush: Brush) -> None:
    """A small school of bright fish, each of its own colour."""
    spots = ((-44, -74, 0.40, 1), (38, -82, 0.34, 1), (0, -44, 0.60, 1), (-60, -22, 0.30, 1),
             (56, -20, 0.42, 1))  # fmt: skip
    first = int(brush.rng.integers(len(_FISH)))
    for index, (x, y, size, _) in enumerate(spots):
        with brush.at(x, y, scale=size, turn_deg=float(brush.rng.uniform(-8, 8))) as one:
            _one_fish(one, hex_rgb(_FISH[(first + index) % len(_FISH)]))


def _one_fish(brush: Brush, colour: Rgb) -> None:
    fin = mix(colour, NAMED["yellow"], 0.4)
    tail = blob([(-44, 0), (-76, -30), (-68, 0), (-76, 30)], tension=0.7)
    brush.fill(tail, fin, shade=0.4)
    brush.fill(blob([(-20, -26), (-4, -48), (22, -34), (26, -20)]), fin, shade=0.4)
    brush.fill(blob([(-16, 24), (-10, 42), (12, 28)]), fin, shade=0.4)
    body = blob([(58, -2), (40, -24), (8, -33), (-24, -22), (-50, -4), (-50, 5), (-24, 22),
                 (8, 31), (40, 22)])  # fmt: skip
    brush.fill(body, colour, shade=0.6, rim=0.9)
    with brush.inside(body):
        brush.flat(blob([(60, 6), (0, 14), (-50, 4), (-20, 40), (40, 34)]), WHITE, alpha=0.35)
        for x in (22, -14):
            brush.flat(blob([(x, -40), (x + 8, -40), (x + 12, 0), (x + 6, 40), (x - 2, 40),
                             (x + 3, 0)]), WHITE, alpha=0.8)  # fmt: skip
    brush.fill(blob([(6, 0), (-16, 10), (-12, -8)]), fin, shade=0.4)
    brush.flat(ellipse(42, -7, 7), WHITE)
    paint_eye(brush, 43.5, -7, 4.2)


def whale(brush: Brush) -> None:
    """A blue whale with its pleated throat."""
    with brush.at(14, -12, scale=0.87) as framed:
        _whale(framed)


def _whale(brush: Brush) -> None:
    colour = hex_rgb("44688f")
    fluke = blob([(-104, -52), (-128, -92), (-150, -100), (-142, -78), (-162, -64), (-140, -58),
                  (-112, -44)])  # fmt: skip
    brush.fill(fluke, colour, shade=0.5, rim=0.8)
    body = blob([(128, -46), (110, -72), (60, -86), (0, -84), (-60, -68), (-116, -52), (-116, -44),
                 (-60, -26), (0, -8), (60, -4), (108, -14)])  # fmt: skip
    brush.fill(body, colour, shade=0.6, rim=0.9)
    with brush.inside(body):
        brush.flat(blob([(134, -36), (96, -34), (40, -22), (-30, -22), (-90, -38), (-20, 4),
                         (60, 10), (120, 0)]), hex_rgb("dfe6e6"), level=-0.15)  # fmt: skip
        for row in range(5):
            y = -26 + row * 5.4
            brush.line([(120 - row * 4, y - 2), (60, y + 8), (0, y + 2)], colour, 1.0, alpha=0.55)
    brush.line([(127, -44), (100, -38), (84, -42)], INK, 1.6, alpha=0.8)
    flipper = blob([(52, -26), (66, -20), (50, 2), (26, 14), (24, 8), (38, -10)])
    brush.fill(flipper, scaled(colour, 0.85), shade=0.5, rim=0.8)
    paint_eye(brush, 82, -46, 3.0)


def dolphin(brush: Brush) -> None:
    """A dolphin in the arc of its leap."""
    with brush.at(4, -3, scale=0.95) as framed:
        _dolphin(framed)


def _dolphin(brush: Brush) -> None:
    colour = hex_rgb("6f93ad")
    tail = blob([(-76, -20), (-92, 0), (-112, 4), (-98, -14), (-108, -32), (-92, -30)])
    brush.fill(tail, colour, shade=0.5, rim=0.8)
    brush.fill(blob([(-8, -84), (-30, -104), (-34, -84), (-24, -72)], tension=0.7), colour)
    body = blob([(104, -34), (92, -44), (84, -60), (56, -80), (14, -88), (-30, -74), (-64, -42),
                 (-84, -18), (-76, -14), (-44, -34), (-4, -50), (40, -46), (72, -34),
                 (92, -30)])  # fmt: skip
    brush.fill(body, colour, shade=0.6, rim=0.9)
    with brush.inside(body):
        brush.flat(blob([(104, -32), (80, -42), (40, -58), (-4, -58), (-40, -38), (0, -38),
                         (60, -24), (96, -22)]), hex_rgb("e8eef0"), level=-0.1)  # fmt: skip
    brush.fill(blob([(36, -50), (22, -26), (10, -20), (16, -46)]), scaled(colour, 0.8), shade=0.4)
    paint_eye(brush, 76, -52, 2.8)
    brush.line([(103, -34), (88, -40), (78, -42)], INK, 1.1)


def coral(brush: Brush) -> None:
    """A piece of reef: branches, a fan, tubes."""
    tints = ("e2697a", "e8954e", "a06bb5", "e7bd58")
    shift = int(brush.rng.integers(4))
    colours = [hex_rgb(tints[(shift + index) % 4]) for index in range(4)]
    brush.shadow(0, 130)
    _branches(brush, (-34, 0), 180, (34.0, 7.5), colours[0], 4)
    fan = [
        polar((24, -6), 180 - angle, 62 + 9 * math.sin(angle * 0.21))
        for angle in range(-70, 71, 14)
    ]
    brush.fill(blob([(18, 0), *fan, (30, 0)], tension=0.8), colours[2], shade=0.6, rim=0.8)
    for angle in range(-60, 61, 15):
        brush.line(
            [(24, -4), polar((24, -6), 180 - angle, 56)], colours[2], 1.4, level=-0.8, alpha=0.6
        )
    for x, top, radius in ((4, -44, 8), (-10, -30, 7), (16, -26, 7)):
        brush.fill(limb([(x * 0.7, 0), (x, top)], [radius * 0.8, radius]), colours[3], shade=0.6)
        brush.flat(ellipse(x, top - 1, radius * 0.72, radius * 0.42), colours[3], level=-1)
    brush.fill(blob([(-66, 0), (-60, -16), (-42, -20), (-30, -6), (-30, 2)]), colours[1], shade=0.6)
    brush.fill(
        blob([(-70, 3), (-40, -5), (20, -6), (66, 0), (66, 4)]), hex_rgb("7b746e"), shade=0.4
    )


def _branches(
    brush: Brush, at: Point, angle: float, size: tuple[float, float], colour: Rgb, depth: int
) -> None:
    """A branch of (length, radius) with two smaller ones at its end."""
    length, radius = size
    end = polar(at, angle, length)
    brush.fill(limb([at, end], [radius, radius * 0.74]), colour, shade=0.5, rim=0.5)
    if depth == 0:
        return
    for turn in (-30.0, 24.0):
        swing = angle + turn + float(brush.rng.uniform(-7, 7))
        _branches(brush, end, swing, (length * 0.72, radius * 0.74), colour, depth - 1)


def jellyfish(brush: Brush) -> None:
    """A glowing jellyfish."""
    colour = hex_rgb("c79ae0")
    brush.glow(0, -70, 60, colour, 0.5)
    for index, x in enumerate((-22, -11, 0, 11, 22)):
        sway = 6 if index % 2 else -6
        brush.line([(x, -56), (x + sway, -36), (x - sway, -16), (x + sway * 0.6, 0)], colour, 2.4,
                   level=0.4, alpha=0.65)  # fmt: skip
    bell = blob([(-34, -54), (-30, -84), (0, -100), (30, -84), (34, -54), (17, -50), (0, -55),
                 (-17, -50)])  # fmt: skip
    brush.fill(bell, colour, shade=0.5, rim=0.9, alpha=0.85)
    brush.flat(ellipse(-8, -80, 12, 8), WHITE, alpha=0.35)


def octopus(brush: Brush) -> None:
    """A curious octopus."""
    colour = hex_rgb("d0705a")
    brush.shadow(0, 110)
    for index, side in enumerate((-1, 1, -1, 1, -1, 1)):
        wide = 16 + 17 * (index // 2)
        arm = [(side * 10, -36), (side * wide, -14), (side * (wide + 12), -4),
               (side * (wide + 18), -12 - 5 * (index // 2))]  # fmt: skip
        brush.fill(limb(arm, [10, 7.5, 5, 2.4]), colour, shade=0.5)
    head = blob([(-16, -34), (-30, -62), (-22, -92), (4, -100), (26, -86), (28, -60), (16, -34)])
    brush.fill(head, colour, shade=0.6, rim=0.9)
    for x in (-8, 12):
        brush.flat(ellipse(x, -46, 6.6, 7.6), WHITE)
        paint_eye(brush, x + 1, -45, 4.0)
    brush.line([(-4, -34), (2, -31), (8, -34)], INK, 1.2)


def crab(brush: Brush) -> None:
    """A crab with raised claws."""
    colour = hex_rgb("d9573f")
    brush.shadow(0, 130)
    for side in (-1, 1):
        for index in range(3):
            knee = (side * (44 + index * 9), -46 + index * 12)
            tip = (side * (56 + index * 9), -2)
            brush.line([(side * 26, -30), knee, tip], colour, 5, level=-0.2)
        brush.line([(side * 34, -38), (side * 56, -54), (side * 46, -72)], colour, 8)
        claw = blob([(side * 40, -66), (side * 34, -88), (side * 46, -100), (side * 46, -84),
                     (side * 58, -94), (side * 58, -72)], tension=0.8)  # fmt: skip
        brush.fill(claw, colour, shade=0.5, rim=0.7)
        brush.line([(side * 10, -50), (side * 12, -64)], colour, 3)
        brush.flat(ellipse(side * 12, -67, 5.6), WHITE)
        paint_eye(brush, side * 12, -67, 3.4)
    brush.fill(blob([(-44, -30), (-30, -52), (0, -58), (30, -52), (44, -30), (26, -12),
                     (-26, -12)]), colour, shade=0.6, rim=0.9)  # fmt: skip
    brush.line([(-10, -26), (0, -22), (10, -26)], INK, 1.4)


FAMILY = (
    Subject("turtle", turtle, 0.34, 1.75, "underwater", ("sea turtle", "tortoise")),
    Subject(
        "fish",
        fish,
        0.5,
        1.8,
        "underwater",
        ("reef fish", "school of fish", "clownfish", "tuna", "salmon"),
    ),
    Subject("whale", whale, 2.6, 2.6, "underwater", ("humpback", "orca")),
    Subject("dolphin", dolphin, 0.9, 2.2, "water", ("porpoise",)),
    Subject("coral", coral, 0.7, 1.85, "underwater", ("coral reef", "anemone")),
    Subject("jellyfish", jellyfish, 0.5, 0.8, "underwater", ("medusa",)),
    Subject("octopus", octopus, 0.5, 1.45, "underwater", ()),
    Subject("crab", crab, 0.16, 1.55, "ground", ("lobster",)),
)
