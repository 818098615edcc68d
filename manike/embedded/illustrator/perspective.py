"""Flat drawings put onto walls and floors that recede, such as house fronts."""

from collections.abc import Iterator
from contextlib import contextmanager

import skia

from manike.embedded.illustrator.trees import Point

Quad = tuple[Point, Point, Point, Point]
"""Upper left, upper right, lower right, lower left corner on the plane."""


Box = tuple[float, float, float, float]
"""Left, top, right, bottom in plane pixels."""


@contextmanager
def mapped(canvas: skia.Canvas, size: tuple[float, float], quad: Quad) -> Iterator[skia.Canvas]:
    """A canvas on which (0, 0)-size is drawn onto the quad."""
    width, height = size
    source = [
        skia.Point(0, 0),
        skia.Point(width, 0),
        skia.Point(width, height),
        skia.Point(0, height),
    ]
    matrix = skia.Matrix()
    matrix.setPolyToPoly(source, [skia.Point(*corner) for corner in quad])
    canvas.save()
    canvas.concat(matrix)
    try:
        yield canvas
    finally:
        canvas.restore()
