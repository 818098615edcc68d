"""The ground of a red planet: rocks, dunes and domes under a thin sky."""

import math
from dataclasses import replace

import numpy as np
import skia

from manike.embedded.illustrator.badlands import craters, mesas
from manike.embedded.illustrator.colour import (
    Floats,
    colour4,
    fill,
    gradient,
    mix,
    radial,
    rgb,
    shade,
    stroke,
)
from manike.embedded.illustrator.dunes import dunes
from manike.embedded.illustrator.ground import Paint, meadow, mountains
from manike.embedded.illustrator.houses import LAMPLIGHT, glow
from manike.embedded.illustrator.layout import Brief, Layout, eye_level, third
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.planting import away_from_middle, plant, spots
from manike.embedded.illustrator.sky import paint_sky
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.terrain import Ground, blend, relit
from manike.embedded.illustrator.tones import Tones
from manike.embedded.illustrator.trees import Brush, Point
from manike.embedded.illustrator.undergrowth import frame_with, stone
from manike.script.vocabulary import TimeOfDay, Weather


def paint_planet(stage: Stage, brief: Brief) -> Layout:
    """Red rocks under a thin sky with a small sun, far domes with lights."""
    stage.tones = _on_mars(stage.tones)
    horizon = eye_level(stage, 0.54, 0.03)
    paint_sky(stage, horizon)
    if stage.tones.lamps < 1:
        _moons(stage)
    red = rgb("b5603c")
    mountains(
        stage,
        "far",
        horizon=horizon,
        height=0.17,
        haze=(0.4, 0.62),
        snow_line=2.0,
        rock=(0.62, 0.36, 0.26),
    )
    mesas(stage, "far", horizon, (0.6, 0.34, 0.24))
    dunes(stage, "back", horizon=horizon, height=0.09, haze=(0.16, 0.45), span=(2.0, 6.0), sand=red)
    _domes(stage, horizon, greenhouse=brief.mentions("garden", "rose", "plant", "green", "grow"))
    rust = _rocky(stage, red)
    seen = meadow(stage, "near", horizon=horizon + 0.03, relief=0.09, paint=rust)
    craters(stage, "near", horizon + 0.03, red)
    where = spots(stage, seen, 170, "stones")
    plant(stage, "near", _red_stone, away_from_middle(stage, where[::2], 0.12), 0.07, (0.0, 0.2))
    plant(stage, "near", _red_stone, where[::9], 0.03, (0.0, 0.2))
    frame_with(stage, _red_stone, 0.22)
    return Layout(
        0.88,
        (third(stage, "landmark", 0.24), horizon + 0.1),
        0.24,
        "mid",
        shows=("dome", "habitat", "base"),
    )


def _on_mars(tones: Tones) -> Tones:
    """A butterscotch sky, blue around a low sun."""
    skies = {
        TimeOfDay.DAWN: ("3f3a52", "8a6a66", "d9a184", "c7c3cf", "a9c4e0"),
        TimeOfDay.DAY: ("9a6a52", "c98f6a", "e0b088", "f0cfa6"),
        TimeOfDay.DUSK: ("2f2640", "6a4550", "b5705c", "c9a8a8", "93b6dc"),
        TimeOfDay.NIGHT: ("06060f", "16101f", "34202c", "5a3638"),
    }
    sky = tuple(rgb(stop) for stop in skies[tones.light.time_of_day])
    light = replace(
        tones.light,
        haze=mix(sky[-1], sky[-2], 0.55),
        shadow=mix(tones.light.shadow, rgb("3a1a18"), 0.5),
        colour=mix(tones.light.colour, rgb("ffe0c0"), 0.4),
    )
    dusty = tones.weather in (Weather.STORM, Weather.FOG)
    return replace(
        tones,
        light=light,
        sky=sky,
        cloud=rgb("c08a66"),
        tint=mix(tones.tint, rgb("a8603f"), 0.5),
        snow=0.0,
        wet=0.0,
        overcast=0.6 if dusty else min(0.15, tones.overcast),
        fog=0.6 if dusty else 0.1,
        disc=0.0 if tones.is_night else 0.55,
    )


