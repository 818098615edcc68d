"""Flat drawings put onto walls and floors that recede: house fronts, planks, tiles."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import skia

from manike.embedded.illustrator.colour import gradient, mix, shade, stroke
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.trees import Point

Quad = tuple[Point, Point, Point, Point]
"""Upper left, upper right, lower right, lower left corner on the plane."""


Box = tuple[float, float, float, float]
"""Left, top, right, bottom in plane pixels."""


@dataclass(frozen=True, slots=True)
class Room:
    """The back wall of a box that is seen from its open front, in plane pixels."""

    left: float
    top: float
    right: float
    bottom: float
    frame_px: tuple[float, float]
    """Width and height of the plane: the open front."""
    vanish: Point

    def front(self, corner: Point) -> Point:
        """Where the edge through a corner of the back wall leaves the plane."""
        width, height = self.frame_px
        dx, dy = corner[0] - self.vanish[0], corner[1] - self.vanish[1]
        across = ((width if dx > 0 else 0) - self.vanish[0]) / dx
        down = ((height if dy > 0 else 0) - self.vanish[1]) / dy
        reach = max(across, down)
        return (self.vanish[0] + dx * reach, self.vanish[1] + dy * reach)

    @property
    def floor(self) -> Quad:
        """The floor, from the back wall to the front."""
        a, b = (self.left, self.bottom), (self.right, self.bottom)
        return (a, b, self.front(b), self.front(a))

    @property
    def ceiling(self) -> Quad:
        """The ceiling, from the front to the back wall."""
        a, b = (self.left, self.top), (self.right, self.top)
        return (self.front(a), self.front(b), b, a)

    def wall(self, side: int) -> Quad:
        """The left (-1) or right (1) wall; its far end is the inner one."""
        x = self.left if side < 0 else self.right
        top, low = (x, self.top), (x, self.bottom)
        if side < 0:
            return (self.front(top), top, low, self.front(low))
        return (top, self.front(top), self.front(low), low)


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


def polygon(quad: Quad) -> skia.Path:
    """The quad as a path."""
    path = skia.Path()
    path.addPoly([skia.Point(*corner) for corner in quad], True)
    return path


def planks(stage: Stage, plane: str, quad: Quad, look: tuple[Rgb, int]) -> None:
    """A floor of boards that run away from the eye; ``look`` is the wood and how many."""
    wood, count = look
    tones, canvas = stage.tones, stage.canvas(plane)
    rng = stage.rng("planks", plane)
    far, near = tones.tone(wood, 0.1, 0.3), tones.tone(shade(wood, 0.82), 0, 0.1)
    with mapped(canvas, (count, count), quad) as flat:
        for index in range(count):
            tint = float(rng.uniform(0.88, 1.1))
            rect = skia.Rect.MakeXYWH(index, 0, 1.02, count)
            flat.drawRect(rect, gradient((0, 0), (0, count), [shade(far, tint), shade(near, tint)]))
            seam = stroke(tones.tone(shade(wood, 0.45)), 0.03, 0.55)
            flat.drawLine(index, 0, index, count, seam)
            for _ in range(3):
                cut = float(rng.uniform(0, count))
                flat.drawLine(index, cut, index + 1, cut, seam)


def tiles(stage: Stage, plane: str, quad: Quad, look: tuple[Rgb, Rgb, int]) -> None:
    """A floor of squares in two colours; ``look`` is both and how many lie in a row."""
    first, second, count = look
    tones, canvas = stage.tones, stage.canvas(plane)
    with mapped(canvas, (count, count), quad) as flat:
        for row in range(count):
            share = row / count
            for column in range(count):
                local = first if (row + column) % 2 else second
                colour = mix(tones.tone(local, 0.08, 0.4), tones.tone(local, 0, -0.1), share)
                rect = skia.Rect.MakeXYWH(column, row, 1.02, 1.02)
                flat.drawRect(rect, skia.Paint(AntiAlias=True, Color4f=skia.Color4f(*colour, 1)))
