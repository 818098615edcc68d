"""Kinds of land in perspective: mountains, hills, meadows with or without a path, dunes."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import skia

from manike.embedded.illustrator.colour import Floats, gradient, mix, rgb, shade
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.noise import field, ridged, rolling
from manike.embedded.illustrator.stage import Stage, premultiplied
from manike.embedded.illustrator.terrain import TILE, Ground, Land, Seen, blend, paint_land, relit

Paint = Callable[[Ground], Floats]

SNOW = rgb("f4f8ff")
ALPENGLOW = rgb("ff8f88")
SNOWY_GRAIN = 0.25
"""How much of the ground's unevenness still shows under snow."""
MIST_GLOW, MIST_GLOW_REACH = 0.4, 0.3
"""How much brighter mist is below sun or moon, and how far to the sides, across the film."""
BELOW_FRAME = 1.13
"""v to which near ground must reach: the lower edge of the overscan and a little more."""


def near_distance(stage: Stage, horizon: float, eye: float) -> float:
    """Distance of the flat ground that lies at the lower edge of the planes."""
    drop = (BELOW_FRAME - horizon) * stage.frame.film_px[1]
    return eye * stage.frame.unit_px / drop


def ground_v(stage: Stage, horizon: float, eye: float, distance: float) -> float:
    """V of flat ground at a distance."""
    return horizon + eye / distance * stage.frame.unit_px / stage.frame.film_px[1]


def mountains(  # noqa: PLR0913 - a land is its numbers
    stage: Stage,
    plane: str,
    *,
    horizon: float,
    height: float,
    haze: tuple[float, float],
    snow_line: float = 0.42,
    rock: Rgb = (0.5, 0.46, 0.45),
) -> Seen:
    """A range of peaks.

    Args:
        stage: Where to paint.
        plane: On which plane.
        horizon: v of the eye's level.
        height: Of the highest peak, in shorter sides of the film above the horizon.
        haze: What the air takes of the nearest and the farthest slopes.
        snow_line: Share of the height from which snow lies; 2 for none.
        rock: Colour of the bare slopes.
    """
    rng = stage.rng("mountains", plane)
    peaks = _Peaks.of(stage, rng, height)
    line = -9.0 if stage.tones.snow > 0 else snow_line
    contrasted = stage.tones.is_low_sun or stage.tones.is_night
    steep = 1.6 if contrasted else 1.25
    if contrasted and stage.tones.fog == 0 and snow_line < 1:
        haze = (haze[0] * 0.75, haze[1] * 0.8)

    def paint(ground: Ground) -> Floats:
        band = 0.5 + 0.5 * np.sin(ground.height / peaks.tall * 46 + ground.detail * 8)
        light = np.clip(ground.light * steep - 0.1 * band + 0.25 * ground.patch, -1, 1)
        high = np.clip(ground.height / peaks.tall * 2.2 - 0.2, 0, 1)
        low = mix(rock, stage.tones.grass(), 0.5 * (1 - stage.tones.snow))
        bare = blend(relit(stage, low, light), relit(stage, rock, light), high)
        level = ground.height / peaks.tall + ground.detail * 0.3 - ground.slope * 0.3
        level = level + 0.1 * ground.patch
        white = _alpenglow(stage, relit(stage, SNOW, light), np.clip(light, 0, 1) * high)
        return blend(bare, white, (level - line) * 9)

    relief = ridged(rng, TILE, 2.5, 6)
    land = Land(relief, peaks.shape, paint, horizon, 0.1, (2.3, 6.2), haze, 0.22)
    return paint_land(stage, plane, land)


def _snow_light(stage: Stage, snow: Floats, light: Floats) -> Floats:
    """Snow on the ground mirrors the sky: violet hollows at dawn and dusk, moonlight by night."""
    tones, lit = stage.tones, np.clip(light, 0, 1)
    clear = 1.0 - tones.overcast
    if tones.is_low_sun:
        hollows = blend(snow, shade(tones.sky[1], 0.95), (0.34 - 0.5 * light) * 0.75 * clear)
        return blend(hollows, mix(ALPENGLOW, tones.light.colour, 0.6), 0.4 * lit * clear)
    if tones.is_night:
        return blend(snow, tones.light.colour, (0.5 - 0.3 * tones.overcast) * (0.5 + 0.5 * light))
    return snow


