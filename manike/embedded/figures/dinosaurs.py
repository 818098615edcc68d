"""Dinosaurs, alive and as skeletons in a hall."""

from manike.embedded.figures.beast import paint_eye
from manike.embedded.figures.colours import DARK_METAL, INK, NAMED, WHITE, WOOD
from manike.embedded.figures.geometry import Point, blob, ellipse, joined, limb, rect
from manike.embedded.figures.shading import Brush, hex_rgb, mix, scaled
from manike.embedded.figures.subject import Subject

_SPINE: tuple[Point, ...] = ((-128, -32), (-104, -46), (-76, -54), (-46, -58), (-18, -62),
                             (8, -65), (30, -71), (46, -81))  # fmt: skip
_SPOTS = (
    (-34, -40, 4.4),
    (-18, -44, 5.4),
    (2, -46, 4.6),
    (18, -42, 5.0),
    (34, -44, 3.6),
    (44, -58, 3.0),
    (-56, -28, 3.2),
)
_BONE = hex_rgb("e9dfc6")


def dinosaur(brush: Brush) -> None:
    """A friendly long-necked dinosaur."""
    skin = brush.pick(("7fa36a", "7f93b4", "b08a62"))
    pale = mix(skin, WHITE, 0.55)
    brush.shadow(0, 150)
    for x in (24, -24):
        brush.fill(
            limb([(x, -30), (x + 1, -14), (x + 1, -4)], [9, 6.5, 6]), scaled(skin, 0.7), shade=0.5
        )
    body = joined([limb([(-92, -12), (-66, -22), (-40, -34)], [2.2, 7, 14]), blob([(-50, -32),
                                                                                   (-30, -46),
                                                                                   (0, -50),
                                                                                   (28, -46),
                                                                                   (42, -34),
                                                                                   (30, -20),
                                                                                   (0, -14),
                                                                                   (-36, -18)]),
                   limb([(28, -36), (46, -52), (52, -72), (58, -88)], [13, 8, 5.6, 4.8]),
                   blob([(52, -92), (60, -99), (70, -97), (82, -90), (83, -84), (74, -81),
                         (60, -82), (53, -86)])])  # fmt: skip
    brush.fill(body, skin, shade=0.65, rim=0.9)
    with brush.inside(body):
        brush.flat(blob([(60, -82), (52, -60), (44, -36), (20, -20), (-34, -22), (-70, -18),
                         (-30, -8), (44, -10), (66, -60)]), pale, level=-0.1)  # fmt: skip
        for x, y, radius in _SPOTS:
            brush.flat(ellipse(x, y, radius), skin, level=-0.7, alpha=0.55)
    for x in (34, -34):
        brush.fill(limb([(x, -30), (x, -14), (x, -4.5)], [10.5, 7.4, 7]), skin, shade=0.5, rim=0.3)
        for dx in (-4, 0, 4):
            brush.fill(ellipse(x + dx, -1.8, 2.1, 1.9), pale, shade=0.2)
    paint_eye(brush, 67, -92, 1.9)
    brush.line([(82, -86), (74, -85.5), (69, -87)], INK, 0.9)


def skeleton(brush: Brush) -> None:
    """The mounted skeleton of a tyrannosaur on a plinth."""
    brush.shadow(0, 210)
    brush.fill(rect(-92, -9, 92, 0, 1), WOOD, shade=0.5)
    brush.fill(rect(-84, -14, 84, -8, 1), mix(WOOD, WHITE, 0.15), shade=0.4)
    for x, top in ((-60, -50), (20, -60)):
        brush.line([(x, -14), (x, top)], DARK_METAL, 1.3)
    _bone_leg(brush, 7.0, 0.75)
    _ribs(brush)
    _vertebrae(brush)
    _bone_leg(brush, -4.0, 1.0)
    pelvis = blob([(-36, -62), (-22, -68), (-8, -64), (-14, -54), (-28, -50), (-34, -54)])
    brush.fill(pelvis, _BONE, shade=0.6, rim=0.8)
    _bone(brush, [(24, -56), (32, -49), (37, -52)], 1.5)
    _skull(brush)


