"""The shell of a room in metres: walls with windows, floors, ceiling, and the daylight in it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

import skia

from manike.embedded.illustrator.colour import fill, gradient, mix, radial, rgb, shade, stroke
from manike.embedded.illustrator.houses import LAMPLIGHT
from manike.embedded.illustrator.interior import Interior
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.tones import Tones
from manike.script.vocabulary import TimeOfDay, Weather

BEHIND_M = -1.5
"""Side walls begin behind the eye."""
MOON = rgb("9db8e8")


@dataclass(frozen=True, slots=True)
class Hall:
    """Size of a room in metres; the eye is at x = 0."""

    left: float
    right: float
    back: float
    height: float


@dataclass(frozen=True, slots=True)
class Pane:
    """A window: from where to where along its wall, its sill's and its top's height."""

    wall: Literal["back", "left", "right"]
    start: float
    """x on the back wall, z on a side wall."""
    end: float
    low: float
    high: float
    arched: bool = False
    bars: tuple[int, int] = (3, 2)
    """Panes across and down."""


@contextmanager
def on_wall(inside: Interior, hall: Hall, wall: str, plane: str = "mid") -> Iterator[skia.Canvas]:
    """A wall's face in metres: x or z across, 0 at the ceiling."""
    if wall == "back":
        with inside.face(plane, (0, hall.height, hall.back), (1, 0, 0), (0, -1, 0)) as face:
            yield face
        return
    with inside.side(plane, hall.left if wall == "left" else hall.right, hall.height) as face:
        yield face


def shell(inside: Interior, hall: Hall, wall: Rgb, panes: Sequence[Pane] = ()) -> None:
    """Walls and ceiling on the plane ``mid``, with holes for the windows."""
    tones = inside.stage.tones
    for name, lit in (
        ("back", 0.15),
        ("left", _side_lit(tones, -1)),
        ("right", _side_lit(tones, 1)),
    ):
        start, end = _extent(hall, name)
        path = skia.Path()
        path.setFillType(skia.PathFillType.kEvenOdd)
        path.addRect(skia.Rect.MakeLTRB(start, 0, end, hall.height + 0.6))
        for pane in panes:
            if pane.wall == name:
                path.addPath(outline(hall, pane))
        shades = [
            tones.tone(wall, 0, lit - 0.25),
            tones.tone(wall, 0, lit + 0.15),
            tones.tone(shade(wall, 0.9), 0, lit - 0.2),
        ]
        with on_wall(inside, hall, name) as face:
            face.drawPath(path, gradient((0, 0), (0, hall.height), shades))
            if name != "back":
                dark = tones.light.shadow
                near = gradient((hall.back, 0), (0, 0), [dark, dark, dark], [0.16, 0.0, 0.42])
                face.drawPath(path, near)
    _ceiling(inside, hall, wall)


def outline(hall: Hall, pane: Pane) -> skia.Path:
    """The hole of a window on its wall's face."""
    path = skia.Path()
    top, low = hall.height - pane.high, hall.height - pane.low
    if not pane.arched:
        path.addRect(skia.Rect.MakeLTRB(pane.start, top, pane.end, low))
        return path
    half = (pane.end - pane.start) / 2
    path.moveTo(pane.start, low)
    path.lineTo(pane.start, top + half)
    path.arcTo(skia.Rect.MakeXYWH(pane.start, top, half * 2, half * 2), 180, 180, False)
    path.lineTo(pane.end, low)
    path.close()
    return path


def cornice(inside: Interior, hall: Hall, colour: Rgb, *, thick: float = 0.16) -> None:
    """A moulding under the ceiling of all walls."""
    tones = inside.stage.tones
    for name in ("left", "right", "back"):
        start, end = _extent(hall, name)
        with on_wall(inside, hall, name) as face:
            for y, tall, lit in ((0.0, thick, 0.4), (thick, thick * 0.25, -0.5)):
                rect = skia.Rect.MakeXYWH(start, y, end - start, tall)
                face.drawRect(rect, fill(tones.tone(colour, 0, lit)))