def _alpenglow(stage: Stage, snow: Floats, lit: Floats) -> Floats:
    """Rose and gold on the snow that a low sun still or already reaches; moonlight by night."""
    tones = stage.tones
    clear = 1.0 - tones.overcast
    if tones.is_low_sun:
        return blend(snow, mix(ALPENGLOW, tones.light.colour, 0.3), lit * clear)
    if tones.is_night:
        return blend(snow, tones.light.colour, lit * 0.5 * clear)
    return snow


@dataclass(frozen=True, slots=True)
class _Peaks:
    """The summits of a range."""

    tall: float
    summits: tuple[tuple[float, float, float, float], ...]
    """Of each how far to the side, how far away, how high and how wide."""

    @classmethod
    def of(cls, stage: Stage, rng: np.random.Generator, height: float) -> "_Peaks":
        """Eleven lesser summits and one that the eye is drawn to."""
        tall = height * 4.2 * (1.25 if stage.frame.is_tall else 1.0) / stage.frame.zoom
        spread = 3.4
        summits = [
            (float(rng.uniform(-spread, spread)), float(rng.uniform(3.6, 5.0)),
             tall * float(rng.uniform(0.45, 0.95)), float(rng.uniform(1.6, 2.6)))
            for _ in range(11)
        ]  # fmt: skip
        hero = (
            float(rng.choice((-1, 1)) * rng.uniform(0.35, 0.9))
            * stage.frame.film_px[0]
            / max(stage.frame.film_px)
        )
        return cls(tall, (*summits, (hero, 4.0, tall, 2.0)))

    def shape(self, detail: Floats, sideways: Floats, distance: Floats) -> Floats:
        """Heights of the land."""
        total = np.zeros_like(detail)
        warp = (detail - 0.5) * 0.34
        for across, away, top, reach in self.summits:
            turn = math.cos(across * 9 + away), math.sin(across * 9 + away)
            dx, dz = sideways - across + warp, distance - away + warp
            a, b = dx * turn[0] - dz * turn[1], dx * turn[1] + dz * turn[0]
            # between a cone and a pyramid: flanks that meet in edges, as ice leaves them
            far = 0.5 * np.sqrt(a * a + b * b + 0.004) + 0.42 * (np.abs(a) + np.abs(b))
            slope = np.clip(1 - far / reach, 0, 1)
            total = np.maximum(total, top * slope**1.12)
        # fall to the plain before the near edge, which would else show as a cliff
        total *= np.clip((distance - 2.35) / 0.8, 0, 1)
        share = np.clip(total / self.tall, 0, 1)
        rough = 0.3 * (detail - 0.5) * self.tall * np.clip(share * 3, 0.25, 1) * (1.12 - share)
        return np.asarray(total + rough + 0.06 * self.tall, np.float32)


def hills(  # noqa: PLR0913 - a land is its numbers
    stage: Stage,
    plane: str,
    *,
    horizon: float,
    height: float,
    haze: tuple[float, float],
    paint: Paint | None = None,
    span: tuple[float, float] = (1.3, 6.0),
) -> Seen:
    """Soft hills, one behind the other; ``paint`` colours them, grass without it."""
    rng = stage.rng("hills", plane)
    tall = height * 3.4 / stage.frame.zoom
    near = span[0]

    def shape(detail: Floats, _: Floats, distance: Floats) -> Floats:
        grow = np.clip((distance - near) / (span[1] - near) * 1.9, 0, 1)
        return np.asarray((tall * detail * (0.18 + 0.82 * grow)), np.float32)

    relief = rolling(rng, TILE, 2.4, 3)
    colours = paint or grassy(stage)
    return paint_land(stage, plane, Land(relief, shape, colours, horizon, 0.22, span, haze, 0.2))


def grassy(stage: Stage, local: Rgb | None = None) -> Paint:
    """Open grass with patches, snow-covered in winter."""
    colour = local or stage.tones.grass()
    snowy = stage.tones.snow > 0
    other = mix(colour, SNOW if snowy else rgb("a9a04a"), 0.35)
    grain, lift = (0.5 * SNOWY_GRAIN, 0.22) if snowy else (0.5, -0.06)
    drifts = 0.6 if snowy else 0.38

    def paint(ground: Ground) -> Floats:
        patch = np.clip((ground.detail - 0.35) * 2.4, 0, 1)
        light = np.clip(ground.light + grain * ground.grain + drifts * ground.patch + lift, -1, 1)
        found = blend(relit(stage, colour, light), relit(stage, other, light), patch)
        return _snow_light(stage, found, light) if snowy else found

    return paint


