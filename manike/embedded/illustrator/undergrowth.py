"""What fills the ground: grass, flowers, ferns, reeds, stones; and boughs that frame a picture."""

import math

import numpy as np
import skia

from manike.embedded.illustrator.colour import Floats, fill, mix, rgb, stroke
from manike.embedded.illustrator.crowns import dabs
from manike.embedded.illustrator.grove import Brush, Grove, Painter, Point
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.stage import Stage
from manike.script.vocabulary import Season

BLOSSOMS = {
    Season.SPRING: ("f7f2ff", "ffd84f", "f28bb3", "b79be8"),
    Season.SUMMER: ("f25c4d", "ffd24a", "fdfdf5", "6f7fe0"),
    Season.AUTUMN: ("b0623a", "e0a13e", "9c4f6a", "d8c08a"),
    Season.WINTER: ("ffffff", "dfe8f2", "ffffff", "cfdcea"),
}


BURIED = 7
"""Of so many tufts one still shows above the snow."""


def tuft(brush: Brush, foot: Point) -> None:
    """A tuft of grass."""
    _blades(brush, foot, count=26, spread=0.42, lean=0.3)


def dry_tuft(brush: Brush, foot: Point) -> None:
    """A tuft of the desert."""
    _blades(brush, foot, count=18, spread=0.3, lean=0.34, local=rgb("a89a5a"))


def savanna_grass(brush: Brush, foot: Point) -> None:
    """Tall straw with nodding plumes."""
    tones, h, rng = brush.tones, brush.height_px, brush.rng
    straw = mix(rgb("d8b45c"), rgb("a8a24e"), 0.55 * float(rng.random()))
    if tones.season is Season.SPRING:
        straw = mix(straw, rgb("8aa048"), 0.5)
    _blades(brush, foot, count=34, spread=0.42, lean=0.24, local=straw)
    for _ in range(7):
        x = foot[0] + float(rng.normal(0, 0.2)) * h
        tip = (x + float(rng.normal(0, 0.12)) * h, foot[1] - h * float(rng.uniform(0.75, 1.0)))
        lit = float(rng.uniform(-0.1, 0.9))
        plume = stroke(tones.tone(rgb("ecd08a"), 0, lit), 0.026 * h)
        brush.canvas.drawLine(x, foot[1], *tip, stroke(tones.tone(straw, 0, lit), 0.01 * h))
        brush.canvas.drawLine(*tip, tip[0] + (tip[0] - x) * 0.3, tip[1] + 0.1 * h, plume)


def wheat(brush: Brush, foot: Point) -> None:
    """Ripe stalks with ears."""
    h, rng, tones = brush.height_px, brush.rng, brush.tones
    for _ in range(20):
        x = foot[0] + float(rng.uniform(-0.45, 0.45)) * h
        tip = (x + float(rng.normal(0, 0.1)) * h, foot[1] - h * float(rng.uniform(0.6, 0.98)))
        lit = float(rng.uniform(-0.5, 0.9))
        straw = tones.tone(rgb("c9a048"), 0, lit)
        stalk = skia.Path()
        stalk.moveTo(x, foot[1])
        stalk.quadTo(x, (foot[1] + tip[1]) / 2, *tip)
        brush.canvas.drawPath(stalk, stroke(straw, 0.014 * h))
        ear = stroke(tones.tone(rgb("e8c25e"), 0, lit), 0.036 * h)
        brush.canvas.drawLine(*tip, tip[0] + (tip[0] - x) * 0.25, tip[1] + 0.13 * h, ear)


def reeds(brush: Brush, foot: Point) -> None:
    """Tall reeds, some with brown heads."""
    _blades(brush, foot, count=16, spread=0.28, lean=0.13)
    h, rng = brush.height_px, brush.rng
    for _ in range(4):
        x = foot[0] + float(rng.uniform(-0.25, 0.25)) * h
        top = foot[1] - float(rng.uniform(0.7, 0.95)) * h
        brush.canvas.drawLine(x, foot[1], x, top, stroke(brush.tones.tone(rgb("6d7f45")), 0.01 * h))
        head = stroke(brush.tones.tone(rgb("6b4226"), 0, 0.2), 0.03 * h)
        brush.canvas.drawLine(x, top + 0.14 * h, x, top + 0.03 * h, head)


