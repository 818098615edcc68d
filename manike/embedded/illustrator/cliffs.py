"""Walls of rock, and water that falls over them."""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from manike.embedded.illustrator.colour import Floats, mix, radial, rgb
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.noise import billows, field, line
from manike.embedded.illustrator.stage import Stage, premultiplied
from manike.embedded.illustrator.terrain import blend, relit

SNOW = rgb("f4f8ff")
MOSS = rgb("5f7d3c")
FACES = 512
"""Texels along a side of a tile of blocks."""


@dataclass(frozen=True, slots=True)
class Cliff:
    """A wall of rock that stands across the picture."""

    top: Callable[[Floats], Floats]
    """v of its upper edge for each u."""
    foot: float
    """v of its lower edge."""
    haze: float
    rock: Rgb = (0.43, 0.41, 0.39)
    moss: float = 0.5
    """How much of it is green, 0..1."""


@dataclass(frozen=True, slots=True)
class Fall:
    """Water that drops from a lip; u and v are shares of the film."""

    u: float
    top: float
    foot: float
    width: float
    """At its lip, in shorter sides of the film."""
    haze: float = 0.1
    spread: float = 0.35
    """How much wider it is at its foot."""


def paint_cliff(stage: Stage, plane: str, cliff: Cliff) -> None:
    """Paint a wall of rock with ledges, clefts and moss."""
    width, height = stage.frame.map_px
    us, vs = _grid(stage)
    rng = stage.rng("cliff", plane)
    facing, ledges = _faces(rng, us, vs)
    light = np.clip(facing + (ledges - 0.5) * 0.9 - 0.05, -1, 1)
    colour = relit(stage, cliff.rock, light)
    green = mix(MOSS, stage.tones.grass(), 0.4) if stage.tones.snow == 0 else SNOW
    top = cliff.top(us)
    depth = (vs - top[None, :]) / 0.16
    level = (
        np.clip((ledges - 0.55 - 0.04 * depth) * 7, 0, 1) * cliff.moss * np.clip(light + 0.8, 0, 1)
    )
    near_top = np.clip(1.2 - depth * 3 + (ledges - 0.5) * 3, 0, 1) * min(1.0, 2 * cliff.moss)
    colour = blend(colour, relit(stage, green, light * 0.7 + 0.1), np.maximum(level, near_top))
    deep = np.clip((vs - cliff.foot + 0.12) / 0.16, 0, 1) * 0.5
    colour = blend(colour, stage.tones.light.shadow, np.broadcast_to(deep, light.shape))
    air = cliff.haze + stage.tones.fog * 0.35
    colour = blend(colour, stage.tones.light.haze, np.full(light.shape, min(air, 0.92), np.float32))
    ragged = (line(rng, width, cells=60, octaves=3) - 0.5) * 0.02
    edge = (vs - top[None, :] - ragged[None, :]) * height / 1.2
    alpha = np.clip(edge, 0, 1) * np.clip((cliff.foot - vs) * height, 0, 1)
    stage.lay(plane, premultiplied(np.asarray(colour, np.float32), alpha.astype(np.float32)))


def paint_fall(stage: Stage, plane: str, fall: Fall) -> None:
    """Paint falling water in strands, with the spray at its foot."""
    frame, tones = stage.frame, stage.tones
    height = frame.map_px[1]
    us, vs = _grid(stage)
    rng = stage.rng("fall", plane, fall.u)
    drop = np.clip((vs - fall.top) / (fall.foot - fall.top), 0, 1)
    half = 0.5 * fall.width * min(frame.film_px) / frame.film_px[0]
    sway = (line(rng, height, cells=7, octaves=3) - 0.5)[:, None] * half * 0.3
    wide = half * (0.8 + fall.spread * drop**1.4)
    off = (us[None, :] - fall.u - sway) / wide
    # strands run with the water: the noise is stretched along the drop and opens with it
    strands = field(rng, 512, 96, cells=(22, 4), octaves=5, gain=0.72)
    map_x = np.clip((off + 1.25) / 2.5, 0, 1) * 511
    map_y = np.broadcast_to(drop**0.7 * 95, map_x.shape)
    seen = cv2.remap(
        strands, map_x.astype(np.float32), np.ascontiguousarray(map_y, np.float32), cv2.INTER_LINEAR
    )
    body = np.clip((1 - np.abs(off)) * 3.2 + (seen - 0.5) * 3.4, 0, 1)
    inside = np.clip((vs - fall.top) * height / 3, 0, 1) * np.clip((fall.foot - vs) * 60, 0, 1)
    alpha = body * inside * np.clip(0.72 + (seen - 0.35) * 1.5, 0.25, 1)
    white = np.array(tones.tone(rgb("f6fbff"), fall.haze, 0.75), np.float32)
    blue = np.array(tones.tone(rgb("7fa9bd"), fall.haze, -0.35), np.float32)
    bright = np.clip((seen - 0.34) * 2.6 - 0.22 * off * -tones.light.side, 0, 1)
    colour = blend(blue, white, np.asarray(bright, np.float32))
    stage.lay(plane, premultiplied(colour, alpha.astype(np.float32)))
    left, right = frame.x(fall.u - half * 1.2), frame.x(fall.u + half * 1.2)
    stage.enliven("fall", plane, (left, frame.y(fall.top), right, frame.y(fall.foot)))