def skirting(inside: Interior, hall: Hall, colour: Rgb, *, tall: float = 0.18) -> None:
    """A board along the foot of all walls, and the shade above it."""
    tones = inside.stage.tones
    for name in ("left", "right", "back"):
        start, end = _extent(hall, name)
        with on_wall(inside, hall, name) as face:
            rect = skia.Rect.MakeXYWH(start, hall.height - tall, end - start, tall + 0.6)
            face.drawRect(rect, fill(tones.tone(colour, 0, 0.2)))
            line = skia.Rect.MakeXYWH(start, hall.height - tall - 0.02, end - start, 0.02)
            face.drawRect(line, fill(tones.tone(shade(colour, 0.7), 0, -0.3)))


def boards(inside: Interior, hall: Hall, wood: Rgb, *, wide: float = 0.22) -> None:
    """A floor of boards on the plane ``near`` that run away from the eye."""
    tones, rng = inside.stage.tones, inside.stage.rng("boards")
    count = int((hall.right - hall.left) / wide) + 1
    seam = stroke(tones.tone(shade(wood, 0.5)), 0.012, 0.7)
    with inside.floor("near") as face:
        _clip_floor(face, hall)
        for index in range(count):
            x = hall.left + index * wide
            local = shade(wood, float(rng.uniform(0.9, 1.1)))
            shades = [tones.tone(local, 0, 0.35), tones.tone(local, 0, 0.05)]
            rect = skia.Rect.MakeLTRB(x, -hall.back, x + wide + 0.01, -BEHIND_M)
            face.drawRect(rect, gradient((0, -hall.back), (0, 0), shades))
            face.drawLine(x, -hall.back, x, -BEHIND_M, seam)
            cut = -hall.back + float(rng.uniform(0, 2.4))
            while cut < 0:
                face.drawLine(x, cut, x + wide, cut, seam)
                cut += 2.4
    _floor_shade(inside, hall)


def tiled(inside: Interior, hall: Hall, look: tuple[Rgb, Rgb, float]) -> None:
    """A floor of squares on the plane ``near``; ``look`` is both colours and a tile's side."""
    first, second, size = look
    tones = inside.stage.tones
    joint = stroke(tones.tone(shade(first, 0.7)), 0.012, 0.8)
    with inside.floor("near") as face:
        _clip_floor(face, hall)
        ground = skia.Rect.MakeLTRB(hall.left, -hall.back, hall.right, -BEHIND_M)
        shades = [tones.tone(first, 0, 0.45), tones.tone(first, 0, 0.0)]
        face.drawRect(ground, gradient((0, -hall.back), (0, 0), shades))
        columns = int((hall.right - hall.left) / size) + 1
        rows = int((hall.back - BEHIND_M) / size) + 1
        shades = [tones.tone(second, 0, 0.35), tones.tone(second, 0, -0.05)]
        dark = gradient((0, -hall.back), (0, 0), shades)
        for row in range(rows):
            y = -hall.back + row * size
            for column in range(row % 2, columns, 2):
                x = hall.left + column * size
                face.drawRect(skia.Rect.MakeXYWH(x, y, size, size), dark)
            face.drawLine(hall.left, y, hall.right, y, joint)
        for column in range(columns):
            x = hall.left + column * size
            face.drawLine(x, -hall.back, x, -BEHIND_M, joint)
    _floor_shade(inside, hall)


def sheen(inside: Interior, hall: Hall, strength: float) -> None:
    """A polished floor mirrors the light of what is behind it."""
    tones = inside.stage.tones
    light = mix(tones.light.colour, (1, 1, 1), 0.3)
    with inside.floor("near") as face:
        paint = gradient((0, -hall.back), (0, -hall.back * 0.45), [light, light], [strength, 0.0])
        paint.setBlendMode(skia.BlendMode.kScreen)
        rect = skia.Rect.MakeLTRB(hall.left, -hall.back, hall.right, -hall.back * 0.45)
        face.drawRect(rect, paint)


def sunlight(tones: Tones) -> tuple[Rgb, float]:
    """Colour and strength of what falls through windows."""
    clear = 1 - 0.75 * tones.overcast * 3
    if tones.is_night:
        return MOON, 0.14
    low = tones.light.time_of_day in (TimeOfDay.DAWN, TimeOfDay.DUSK)
    colour = mix(tones.sky[-1], rgb("ff9f58"), 0.35) if low else rgb("fff2cf")
    return colour, (0.4 if low else 0.42) * max(0.1, clear)


