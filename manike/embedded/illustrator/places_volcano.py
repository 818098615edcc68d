"""A volcano, whole or cut open."""

import math

import numpy as np
import skia

from manike.embedded.illustrator.colour import (
    Floats,
    colour4,
    fill,
    gradient,
    mix,
    radial,
    ramp,
    rgb,
    shade,
    stroke,
)
from manike.embedded.illustrator.ground import grassy, hills, meadow, mist, mountains, with_path
from manike.embedded.illustrator.houses import glow
from manike.embedded.illustrator.layout import Brief, Layout, eye_level, third, varied
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.noise import ridged
from manike.embedded.illustrator.planting import away_from_middle, plant, spots
from manike.embedded.illustrator.sky import paint_sky
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.terrain import TILE, Ground, Land, blend, paint_land, relit
from manike.embedded.illustrator.trees import broadleaf, palm
from manike.embedded.illustrator.undergrowth import fern, frame_with, stone, tuft

LAVA = rgb("ff6a1f")


HOT = rgb("ffd15a")


CUTAWAY = (
    "magma",
    "cross-section",
    "cross section",
    "inside",
    "chamber",
    "crust",
    "beneath",
    "underground",
    "cutaway",
    "mantle",
    "deep below",
    "plates",
)


ERUPTING = ("erupt", "lava", "explo", "burst", "flow", "molten", "blast", "glow")


def paint_volcano(stage: Stage, brief: Brief) -> Layout:
    """A cone with smoke that glows in the dark; or a cut through it, if the text looks inside."""
    horizon = eye_level(stage, 0.62, 0.02)
    hot = brief.mentions(*ERUPTING) or stage.tones.lamps > 0
    paint_sky(stage, horizon)
    if brief.mentions(*CUTAWAY):
        return _cutaway(stage, horizon)
    u = varied(stage, "cone", 0.5, 0.12)
    crater = (stage.frame.x(u), stage.frame.y(horizon) - 0.385 * min(stage.frame.film_px))
    _smoke(stage, crater, hot=hot)
    _cone(stage, horizon, u, hot=hot)
    if hot:
        _fountain(
            stage,
            "far",
            crater,
            strength=1.0 if brief.mentions("erupt", "explo", "burst", "blast") else 0.55,
        )
    mist(stage, "far", horizon - 0.03, thickness=0.05, amount=0.35)
    slopes = hills(stage, "back", horizon=horizon + 0.01, height=0.08, haze=(0.1, 0.4))
    plant(stage, "back", broadleaf, spots(stage, slopes, 150, "wood"), 0.24, (0.1, 0.4))
    plant(stage, "back", palm, spots(stage, slopes, 22, "palms"), 0.34, (0.1, 0.3))
    ash = grassy(stage, mix(stage.tones.grass(), rgb("4a423f"), 0.6))
    seen = meadow(stage, "near", horizon=horizon + 0.02, relief=0.08, paint=with_path(stage, ash))
    cover = spots(stage, seen, 260, "cover")
    plant(stage, "near", stone, away_from_middle(stage, cover[::7], 0.1), 0.07)
    plant(stage, "near", tuft, cover, 0.04)
    plant(stage, "near", fern, away_from_middle(stage, cover[::9], 0.16), 0.08)
    frame_with(stage, fern, 0.26)
    return Layout(
        0.88,
        (third(stage, "landmark", 0.3), horizon + 0.08),
        0.22,
        "back",
        shows=("volcano", "crater", "mount"),
    )