def spray(stage: Stage, plane: str, fall: Fall, amount: float = 0.85) -> None:
    """The white mist that stands where the water strikes."""
    frame, tones = stage.frame, stage.tones
    canvas, rng = stage.canvas(plane), stage.rng("spray", plane)
    short = min(frame.film_px)
    cloud = mix(tones.tone(rgb("f4faff"), fall.haze, 0.5), tones.light.haze, 0.15)
    for _ in range(34):
        x = frame.x(fall.u) + float(rng.normal(0, 0.62)) * fall.width * short
        lift = abs(float(rng.normal(0, 0.42))) * fall.width * short
        reach = float(rng.uniform(0.16, 0.5)) * fall.width * short
        y = frame.y(fall.foot) - lift * 0.75
        canvas.save()
        canvas.translate(x, y)
        canvas.scale(1.25, 0.7)
        level = amount * float(rng.uniform(0.12, 0.34))
        canvas.drawCircle(0, 0, reach, radial((0, 0), reach, [cloud, cloud], [level, 0.0]))
        canvas.restore()
    foam = tones.tone(rgb("f8fcff"), 0, 0.6)
    for _ in range(26):
        x = frame.x(fall.u) + float(rng.normal(0, 0.8)) * fall.width * short
        y = frame.y(fall.foot) + abs(float(rng.normal(0, 0.08))) * fall.width * short
        canvas.save()
        canvas.translate(x, y)
        canvas.scale(1, 0.2)
        reach = float(rng.uniform(0.1, 0.34)) * fall.width * short
        canvas.drawCircle(0, 0, reach, radial((0, 0), reach, [foam, foam], [0.6, 0.0]))
        canvas.restore()


def _faces(rng: np.random.Generator, us: Floats, vs: Floats) -> tuple[Floats, Floats]:
    """How blocks of rock face the light, about -1..1, and the beds that lie across them, 0..1."""
    broad = billows(rng, FACES, 7, 6)
    map_x = np.broadcast_to((us * 400)[None, :], (len(vs), len(us)))
    map_y = np.broadcast_to(vs * 190, map_x.shape)
    wave = _wrapped(broad, map_x * 0.5, map_y) - 0.5
    grit = _wrapped(broad, map_x * 6, map_y * 9) - 0.5
    facing = 0.55 * grit + 0.5 * wave
    for cells, share, scale in ((46, 0.5, 1.0), (170, 0.42, 1.0), (420, 0.3, 1.3)):
        tile, cracks = _blocks(rng, cells)
        x, y = map_x * scale + wave * 46 + grit * 9, map_y * scale + wave * 30 + grit * 7
        facing = facing + share * (_wrapped(tile, x, y) - 0.85 * _wrapped(cracks, x, y))
    beds = _wrapped(broad, map_x * 0.4 + 99, vs * 620 + map_x * 0.16 + wave * 60)
    return np.asarray(facing, np.float32), beds


def _blocks(rng: np.random.Generator, cells: int) -> tuple[Floats, Floats]:
    """A tile of blocks, each turned its own way to the light, and the cracks between them."""
    seeds = np.full((FACES, FACES), 255, np.uint8)
    seeds[rng.integers(0, FACES, cells), rng.integers(0, FACES, cells)] = 0
    _, labels = cv2.distanceTransformWithLabels(
        seeds, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    tilt = rng.normal(0, 0.75, int(labels.max()) + 1).astype(np.float32)
    faces = tilt[labels]
    kernel = np.ones((2, 2), np.uint8)
    edges = cv2.morphologyEx(faces, cv2.MORPH_GRADIENT, kernel) > 0.25  # noqa: PLR2004 - seen
    cracks = cv2.GaussianBlur(edges.astype(np.float32), (0, 0), 0.8)
    return np.asarray(cv2.GaussianBlur(faces, (0, 0), 0.6), np.float32), np.asarray(cracks)


def _wrapped(texture: Floats, map_x: Floats, map_y: Floats) -> Floats:
    size = texture.shape[0]
    x = np.ascontiguousarray(map_x % size, np.float32)
    y = np.ascontiguousarray(map_y % size, np.float32)
    seen = cv2.remap(texture, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
    return np.asarray(seen, np.float32)


def _grid(stage: Stage) -> tuple[Floats, Floats]:
    """U of each column, shape (width,), and v of each row, shape (height, 1), of a map."""
    frame = stage.frame
    width, height = frame.map_px
    over_x, over_y = (frame.plane_px[axis] / frame.film_px[axis] for axis in range(2))
    us = 0.5 + (np.linspace(0, 1, width, dtype=np.float32) - 0.5) * over_x
    vs = 0.5 + (np.linspace(0, 1, height, dtype=np.float32) - 0.5) * over_y
    return np.asarray(us, np.float32), np.asarray(vs[:, None], np.float32)
