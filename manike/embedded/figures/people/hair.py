"""Hair and beards, in units of half the head's height: what lies behind the head and before it."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import skia

from manike.embedded.figures.geometry import Point, blob, curve, ellipse, joined, limb
from manike.embedded.figures.people.look import Look
from manike.embedded.figures.shading import Brush, Rgb

Painter = Callable[[Brush, Rgb], None]

_OUTER: tuple[Point, ...] = ((-0.86, 0.16), (-0.98, -0.22), (-0.90, -0.66), (-0.50, -1.05),
                             (0.04, -1.17), (0.56, -1.02), (0.86, -0.60),
                             (0.87, -0.22))  # fmt: skip
"""The outer edge of hair on the skull, from behind the ear over the crown to the front temple."""


def paint_back_hair(brush: Brush, look: Look) -> None:
    """What hangs behind neck and shoulders."""
    painter = _BACK.get(look.hair)
    if painter is not None:
        painter(_brush(brush), _shaded(look.hair_colour))


def paint_front_hair(brush: Brush, look: Look, *, covered: bool) -> None:
    """What lies on the skull; under a hat only what shows at temple and neck."""
    if covered:
        if look.hair not in {"bald", "buzz"}:
            _under_hat(_brush(brush), look.hair_colour)
        return
    painter = STYLES[look.hair]
    if painter is not None:
        painter(_brush(brush), look.hair_colour)


def paint_beard(brush: Brush, look: Look) -> None:
    """The beard, over the cheeks but under the mouth."""
    if look.beard in {"none", "moustache"}:
        return
    hair = _brush(brush)
    if look.beard == "stubble":
        hair.flat(_jaw(0.02), look.hair_colour, alpha=0.22)
        return
    if look.beard in {"short", "full"}:
        hair.fill(_jaw(0.07 if look.beard == "short" else 0.34), look.hair_colour, shade=0.5)
    if look.beard == "full":
        with hair.inside(_jaw(0.34)):
            for index in range(9):
                x = -0.42 + 0.125 * index
                low = 1.22 - 0.5 * (x - 0.2) ** 2
                middle = (x * 0.94 + 0.02, (0.80 + low) / 2)
                hair.line([(x, 0.80), middle, (x * 0.8 + 0.06, low)], look.hair_colour, 0.02,
                          level=-0.6 if index % 2 else 0.5, alpha=0.45)  # fmt: skip


def paint_moustache(brush: Brush, look: Look) -> None:
    """What grows over the upper lip, with a beard or alone."""
    if look.beard not in {"moustache", "short", "full"}:
        return
    whiskers = [(0.20, 0.475), (0.36, 0.50), (0.50, 0.60), (0.36, 0.575), (0.20, 0.555),
                (0.04, 0.575), (-0.13, 0.61), (0.03, 0.50)]  # fmt: skip
    lifted = [(x, y - 0.02) for x, y in whiskers]
    _brush(brush).fill(blob(lifted), look.hair_colour, shade=0.4, rim=0.3)


def _jaw(drop: float) -> skia.Path:
    """From ear to ear round the mouth; ``drop`` is the length below the chin."""
    return blob(
        [
            (-0.70, 0.12),
            (-0.62, 0.40),
            (-0.36, 0.50),
            (-0.14, 0.50),
            (0.18, 0.46),
            (0.48, 0.50),
            (0.66, 0.36),
            (0.77, 0.16),
            (0.76, 0.50),
            (0.62, 0.86 + drop * 0.4),
            (0.24, 1.0 + drop),
            (-0.20, 0.96 + drop * 0.8),
            (-0.62, 0.66 + drop * 0.2),
            (-0.76, 0.36),
        ],
        tension=0.9,
    )


def _brush(brush: Brush) -> Brush:
    return replace(brush, floor=max(brush.floor, 0.55))


def _shaded(colour: Rgb) -> Rgb:
    red, green, blue = (channel * 0.8 for channel in colour)
    return red, green, blue


_STRANDS: tuple[Point, ...] = ((-0.86, 0.06), (-0.82, -0.16), (-0.72, -0.30), (-0.62, -0.40),
                               (-0.48, -0.46), (-0.34, -0.50), (-0.18, -0.54), (-0.02, -0.52),
                               (0.14, -0.52), (0.30, -0.52), (0.46, -0.48), (0.60, -0.40),
                               (0.70, -0.30), (0.79, -0.18))  # fmt: skip
"""Where strands from the crown end at the hairline."""


def _cap(brush: Brush, colour: Rgb, hairline: Sequence[Point]) -> None:
    """Hair on the skull down to a hairline given from the front temple to behind the ear."""
    shape = blob([*_OUTER, *hairline], tension=0.9)
    brush.fill(shape, colour, shade=0.55, rim=0.8)
    with brush.inside(shape):
        _gloss(brush, colour)
        for index, end in enumerate(_STRANDS):
            root = (0.06 + 0.22 * end[0], -1.12)
            middle = ((root[0] + end[0]) / 2 * 1.12, (root[1] + end[1]) / 2 - 0.14)
            brush.line([root, middle, end], colour, 0.016 + 0.007 * (index % 3),
                       level=(-0.75, 0.5, -0.5)[index % 3], alpha=0.5)  # fmt: skip


def _gloss(brush: Brush, colour: Rgb) -> None:
    """The band of light round a crown, without an edge."""
    band = [(-0.68, -0.60), (-0.2, -0.88), (0.34, -0.84), (0.68, -0.54)]
    for width, alpha in ((0.26, 0.10), (0.17, 0.12), (0.09, 0.14), (0.04, 0.16)):
        brush.line(band, colour, width, level=0.9, alpha=alpha)


def _short(brush: Brush, colour: Rgb) -> None:
    _cap(brush, colour, [(0.72, -0.16), (0.66, -0.42), (0.40, -0.56), (0.02, -0.50),
                         (-0.36, -0.52), (-0.58, -0.30), (-0.66, 0.02),
                         (-0.74, 0.10)])  # fmt: skip


def _sweep(brush: Brush, colour: Rgb) -> None:
    _cap(brush, colour, [(0.74, -0.12), (0.70, -0.38), (0.30, -0.58), (-0.18, -0.70),
                         (-0.50, -0.46), (-0.62, -0.06), (-0.72, 0.10)])  # fmt: skip
    quiff = [(-0.34, -0.82), (0.10, -1.20), (0.62, -1.12), (0.86, -0.72), (0.74, -0.46),
             (0.42, -0.66), (0.02, -0.70)]  # fmt: skip
    brush.fill(blob(quiff), colour, shade=0.45, rim=0.9)
    brush.line([(-0.1, -0.86), (0.3, -0.98), (0.66, -0.74)], colour, 0.03, level=-0.6, alpha=0.7)


def _buzz(brush: Brush, colour: Rgb) -> None:
    shape = blob([(-0.80, 0.06), (-0.84, -0.5), (-0.46, -0.96), (0.04, -1.05), (0.54, -0.92),
                  (0.79, -0.52), (0.76, -0.20), (0.64, -0.46), (0.30, -0.58), (-0.24, -0.56),
                  (-0.56, -0.34), (-0.66, 0.04)])  # fmt: skip
    brush.fill(shape, colour, shade=0.4, alpha=0.88)


def _balding(brush: Brush, colour: Rgb) -> None:
    side = [(-0.66, 0.20), (-0.92, 0.26), (-1.0, -0.10), (-0.88, -0.44), (-0.70, -0.46),
            (-0.62, -0.12)]  # fmt: skip
    brush.fill(blob(side), colour, shade=0.5)
    brush.fill(blob([(0.74, 0.0), (0.84, -0.2), (0.80, -0.46), (0.71, -0.34)]), colour, shade=0.4)


def _curls(brush: Brush, colour: Rgb, centres: Sequence[Point], radius: float) -> None:
    shape = joined([ellipse(x, y, radius * (1 + 0.16 * ((i * 7) % 3 - 1))) for i,
                    (x, y) in enumerate(centres)])  # fmt: skip
    brush.fill(shape, colour, shade=0.55, rim=0.7)
    for index, (x, y) in enumerate(centres):
        if index % 2 == 0:
            swirl = [(x - radius * 0.5, y + 0.03), (x, y - radius * 0.45), (x + radius * 0.45, y)]
            brush.line(swirl, colour, 0.035, level=0.55 if index % 4 else -0.6, alpha=0.6)


def _curly(brush: Brush, colour: Rgb) -> None:
    centres = [(-0.86, 0.16), (-0.94, -0.14), (-0.92, -0.46), (-0.74, -0.76), (-0.46, -0.98),
               (-0.12, -1.06), (0.24, -1.06), (0.56, -0.92), (0.78, -0.66), (0.82, -0.38),
               (0.56, -0.62), (0.26, -0.72), (-0.06, -0.76), (-0.36, -0.66), (-0.60, -0.40),
               (-0.72, -0.10), (-0.40, -0.84), (0.1, -0.9)]  # fmt: skip
    _curls(brush, colour, centres, 0.235)


def _afro(brush: Brush, colour: Rgb) -> None:
    centres = [(0.66, -0.60), (0.36, -0.74), (0.02, -0.78), (-0.32, -0.72), (-0.58, -0.48),
               (-0.74, -0.16), (-0.80, 0.14)]  # fmt: skip
    _curls(brush, colour, centres, 0.26)


def _afro_back(brush: Brush, colour: Rgb) -> None:
    edge = ((-1.08, -0.2), (-1.1, -0.7), (-0.7, -1.2), (-0.1, -1.4), (0.5, -1.26), (0.92, -0.86),
            (1.02, -0.4), (-0.92, 0.14))  # fmt: skip
    shape = joined([ellipse(-0.08, -0.52, 1.16, 1.0), *[ellipse(x, y, 0.3) for x, y in edge]])
    brush.fill(shape, colour, shade=0.5, rim=0.7)


def _parted(brush: Brush, colour: Rgb) -> None:
    """A parting on the rear side; the fringe falls to both temples."""
    _cap(brush, colour, [(0.80, 0.10), (0.70, -0.20), (0.44, -0.52), (-0.06, -0.74),
                         (-0.40, -0.50), (-0.60, -0.14), (-0.70, 0.20)])  # fmt: skip


def _fringed(brush: Brush, colour: Rgb) -> None:
    """A child's soft fringe over a high forehead."""
    _cap(brush, colour, [(0.86, 0.14), (0.78, -0.14), (0.56, -0.28), (0.22, -0.36), (-0.06, -0.30),
                         (-0.34, -0.34), (-0.62, -0.22), (-0.72, 0.16)])  # fmt: skip
    for x, tip in ((0.42, 0.50), (0.12, 0.10), (-0.22, -0.28)):
        brush.line([(x * 0.6, -0.9), (x, -0.6), (tip, -0.32)], colour, 0.028, level=-0.7, alpha=0.7)