def _cone(stage: Stage, horizon: float, u: float, *, hot: bool) -> None:
    """The mountain itself, with gullies and, if hot, streams of lava."""
    frame, tones = stage.frame, stage.tones
    across = (frame.x(u) - frame.plane_px[0] / 2) / frame.unit_px * 4.0
    tall = 1.62 / frame.zoom
    rock = mix(rgb("6a5f5c"), rgb("8a6a58"), 0.4)
    phase = float(stage.rng("gullies").uniform(0, 6.3))

    def shape(detail: Floats, sideways: Floats, distance: Floats) -> Floats:
        dx, dz = sideways - across, distance - 4.0
        far = np.hypot(dx, dz)
        angle = np.arctan2(dz, dx)
        gully = 0.5 + 0.5 * np.sin(angle * 19 + phase + np.sin(far * 3) * 1.5)
        slope = tall * np.clip(1.14 - far / 2.1, 0, None) ** 1.55
        rim = np.minimum(slope, tall * 0.99 - 0.35 * np.clip(0.2 - far, 0, 1))
        rough = 0.16 * detail * np.clip(far, 0.1, 1)
        return np.asarray(rim * (0.93 + 0.07 * gully) + rough, np.float32)

    def paint(ground: Ground) -> Floats:
        dx, dz = ground.sideways - across, ground.distance - 4.0
        far, angle = np.hypot(dx, dz), np.arctan2(dz, dx)
        green = np.clip((0.42 - ground.height / tall) * 3.4 + (ground.detail - 0.5) * 1.2, 0, 1)
        body = blend(
            relit(stage, rock, ground.light * 1.2),
            relit(stage, tones.grass(), ground.light),
            green * 0.85,
        )
        snow = np.clip((ground.height / tall - 0.72) * 5 + (ground.detail - 0.4), 0, 1) * (
            0 if hot else tones.snow
        )
        body = blend(body, relit(stage, rgb("f4f8ff"), ground.light), snow)
        if not hot:
            return body
        stream = _streams(far, angle)
        colour = ramp((rgb("6a1408"), LAVA, HOT), np.clip(stream * 1.1, 0, 1))
        return blend(body, colour, np.clip(stream * 1.6, 0, 1))

    relief = ridged(stage.rng("cone"), TILE, 4, 5)
    paint_land(
        stage, "far", Land(relief, shape, paint, horizon, 0.1, (2.2, 6.2), (0.12, 0.34), 0.25)
    )


def _streams(far: Floats, angle: Floats) -> Floats:
    """How much lava there is at a distance and a direction from the crater."""
    stream = np.zeros_like(far)
    for lean, wide, reach in (
        (-1.85, 0.085, 1.5),
        (-1.3, 0.06, 1.1),
        (-2.4, 0.05, 0.8),
        (-0.75, 0.045, 0.7),
    ):
        wander = lean + 0.14 * np.sin(far * 5 + lean * 9)
        off = np.abs(angle - wander) * np.clip(far, 0.12, 2) / (wide * (0.6 + far))
        stream = np.maximum(stream, np.clip(1.3 - off, 0, 1) * np.clip((reach - far) * 3, 0, 1))
    return stream


def _smoke(stage: Stage, crater: tuple[float, float], *, hot: bool) -> None:
    """A plume that leans with the wind, lit from below when it is hot."""
    tones, unit = stage.tones, min(stage.frame.film_px)
    canvas, rng = stage.canvas("far"), stage.rng("smoke")
    mouth = 0.012 * unit
    stage.enliven("smoke", "far", (crater[0] - mouth, crater[1], crater[0] + mouth, crater[1]))
    lean = float(rng.choice((-1, 1))) * 0.5
    bright = mix(tones.tone(rgb("8f8a8a")), tones.sky[-2], 0.25)
    dark = tones.tone(rgb("4a4548"), 0, -0.5)
    for step in range(150):
        share = step / 149
        x = (
            crater[0]
            + lean * unit * 0.62 * share**1.5
            + float(rng.normal(0, 0.012 + 0.07 * share)) * unit
        )
        y = crater[1] - unit * 0.42 * share**0.8 + float(rng.normal(0, 0.02 + 0.03 * share)) * unit
        reach = unit * (0.022 + 0.085 * share) * float(rng.uniform(0.8, 1.2))
        spot = (x + tones.light.side * reach * 0.4, y - reach * 0.4)
        warm = max(0.0, 1 - share * 3.2) * (1.0 if hot else 0.0)
        core = mix(bright, LAVA, 0.75 * warm)
        rim = mix(dark, rgb("7a2a14"), 0.7 * warm)
        alpha = 0.5 * (1 - 0.55 * share)
        canvas.drawCircle(
            x,
            y,
            reach,
            radial(spot, reach * 1.35, [core, mix(core, rim, 0.7), rim], [alpha, alpha * 0.8, 0.0]),
        )