def meadow(  # noqa: PLR0913 - a land is its numbers
    stage: Stage,
    plane: str,
    *,
    horizon: float,
    eye: float = 0.3,
    far: float = 3.8,
    relief: float = 0.05,
    paint: Paint | None = None,
    haze: tuple[float, float] = (0.0, 0.3),
) -> Seen:
    """The ground near the eye, a little uneven, from the lower edge of the planes to ``far``."""
    rng = stage.rng("meadow", plane)
    near = near_distance(stage, horizon, eye)

    def shape(detail: Floats, _: Floats, distance: Floats) -> Floats:
        grow = np.clip((distance - near) / (far - near) * 1.4, 0.05, 1)
        return np.asarray(((detail - 0.5) * 2 * relief * grow), np.float32)

    surface = rolling(rng, TILE, 3, 5)
    colours = paint or grassy(stage)
    land = Land(surface, shape, colours, horizon, eye, (near * 0.97, far), haze, 0.35)
    seen = paint_land(stage, plane, land)
    foreshade(stage, plane)
    return seen


def foreshade(stage: Stage, plane: str, top: float = 0.78, depth: float = 0.42) -> None:
    """Let the ground nearest to the eye fall into shade, so that the eye goes to the middle."""
    frame = stage.frame
    dark = stage.tones.light.shadow
    paint = gradient((0, frame.y(top)), (0, frame.plane_px[1]), [dark, dark], [0.0, depth])
    paint.setBlendMode(skia.BlendMode.kSrcATop)
    rect = skia.Rect.MakeLTRB(0, frame.y(top), *frame.plane_px)
    stage.canvas(plane).drawRect(rect, paint)


def with_path(
    stage: Stage, base: Paint, *, width: float = 0.16, local: Rgb = (0.72, 0.58, 0.42)
) -> Paint:
    """A path that winds away over the ground of ``base``."""
    rng = stage.rng("path")
    start, swing = float(rng.uniform(-0.2, 0.2)), float(rng.uniform(0.08, 0.16))
    phase = float(rng.uniform(0, 6.3))
    earth = mix(local, SNOW, 0.95 * stage.tones.snow)
    grain = 0.45 * (SNOWY_GRAIN if stage.tones.snow > 0 else 1.0)

    def paint(ground: Ground) -> Floats:
        middle = start + swing * np.sin(ground.distance * 2.3 + phase) * ground.distance
        off = np.abs(ground.sideways - middle) / width + (ground.detail - 0.5) * 0.7
        off = off + 0.16 * ground.grain
        ruts = 0.5 + 0.5 * np.cos(off * 7)
        worn = relit(stage, earth, ground.light - 0.12 * ruts + grain * ground.grain)
        worn = _snow_light(stage, worn, ground.light) if stage.tones.snow > 0 else worn
        return blend(base(ground), worn, np.clip((1 - off) * 4, 0, 1))

    return paint


def mist(stage: Stage, plane: str, v: float, *, thickness: float, amount: float) -> None:
    """A bank of mist that lies along a height of the picture."""
    width, height = (side // 2 for side in stage.frame.map_px)
    over = stage.frame.plane_px[1] / stage.frame.film_px[1]
    rows = 0.5 + (np.linspace(0, 1, height, dtype=np.float32)[:, None] - 0.5) * over
    wisps = field(stage.rng("mist", plane, v), width, height, cells=(3, 9), octaves=4)
    drift = np.exp(-(((rows - v) / thickness) ** 2))
    thick = min(1.0, amount * (1 + stage.tones.fog))
    alpha = np.clip(drift * thick * (0.35 + 1.1 * wisps), 0, 0.95).astype(np.float32)
    colours = _lit_mist(stage, alpha)
    stage.lay(plane, premultiplied(np.asarray(colours), alpha))


def _lit_mist(stage: Stage, alpha: Floats) -> Floats:
    """Colours of mist, shape (height, width, 3): brightest below sun or moon."""
    tones = stage.tones
    height, width = alpha.shape
    over = stage.frame.plane_px[0] / stage.frame.film_px[0]
    across = 0.5 + (np.arange(width, dtype=np.float32) / width - 0.5) * over
    near = np.exp(-(((across - tones.sun_uv[0]) / MIST_GLOW_REACH) ** 2))
    dim = not (tones.is_low_sun or tones.is_night)
    share = 0.25 + (0.0 if dim else MIST_GLOW) * near
    row = blend(tones.light.haze, tones.light.colour, share.astype(np.float32))
    return np.asarray(np.broadcast_to(row[None, :, :], (height, width, 3)), np.float32)
