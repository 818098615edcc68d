"""Desert and snowfield."""

import math
from dataclasses import replace

import numpy as np
import skia

from manike.embedded.illustrator.colour import Floats, colour4, rgb
from manike.embedded.illustrator.dunes import dunes, great_dune
from manike.embedded.illustrator.ground import (
    SNOW,
    Paint,
    foreshade,
    grassy,
    hills,
    meadow,
    mountains,
    near_distance,
)
from manike.embedded.illustrator.layout import Brief, Layout, eye_level, third
from manike.embedded.illustrator.planting import away_from_middle, plant, spots
from manike.embedded.illustrator.sky import paint_sky
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.terrain import Ground, relit
from manike.embedded.illustrator.tracks import footprints
from manike.embedded.illustrator.trees import Grove, conifer
from manike.embedded.illustrator.undergrowth import dry_tuft, frame_with, stone
from manike.script.vocabulary import Season


def paint_desert(stage: Stage, brief: Brief) -> Layout:
    """Dunes with crests of light, ripples and far table mountains."""
    horizon = eye_level(stage, 0.52, 0.03)
    paint_sky(stage, horizon)
    mountains(
        stage,
        "far",
        horizon=horizon + 0.01,
        height=0.1,
        haze=(0.5, 0.7),
        snow_line=2.0,
        rock=(0.72, 0.5, 0.36),
    )
    dunes(stage, "back", horizon=horizon, height=0.11, haze=(0.2, 0.5), span=(2.2, 6.5))
    u = third(stage, "dune", 0.2)
    great_dune(stage, "mid", horizon=horizon + 0.01, u=u, haze=(0.02, 0.3))
    near = near_distance(stage, horizon, 0.3)
    seen = dunes(
        stage,
        "near",
        horizon=horizon + 0.03,
        height=0.05,
        haze=(0.0, 0.12),
        span=(near * 0.95, 1.5),
    )
    dry = away_from_middle(stage, spots(stage, seen, 22, "dry"), 0.2)
    plant(stage, "near", stone, dry[::3], 0.05)
    plant(stage, "near", dry_tuft, dry, 0.06)
    frame_with(stage, dry_tuft, 0.2, corners="left" if stage.tones.light.side > 0 else "right")
    footprints(stage, "near", horizon + 0.03, u)
    foreshade(stage, "near", 0.84, 0.3)
    return Layout(0.87, (1 - u, horizon + 0.1), 0.3, "mid")


def paint_snowfield(stage: Stage, brief: Brief) -> Layout:
    """Soft snow to a far range, a few firs; at night the northern lights."""
    stage.tones = replace(stage.tones, snow=1.0, season=Season.WINTER)
    horizon = eye_level(stage, 0.55, 0.03)
    paint_sky(stage, horizon)
    if stage.tones.is_night and stage.tones.overcast < 0.5:  # noqa: PLR2004 - clear enough
        _aurora(stage, horizon)
    mountains(stage, "far", horizon=horizon, height=0.24, haze=(0.34, 0.6), snow_line=0.1)
    white = grassy(stage, SNOW)
    seen = hills(stage, "back", horizon=horizon + 0.01, height=0.07, haze=(0.15, 0.4), paint=white)
    plant(stage, "back", conifer, spots(stage, seen, 90, "firs"), 0.34, (0.15, 0.4))
    seen = hills(
        stage,
        "mid",
        horizon=horizon + 0.04,
        height=0.05,
        haze=(0.03, 0.18),
        paint=white,
        span=(1.4, 3.0),
    )
    plant(
        stage,
        "mid",
        conifer,
        away_from_middle(stage, spots(stage, seen, 34, "pines"), 0.2),
        0.46,
        (0.03, 0.15),
    )
    u = third(stage, "landmark")
    seen = meadow(stage, "near", horizon=horizon + 0.03, far=3.4, relief=0.1, paint=_drifts(stage))
    off = away_from_middle(stage, spots(stage, seen, 40, "stones"), 0.2)
    plant(stage, "near", stone, off[::3], 0.07)
    plant(stage, "near", dry_tuft, off, 0.05)
    footprints(stage, "near", horizon + 0.03, u)
    _near_firs(stage)
    frame_with(stage, dry_tuft, 0.16)
    return Layout(0.88, (u, horizon + 0.1), 0.3, "mid")


def _near_firs(stage: Stage) -> None:
    """Large firs under snow at one side, a small one at the other."""
    frame, rng = stage.frame, stage.rng("near firs")
    side = -stage.tones.light.side
    grove = Grove(stage, conifer, 0.9 * frame.unit_px, 2)
    for off, v, size in (
        (0.33, 0.7, 0.42),
        (0.42, 0.78, 0.66),
        (0.53, 0.9, 1.0),
        (-0.42, 0.74, 0.34),
    ):
        u = 0.5 + side * (off + 0.01 * float(rng.normal()))
        foot = (frame.x(u), frame.y(v))
        grove.plant("near", foot, size * frame.unit_px, pick=float(rng.random()))


def _drifts(stage: Stage) -> Paint:
    """Wind-blown snow with blue hollows."""

    def paint(ground: Ground) -> Floats:
        wave = np.sin(ground.distance * 26 + ground.detail * 26 + np.sin(ground.sideways * 5) * 2)
        fade = np.clip(1.7 / ground.distance - 0.3, 0, 1)
        light = ground.light * 1.6 + 0.13 * wave * fade + 0.26 * ground.grain + 0.3 * ground.patch
        return relit(stage, SNOW, np.clip(light - 0.12, -1, 1))

    return paint


def _aurora(stage: Stage, horizon: float) -> None:
    """Green and violet curtains."""
    frame, canvas, rng = stage.frame, stage.canvas("sky"), stage.rng("aurora")
    for curtain in range(3):
        phase, v = float(rng.uniform(0, 6.3)), horizon * float(rng.uniform(0.45, 0.72))
        low = rgb(("5dffb0", "64e8d0", "8fff9a")[curtain])
        for step in range(150):
            u = -0.12 + 1.24 * step / 149
            foot = v + 0.09 * math.sin(u * 5 + phase) + 0.03 * math.sin(u * 17 + phase * 2)
            tall = 0.3 * (0.6 + 0.4 * math.sin(u * 23 + phase)) * (0.7 + 0.3 * float(rng.random()))
            x, y, top = frame.x(u), frame.y(foot), frame.y(foot - tall)
            shader = skia.GradientShader.MakeLinear(
                [(x, y), (x, top)],
                [
                    colour4(low, 0.0).toColor(),
                    colour4(low, 0.2).toColor(),
                    colour4(rgb("7a5cff"), 0.09).toColor(),
                    colour4(rgb("7a5cff"), 0.0).toColor(),
                ],
                [0.0, 0.12, 0.6, 1.0],
            )
            wide = frame.plane_px[0] / 95
            rect = skia.Rect.MakeLTRB(x - wide, top, x + wide, y)
            canvas.drawRect(rect, skia.Paint(Shader=shader, BlendMode=skia.BlendMode.kScreen))