def _vertebrae(brush: Brush) -> None:
    count = 40
    for index in range(count):
        share = index / (count - 1) * (len(_SPINE) - 1)
        low = min(int(share), len(_SPINE) - 2)
        part = share - low
        x = _SPINE[low][0] + (_SPINE[low + 1][0] - _SPINE[low][0]) * part
        y = _SPINE[low][1] + (_SPINE[low + 1][1] - _SPINE[low][1]) * part
        size = 1.0 + 2.0 * min(index / 22, 1.0)
        brush.line([(x, y), (x - 1.2, y - size * 2.1)], _BONE, size * 0.6, level=-0.2)
        brush.fill(ellipse(x, y, size * 0.95, size * 0.86), _BONE, shade=0.5, rim=0.5)


def _ribs(brush: Brush) -> None:
    for index in range(8):
        x = -14 + index * 5.6
        y = -62.5 - index * 0.9
        drop = 21 - abs(index - 3) * 2.2
        brush.line([(x, y), (x + 5.5, y + drop * 0.5), (x + 1, y + drop)], _BONE, 1.7, level=-0.1)
        brush.line([(x, y), (x + 4.4, y + drop * 0.5), (x + 0.4, y + drop)], _BONE, 0.5, level=0.9)


def _bone_leg(brush: Brush, shift: float, tone: float) -> None:
    joints = [(-20 + shift, -58), (-7 + shift, -38), (-20 + shift, -25), (-12 + shift, -13)]
    for start, end, radius in zip(joints, joints[1:], (3.0, 2.3, 2.0), strict=False):
        _bone(brush, [start, end], radius * tone)
    for dx in (0, 5, 10):
        _bone(brush, [joints[-1], (joints[-1][0] + 3 + dx, -14 + 1.2)], 1.0)


def _bone(brush: Brush, points: list[Point], radius: float) -> None:
    """A shaft with knuckles."""
    shaft = limb(points, [radius * 0.72] * len(points))
    knuckles = [ellipse(x, y, radius * 1.15) for x, y in points]
    brush.fill(joined([shaft, *knuckles]), _BONE, shade=0.5, rim=0.7)


def _skull(brush: Brush) -> None:
    jaw = blob(
        [(50, -82), (58, -74), (78, -70), (92, -72), (90, -68), (72, -64), (54, -70), (46, -78)]
    )
    brush.fill(jaw, _BONE, shade=0.5, rim=0.6)
    skull = blob([(44, -86), (50, -97), (62, -100), (78, -95), (94, -88), (98, -80), (92, -77),
                  (74, -79), (58, -78), (47, -79)])  # fmt: skip
    brush.fill(skull, _BONE, shade=0.6, rim=0.9)
    for x, y, wide, tall in ((58, -91, 4.2, 3.6), (72, -87, 4.6, 3.0), (87, -84.5, 2.2, 1.6)):
        brush.flat(ellipse(x, y, wide, tall), hex_rgb("3c342e"))
    for index in range(8):
        at = 62 + index * 4.3
        for gum, tip in ((-78.6, 4.2), (-71.4, -3.0)):
            tooth = blob([(at - 1.4, gum), (at + 1.4, gum), (at, gum + tip)], tension=0.2)
            brush.flat(tooth, NAMED["ivory"], level=0.3)


FAMILY = (
    Subject(
        "skeleton",
        skeleton,
        3.0,
        2.6,
        also=("dinosaur skeleton", "fossil", "bone", "t rex", "tyrannosaur", "trex", "skull"),
    ),
    Subject(
        "dinosaur",
        dinosaur,
        3.2,
        1.95,
        also=("brontosaurus", "brachiosaurus", "diplodocus", "sauropod", "dino", "dragon"),
    ),
)