def _long_back(brush: Brush, colour: Rgb) -> None:
    shape = blob([(-0.2, -1.1), (0.6, -0.95), (0.95, -0.3), (0.96, 0.5), (0.82, 1.3), (0.62, 1.75),
                  (0.1, 1.9), (-0.6, 2.0), (-1.06, 1.85), (-1.12, 1.0), (-1.06, 0.2),
                  (-0.98, -0.5)])  # fmt: skip
    brush.fill(shape, colour, shade=0.5)
    for x in (-0.9, -0.66, 0.74):
        brush.line([(x, 0.2), (x - 0.04, 1.0), (x + 0.02, 1.7)], colour, 0.03, level=0.5, alpha=0.5)


def _wavy_back(brush: Brush, colour: Rgb) -> None:
    shape = blob([(-0.2, -1.1), (0.6, -0.95), (0.98, -0.3), (0.86, 0.3), (1.02, 0.8), (0.78, 1.22),
                  (0.3, 1.3), (-0.4, 1.36), (-0.98, 1.3), (-1.2, 0.86), (-1.02, 0.4),
                  (-1.12, -0.1), (-0.96, -0.6)])  # fmt: skip
    brush.fill(shape, colour, shade=0.5)


def _bob(brush: Brush, colour: Rgb) -> None:
    _cap(brush, colour, [(0.84, 0.30), (0.74, -0.06), (0.64, -0.30), (0.30, -0.34), (-0.06, -0.33),
                         (-0.42, -0.30), (-0.58, -0.06), (-0.62, 0.40), (-0.80, 0.62),
                         (-0.98, 0.46)])  # fmt: skip


