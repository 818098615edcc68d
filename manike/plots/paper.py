"""What plots are drawn on: a light card with a heading and a legend.

Drawn at twice the size at which the UI's column shows it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import skia

from manike.errors import MachineError
from manike.plots.lettering import Words, draw, fitted, width_px

WIDTH_PX = 960
COLORS = (
    0xFF3A6EA5,
    0xFFE07B39,
    0xFF4E9F6D,
    0xFF8E5EA2,
    0xFFC7485B,
    0xFF2A9BA8,
    0xFFB08A2E,
    0xFF6B7280,
)
"""Told apart by those who see red and green alike, as their lightness differs."""
INK, PALE, LINE, GROUND = 0xFF1F2933, 0xFF64707D, 0xFFE3E7EB, 0xFFFFFFFF
HEAD = Words(32, INK, is_bold=True)
SMALL = Words(24, PALE)
LABEL = Words(24, INK)
MARGIN_PX = 36
_ROW_PX = 36
_DOT_PX = 9
_GAP_PX = 28


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height."""
        return self.right - self.left, self.bottom - self.top


class Paper:
    """A card that is being drawn on."""

    def __init__(self, height_px: int, title: str, subtitle: str = "") -> None:
        self._surface = skia.Surface(WIDTH_PX, height_px)
        self.height_px = height_px
        self.canvas = self._surface.getCanvas()
        self.canvas.clear(GROUND)
        self.top_px = MARGIN_PX + 28.0
        """Where what comes next begins."""
        draw(self.canvas, self._fit(title, HEAD), (MARGIN_PX, self.top_px), HEAD)
        if subtitle:
            self.top_px += _ROW_PX
            draw(self.canvas, self._fit(subtitle, SMALL), (MARGIN_PX, self.top_px), SMALL)
        self.top_px += 14

    def legend(self, names: Sequence[str], colors: Sequence[int] = COLORS) -> None:
        """Dots with their names, in as many rows as they need."""
        x, most_px = float(MARGIN_PX), WIDTH_PX - 2 * MARGIN_PX - 2 * _DOT_PX - 10
        self.top_px += _ROW_PX - 8
        for name, color in zip(names, colors, strict=False):
            text = fitted(name, LABEL, most_px)
            wide = 2 * _DOT_PX + 10 + width_px(text, LABEL)
            if x > MARGIN_PX and x + wide > WIDTH_PX - MARGIN_PX:
                x, self.top_px = float(MARGIN_PX), self.top_px + _ROW_PX
            self.dot((x + _DOT_PX, self.top_px - 8), _DOT_PX, color)
            draw(self.canvas, text, (x + 2 * _DOT_PX + 10, self.top_px), LABEL)
            x += wide + _GAP_PX
        self.top_px += 16

    def dot(self, at: tuple[float, float], radius_px: float, color: int) -> None:
        """A filled circle."""
        self.canvas.drawCircle(*at, radius_px, skia.Paint(AntiAlias=True, Color=color))

    def line(self, start: tuple[float, float], end: tuple[float, float], color: int = LINE) -> None:
        """A straight line, two pixels wide."""
        paint = skia.Paint(AntiAlias=True, Color=color, StrokeWidth=2)
        self.canvas.drawLine(*start, *end, paint)

    def rest(self, *, left_px: float = MARGIN_PX, below_px: float = MARGIN_PX) -> Box:
        """What is left free."""
        return Box(left_px, self.top_px, WIDTH_PX - MARGIN_PX, self.height_px - below_px)

    def nothing(self, said: str) -> None:
        """Say in the middle why there is nothing to see."""
        box = self.rest()
        middle = (WIDTH_PX / 2, (box.top + box.bottom) / 2)
        draw(self.canvas, self._fit(said, LABEL), middle, LABEL, anchor=0.5)

    def png(self) -> bytes:
        """The card as a PNG file.

        Raises:
            MachineError: Skia could not write it.
        """
        data = self._surface.makeImageSnapshot().encodeToData(skia.EncodedImageFormat.kPNG, 100)
        if data is None:
            raise MachineError("A plot could not be written as PNG.")
        return bytes(data)

    def _fit(self, text: str, words: Words) -> str:
        return fitted(text, words, WIDTH_PX - 2 * MARGIN_PX)
