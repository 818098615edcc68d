"""What floats."""

from manike.embedded.figures.colours import DARK_WOOD, INK, LAMP, METAL, NAMED, WHITE, WOOD
from manike.embedded.figures.geometry import Point, blob, curve, ellipse, joined, limb, poly, rect
from manike.embedded.figures.shading import Brush, Rgb, hex_rgb, mix, scaled
from manike.embedded.figures.subject import Subject

_HULLS = ("2f8388", "c8453b", "3f74b0", "d9ae4a", "5c9a5b")


def boat(brush: Brush) -> None:
    """A wooden fishing boat with a small mast, nets and an eye painted at the bow."""
    paint = brush.pick(_HULLS)
    _wake(brush, -92, 90)
    brush.line([(-14, -34), (-14, -96)], WOOD, 3.0)
    brush.line([(-14, -92), (40, -62)], DARK_WOOD, 1.8)
    brush.line([(-14, -95), (92, -52)], DARK_WOOD, 0.7)
    brush.line([(-14, -95), (-84, -40)], DARK_WOOD, 0.7)
    flag = blob([(-14, -97), (-2, -98), (8, -93), (-2, -91), (-14, -89)], tension=0.7)
    brush.fill(flag, NAMED["orange"], shade=0.4)
    _net_heap(brush, 24, -38, 26)
    for x in (-56, -44):
        brush.fill(rect(x - 7, -52, x + 7, -30, 2), WOOD, shade=0.6)
        brush.line([(x - 7, -45), (x + 7, -45)], DARK_WOOD, 1.3)
    hull = blob([(-94, -42), (-60, -32), (0, -28), (56, -36), (100, -58), (86, -24), (60, 4),
                 (-64, 4), (-84, -16)], tension=0.75)  # fmt: skip
    brush.fill(hull, WOOD, shade=0.65, rim=0.6)
    with brush.inside(hull):
        stripe = blob([(-100, -46), (-60, -34), (0, -30), (56, -38), (106, -62), (100, -46),
                       (56, -24), (0, -16), (-60, -19), (-100, -28)], tension=0.75)  # fmt: skip
        brush.fill(stripe, paint, shade=0.5, rim=0)
        for dy in (-12, -4):
            brush.line([(-90, dy - 6), (0, dy + 3), (84, dy - 14)], DARK_WOOD, 0.9, alpha=0.7)
    brush.line(
        [(-94, -42), (-60, -32), (0, -28), (56, -36), (100, -58)], mix(paint, WHITE, 0.6), 3.0
    )
    brush.flat(ellipse(70, -32, 5.4, 4.4), WHITE)
    brush.flat(ellipse(71.5, -32, 2.6), INK)
    _ripples(brush, -92, 88)


def sailboat(brush: Brush) -> None:
    """A small yacht under two sails."""
    accent = brush.pick(_HULLS)
    _wake(brush, -42, 44)
    brush.line([(-2, -12), (-2, -99)], WOOD, 1.7)
    main = blob([(-4, -96), (-18, -60), (-42, -22), (-22, -19), (-4, -19)], tension=0.5)
    brush.fill(main, WHITE, shade=0.5, rim=0.7)
    with brush.inside(main):
        brush.flat(poly([(-50, -40), (0, -40), (0, -29), (-50, -29)]), accent)
        for y in (-76, -58):
            brush.line([(-40, y + 4), (0, y)], METAL, 0.4)
    jib = blob([(0, -92), (14, -58), (38, -20), (18, -22), (2, -20)], tension=0.5)
    brush.fill(jib, hex_rgb("ece5d6"), shade=0.55, rim=0.5)
    brush.fill(blob([(-2, -99), (8, -98), (12, -95), (-2, -94)], tension=0.6), accent, shade=0.3)
    hull = blob([(-44, -14), (0, -11), (50, -17), (38, -3), (26, 2), (-30, 2), (-40, -4)],
                tension=0.6)  # fmt: skip
    brush.fill(hull, accent, shade=0.65, rim=0.8)
    brush.line([(-44, -14), (0, -11), (50, -17)], WHITE, 1.6)
    _ripples(brush, -44, 46)


