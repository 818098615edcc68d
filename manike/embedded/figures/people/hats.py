"""Hats and head cloths, in units of half the head's height."""

from collections.abc import Callable
from dataclasses import replace

from manike.embedded.figures.colours import BRASS, INK, LAMP
from manike.embedded.figures.geometry import blob, ellipse, joined, poly, rect, star
from manike.embedded.figures.people.look import Look
from manike.embedded.figures.shading import Brush, Rgb, mix, scaled


def paint_hat(brush: Brush, look: Look) -> None:
    """What the person wears on the head, over the front hair."""
    if look.hat:
        _HATS[look.hat](_brush(brush), look.hat_colour)


def paint_hat_back(brush: Brush, look: Look) -> None:
    """The part of a hat behind the head."""
    if look.hat == "headscarf":
        cloth = blob([(-0.2, -1.2), (0.7, -0.95), (1.0, -0.2), (0.92, 0.6), (1.0, 1.2), (0.2, 1.5),
                      (-0.9, 1.45), (-1.08, 0.6), (-1.08, -0.3)])  # fmt: skip
        _brush(brush).fill(cloth, scaled(look.hat_colour, 0.78), shade=0.4)


def hides_hair(hat: str) -> bool:
    """Whether the crown of the head is covered."""
    return bool(hat) and hat != "crown"


def _brush(brush: Brush) -> Brush:
    return replace(brush, floor=max(brush.floor, 0.55))


def _beanie(brush: Brush, colour: Rgb) -> None:
    dome = blob([(-0.92, -0.34), (-0.94, -0.74), (-0.60, -1.16), (0.02, -1.30), (0.60, -1.14),
                 (0.88, -0.74), (0.87, -0.40), (0.0, -0.62)])  # fmt: skip
    brush.fill(dome, colour, shade=0.55, rim=0.8)
    with brush.inside(dome):
        for x in (-0.62, -0.3, 0.02, 0.34, 0.64):
            brush.line([(x * 0.5, -1.3), (x, -0.9), (x * 1.08, -0.4)], colour, 0.035, level=-0.6,
                       alpha=0.6)  # fmt: skip
    band = blob([(-0.96, -0.14), (-0.97, -0.48), (-0.4, -0.60), (0.3, -0.62), (0.90, -0.50),
                 (0.88, -0.20), (0.3, -0.34), (-0.4, -0.32)])  # fmt: skip
    brush.fill(band, mix(colour, (1, 1, 1), 0.16), shade=0.5, rim=0.6)
    brush.fill(ellipse(0.0, -1.36, 0.20), mix(colour, (1, 1, 1), 0.5), shade=0.5)


def _captain(brush: Brush, colour: Rgb) -> None:
    top = blob([(-0.94, -0.46), (-1.10, -0.86), (-0.5, -1.22), (0.3, -1.24), (0.98, -1.02),
                (0.90, -0.56), (0.0, -0.66)])  # fmt: skip
    brush.fill(top, colour, shade=0.55, rim=0.8)
    band = blob([(-0.93, -0.26), (-0.94, -0.54), (-0.3, -0.68), (0.4, -0.70), (0.89, -0.58),
                 (0.88, -0.30), (0.3, -0.44), (-0.4, -0.42)], tension=0.8)  # fmt: skip
    brush.fill(band, scaled(colour, 0.62), shade=0.4)
    peak = blob([(-0.22, -0.44), (0.40, -0.50), (0.88, -0.40), (1.10, -0.20), (0.62, -0.28),
                 (0.10, -0.30)])  # fmt: skip
    brush.fill(peak, INK, shade=0.4, rim=0.9)
    brush.fill(ellipse(0.26, -0.68, 0.12, 0.13), BRASS, shade=0.4)