def _fountain(stage: Stage, plane: str, crater: tuple[float, float], *, strength: float) -> None:
    """Glow over the crater and arcs of glowing rock."""
    canvas, unit, rng = stage.canvas(plane), min(stage.frame.film_px), stage.rng("fountain")
    glow(canvas, crater, unit * 0.34, LAVA, 0.75 * strength)
    x, y = crater
    stage.enliven("flame", plane, (x - 0.09 * unit, y - 0.15 * strength * unit, x + 0.09 * unit, y))
    for _ in range(int(260 * strength)):
        lean = float(rng.normal(0, 0.2))
        flight = float(rng.uniform(0.05, 1.0))
        reach = unit * 0.2 * strength * float(rng.uniform(0.5, 1.0))
        x = crater[0] + lean * reach * flight * 1.8
        y = crater[1] - reach * (2.4 * flight - 1.9 * flight * flight)
        size = unit * float(rng.uniform(0.0012, 0.0045)) * (1.3 - 0.6 * flight)
        colour = mix(HOT, LAVA, flight)
        canvas.drawLine(x, y, x - lean * size * 3, y + size * 2.5, stroke(colour, size, 0.9))


def _cutaway(stage: Stage, horizon: float) -> Layout:
    """A cut through a volcano: chamber, vent, layers, lava at the top."""
    frame, tones = stage.frame, stage.tones
    unit, canvas = min(frame.film_px), stage.canvas("mid")
    mountains(stage, "far", horizon=horizon - 0.16, height=0.1, haze=(0.45, 0.68), snow_line=2.0)
    x, ground = frame.x(0.5), frame.y(0.47)
    peak, half = frame.y(0.14), min(unit * 0.62, frame.film_px[0] * 0.47)
    _smoke(stage, (x, peak), hot=True)
    _strata(stage, ground)
    grass = tones.tone(tones.grass(), 0, 0.5)
    canvas.drawRect(
        skia.Rect.MakeLTRB(0, ground - unit * 0.012, frame.plane_px[0], ground + unit * 0.014),
        fill(grass),
    )
    _layers(stage, (x, ground, peak, half))
    _magma(stage, (x, ground, peak, half))
    _fountain(stage, "mid", (x, peak), strength=0.8)
    return Layout(
        0.9,
        (0.84, 0.55),
        0.2,
        "mid",
        landmark_haze=0.0,
        shows=("volcano", "magma", "crater", "chamber", "vent"),
    )


def _strata(stage: Stage, ground: float) -> None:
    """Wavy beds of soil and rock from the ground down."""
    canvas, tones = stage.canvas("mid"), stage.tones
    width, height = stage.frame.plane_px
    swell = min(stage.frame.film_px) * 0.012
    edges = [ground + (height - ground) * share for share in (0.0, 0.13, 0.3, 0.5, 0.74, 1.0)]
    for index, code in enumerate(("7a5a3c", "94684a", "6e4a3c", "5a3c3a", "43303a")):
        upper, lower = edges[index : index + 2]
        wave = skia.Path()
        wave.moveTo(0, height)
        for step in range(41):
            wave.lineTo(width * step / 40, upper + swell * math.sin(step * 0.7 + index * 2))
        wave.lineTo(width, height)
        wave.close()
        local = rgb(code)
        bed = [tones.tone(local, 0, 0.25), tones.tone(shade(local, 0.85), 0, -0.2)]
        canvas.drawPath(wave, gradient((0, upper), (0, lower), bed))
        _speckle(stage, (upper, lower), local)


def _layers(stage: Stage, where: tuple[float, float, float, float]) -> None:
    """The cone as layers of ash and old lava, one over the other."""
    canvas, tones = stage.canvas("mid"), stage.tones
    x, ground, peak, half = where
    count = 7
    for index in range(count):
        share = 1 - index / count
        top = ground - (ground - peak) * (0.25 + 0.75 * share)
        reach, mouth = half * (0.2 + 0.8 * share), half * 0.1
        path = skia.Path()
        path.moveTo(x - reach, ground)
        path.quadTo(x - reach * 0.42, ground - (ground - top) * 0.42, x - mouth, top)
        path.lineTo(x + mouth, top)
        path.quadTo(x + reach * 0.42, ground - (ground - top) * 0.42, x + reach, ground)
        path.close()
        local = rgb("8a7468") if index % 2 else rgb("5f5150")
        if index == 0:
            local = rgb("6f665c")
        lit = [tones.tone(local, 0, level * -tones.light.side) for level in (0.6, 0.0, -0.5)]
        canvas.drawPath(path, gradient((x - reach, 0), (x + reach, 0), lit))