def _rocky(stage: Stage, local: Rgb) -> Paint:
    """Red ground with darker patches and fine ripples."""
    dark = shade(local, 0.72)

    def paint(ground: Ground) -> Floats:
        patch = np.clip((ground.detail - 0.45) * 3, 0, 1)
        wave = (
            np.sin(ground.distance * 70 + ground.detail * 26)
            * np.clip(1.4 / ground.distance - 0.3, 0, 1)
            * 0.12
        )
        light = np.clip(ground.light * 1.5 + wave, -1, 1)
        return blend(relit(stage, local, light), relit(stage, dark, light), patch * 0.6)

    return paint


def _red_stone(brush: Brush, foot: Point) -> None:
    """A boulder of red rock."""
    stone(brush, foot)
    veil = colour4(brush.tones.tone(rgb("a8502f")), 0.62).toColor()
    brush.canvas.drawColor(veil, skia.BlendMode.kSrcATop)


def _domes(stage: Stage, horizon: float, *, greenhouse: bool) -> None:
    """Habitats under glass on the plain."""
    frame, tones, canvas = stage.frame, stage.tones, stage.canvas("mid")
    u = third(stage, "domes", 0.26)
    away = 1 if u > 0.5 else -1  # noqa: PLR2004 - the half it lies in
    for offset, size in ((0.12, 0.07), (-0.05, 0.13), (-0.17, 0.085)):
        x, y = frame.x(u + away * offset), frame.y(horizon + 0.075)
        half = size * frame.unit_px
        glow(canvas, (x, y - half * 0.4), half * 1.7, LAMPLIGHT, 0.25 + 0.5 * tones.lamps)
        path = skia.Path()
        path.moveTo(x - half, y)
        path.arcTo(skia.Rect.MakeLTRB(x - half, y - half, x + half, y + half), 180, 180, False)
        path.close()
        inside = rgb("7fbf6a") if greenhouse and size > 0.1 else rgb("dfe9f0")  # noqa: PLR2004 - the large one
        lit = mix(tones.tone(inside, 0.1), rgb("fff0c8"), 0.3 + 0.45 * tones.lamps)
        canvas.drawPath(path, gradient((0, y - half), (0, y), [mix(lit, tones.sky[-1], 0.5), lit]))
        rib = stroke(tones.tone(rgb("f2f5f7"), 0, 0.4), half * 0.025, 0.85)
        for share in (-0.66, -0.33, 0.0, 0.33, 0.66):
            arc = skia.Path()
            arc.moveTo(x + share * half, y)
            arc.quadTo(x + share * half * 1.05, y - half * 0.8, x, y - half)
            canvas.drawPath(arc, rib)
        for level in (0.35, 0.68):
            reach = half * math.sqrt(1 - level * level)
            canvas.drawLine(x - reach, y - half * level, x + reach, y - half * level, rib)
        canvas.drawPath(path, stroke(tones.tone(rgb("f2f5f7"), 0, 0.6), half * 0.035))
        base = skia.Rect.MakeLTRB(x - half * 1.08, y - half * 0.1, x + half * 1.08, y + half * 0.03)
        canvas.drawRect(base, fill(tones.tone(rgb("b9b4ae"), 0.05, 0.2)))


def _moons(stage: Stage) -> None:
    """Two small pale moons."""
    frame, canvas = stage.frame, stage.canvas("sky")
    for u, v, size in ((0.24, 0.12, 0.018), (0.7, 0.22, 0.01)):
        at = (frame.x(u), frame.y(v))
        radius = size * min(frame.film_px)
        canvas.drawCircle(
            *at,
            radius,
            radial(
                (at[0] - radius * 0.4, at[1] - radius * 0.4),
                radius * 1.6,
                [rgb("f4e2d0"), rgb("a8897a")],
                [0.8, 0.5],
            ),
        )
