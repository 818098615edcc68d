"""How values are spread, of one kind or of several over each other."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import skia
from numpy.typing import NDArray

from manike.plots.lettering import draw
from manike.plots.paper import COLORS, INK, LINE, SMALL, Box, Paper

_HEIGHT_PX = 560
_BINS = 40
_TICKS = 5
_FILL = 0x66FFFFFF


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one kind."""

    name: str
    values: NDArray[np.floating]
    """Shape (n,); what is no number is left out."""


def histogram(
    series: Sequence[Series],
    *,
    title: str,
    subtitle: str = "",
    axis: str = "",
    span: tuple[float, float] | None = None,
) -> bytes:
    """Draw the shares of values by their size, one curve a series.

    Args:
        series: at most eight; empty ones are named and not drawn.
        title: what is shown.
        subtitle: one more line.
        axis: what the values are.
        span: the least and the highest value shown; those of the values if not given.

    Returns:
        A PNG file.
    """
    paper = Paper(_HEIGHT_PX, title, subtitle)
    paper.legend([each.name for each in series])
    found = [each.values[np.isfinite(each.values)] for each in series]
    if not any(values.size for values in found):
        paper.nothing("There is nothing to measure yet.")
        return paper.png()
    every = np.concatenate(found)
    low, high = span or (float(every.min()), float(every.max()))
    if high <= low:
        low, high = low - 0.5, high + 0.5
    edges = np.linspace(low, high, _BINS + 1)
    box = paper.rest(below_px=92)
    shares = [
        np.histogram(np.clip(values, low, high), edges)[0] / max(values.size, 1) for values in found
    ]
    tallest = max(float(share.max()) for share in shares)
    _axis(paper, box, (low, high), axis)
    for share, color, values in zip(shares, COLORS, found, strict=False):
        if values.size:
            _curve(paper, box, share / tallest, color)
    return paper.png()


def _axis(paper: Paper, box: Box, span: tuple[float, float], name: str) -> None:
    low, high = span
    for number in range(_TICKS):
        share = number / (_TICKS - 1)
        x = box.left + share * box.size[0]
        paper.line((x, box.top), (x, box.bottom), LINE)
        said = f"{low + share * (high - low):.2f}"
        draw(paper.canvas, said, (x, box.bottom + 30), SMALL, anchor=share)
    paper.line((box.left, box.bottom), (box.right, box.bottom), INK)
    draw(paper.canvas, name, (box.right, box.bottom + 64), SMALL, anchor=1)


def _curve(paper: Paper, box: Box, heights: NDArray[np.floating], color: int) -> None:
    """Steps of these heights, 0..1, filled so that what lies behind is seen."""
    step, high = box.size[0] / heights.size, box.size[1]
    drawn = np.flatnonzero(heights)
    path = skia.Path()
    path.moveTo(box.left + int(drawn[0]) * step, box.bottom)
    for number in range(int(drawn[0]), int(drawn[-1]) + 1):
        y = box.bottom - float(heights[number]) * high
        path.lineTo(box.left + number * step, y)
        path.lineTo(box.left + (number + 1) * step, y)
    path.lineTo(box.left + (int(drawn[-1]) + 1) * step, box.bottom)
    fill = skia.Paint(AntiAlias=True, Color=color & _FILL)
    paper.canvas.drawPath(path, fill)
    stroke = skia.Paint(
        AntiAlias=True, Color=color, StrokeWidth=3, Style=skia.Paint.Style.kStroke_Style
    )
    paper.canvas.drawPath(path, stroke)