def _magma(stage: Stage, where: tuple[float, float, float, float]) -> None:
    """The chamber and the vents that rise from it."""
    canvas, unit = stage.canvas("mid"), min(stage.frame.film_px)
    x, ground, peak, half = where
    frame = stage.frame
    centre = (x, frame.y(0.7))
    wide, tall = half * 0.78, unit * 0.135
    glow(canvas, centre, wide * 1.5, LAVA, 0.5)
    vent = skia.Path()
    throat = half * 0.055
    vent.moveTo(x - throat * 2.2, centre[1])
    vent.cubicTo(x - throat, ground, x - throat * 0.6, ground - unit * 0.1, x - throat * 1.1, peak)
    vent.lineTo(x + throat * 1.1, peak)
    vent.cubicTo(
        x + throat * 0.6, ground - unit * 0.1, x + throat, ground, x + throat * 2.2, centre[1]
    )
    vent.close()
    canvas.drawPath(vent, gradient((0, peak), (0, centre[1]), [HOT, LAVA, rgb("e0481a")]))
    side = stage.tones.light.side
    branch = skia.Path()
    branch.moveTo(x, ground + unit * 0.03)
    branch.quadTo(
        x + side * half * 0.2,
        ground - unit * 0.06,
        x + side * half * 0.42,
        ground - (ground - peak) * 0.24,
    )
    canvas.drawPath(branch, stroke(LAVA, throat * 0.9))
    _chamber(stage, centre, (wide, tall))


def _chamber(stage: Stage, centre: tuple[float, float], size: tuple[float, float]) -> None:
    """A lump of molten rock with bubbles."""
    canvas, unit = stage.canvas("mid"), min(stage.frame.film_px)
    wide, tall = size
    chamber = skia.Path()
    points = 26
    for index in range(points):
        angle = 2 * math.pi * index / points
        swell = 1 + 0.09 * math.sin(angle * 3 + 1) + 0.05 * math.sin(angle * 5)
        point = (
            centre[0] + math.cos(angle) * wide * swell,
            centre[1] + math.sin(angle) * tall * swell,
        )
        (chamber.lineTo if index else chamber.moveTo)(*point)
    chamber.close()
    colours = [colour4(stop).toColor() for stop in (rgb("fff0a8"), HOT, LAVA, rgb("b8280e"))]
    canvas.drawPath(
        chamber,
        skia.Paint(
            AntiAlias=True,
            Shader=skia.GradientShader.MakeRadial(centre, wide, colours),
            PathEffect=skia.CornerPathEffect.Make(unit * 0.05),
        ),
    )
    rng = stage.rng("bubbles")
    for _ in range(26):
        at = (
            centre[0] + float(rng.uniform(-0.7, 0.7)) * wide,
            centre[1] + float(rng.uniform(-0.6, 0.6)) * tall,
        )
        canvas.drawCircle(*at, unit * float(rng.uniform(0.004, 0.013)), fill(rgb("fff3c0"), 0.6))


def _speckle(stage: Stage, band: tuple[float, float], local: Rgb) -> None:
    """Stones in a layer of the earth."""
    canvas, tones = stage.canvas("mid"), stage.tones
    rng, unit = stage.rng("speckle", round(band[0])), min(stage.frame.film_px)
    for _ in range(46):
        at = (
            float(rng.uniform(0, stage.frame.plane_px[0])),
            float(rng.uniform(*band)) + unit * 0.02,
        )
        size = unit * float(rng.uniform(0.004, 0.016))
        lit = float(rng.uniform(-0.6, 0.6))
        canvas.drawOval(
            skia.Rect.MakeXYWH(at[0], at[1], size * 2, size * 1.2),
            fill(tones.tone(shade(local, 0.9 + 0.3 * lit), 0, lit), 0.8),
        )