def _cap(brush: Brush, colour: Rgb) -> None:
    dome = blob([(-0.92, -0.26), (-0.95, -0.70), (-0.58, -1.10), (0.04, -1.22), (0.60, -1.06),
                 (0.88, -0.66), (0.86, -0.36), (0.1, -0.50)])  # fmt: skip
    brush.fill(dome, colour, shade=0.55, rim=0.8)
    peak = blob([(-0.12, -0.46), (0.50, -0.54), (0.90, -0.46), (1.34, -0.26), (1.22, -0.16),
                 (0.74, -0.28), (0.2, -0.30)])  # fmt: skip
    brush.fill(peak, scaled(colour, 0.78), shade=0.4, rim=0.9)
    brush.line([(-0.1, -1.2), (0.24, -0.9), (0.30, -0.52)], colour, 0.025, level=-0.6, alpha=0.7)


def _brim(brush: Brush, colour: Rgb) -> None:
    crown = blob([(-0.74, -0.42), (-0.72, -1.08), (-0.38, -1.36), (0.04, -1.26), (0.46, -1.34),
                  (0.74, -1.06), (0.76, -0.46)], tension=0.85)  # fmt: skip
    brush.fill(crown, colour, shade=0.55, rim=0.7)
    with brush.inside(crown):
        brush.flat(blob([(-0.9, -0.40), (-0.9, -0.66), (0, -0.76), (0.9, -0.66), (0.9, -0.4)]),
                   scaled(colour, 0.55))  # fmt: skip
    plate = blob([(-1.36, -0.34), (-0.8, -0.56), (0.05, -0.60), (0.86, -0.58), (1.40, -0.38),
                  (0.9, -0.30), (0.05, -0.36), (-0.8, -0.27)])  # fmt: skip
    brush.fill(plate, colour, shade=0.5, rim=0.9)


def _straw(brush: Brush, colour: Rgb) -> None:
    _brim(brush, colour)
    for y in (-0.86, -1.02, -1.16):
        brush.line([(-0.66, y + 0.05), (0, y), (0.68, y + 0.04)], colour, 0.022, level=-0.6,
                   alpha=0.6)  # fmt: skip


def _headscarf(brush: Brush, colour: Rgb) -> None:
    cloth = blob([(-0.98, 0.30), (-1.02, -0.40), (-0.62, -1.06), (0.04, -1.20), (0.62, -1.02),
                  (0.92, -0.46), (0.90, 0.14), (0.70, 0.84), (0.62, 0.30), (0.66, -0.30),
                  (0.34, -0.66), (-0.12, -0.68), (-0.50, -0.42), (-0.62, 0.10), (-0.46, 0.72),
                  (-0.10, 1.02), (-0.50, 1.06)], tension=0.9)  # fmt: skip
    brush.fill(cloth, colour, shade=0.5, rim=0.8)
    brush.line([(-0.1, -1.08), (-0.66, -0.6), (-0.78, 0.2)], colour, 0.03, level=-0.6, alpha=0.7)
    brush.line([(0.5, -0.94), (0.78, -0.4), (0.76, 0.2)], colour, 0.03, level=-0.6, alpha=0.7)
    knot = blob([(-0.34, 0.94), (0.2, 1.02), (0.66, 0.80), (0.62, 1.10), (0.1, 1.34), (-0.5, 1.22)])
    brush.fill(knot, colour, shade=0.5, rim=0.5)


def _turban(brush: Brush, colour: Rgb) -> None:
    wrap = blob([(-0.94, -0.16), (-1.12, -0.62), (-0.78, -1.16), (0.0, -1.38), (0.76, -1.16),
                 (1.04, -0.66), (0.88, -0.30), (0.3, -0.52), (-0.4, -0.46)])  # fmt: skip
    brush.fill(wrap, colour, shade=0.55, rim=0.8)
    with brush.inside(wrap):
        for dy in (0.0, 0.24, 0.48):
            brush.line([(-1.1, -0.36 - dy * 0.8), (-0.2, -0.74 - dy), (1.1, -0.5 - dy * 0.7)],
                       colour, 0.035, level=-0.7, alpha=0.7)  # fmt: skip
        brush.line([(-0.9, -1.0), (0.1, -0.8), (0.95, -0.36)], colour, 0.035, level=-0.7)