def _bob_back(brush: Brush, colour: Rgb) -> None:
    shape = blob([(-0.2, -1.1), (0.6, -0.95), (0.93, -0.3), (0.94, 0.4), (0.80, 0.80), (0.2, 0.86),
                  (-0.5, 0.90), (-0.96, 0.84), (-1.06, 0.3), (-1.0, -0.4)])  # fmt: skip
    brush.fill(shape, colour, shade=0.5)


def _bun(brush: Brush, colour: Rgb) -> None:
    _cap(brush, colour, [(0.77, -0.10), (0.68, -0.40), (0.34, -0.66), (-0.10, -0.70),
                         (-0.46, -0.46), (-0.64, -0.08), (-0.74, 0.14)])  # fmt: skip


def _bun_back(brush: Brush, colour: Rgb) -> None:
    brush.fill(ellipse(-0.62, -1.08, 0.40, 0.37), colour, shade=0.55, rim=0.9)
    brush.line([(-0.86, -1.16), (-0.62, -1.34), (-0.38, -1.16)], colour, 0.035, level=-0.6)
    brush.line([(-0.82, -1.0), (-0.58, -1.16), (-0.34, -1.0)], colour, 0.035, level=-0.6)


def _tail_back(brush: Brush, colour: Rgb) -> None:
    tail = [(-0.72, -0.72), (-1.12, -0.62), (-1.36, -0.1), (-1.34, 0.6), (-1.10, 1.26),
            (-1.0, 0.7), (-0.94, 0.1), (-0.86, -0.3)]  # fmt: skip
    brush.fill(blob(tail), colour, shade=0.5, rim=0.8)
    brush.line([(-1.0, -0.4), (-1.18, 0.2), (-1.12, 0.9)], colour, 0.03, level=-0.6, alpha=0.7)