def ship(brush: Brush) -> None:
    """A three-masted ship in full sail."""
    _wake(brush, -76, 76)
    for x, top in ((-44, -84), (0, -99), (42, -88)):
        brush.line([(x, -16), (x, top)], DARK_WOOD, 1.7)
        tall = (top + 26) / 3
        for row in range(3):
            low, high = -27 + tall * row, -27 + tall * (row + 1) + 1.6
            wide = 20 - 3.6 * row
            sail = blob([(x - wide + 2, high), (x + wide - 3, high),
                         (x + wide + 5, (low + high) / 2), (x + wide - 1, low), (x, low + 2.6),
                         (x - wide, low), (x - wide + 5, (low + high) / 2)],
                        tension=0.7)  # fmt: skip
            brush.fill(sail, hex_rgb("f1e8d4"), shade=0.6, rim=0.7)
    brush.fill(blob([(58, -24), (64, -62), (88, -30)], tension=0.3), hex_rgb("e8ddc4"), shade=0.5)
    brush.line([(60, -22), (92, -34)], DARK_WOOD, 1.8)
    flag = blob([(0, -99), (-12, -102), (-18, -97), (-10, -95), (0, -94)], tension=0.7)
    brush.fill(flag, NAMED["red"], shade=0.4)
    hull = blob([(-82, -32), (-60, -27), (-52, -19), (30, -16), (52, -24), (74, -28), (62, -4),
                 (48, 3), (-58, 3), (-72, -8)], tension=0.5)  # fmt: skip
    brush.fill(hull, WOOD, shade=0.65, rim=0.6)
    with brush.inside(hull):
        brush.flat(poly([(-90, -14), (80, -11), (80, -5), (-90, -8)]), DARK_WOOD)
        for x in range(-52, 56, 15):
            brush.flat(rect(x, -12.5, x + 5, -8.5), INK)
    for x in (-74, -66):
        brush.emit(rect(x, -27, x + 5, -21, 0.8), LAMP if brush.is_dark else scaled(LAMP, 0.75))
    _ripples(brush, -78, 70)


def canoe(brush: Brush) -> None:
    """An outrigger canoe with two paddles."""
    _wake(brush, -150, 150)
    for x, lean in ((-40, -24), (44, 26)):
        brush.line([(x, -20), (x + lean, -92)], WOOD, 4.0)
        brush.fill(ellipse(x + lean * 1.02, -88, 8, 13), WOOD, shade=0.5)
    hull = blob([(-160, -72), (-110, -42), (0, -34), (110, -42), (160, -74), (130, -18), (90, 4),
                 (-90, 4), (-130, -18)], tension=0.8)  # fmt: skip
    brush.fill(hull, hex_rgb("a8643a"), shade=0.6, rim=0.8)
    brush.line([(-156, -66), (-110, -40), (0, -32), (110, -40), (156, -68)], NAMED["cream"], 4)
    for x in range(-80, 81, 32):
        brush.flat(poly([(x - 9, -10), (x, -22), (x + 9, -10)]), NAMED["cream"], alpha=0.9)
    _ripples(brush, -140, 140)


def net(brush: Brush) -> None:
    """A fishing net hung on two poles to dry."""
    brush.shadow(0, 130)
    for x in (-58, 58):
        brush.fill(limb([(x, 0), (x * 0.97, -98)], [3.4, 2.6]), WOOD, shade=0.6)
    rope = hex_rgb("5f7f80")
    top: list[Point] = [(-57, -94), (-30, -82), (0, -78), (30, -82), (57, -94)]
    low: list[Point] = [(-52, -22), (-26, -10), (0, -6), (28, -12), (52, -24)]
    mesh = blob([*top, *reversed(low)], tension=0.6)
    brush.flat(mesh, rope, alpha=0.16)
    with brush.inside(mesh):
        for shift in range(-160, 161, 11):
            brush.line([(shift, -110), (shift + 46, 4)], rope, 0.9)
            brush.line([(shift, -110), (shift - 46, 4)], rope, 0.9)
    brush.line(top, DARK_WOOD, 1.8)
    brush.line(low, DARK_WOOD, 1.4)
    for index, float_at in enumerate(top):
        tint = NAMED["orange"] if index % 2 else NAMED["cream"]
        brush.fill(ellipse(*float_at, 4.6), tint, shade=0.5)


