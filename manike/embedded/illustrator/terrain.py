"""Land as a height field seen in perspective, lit by the picture's light and lost in its air."""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from manike.embedded.illustrator.colour import Floats
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.noise import billows
from manike.embedded.illustrator.stage import Stage

TILE = 512
"""Texels along a side of a height field; it repeats beyond."""

STEPS = 300
"""Distances at which the land is sampled, near to far; fewer show as terraces."""

RGB_CHANNELS = 3

GRAIN_TEXELS = 900.0
PATCH_TEXELS = 70.0
"""Texels of unevenness along a unit of distance, fine and broad."""

MAX_FOLD = 1.6
"""Contrast of slopes against flat ground."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Samples of a piece of land: arrays of shape (STEPS, columns), near to far."""

    height: Floats
    """In units of distance."""
    light: Floats
    """-1 turned away from the light, 0 flat ground, 1 facing it."""
    slope: Floats
    """0 level, 1 upright."""
    detail: Floats
    """The height field itself, 0..1."""
    sideways: Floats
    distance: Floats
    grain: Floats
    """Fine unevenness about 0, from -1 to 1; it fades with distance."""
    patch: Floats
    """Broad unevenness about 0, from -1 to 1: where clouds pass, or what grows there."""


@dataclass(frozen=True, slots=True)
class Land:
    """A piece of land and the view of it."""

    relief: Floats
    """A seamless height field, shape (TILE, TILE), 0..1."""
    shape: Callable[[Floats, Floats, Floats], Floats]
    """Ground height from (height field, sideways, distance)."""
    paint: Callable[[Ground], Floats]
    """Colours without air between, shape (STEPS, columns, 3); a fourth channel is opacity."""
    horizon: float
    """v of the eye's level."""
    eye: float
    """Height of the eye above 0."""
    span: tuple[float, float]
    """Distances at which it begins and ends. At 1, a unit is the film's shorter side."""
    haze: tuple[float, float]
    """How much of it the air takes there, 0..1."""
    tiles: float
    """How many tiles of the height field lie along a unit."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a view showed: where its ground lies on the plane."""

    feet: Floats
    """y in plane pixels of the ground, shape (STEPS, columns); nan where hidden."""
    distances: Floats
    """Of the rows of ``feet``."""
    height: Floats
    """Of the ground there."""

    def spots(
        self, rng: np.random.Generator, count: int, plane_width_px: int
    ) -> list[tuple[float, float, float]]:
        """Random places of the ground in sight: x, y and distance, far ones first."""
        steps, columns = self.feet.shape
        row = np.sort(rng.integers(0, steps, count))[::-1]
        column = rng.integers(0, columns, count)
        foot = self.feet[row, column]
        seen = ~np.isnan(foot)
        x = column[seen] / columns * plane_width_px
        return [
            (float(a), float(b), float(c))
            for a, b, c in zip(x, foot[seen], self.distances[row[seen]], strict=True)
        ]

    def skyline(self) -> Floats:
        """Y in plane pixels of the highest ground in each column."""
        return np.asarray(np.nanmin(self.feet, axis=0), np.float32)


def blend(first: Floats | Rgb, second: Floats | Rgb, amount: Floats) -> Floats:
    """Colours per sample between two colours or two fields of colours."""
    a, b = np.asarray(first, np.float32), np.asarray(second, np.float32)
    return np.asarray((a + (b - a) * np.clip(amount, 0, 1)[..., None]), np.float32)


def relit(stage: Stage, local: Rgb, light: Floats) -> Floats:
    """A thing's colour under light from -1 (turned away) to 1 (facing it), per sample."""
    tones = stage.tones
    middle = np.array(tones.tone(local), np.float32)
    bright = np.array(tones.tone(local, 0, 1), np.float32)
    dark = np.array(tones.tone(local, 0, -1), np.float32)
    positive, negative = np.clip(light, 0, 1)[..., None], np.clip(-light, 0, 1)[..., None]
    colour: Floats = middle + (bright - middle) * positive + (dark - middle) * negative
    return colour


def paint_land(stage: Stage, plane: str, land: Land) -> Seen:
    """Paint a piece of land on a plane; below its near edge its colour runs on."""
    width, height = stage.frame.map_px
    scale = width / stage.frame.plane_px[0]
    focal = min(stage.frame.film_px) * scale * stage.frame.zoom
    ground = _survey(stage, plane, land, focal)
    row = stage.frame.y(land.horizon) * scale + focal * (land.eye - ground.height) / ground.distance
    colour = _aired(stage, land.paint(ground), land)
    stage.lay(plane, _columns(row.astype(np.float32), colour, height))
    crest = np.minimum.accumulate(row, axis=0)
    hidden = row > np.vstack([np.full((1, width), np.inf), crest[:-1]])
    feet = np.where(hidden, np.nan, row / scale).astype(np.float32)
    return Seen(feet, ground.distance[:, 0], ground.height)