def daylight(inside: Interior, hall: Hall, panes: Sequence[Pane]) -> None:
    """The windows' light: patches on the floor and beams in the air."""
    tones = inside.stage.tones
    colour, strength = sunlight(tones)
    lean = -tones.light.side * 0.55
    for pane in panes:
        corners = _cast_on_floor(hall, pane, lean)
        path = skia.Path()
        path.addPoly([skia.Point(x, -z) for x, z in corners], True)
        with inside.floor("near") as face:
            _clip_floor(face, hall)
            paint = fill(colour, strength)
            paint.setBlendMode(skia.BlendMode.kScreen)
            face.drawPath(path, paint)
            soft = fill(colour, strength * 0.3)
            soft.setBlendMode(skia.BlendMode.kScreen)
            middle = (sum(x for x, _ in corners) / 4, -sum(z for _, z in corners) / 4)
            reach = 2.2
            face.drawCircle(
                *middle, reach, radial(middle, reach, [colour] * 2, [strength * 0.4, 0])
            )
        _beam(inside, hall, pane, (corners, colour, 0.3 * strength))


def glaze(inside: Interior, hall: Hall, panes: Sequence[Pane], wood: Rgb) -> None:
    """Clear the windows' holes again and set their frames, bars, sills and what runs down them."""
    tones = inside.stage.tones
    for pane in panes:
        hole = outline(hall, pane)
        with on_wall(inside, hall, pane.wall) as face:
            clear = skia.Paint(AntiAlias=True, BlendMode=skia.BlendMode.kClear)
            face.drawPath(hole, clear)
            face.save()
            face.clipPath(hole, True)
            bounds = hole.getBounds()
            depth = tones.light.shadow
            edge = stroke(tones.tone(shade(wood, 0.8), 0, -0.2), 0.22)
            face.drawPath(hole, edge)
            bar = stroke(tones.tone(wood, 0, 0.15), 0.05)
            for index in range(1, pane.bars[0]):
                x = bounds.left() + bounds.width() * index / pane.bars[0]
                face.drawLine(x, bounds.top(), x, bounds.bottom(), bar)
            for index in range(1, pane.bars[1]):
                y = bounds.top() + bounds.height() * index / pane.bars[1]
                face.drawLine(bounds.left(), y, bounds.right(), y, bar)
            top = gradient((0, bounds.top()), (0, bounds.top() + 0.3), [depth, depth], [0.35, 0.0])
            face.drawRect(bounds, top)
            face.restore()
            face.drawPath(hole, stroke(tones.tone(wood, 0, 0.4), 0.09))
            sill = skia.Rect.MakeLTRB(
                bounds.left() - 0.12, bounds.bottom(), bounds.right() + 0.12, bounds.bottom() + 0.1
            )
            face.drawRect(sill, fill(tones.tone(mix(wood, (1, 1, 1), 0.25), 0, 0.7)))
            under = skia.Rect.MakeLTRB(
                sill.left(), sill.bottom(), sill.right(), sill.bottom() + 0.05
            )
            face.drawRect(under, fill(tones.light.shadow, 0.3))


def weather_outside(inside: Interior, hall: Hall, panes: Sequence[Pane], weather: Weather) -> None:
    """Snow or rain behind the glass, on the plane ``back``; call it before the room is painted."""
    if weather not in (Weather.SNOW, Weather.RAIN, Weather.STORM):
        return
    rng = inside.stage.rng("outside")
    snow = weather is Weather.SNOW
    for pane in panes:
        area = (pane.end - pane.start) * (pane.high - pane.low)
        with on_wall(inside, hall, pane.wall, "back") as face:
            face.clipPath(outline(hall, pane), True)
            for _ in range(int(area * (26 if snow else 34))):
                x = float(rng.uniform(pane.start, pane.end))
                y = hall.height - float(rng.uniform(pane.low, pane.high))
                if snow:
                    size = float(rng.uniform(0.008, 0.028))
                    face.drawCircle(x, y, size, fill((1.0, 1.0, 1.0), 0.85))
                    continue
                long = float(rng.uniform(0.08, 0.3))
                run = stroke(rgb("dfeaf4"), float(rng.uniform(0.006, 0.014)), 0.5)
                face.drawLine(x, y, x + 0.03 * long, y + long, run)


def lamp_pools(inside: Interior, spots: Sequence[tuple[float, float]], reach: float) -> None:
    """Lamplight on the floor beneath lamps, brighter towards evening."""
    strength = 0.1 + 0.42 * inside.stage.tones.lamps
    for x, z in spots:
        inside.pool("near", x, z, (reach, LAMPLIGHT, strength))