def anchor(brush: Brush) -> None:
    """A ship's anchor."""
    brush.shadow(0, 76)
    brush.line(ellipse(0, -90, 8), METAL, 4.5)
    brush.fill(limb([(0, -82), (0, -10)], [4, 5]), METAL, shade=0.6)
    brush.fill(limb([(-22, -68), (22, -68)], [3.6, 3.6]), METAL, shade=0.6)
    brush.line(curve([(-36, -34), (-26, -12), (0, -4), (26, -12), (36, -34)]), METAL, 7.5)
    for side in (-1, 1):
        brush.fill(poly([(side * 27, -32), (side * 45, -30), (side * 38, -48)]), METAL, shade=0.5)


def _net_heap(brush: Brush, x: float, y: float, wide: float) -> None:
    heap = blob([(x - wide, y + 8), (x - wide * 0.5, y - 12), (x + 2, y - 16),
                 (x + wide * 0.6, y - 9), (x + wide, y + 6)])  # fmt: skip
    colour = hex_rgb("6a8c86")
    brush.fill(heap, colour, shade=0.6)
    with brush.inside(heap):
        for shift in range(-40, 41, 6):
            brush.line([(x + shift, y - 20), (x + shift + 14, y + 10)], colour, 0.6, level=-0.8)
            brush.line([(x + shift, y - 20), (x + shift - 14, y + 10)], colour, 0.6, level=0.6)
    for dx in (-10, 8):
        brush.fill(ellipse(x + dx, y - 10, 3.2), NAMED["orange"], shade=0.5)


def _wake(brush: Brush, left: float, right: float) -> None:
    """The dark mirror of the hull in the water."""
    middle, wide = (left + right) / 2, (right - left) / 2
    brush.shadow(middle, wide * 2.2, alpha=0.5, y=2)


def _ripples(brush: Brush, left: float, right: float) -> None:
    """Bright lines where the hull cuts the water."""
    foam: Rgb = (0.92, 0.96, 0.98)
    width = (right - left) * 0.008
    for row, inset in ((2.4, 0.02), (5.2, 0.2)):
        span = (right - left) * (1 - 2 * inset)
        start = left + (right - left) * inset
        for part, share in ((0.0, 0.42), (0.52, 0.30), (0.88, 0.12)):
            x0, x1 = start + span * part, start + span * (part + share)
            wave = [(x0, row), ((x0 + x1) / 2, row + width), (x1, row)]
            brush.line(wave, foam, width, alpha=0.62)


def raft(brush: Brush) -> None:
    """A raft of logs with a patched sail."""
    _wake(brush, -60, 60)
    brush.line([(0, -14), (0, -98)], WOOD, 2.6)
    sail = blob([(-34, -90), (34, -92), (38, -56), (32, -32), (-34, -30), (-28, -58)], tension=0.6)
    brush.fill(sail, NAMED["cream"], shade=0.6)
    brush.fill(poly([(6, -62), (22, -64), (22, -48), (7, -47)]), NAMED["coral"], shade=0.3)
    logs = [limb([(-60, y), (60, y)], [5, 5]) for y in (-9, -2)]
    brush.fill(joined(logs), WOOD, shade=0.6)
    for x in (-36, 36):
        brush.line([(x, -15), (x + 2, 3)], NAMED["beige"], 2.6)
    _ripples(brush, -58, 58)


FAMILY = (
    Subject(
        "boat",
        boat,
        1.3,
        2.05,
        "water",
        ("fishing boat", "rowboat", "dinghy", "trawler", "ferry", "dhow"),
    ),
    Subject("sailboat", sailboat, 4.0, 1.05, "water", ("yacht", "sailing boat", "sail")),
    Subject(
        "ship", ship, 8.0, 1.86, "water", ("galleon", "frigate", "tall ship", "vessel", "junk")
    ),
    Subject("canoe", canoe, 0.9, 3.25, "water", ("kayak", "outrigger", "catamaran")),
    Subject("raft", raft, 1.6, 1.35, "water"),
    Subject("net", net, 1.1, 1.3, "ground", ("fishing net",)),
    Subject("anchor", anchor, 0.6, 0.95),
)
