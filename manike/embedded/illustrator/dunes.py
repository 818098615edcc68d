"""Sand in dunes: fields of them, and one great dune with a crest that leads the eye."""

import numpy as np

from manike.embedded.illustrator.colour import Floats, mix, rgb
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.noise import rolling
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.terrain import TILE, Ground, Land, Seen, paint_land, relit

SNOW = rgb("f4f8ff")
SAND = (0.9, 0.68, 0.42)


def dunes(  # noqa: PLR0913 - a land is its numbers
    stage: Stage,
    plane: str,
    *,
    horizon: float,
    height: float,
    haze: tuple[float, float],
    span: tuple[float, float],
    eye: float = 0.3,
    sand: Rgb = SAND,
) -> Seen:
    """Dunes with sharp crests and wind ripples."""
    rng = stage.rng("dunes", plane)
    tall = height * span[0] * 3.0
    near = span[0]
    crest = 1 - np.abs(2 * rolling(rng, TILE, 2.2, 2) - 1)
    surface = (0.75 * crest + 0.25 * rolling(rng, TILE, 5, 2)).astype(np.float32)

    def shape(detail: Floats, _: Floats, distance: Floats) -> Floats:
        grow = np.clip((distance - near) / (span[1] - near) * 2.2, 0.12, 1)
        return np.asarray((tall * detail * grow), np.float32)

    def paint(ground: Ground) -> Floats:
        wave = np.sin(ground.distance * 95 + np.sin(ground.sideways * 5) * 3 + ground.detail * 40)
        fade = np.clip(1.6 / ground.distance - 0.35, 0, 1) * 0.22
        cover = mix(sand, SNOW, 0.5 * stage.tones.snow)
        return relit(stage, cover, np.clip(ground.light * 2.1 + wave * fade, -1, 1))

    return paint_land(stage, plane, Land(surface, shape, paint, horizon, eye, span, haze, 0.23))


def great_dune(
    stage: Stage, plane: str, *, horizon: float, u: float, haze: tuple[float, float]
) -> Seen:
    """One dune whose sharp crest winds from the eye up to its summit at ``u``."""
    rng = stage.rng("great dune")
    side = stage.tones.light.side
    frame = stage.frame
    summit = 3.1
    across = (u - 0.5) * frame.film_px[0] / frame.unit_px * summit
    phase, swing = float(rng.uniform(0, 6.3)), float(rng.uniform(0.16, 0.26))
    tall = 0.86 / frame.zoom * (1.2 if frame.is_tall else 1.0)
    relief = (0.8 * rolling(rng, TILE, 3, 2) + 0.2 * rolling(rng, TILE, 9, 2)).astype(np.float32)

    def crest(distance: Floats) -> Floats:
        way = np.clip((distance - 1.0) / (summit - 1.0), 0, 1.3)
        line = across * way - side * 0.5 * (1 - way)
        return np.asarray(line + swing * np.sin(distance * 2.4 + phase) * way, np.float32)

    def shape(detail: Floats, sideways: Floats, distance: Floats) -> Floats:
        off = (sideways - crest(distance)) * side
        gentle = np.clip(1 - off / 2.3, 0, 1) ** 1.4
        steep = np.clip(1 + off / 0.8, 0, 1)
        ridge = np.where(off > 0, gentle, steep)
        climb = np.exp(-(((distance - summit) / 0.95) ** 2)) * np.clip(
            (distance - 1.05) * 1.6, 0, 1
        )
        return np.asarray(
            tall * ridge * climb + 0.07 * detail * np.clip(distance - 1, 0, 1), np.float32
        )

    def paint(ground: Ground) -> Floats:
        cover = mix(SAND, SNOW, 0.5 * stage.tones.snow)
        off = (ground.sideways - crest(ground.distance)) * side
        wave = np.sin(ground.distance * 70 + ground.sideways * 22 + ground.detail * 26)
        ripple = wave * np.clip(1.9 / ground.distance - 0.42, 0, 1) * 0.16 * (off > 0)
        return relit(stage, cover, np.clip(ground.light * 1.5 + ripple, -1, 1))

    land = Land(relief, shape, paint, horizon, 0.3, (1.02, 5.2), haze, 0.23)
    return paint_land(stage, plane, land)