def _side_lit(tones: Tones, side: int) -> float:
    return -0.3 if side == tones.light.side else 0.15


def _extent(hall: Hall, wall: str) -> tuple[float, float]:
    return (hall.left, hall.right) if wall == "back" else (BEHIND_M, hall.back)


def _ceiling(inside: Interior, hall: Hall, wall: Rgb) -> None:
    tones = inside.stage.tones
    plaster = mix(wall, (1, 1, 1), 0.5)
    with inside.floor("mid", hall.height) as face:
        rect = skia.Rect.MakeLTRB(hall.left, -hall.back, hall.right, -BEHIND_M)
        shades = [tones.tone(plaster, 0, 0.05), tones.tone(plaster, 0, -0.55)]
        face.drawRect(rect, gradient((0, -hall.back), (0, 0), shades))


def _clip_floor(face: skia.Canvas, hall: Hall) -> None:
    face.clipRect(skia.Rect.MakeLTRB(hall.left, -hall.back - 0.02, hall.right, -BEHIND_M))


def _floor_shade(inside: Interior, hall: Hall) -> None:
    """Floors are darker along the walls and near the eye."""
    dark = inside.stage.tones.light.shadow
    with inside.floor("near") as face:
        back = gradient((0, -hall.back), (0, -hall.back + 0.7), [dark, dark], [0.4, 0.0])
        face.drawRect(skia.Rect.MakeLTRB(hall.left, -hall.back, hall.right, -hall.back + 0.7), back)
        for edge, inner in ((hall.left, 0.9), (hall.right, -0.9)):
            paint = gradient((edge, 0), (edge + inner, 0), [dark, dark], [0.38, 0.0])
            left, right = sorted((edge, edge + inner))
            face.drawRect(skia.Rect.MakeLTRB(left, -hall.back, right, -BEHIND_M), paint)
        front = gradient((0, -4.2), (0, -2.2), [dark, dark], [0.0, 0.34])
        face.drawRect(skia.Rect.MakeLTRB(hall.left, -4.2, hall.right, -BEHIND_M), front)


def _cast_on_floor(hall: Hall, pane: Pane, lean: float) -> list[tuple[float, float]]:
    """X and z of a window's corners where its light meets the floor."""
    low, high = max(pane.low, 0.4) * 0.75, pane.high * 0.75
    if pane.wall == "back":
        return [
            (pane.start + lean * low, hall.back - low),
            (pane.end + lean * low, hall.back - low),
            (pane.end + lean * high, hall.back - high),
            (pane.start + lean * high, hall.back - high),
        ]
    wall, way = (hall.left, 1.0) if pane.wall == "left" else (hall.right, -1.0)
    return [
        (wall + way * low, pane.start - 0.3 * low),
        (wall + way * low, pane.end - 0.3 * low),
        (wall + way * high, pane.end - 0.3 * high),
        (wall + way * high, pane.start - 0.3 * high),
    ]


def _beam(
    inside: Interior, hall: Hall, pane: Pane, look: tuple[list[tuple[float, float]], Rgb, float]
) -> None:
    """Light in the air between a window and its patch, in as many shafts as it has panes."""
    corners, colour, strength = look
    eye, shafts = inside.eye, max(1, pane.bars[0])
    x = {"left": hall.left, "right": hall.right}
    for index in range(shafts):
        a, b = (index + 0.12) / shafts, (index + 0.88) / shafts
        tops, lows = [], []
        for share in (a, b):
            along = pane.start + (pane.end - pane.start) * share
            spot = (along, hall.back) if pane.wall == "back" else (x[pane.wall], along)
            tops.append(eye.at(spot[0], pane.high - 0.1, spot[1]))
            far, near = corners[3], corners[2]
            lows.append(
                eye.at(
                    far[0] + (near[0] - far[0]) * share, 0.0, far[1] + (near[1] - far[1]) * share
                )
            )
        path = skia.Path()
        path.addPoly([skia.Point(*p) for p in (tops[0], tops[1], lows[1], lows[0])], True)
        paint = gradient(tops[0], lows[0], [colour] * 3, [strength, strength * 0.6, 0.0])
        paint.setBlendMode(skia.BlendMode.kScreen)
        inside.stage.canvas("near").drawPath(path, paint)
