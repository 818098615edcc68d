"""Water that mirrors what is painted behind it, with waves, glitter and foam."""

from dataclasses import dataclass

import cv2
import numpy as np

from manike.embedded.illustrator.colour import Floats, mix, rgb, shade
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.noise import billows
from manike.embedded.illustrator.sky import sun_place
from manike.embedded.illustrator.stage import Stage, premultiplied
from manike.script.vocabulary import Weather

TILE_PX = 512


@dataclass(frozen=True, slots=True)
class Water:
    """A level water, from its far shore down."""

    top: float
    """v of the far shore."""
    horizon: float
    """v of the eye's level; above or at ``top``."""
    roughness: float
    """0 a mirror, 1 an open sea."""
    deep: Rgb = (0.06, 0.27, 0.36)
    shallow: Rgb | None = None
    """Colour at the lower edge, where the ground shines through; ``None`` for deep water."""
    glitter: float = 1.0
    """0 where sun and moon don't reach it."""


def paint_water(stage: Stage, plane: str, water: Water) -> None:
    """Paint water on a plane; it mirrors the planes behind that one."""
    frame = stage.frame
    width, height = frame.map_px
    scale = height / frame.plane_px[1]
    top = int(frame.y(water.top) * scale)
    rows = height - top
    y = np.arange(rows, dtype=np.float32)[:, None]
    depth = np.maximum(y + (frame.y(water.top) - frame.y(water.horizon)) * scale, 1.0)
    away = (min(frame.film_px) * scale) / depth
    waves, chop = _waves(stage, water, away, width)
    mirrored = _mirrored(stage, plane, (top, rows), waves * water.roughness)
    colour = _body(stage, water, y / rows)
    clearest = 0.84 if stage.tones.is_low_sun else 0.92
    fresnel = np.clip(clearest - 0.5 * (y / rows) ** 0.6 - 0.2 * water.roughness, 0.2, 1)
    colour = colour + (mirrored - colour) * fresnel[..., None]
    colour = _relief(stage, colour, waves, water)
    colour = _glitter(stage, colour, chop, (water, y / rows))
    pixels = np.zeros((height, width, 4), np.float32)
    alpha = np.ones((rows, width), np.float32)
    alpha[:2] *= np.array([[0.35], [0.8]], np.float32)
    pixels[top:] = premultiplied(np.clip(colour, 0, 1).astype(np.float32), alpha)
    stage.lay(plane, pixels)
    stage.enliven("water", plane, (0, frame.y(water.top), *frame.plane_px))


def _waves(stage: Stage, water: Water, away: Floats, width: int) -> tuple[Floats, Floats]:
    """Long waves and short ones, both in perspective, about -1..1."""
    rng = stage.rng("waves", water.top)
    texture = (billows(rng, TILE_PX, 8, 5) - 0.5) * 4
    across = (np.arange(width, dtype=np.float32)[None, :] - width / 2) / width
    found = []
    for fine in (1.0, 3.1):
        map_x = (across * away * 70 * fine) % TILE_PX
        map_y = np.broadcast_to((away * 150 * fine) % TILE_PX, map_x.shape)
        wave = cv2.remap(
            texture.astype(np.float32), map_x.astype(np.float32), map_y.astype(np.float32),
            cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP,
        )  # fmt: skip
        found.append(np.clip(wave, -1.5, 1.5))
    fade = np.clip(12 / away, 0.15, 1)
    return np.asarray((found[0] * fade), np.float32), np.asarray(found[1], np.float32)


def _mirrored(stage: Stage, plane: str, where: tuple[int, int], waves: Floats) -> Floats:
    top, rows = where
    planes = stage.planes()
    behind = planes[: planes.index(plane)] if plane in planes else planes
    width, height = stage.frame.map_px
    sharp = stage.flat(behind, width / stage.frame.plane_px[0])[..., :3]
    flat = cv2.GaussianBlur(sharp, (0, 0), sigmaX=0.8, sigmaY=2.2)
    y = np.arange(rows, dtype=np.float32)[:, None]
    near = y / rows
    map_y = top - 1 - y * 0.92 - np.abs(waves) * (3 + 34 * near) * (height / 648)
    map_x = np.arange(width, dtype=np.float32)[None, :] + waves * (2 + 13 * near) * (height / 648)
    seen = cv2.remap(
        flat, map_x.astype(np.float32), np.maximum(map_y, 0).astype(np.float32),
        cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101,
    )  # fmt: skip
    mirrored: Floats = seen.astype(np.float32) / 255
    return mirrored


def _body(stage: Stage, water: Water, near: Floats) -> Floats:
    tones = stage.tones
    deep = np.array(tones.tone(mix(water.deep, tones.sky[0], 0.25)), np.float32)
    low = np.array(tones.tone(water.shallow), np.float32) if water.shallow else deep
    if tones.is_low_sun:  # what little light there is comes from the sky
        dye = np.array(shade(tones.sky[1], 0.74), np.float32)
        deep, low = deep + (dye - deep) * 0.55, low + (dye - low) * 0.4
    part = (np.clip(near, 0, 1) ** 1.4)[..., None]
    body: Floats = deep + (low - deep) * part
    return body


def _relief(stage: Stage, colour: Floats, waves: Floats, water: Water) -> Floats:
    """Crests catch the sky, troughs show the depth."""
    tones = stage.tones
    strength = 0.1 + 0.24 * water.roughness
    crest = np.clip(waves, 0, 1)[..., None] * strength
    trough = np.clip(-waves, 0, 1)[..., None] * strength
    bright = np.array(mix(tones.sky[-2], tones.light.colour, 0.4), np.float32)
    dark = np.array(tones.tone(water.deep, 0, -0.5), np.float32)
    lifted = colour + (bright - colour) * crest
    lifted = lifted + (dark - lifted) * trough
    if tones.weather is Weather.STORM:
        foam = np.clip((waves - 0.75) * 3, 0, 0.8)[..., None] * water.roughness
        lifted = lifted + (np.array(tones.tone(rgb("e8eef2")), np.float32) - lifted) * foam
    settled: Floats = lifted
    return settled


def _glitter(stage: Stage, colour: Floats, chop: Floats, place: tuple[Water, Floats]) -> Floats:
    """The path of sun or moon over the water."""
    water, near = place
    tones = stage.tones
    width = colour.shape[1]
    over = stage.frame.plane_px[0] / stage.frame.film_px[0]
    across = 0.5 + (np.arange(width, dtype=np.float32)[None, :] / width - 0.5) * over
    sun = sun_place(stage, water.horizon)[0]
    low = tones.is_low_sun or tones.is_night
    reach = ((0.06 if low else 0.045) + 0.13 * near) * (1.6 if stage.frame.is_tall else 1.0)
    path = np.exp(-(((across - sun) / reach) ** 2))
    clear = (1 - 0.9 * tones.overcast) * water.glitter
    strength = (1.0 if tones.is_low_sun or tones.is_night else 0.55) * clear
    spark = np.clip((chop - 0.35) * 2.2, 0, 1) * path * strength
    sheen = (
        path * (0.42 if low else 0.22) * strength + np.clip((chop - 0.95) * 1.4, 0, 1) * 0.2 * clear
    )
    amount = np.clip(spark * 0.9 + sheen, 0, 1)[..., None]
    pale = 0.16 if tones.is_low_sun else 0.35
    bright = np.array(mix(tones.light.colour, (1.0, 1.0, 1.0), pale), np.float32)
    shining: Floats = colour + (bright - colour) * amount
    return shining