def _beret(brush: Brush, colour: Rgb) -> None:
    shape = blob([(-0.86, -0.34), (-1.20, -0.66), (-0.92, -1.08), (-0.1, -1.28), (0.62, -1.14),
                  (0.88, -0.72), (0.78, -0.44), (0.1, -0.62), (-0.5, -0.44)])  # fmt: skip
    brush.fill(shape, colour, shade=0.55, rim=0.8)
    brush.fill(rect(-0.24, -1.42, -0.14, -1.22, 0.04), colour, shade=0.4)


def _crown(brush: Brush, colour: Rgb) -> None:
    shape = poly([(-0.64, -0.66), (-0.78, -1.30), (-0.40, -0.98), (0.02, -1.46), (0.42, -1.00),
                  (0.78, -1.32), (0.68, -0.70), (0.02, -0.82)])  # fmt: skip
    brush.fill(shape, colour, shade=0.5, rim=0.9)
    for x, y, tint in ((-0.36, -0.86, (0.75, 0.2, 0.3)), (0.02, -0.98, (0.25, 0.5, 0.75)),
                       (0.40, -0.88, (0.75, 0.2, 0.3))):  # fmt: skip
        brush.fill(ellipse(x, y, 0.085), tint, shade=0.3)


def _chef(brush: Brush, colour: Rgb) -> None:
    puff = joined([ellipse(-0.5, -1.30, 0.46, 0.36), ellipse(0.5, -1.30, 0.46, 0.36), ellipse(0.0,
                                                                                              -1.46,
                                                                                              0.54,
                                                                                              0.42),
                   rect(-0.72, -1.3, 0.74, -0.8)])  # fmt: skip
    brush.fill(puff, colour, shade=0.5)
    brush.fill(blob([(-0.84, -0.40), (-0.80, -0.94), (0, -1.02), (0.80, -0.94), (0.82, -0.46),
                     (0.0, -0.62)], tension=0.7), colour, shade=0.5)  # fmt: skip


def _wizard(brush: Brush, colour: Rgb) -> None:
    cone = blob([(-0.74, -0.46), (-0.44, -1.3), (-0.46, -2.1), (0.06, -1.6), (0.60, -0.9),
                 (0.78, -0.48)], tension=0.6)  # fmt: skip
    brush.fill(cone, colour, shade=0.55, rim=0.8)
    brush.flat(star(0.06, -0.98, 0.15, 0.06), BRASS, level=0.4)
    plate = blob([(-1.36, -0.34), (-0.8, -0.56), (0.05, -0.60), (0.86, -0.58), (1.40, -0.38),
                  (0.05, -0.36)])  # fmt: skip
    brush.fill(plate, colour, shade=0.5, rim=0.8)


def _helmet(brush: Brush, colour: Rgb) -> None:
    """A bicycle helmet with its light."""
    strap = scaled(colour, 0.35)
    brush.line([(-0.70, -0.30), (-0.56, 0.30), (-0.1, 0.94)], strap, 0.05)
    shell = blob([(-1.02, -0.24), (-1.06, -0.70), (-0.66, -1.18), (0.02, -1.32), (0.68, -1.16),
                  (0.98, -0.72), (0.98, -0.38), (0.3, -0.54), (-0.4, -0.46)])  # fmt: skip
    brush.fill(shell, colour, shade=0.55, rim=0.9)
    for x, lean in ((-0.56, -0.16), (-0.12, -0.04), (0.34, 0.10)):
        vent = blob([(x, -0.66), (x + lean, -1.06), (x + lean + 0.16, -1.08), (x + 0.2, -0.68)])
        brush.flat(vent, scaled(colour, 0.35))
    brush.emit(rect(0.66, -0.70, 0.95, -0.56, 0.07), LAMP)
    brush.glow(0.82, -0.63, 0.9, LAMP, 0.8)


_HATS: dict[str, Callable[[Brush, Rgb], None]] = {
    "beanie": _beanie,
    "captain": _captain,
    "cap": _cap,
    "brim": _brim,
    "straw": _straw,
    "headscarf": _headscarf,
    "turban": _turban,
    "beret": _beret,
    "crown": _crown,
    "chef": _chef,
    "wizard": _wizard,
    "helmet": _helmet,
}