def _survey(stage: Stage, plane: str, land: Land, focal: float) -> Ground:
    width = stage.frame.map_px[0]
    distances = np.geomspace(*land.span, STEPS).astype(np.float32)
    distance = np.repeat(distances[:, None], width, axis=1)
    across = (np.arange(width, dtype=np.float32) - width / 2) / focal
    sideways = across[None, :] * distance
    start = stage.rng("texels", plane).uniform(0, TILE, 2)
    per_unit = TILE * land.tiles
    map_x = ((sideways * per_unit + start[0]) % TILE).astype(np.float32)
    map_y = ((start[1] - distance * per_unit) % TILE).astype(np.float32)
    seen = cv2.remap(land.relief, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
    detail: Floats = np.asarray(seen, np.float32)
    height = land.shape(detail, sideways, distance).astype(np.float32)
    light, slope = _light(height, distances, focal, stage.tones.light.side)
    grain, patch = _uneven(stage, plane, sideways, distance)
    return Ground(height, light, slope, detail, sideways, distance, grain, patch)


def _uneven(stage: Stage, plane: str, sideways: Floats, distance: Floats) -> tuple[Floats, Floats]:
    """Fine and broad unevenness of the ground, each -1..1."""
    rng = stage.rng("uneven", plane)
    texture = ((billows(rng, TILE, 12, 5) - 0.5) * 3).astype(np.float32)
    found = []
    for texels in (GRAIN_TEXELS, PATCH_TEXELS):
        map_x = ((sideways * texels) % TILE).astype(np.float32)
        map_y = ((distance * texels) % TILE).astype(np.float32)
        seen = cv2.remap(texture, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
        found.append(np.clip(seen, -1, 1))
    fade = np.clip(2.2 / distance - 0.3, 0, 1)
    return np.asarray(found[0] * fade, np.float32), np.asarray(found[1], np.float32)


def _light(height: Floats, distances: Floats, focal: float, side: float) -> tuple[Floats, Floats]:
    across = np.gradient(height, axis=1) * (focal / distances[:, None])
    away = np.gradient(height, axis=0) / np.gradient(distances)[:, None]
    length = np.sqrt(across * across + away * away + 1)
    up, low, back = 0.62, 0.72, 0.31
    # the sun stands to the side and a little behind the eye, else all slopes in sight are dark
    facing = (up - side * low * across + back * away) / length
    light = np.clip((facing - up) * MAX_FOLD, -1, 1).astype(np.float32)
    return light, np.asarray((1 - 1 / length), np.float32)


def _aired(stage: Stage, colour: Floats, land: Land) -> Floats:
    near, far = land.haze
    amount = near + (far - near) * np.linspace(0, 1, STEPS, dtype=np.float32)
    amount = 1 - (1 - amount) * (1 - stage.tones.fog * (0.08 + 0.72 * amount))
    haze = np.array(stage.tones.light.haze, np.float32)
    aired = colour.copy()
    aired[..., :RGB_CHANNELS] += (haze - aired[..., :RGB_CHANNELS]) * amount[:, None, None]
    return aired


def _columns(row: Floats, colour: Floats, height: int) -> Floats:
    """Project samples (steps, columns) to pixels: each shows the nearest ground that covers it."""
    steps, width = row.shape
    crest = np.minimum.accumulate(row, axis=0)
    index = _first_covering(crest, height)
    column = np.broadcast_to(np.arange(width), index.shape)
    shown = np.minimum(index, steps - 1)
    before = np.maximum(shown - 1, 0)
    top, low = crest[shown, column], crest[before, column]
    part = np.clip((low - np.arange(height, dtype=np.float32)[:, None]) / (low - top + 1e-3), 0, 1)
    first, second = colour[before, column], colour[shown, column]
    pixels = first + (second - first) * part[..., None]
    edge = np.clip(np.arange(height, dtype=np.float32)[:, None] - crest[-1] + 0.5, 0, 1)
    if pixels.shape[2] > RGB_CHANNELS:
        edge = edge * pixels[..., RGB_CHANNELS]
    return np.asarray(np.dstack([pixels[..., :RGB_CHANNELS] * edge[..., None], edge]), np.float32)


def _first_covering(crest: Floats, height: int) -> NDArray[np.int64]:
    """For each pixel the first step whose ground reaches at least so high."""
    steps, width = crest.shape
    level = np.clip(np.ceil(crest), 0, height).astype(np.int64)
    flat = level * width + np.arange(width)
    counts = np.bincount(flat.ravel(), minlength=(height + 1) * width)
    covered = counts.reshape(height + 1, width)[:height]
    return np.asarray(steps - np.cumsum(covered, axis=0), np.int64)
