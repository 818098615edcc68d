"""What a drawn character tells of itself in pixels: its chest, and the eyes that can blink."""

import math
from dataclasses import dataclass, field

import skia

from manike.embedded.illustrator.light import Rgb


@dataclass(frozen=True, slots=True)
class EyeMark:
    """An eye where it was drawn, in pixels of the canvas."""

    centre: tuple[float, float]
    half_width_px: float
    half_height_px: float
    tilt_deg: float
    lid: Rgb
    """The lid's colour in the light of the picture."""


@dataclass(slots=True)
class Marks:
    """Filled while a character is drawn."""

    chest: tuple[float, float] | None = None
    """Its middle, in pixels of the canvas."""
    chest_radius_px: float = 0.0
    eyes: list[EyeMark] = field(default_factory=list)

    def note_chest(self, canvas: skia.Canvas, x: float, y: float, radius: float) -> None:
        """Note a chest given in the units that the canvas is scaled to."""
        (middle,) = _pixels(canvas, (x, y))
        self.chest = middle
        self.chest_radius_px = _scale(canvas) * radius

    def note_eye(
        self, canvas: skia.Canvas, box: tuple[float, float, float, float], lid: Rgb
    ) -> None:
        """Note an open eye by left, top, right, bottom in the units of the canvas."""
        left, top, right, bottom = box
        y = (top + bottom) / 2
        middle, one, other = _pixels(canvas, ((left + right) / 2, y), (left, y), (right, y))
        first, last = sorted((one, other))
        tilt_deg = math.degrees(math.atan2(last[1] - first[1], last[0] - first[0]))
        half_width_px = math.dist(one, other) / 2
        half_height_px = _scale(canvas) * (bottom - top) / 2
        self.eyes.append(EyeMark(middle, half_width_px, half_height_px, tilt_deg, lid))


def _pixels(canvas: skia.Canvas, *points: tuple[float, float]) -> list[tuple[float, float]]:
    mapped = canvas.getTotalMatrix().mapPoints([skia.Point(x, y) for x, y in points])
    return [(float(point.x()), float(point.y())) for point in mapped]


def _scale(canvas: skia.Canvas) -> float:
    """Pixels in a unit; figures are never squeezed."""
    return float(canvas.getTotalMatrix().mapRadius(1.0))