def flowers(brush: Brush, foot: Point) -> None:
    """A tuft with blossoms."""
    _blades(brush, foot, count=14, spread=0.4, lean=0.25)
    h, rng, tones = brush.height_px, brush.rng, brush.tones
    names = BLOSSOMS[tones.season]
    colour = rgb(names[int(rng.integers(len(names)))])
    for _ in range(7):
        x = foot[0] + float(rng.uniform(-0.42, 0.42)) * h
        y = foot[1] - float(rng.uniform(0.42, 0.95)) * h
        stem = stroke(tones.tone(rgb("4f7a3a")), 0.016 * h)
        brush.canvas.drawLine(x, foot[1] - 0.1 * h, x, y, stem)
        petal = 0.042 * h
        for turn in range(5):
            angle = turn * 2 * math.pi / 5
            at = (x + math.cos(angle) * petal, y + math.sin(angle) * petal * 0.8)
            lit = 0.6 * -math.sin(angle)
            brush.canvas.drawCircle(*at, petal * 0.8, fill(tones.tone(colour, 0, lit)))
        brush.canvas.drawCircle(x, y, petal * 0.6, fill(tones.tone(rgb("f6c945"), 0, 0.3)))


def fern(brush: Brush, foot: Point) -> None:
    """Arching fronds."""
    h, rng, tones = brush.height_px, brush.rng, brush.tones
    dark, middle, bright = tones.deciduous() if tones.snow == 0 else tones.conifer()
    for index in range(9):
        angle = math.pi * (0.08 + 0.84 * index / 8) + float(rng.normal(0, 0.06))
        reach = h * float(rng.uniform(0.75, 1.0))
        tip = (foot[0] + math.cos(angle) * reach * 1.05, foot[1] - math.sin(angle) * reach * 0.78)
        bend = ((foot[0] + tip[0]) / 2, tip[1] - 0.22 * reach)
        facing = 0.4 + 0.5 * math.cos(angle) * tones.light.side
        colour = tones.tone(mix(dark, mix(middle, bright, 0.6), max(facing, 0.1)), 0, facing - 0.3)
        _frond(brush, (foot, bend, tip), colour)


def stone(brush: Brush, foot: Point) -> None:
    """A boulder in dabs of light and shade, its planes broken, moss or snow on its top."""
    h, rng, tones = brush.height_px, brush.rng, brush.tones
    wide = float(rng.uniform(0.66, 0.95)) * h
    tall = 0.9 * h * float(rng.uniform(0.7, 0.95))
    crest = foot[0] + float(rng.uniform(-0.3, 0.3)) * wide
    local = mix(rgb("8b8680"), rgb("767370"), float(rng.random()))
    outline = _boulder(rng, foot, (wide, tall), crest)
    brush.canvas.drawPath(outline, fill(tones.tone(local, 0, -0.35)))
    brush.canvas.save()
    brush.canvas.clipPath(outline, True)
    count = int(np.clip(h * 9, 260, 1500))
    x = foot[0] + rng.uniform(-1.1, 1.1, count) * wide
    y = foot[1] - rng.uniform(-0.06, 1.05, count) * tall
    light = _on_planes(brush, (x, y), (foot, wide, tall), crest)
    steps = np.linspace(-1, 1, 9)
    colours = [tones.tone(local, 0, float(step)) for step in steps]
    dabs(brush, (x, y, light), (h * 0.034, 0.4), colours)
    top = (y < foot[1] - tall * (0.62 + 0.1 * rng.normal(size=count))) & (light > 0)
    cover = rgb("f4f8ff") if tones.snow > 0 else rgb("7d8a4e")
    thick = top if tones.snow > 0 else top & (rng.random(count) < 0.16)  # noqa: PLR2004 - thin moss
    shades = [tones.tone(cover, 0, float(step)) for step in steps]
    dabs(brush, (x[thick], y[thick], light[thick]), (h * 0.038, 0.2), shades)
    brush.canvas.restore()


def _on_planes(
    brush: Brush, at: tuple[Floats, Floats], body: tuple[Point, float, float], crest: float
) -> Floats:
    """Light (-1..1) on a boulder of five planes, for each point."""
    (x, y), (foot, wide, tall), rng = at, body, brush.rng
    across, up = (x - crest) / wide, (foot[1] - y) / tall
    edges = np.sort(rng.uniform(-0.75, 0.75, 4))
    plane = np.searchsorted(edges, across + 0.35 * (1 - up) * np.sign(across))
    tilt = np.linspace(-0.75, 0.75, 5) + rng.normal(0, 0.12, 5)
    light = tilt[plane] * brush.tones.light.side + 0.85 * (up - 0.55)
    return np.asarray(np.clip(light + rng.normal(0, 0.11, len(x)), -1, 1))


