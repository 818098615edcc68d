"""Things as points: each in the colour of its cluster, the clusters named where they lie."""

from collections.abc import Sequence

import numpy as np
import skia
from numpy.typing import NDArray

from manike.plots.lettering import Words, draw, width_px
from manike.plots.paper import COLORS, GROUND, LINE, Box, Paper

Points = NDArray[np.floating]
"""Shape (n, 2), in any unit."""

_HEIGHT_PX = 760
_NUMBER = Words(24, GROUND, is_bold=True)
_CLEAR = 0x99FFFFFF
_INSET_PX = 24
_MANY = 400
"""From so many points on, they are drawn smaller."""
_TRIMMED = 0.5
"""Percentiles at both ends that may lie on the edge, so that one stray squeezes no others."""


def scatter(
    points: Points,
    labels: Sequence[int],
    names: Sequence[str],
    *,
    title: str,
    subtitle: str = "",
) -> bytes:
    """Draw points in clusters.

    Args:
        points: shape (n, 2).
        labels: the cluster of each point, from 0.
        names: what the clusters are called; from the ninth on they share colours.
        title: what is shown.
        subtitle: one more line.

    Returns:
        A PNG file.
    """
    paper = Paper(_HEIGHT_PX, title, subtitle)
    counts = np.bincount(np.asarray(labels, np.int64), minlength=len(names)).tolist()
    said = [
        f"{number} {name} · {count}"
        for number, (name, count) in enumerate(zip(names, counts, strict=False), 1)
    ]
    colors = [COLORS[number % len(COLORS)] for number in range(len(names))]
    paper.legend(said, colors)
    if not len(points):
        paper.nothing("There is nothing to show yet.")
        return paper.png()
    box = paper.rest()
    _frame(paper, box)
    places = _placed(np.asarray(points, np.float64), box)
    radius_px = 6.0 if len(points) < _MANY else 4.0
    for (x, y), label in zip(places.tolist(), labels, strict=True):
        paper.dot((x, y), radius_px, colors[label] & _CLEAR)
    _numbers(paper, places, labels, colors)
    return paper.png()


def _frame(paper: Paper, box: Box) -> None:
    stroke = skia.Paint(
        AntiAlias=True, Color=LINE, StrokeWidth=2, Style=skia.Paint.Style.kStroke_Style
    )
    rect = skia.Rect.MakeLTRB(box.left, box.top, box.right, box.bottom)
    paper.canvas.drawRoundRect(rect, 12, 12, stroke)


def _placed(points: NDArray[np.float64], box: Box) -> NDArray[np.float64]:
    """Pixels of points, as large as the box allows, both axes in one measure."""
    low, high = np.percentile(points, (_TRIMMED, 100 - _TRIMMED), axis=0)
    middle, spread = (low + high) / 2, np.maximum(high - low, 1e-9)
    room = np.array(box.size) - 2 * _INSET_PX
    # Both axes in one measure would leave half of a wide box empty.
    scale = np.minimum(room / spread, 2 * (room / spread).min())
    centre = np.array([(box.left + box.right) / 2, (box.top + box.bottom) / 2])
    placed = centre + (points - middle) * scale * (1, -1)
    least = np.array([box.left, box.top]) + _INSET_PX / 2
    most = np.array([box.right, box.bottom]) - _INSET_PX / 2
    clipped: NDArray[np.float64] = np.clip(placed, least, most)
    return clipped


def _numbers(
    paper: Paper, places: NDArray[np.float64], labels: Sequence[int], colors: Sequence[int]
) -> None:
    """The number of each cluster in its middle, as in the legend's order."""
    own = np.asarray(labels, np.int64)
    for label in range(len(colors)):
        inside = places[own == label]
        if not len(inside):
            continue
        x, y = np.median(inside, axis=0)
        text = str(label + 1)
        half = max(width_px(text, _NUMBER) / 2 + 8, 17)
        paper.dot((x, y), half + 2, GROUND)
        paper.dot((x, y), half, colors[label])
        draw(paper.canvas, text, (x, y + 8), _NUMBER, anchor=0.5)
