"""Paths in a figure's own units: x to the right, y down, ground at 0 and top at -100."""

import math
from collections.abc import Iterable, Sequence

import skia

Point = tuple[float, float]


def blob(points: Sequence[Point], *, tension: float = 1.0) -> skia.Path:
    """A closed smooth outline through the points (Catmull-Rom); tension 0 gives straight sides."""
    return _smooth(points, tension, closed=True)


def curve(points: Sequence[Point], *, tension: float = 1.0) -> skia.Path:
    """An open smooth line through the points; a parabola through three."""
    if len(points) == 3:  # noqa: PLR2004 - Catmull-Rom would bend only in the middle, like a tent
        start, middle, end = points
        path = skia.Path()
        path.moveTo(*start)
        control = between(between(start, end, 0.5), middle, 2.0)
        path.quadTo(*control, *end)
        return path
    return _smooth(points, tension, closed=False)


def poly(points: Sequence[Point], *, closed: bool = True) -> skia.Path:
    """A path with straight sides."""
    path = skia.Path()
    path.addPoly([skia.Point(x, y) for x, y in points], closed)
    return path


def ellipse(x: float, y: float, radius_x: float, radius_y: float | None = None) -> skia.Path:
    """An upright ellipse round (x, y); a circle without ``radius_y``."""
    tall = radius_x if radius_y is None else radius_y
    path = skia.Path()
    path.addOval(skia.Rect.MakeLTRB(x - radius_x, y - tall, x + radius_x, y + tall))
    return path


def rect(left: float, top: float, right: float, bottom: float, round_: float = 0.0) -> skia.Path:
    """A rectangle, with corners of radius ``round_``."""
    path = skia.Path()
    path.addRoundRect(skia.Rect.MakeLTRB(left, top, right, bottom), round_, round_)
    return path


def limb(points: Sequence[Point], radii: Sequence[float]) -> skia.Path:
    """A tapered tube along a line, thick as ``radii`` at its points; joints are rounded."""
    path = skia.Path()
    path.setFillType(skia.PathFillType.kWinding)
    for (ax, ay), (bx, by), ra, rb in zip(points, points[1:], radii, radii[1:], strict=False):
        length = math.hypot(bx - ax, by - ay) or 1e-6
        nx, ny = -(by - ay) / length, (bx - ax) / length
        quad = [
            (ax + nx * ra, ay + ny * ra),
            (ax - nx * ra, ay - ny * ra),
            (bx - nx * rb, by - ny * rb),
            (bx + nx * rb, by + ny * rb),
        ]
        # Seen with y down this order runs clockwise, as addCircle does: overlaps stay filled.
        path.addPoly([skia.Point(x, y) for x, y in quad], True)
    for (x, y), radius in zip(points, radii, strict=True):
        path.addCircle(x, y, max(radius, 1e-3))
    return path


def band(a: Point, b: Point, radius_a: float, radius_b: float) -> skia.Path:
    """A tapered tube with straight ends: a cuff, a sock."""
    length = math.hypot(b[0] - a[0], b[1] - a[1]) or 1e-6
    nx, ny = -(b[1] - a[1]) / length, (b[0] - a[0]) / length
    return poly(
        [
            (a[0] + nx * radius_a, a[1] + ny * radius_a),
            (a[0] - nx * radius_a, a[1] - ny * radius_a),
            (b[0] - nx * radius_b, b[1] - ny * radius_b),
            (b[0] + nx * radius_b, b[1] + ny * radius_b),
        ]
    )


def bent(
    start: Point, joint: Point, end: Point, radii: tuple[float, float, float], softness: float = 0.3
) -> skia.Path:
    """A two-bone limb whose joint is rounded over ``softness`` of each bone and ends straight."""
    before = between(joint, start, softness)
    after = between(joint, end, softness)
    points, thick = [start], [radii[0]]
    for step in range(7):
        t = step / 6
        first, second = between(before, joint, t), between(joint, after, t)
        points.append(between(first, second, t))
        bulge = 1 - abs(2 * t - 1)
        edge = radii[0] + (radii[1] - radii[0]) * (1 - softness)
        far = radii[2] + (radii[1] - radii[2]) * (1 - softness)
        side = edge if t < 0.5 else far  # noqa: PLR2004 - the middle of the bend
        thick.append(side + (radii[1] - side) * bulge)
    path = limb(points, thick)
    path.addPath(band(points[-1], end, thick[-1], radii[2]))
    return path


def between(a: Point, b: Point, t: float) -> Point:
    """The point at share ``t`` of the way from a to b."""
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t


def polar(centre: Point, angle_deg: float, length: float) -> Point:
    """The point at a distance; 0 degrees hangs straight down, 90 points right, 180 up."""
    angle = math.radians(angle_deg)
    return centre[0] + math.sin(angle) * length, centre[1] + math.cos(angle) * length


def rotated(point: Point, angle_deg: float) -> Point:
    """A point turned clockwise round the origin, as seen with y down."""
    angle = math.radians(angle_deg)
    cos, sin = math.cos(angle), math.sin(angle)
    return point[0] * cos - point[1] * sin, point[0] * sin + point[1] * cos


def joined(paths: Iterable[skia.Path]) -> skia.Path:
    """Several outlines filled as one; they should not cut holes into each other."""
    whole = skia.Path()
    whole.setFillType(skia.PathFillType.kWinding)
    for path in paths:
        whole.addPath(path)
    return whole


def ring(x: float, y: float, outer: float, inner: float) -> skia.Path:
    """A flat ring."""
    path = skia.Path()
    path.addCircle(x, y, outer)
    path.addCircle(x, y, inner, skia.PathDirection.kCCW)
    return path


def star(x: float, y: float, outer: float, inner: float, tips: int = 5) -> skia.Path:
    """A star with one tip up."""
    points = []
    for index in range(tips * 2):
        radius = inner if index % 2 else outer
        points.append(polar((x, y), 180 - index * 180 / tips, radius))
    return poly(points)


def mirrored(points: Sequence[Point]) -> list[Point]:
    """A right half, given top to bottom, with its left half: a closed symmetric outline."""
    return [*points, *[(-x, y) for x, y in reversed(points) if abs(x) > 1e-9]]  # noqa: PLR2004


def _smooth(points: Sequence[Point], tension: float, *, closed: bool) -> skia.Path:
    count = len(points)
    path = skia.Path()
    path.moveTo(*points[0])
    for index in range(count if closed else count - 1):
        p0, p1, p2, p3 = (_at(points, index + shift, closed=closed) for shift in (-1, 0, 1, 2))
        pull = tension / 6
        path.cubicTo(
            p1[0] + (p2[0] - p0[0]) * pull,
            p1[1] + (p2[1] - p0[1]) * pull,
            p2[0] - (p3[0] - p1[0]) * pull,
            p2[1] - (p3[1] - p1[1]) * pull,
            p2[0],
            p2[1],
        )
    if closed:
        path.close()
    return path


def _at(points: Sequence[Point], index: int, *, closed: bool) -> Point:
    return points[index % len(points)] if closed else points[min(max(index, 0), len(points) - 1)]