def _boulder(
    rng: np.random.Generator, foot: Point, size: tuple[float, float], crest: float
) -> skia.Path:
    """A boulder's outline: corners rounded, its foot sunk into the ground."""
    wide, tall = size
    corners = []
    for angle in np.linspace(0, math.pi, 8).tolist():
        reach = float(rng.uniform(0.86, 1.08))
        lean = (crest - foot[0]) * math.sin(angle)
        corners.append((foot[0] - math.cos(angle) * wide * reach + lean * 0.7,
                        foot[1] - math.sin(angle) ** 0.8 * tall * reach))  # fmt: skip
    corners += [
        (foot[0] + wide * 0.5, foot[1] + tall * 0.07),
        (foot[0] - wide * 0.5, foot[1] + tall * 0.07),
    ]
    path = skia.Path()
    count = len(corners)
    middles = [
        ((corners[i][0] + corners[(i + 1) % count][0]) / 2,
         (corners[i][1] + corners[(i + 1) % count][1]) / 2)
        for i in range(count)
    ]  # fmt: skip
    path.moveTo(*middles[-1])
    for corner, middle in zip(corners, middles, strict=True):
        path.quadTo(*corner, *middle)
    path.close()
    return path


def lily(brush: Brush, foot: Point) -> None:
    """Floating leaves with a lotus."""
    h, rng, tones = brush.height_px, brush.rng, brush.tones
    for _ in range(4):
        x = foot[0] + float(rng.uniform(-0.8, 0.8)) * h
        y = foot[1] - float(rng.uniform(0.0, 0.35)) * h
        wide = float(rng.uniform(0.26, 0.42)) * h
        leaf = skia.Rect.MakeXYWH(x - wide, y - wide * 0.3, wide * 2, wide * 0.6)
        brush.canvas.drawArc(leaf, 20, 330, True, fill(tones.tone(rgb("4f8a4a"), 0, 0.25)))
        brush.canvas.drawArc(leaf, 20, 330, True, stroke(tones.tone(rgb("2f5f3a")), 0.012 * h))
    x, y = foot[0], foot[1] - 0.28 * h
    for angle in np.linspace(-1.15, 1.15, 7).tolist():
        petal = skia.Path()
        tip = (x + math.sin(angle) * 0.3 * h, y - math.cos(angle) * 0.4 * h)
        petal.moveTo(x, y)
        petal.quadTo(x + math.sin(angle - 0.5) * 0.24 * h, y - 0.24 * h, *tip)
        petal.quadTo(x + math.sin(angle + 0.5) * 0.24 * h, y - 0.2 * h, x, y)
        pink = mix(rgb("f7b7d3"), rgb("fff3f7"), 0.5 + 0.5 * math.cos(angle * 2))
        brush.canvas.drawPath(petal, fill(tones.tone(pink, 0, 0.5)))


def scatter(
    stage: Stage,
    plane: str,
    painter: Painter,
    spots: list[tuple[float, float, float]],
    size: float,
    *,
    haze: tuple[float, float] = (0.0, 0.0),
) -> None:
    """Set many plants of one kind.

    Args:
        stage: Where to paint.
        plane: On which plane.
        painter: The kind of plant.
        spots: x, y and distance of each foot, far ones first, as ``Seen.spots`` gives them.
        size: Height of one in units of distance.
        haze: What the air takes of the nearest and of the farthest.
    """
    if stage.tones.snow > 0 and painter is tuft:
        spots = spots[::BURIED]
    if not spots:
        return
    focal = stage.frame.unit_px
    distances = [distance for _, _, distance in spots]
    near, far = min(distances), max(distances)
    grove = Grove(stage, painter, min(size * focal / near, 0.62 * stage.frame.unit_px))
    rng = stage.rng("scatter", plane, painter.__name__)
    for x, y, distance in spots:
        share = (distance - near) / max(far - near, 1e-6)
        air = haze[0] + (haze[1] - haze[0]) * share
        height = size * focal / distance * float(rng.uniform(0.7, 1.25))
        grove.plant(plane, (x, y), height, haze=air, pick=float(rng.random()))


def frame_with(stage: Stage, painter: Painter, size: float, *, corners: str = "both") -> None:
    """Plants in the lower corners of the plane ``front``; the middle stays open.

    Args:
        stage: Where to paint.
        painter: The kind of plant.
        size: Height of the largest in shorter sides of the film.
        corners: ``"left"``, ``"right"`` or ``"both"``.
    """
    frame = stage.frame
    rng = stage.rng("frame", painter.__name__)
    grove = Grove(stage, painter, size * min(frame.film_px))
    count = 3 if stage.tones.snow > 0 and painter is tuft else 9
    wanted = {"left": (-1,), "right": (1,), "both": (-1, 1)}[corners]
    for side in wanted:
        for _ in range(count):
            inward = float(rng.random()) ** 1.6
            u = 0.5 + side * (0.6 - 0.3 * inward)
            height = size * min(frame.film_px) * (1.05 - 0.7 * inward) * float(rng.uniform(0.8, 1))
            foot = (frame.x(u), frame.y(1.1 + 0.015 * float(rng.random())))
            grove.plant("front", foot, height, pick=float(rng.random()))


