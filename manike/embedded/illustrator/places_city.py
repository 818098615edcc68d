"""A street between towers."""

import numpy as np

from manike.embedded.illustrator.colour import Floats, mix, rgb
from manike.embedded.illustrator.ground import SNOW, Paint, meadow, mist
from manike.embedded.illustrator.houses import LAMPLIGHT, Plot, block, glow, lamp_post
from manike.embedded.illustrator.layout import Brief, Layout, eye_level, third, varied
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.sky import paint_sky
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.streets import reflect, street_front
from manike.embedded.illustrator.terrain import Ground, blend, relit
from manike.embedded.illustrator.trees import Grove, broadleaf

KERB = 0.62
"""Half the width of the road, in units of distance."""

CROSSING = (0.84, 1.0)
"""Distances between which a zebra crossing lies."""


def paint_city(stage: Stage, brief: Brief) -> Layout:
    """A street between towers that runs to a skyline, wet where it rains."""
    horizon = eye_level(stage, 0.58, 0.03)
    paint_sky(stage, horizon, stars=False)
    lit = (0.06, 0.3, 0.55)[min(2, int(stage.tones.lamps * 2.5))]
    base = rgb("6d7b8c")
    for plane, haze, count, height, width in (
        ("far", 0.62, 26, 0.42, 0.085), ("far", 0.45, 17, 0.34, 0.11), ("back", 0.2, 12, 0.3, 0.15),
    ):  # fmt: skip
        _skyline(stage, plane, (horizon + 0.02, height, width), (base, haze, count, lit))
    mist(stage, "back", horizon, thickness=0.06, amount=0.35)
    vanish = (stage.frame.x(varied(stage, "vanish", 0.5, 0.07)), stage.frame.y(horizon))
    _street_end(stage, vanish)
    for side in (-1, 1):
        street_front(stage, "mid", vanish, side, kind="city")
    road = _road(stage, vanish)
    meadow(
        stage, "near", horizon=horizon, eye=0.3, far=9.0, relief=0.0, paint=road, haze=(0.0, 0.4)
    )
    reflect(stage, "near", horizon + 0.035, _shine(stage))
    stage.drop("mid")
    for side in (-1, 1):
        street_front(stage, "near", vanish, side, kind="city")
    _street_trees(stage, vanish)
    for depth in (0.12, 0.2, 0.34, 0.62):
        for side in (-1, 1):
            foot = (
                vanish[0] + side * depth * 0.9 * stage.frame.unit_px,
                vanish[1] + depth * 0.42 * stage.frame.unit_px,
            )
            lamp_post(stage, "near", foot, depth * 0.75 * stage.frame.unit_px)
    return Layout(0.9, (third(stage, "landmark"), horizon + 0.03), 0.5, "back", landmark_haze=0.2)


def _shine(stage: Stage) -> float:
    """How much the road mirrors: most where it is wet, more where lamps burn."""
    return min(0.85, 0.2 + 0.3 * stage.tones.lamps + 0.55 * stage.tones.wet)


def _street_end(stage: Stage, vanish: tuple[float, float]) -> None:
    """Light at the end of the street: of a low sun, or of a town's lamps."""
    tones, reach = stage.tones, 0.5 * stage.frame.unit_px
    if tones.lamps == 0:
        return
    light = tones.light.colour if tones.is_low_sun else LAMPLIGHT
    strength = (0.8 if tones.is_low_sun else 0.4) * (1 - 0.5 * tones.overcast)
    glow(stage.canvas("back"), vanish, reach, light, strength)


def _street_trees(stage: Stage, vanish: tuple[float, float]) -> None:
    """Trees along both pavements."""
    unit = stage.frame.unit_px
    grove = Grove(stage, broadleaf, 0.4 * unit)
    for depth in (0.16, 0.26, 0.46):
        for side in (-1, 1):
            foot = (vanish[0] + side * depth * 0.97 * unit, vanish[1] + depth * 0.39 * unit)
            pick = (depth * 7 + side) % 1
            grove.plant(
                "near", foot, depth * 0.78 * unit, haze=max(0.0, 0.2 - 0.4 * depth), pick=pick
            )


def _skyline(
    stage: Stage, plane: str, shape: tuple[float, float, float], look: tuple[Rgb, float, int, float]
) -> None:
    (v, height, width), (local, haze, count, lit) = shape, look
    frame, rng = stage.frame, stage.rng("skyline", plane, count)
    tall_film = 1.35 if frame.is_tall else 1.0
    for index in range(count):
        u = -0.08 + 1.16 * index / (count - 1) + float(rng.normal(0, 0.012))
        middle = 1 - 0.5 * abs(u - 0.5)
        tall = height * tall_film * middle * float(rng.uniform(0.45, 1.15)) * frame.unit_px
        wide = width * frame.unit_px * float(rng.uniform(0.7, 1.15))
        tint = mix(local, rgb(("8a7f78", "56708a", "7f8a94", "6a6478")[int(rng.integers(4))]), 0.55)
        plot = Plot((frame.x(u), frame.y(v)), wide, tall, haze)
        block(stage, plane, plot, tint, lit_share=lit * (1 - 0.4 * haze))


def _road(stage: Stage, vanish: tuple[float, float]) -> Paint:
    """Asphalt with a kerb, a pavement and a dashed line."""
    tones = stage.tones
    asphalt = mix(rgb("4d525a"), SNOW, 0.55 * tones.snow)
    walk = mix(rgb("8f8d8a"), SNOW, 0.75 * tones.snow)
    offset = (vanish[0] - stage.frame.plane_px[0] / 2) / stage.frame.unit_px

    def paint(ground: Ground) -> Floats:
        across = np.abs(ground.sideways - offset * ground.distance)
        speck = (ground.detail - 0.5) * 0.5
        road = relit(stage, asphalt, speck)
        slab = np.clip((np.sin(ground.distance * 60) - 0.96) * 25, 0, 1) * 0.4
        paved = relit(stage, walk, speck - slab)
        colour = blend(road, paved, np.clip((across - KERB) * 90, 0, 1))
        kerb = np.clip(1 - np.abs(across - KERB) * 60, 0, 1)
        colour = blend(colour, relit(stage, rgb("c9c6c0"), np.zeros_like(across)), kerb * 0.8)
        first, last = CROSSING
        crossing = (ground.distance > first) & (ground.distance < last) & (across < KERB)
        stripe = crossing & (np.sin((ground.sideways - offset * ground.distance) * 48) > 0)
        colour = blend(colour, relit(stage, rgb("efece4"), speck), stripe * 0.85)
        dash = (np.sin(ground.distance * 14) > 0) & ~crossing
        dash = dash * np.clip(1 - np.abs(across) * 60, 0, 1)
        return blend(colour, relit(stage, rgb("f4efe0"), np.zeros_like(across)), dash * 0.85)

    return paint