def _braids(brush: Brush, colour: Rgb) -> None:
    _fringed(brush, colour)
    _plait(brush, colour, -0.86, -1.02)


def _braids_back(brush: Brush, colour: Rgb) -> None:
    _plait(brush, colour, 0.82, 0.98)


def _plait(brush: Brush, colour: Rgb, top_x: float, end_x: float) -> None:
    count = 6
    for index in range(count):
        t = index / (count - 1)
        x, y = top_x + (end_x - top_x) * t, 0.34 + 1.16 * t
        with brush.at(x, y, turn_deg=24 if index % 2 else -24) as knot:
            knot.fill(ellipse(0, 0, 0.185 - 0.05 * t, 0.155), colour, shade=0.5, rim=0.5)
    brush.fill(ellipse(end_x, 1.60, 0.085, 0.06), (0.80, 0.30, 0.32), shade=0.3)
    brush.fill(limb([(end_x, 1.64), (end_x * 1.02, 1.86)], [0.09, 0.03]), colour, shade=0.4)


def _under_hat(brush: Brush, colour: Rgb) -> None:
    brush.fill(blob([(-0.64, -0.40), (-0.92, -0.40), (-0.96, 0.10), (-0.84, 0.36), (-0.70, 0.18),
                     (-0.66, -0.06)]), colour, shade=0.5)  # fmt: skip
    brush.flat(curve([(0.66, -0.42), (0.78, -0.42), (0.80, -0.02), (0.72, -0.14)]), colour)


STYLES: dict[str, Painter | None] = {
    "bald": None,
    "balding": _balding,
    "buzz": _buzz,
    "short": _short,
    "sweep": _sweep,
    "curly": _curly,
    "afro": _afro,
    "long": _parted,
    "wavy": _parted,
    "bob": _bob,
    "bun": _bun,
    "ponytail": _bun,
    "braids": _braids,
}
"""What lies before the head, by hair style."""
_BACK: dict[str, Painter] = {
    "afro": _afro_back,
    "long": _long_back,
    "wavy": _wavy_back,
    "bob": _bob_back,
    "bun": _bun_back,
    "ponytail": _tail_back,
    "braids": _braids_back,
}