def bough(stage: Stage, side: int, *, blossoms: bool = False) -> None:
    """A leafy bough that hangs into the upper corner of the plane ``front``."""
    frame, tones = stage.frame, stage.tones
    rng = stage.rng("bough", side)
    canvas = stage.canvas("front")
    short = min(frame.film_px)
    start = (frame.x(0.5 + side * 0.62), frame.y(-0.04))
    for index in range(5):
        length = short * float(rng.uniform(0.22, 0.42))
        angle = (0.16 + 0.26 * index / 4) * math.pi * float(rng.uniform(0.85, 1.1))
        tip = (
            start[0] - side * math.cos(angle) * length,
            start[1] + math.sin(angle) * length * 0.8,
        )
        line = skia.Path()
        line.moveTo(*start)
        line.quadTo((start[0] + tip[0]) / 2, start[1] + (tip[1] - start[1]) * 0.3, *tip)
        canvas.drawPath(line, stroke(tones.tone(rgb("4a382c"), 0, -0.5), short * 0.006))
        _twig_leaves(stage, (start, tip), 46 if tones.snow == 0 else 12, blossoms)


def _blades(
    brush: Brush, foot: Point, *, count: int, spread: float, lean: float, local: Rgb | None = None
) -> None:
    h, rng, tones = brush.height_px, brush.rng, brush.tones
    local = local or (tones.grass() if tones.snow == 0 else rgb("b9a77c"))
    for _ in range(count):
        x = foot[0] + float(rng.normal(0, spread * 0.45)) * h
        height = h * float(rng.uniform(0.45, 1.0))
        tip = x + float(rng.normal(0, lean)) * h
        wide = h * 0.024
        path = skia.Path()
        path.moveTo(x - wide, foot[1])
        path.quadTo(x - wide * 0.4, foot[1] - height * 0.6, tip, foot[1] - height)
        path.quadTo(x + wide * 1.4, foot[1] - height * 0.5, x + wide, foot[1])
        lit = float(rng.uniform(-0.7, 0.9))
        tint = mix(local, rgb("d9c46a"), 0.25 * float(rng.random()))
        brush.canvas.drawPath(path, fill(tones.tone(tint, 0, lit)))


def _frond(brush: Brush, bend: tuple[Point, Point, Point], colour: Rgb) -> None:
    start, middle, end = bend
    h = brush.height_px
    for part in np.linspace(0.12, 1, 15).tolist():
        keep = 1 - part
        x = keep * keep * start[0] + 2 * keep * part * middle[0] + part * part * end[0]
        y = keep * keep * start[1] + 2 * keep * part * middle[1] + part * part * end[1]
        leaf = 0.16 * h * (1.08 - part)
        out = 1 if end[0] >= start[0] else -1
        for side in (-1, 1):
            tip = (x + out * leaf * 0.5 + side * leaf * 0.3, y + leaf * (0.35 + 0.55 * side))
            brush.canvas.drawLine(x, y, *tip, stroke(colour, 0.017 * h))


def _twig_leaves(stage: Stage, twig: tuple[Point, Point], count: int, blossoms: bool) -> None:
    tones, canvas = stage.tones, stage.canvas("front")
    rng = stage.rng("twig", twig)
    short = min(stage.frame.film_px)
    dark, middle, bright = tones.deciduous()
    if tones.snow > 0:
        dark, middle, bright = rgb("dfe8f3"), rgb("eef4fb"), rgb("ffffff")
    if blossoms:
        dark, middle, bright = rgb("d977a0"), rgb("f4a9c4"), rgb("ffe3ee")
    for _ in range(count):
        part = float(rng.uniform(0.12, 1.05))
        x = twig[0][0] + (twig[1][0] - twig[0][0]) * part + float(rng.normal(0, 0.02)) * short
        y = twig[0][1] + (twig[1][1] - twig[0][1]) * part + float(rng.normal(0, 0.02)) * short
        lit = float(rng.uniform(-0.9, 0.6))
        colour = mix(middle, bright, lit) if lit > 0 else mix(middle, dark, -lit)
        canvas.save()
        canvas.translate(x, y)
        canvas.rotate(float(rng.uniform(0, 180)))
        size = short * float(rng.uniform(0.009, 0.017))
        leaf = skia.Path()
        leaf.moveTo(-size, 0)
        leaf.quadTo(0, -size * 0.75, size, 0)
        leaf.quadTo(0, size * 0.75, -size, 0)
        canvas.drawPath(leaf, fill(tones.tone(colour, 0, lit * 0.7)))
        canvas.restore()
