"""Volcano, space and the red planet."""

import math
from dataclasses import replace

import cv2
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
from manike.embedded.illustrator.ground import (
    dunes,
    grassy,
    hills,
    meadow,
    mist,
    mountains,
    with_path,
)
from manike.embedded.illustrator.houses import LAMPLIGHT, glow, path_of
from manike.embedded.illustrator.layout import Brief, Layout, eye_level, third, varied
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.noise import billows, ridged
from manike.embedded.illustrator.places_land import away_from_middle, plant, spots
from manike.embedded.illustrator.sky import paint_sky
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.terrain import TILE, Ground, Land, blend, paint_land, relit
from manike.embedded.illustrator.tones import Tones
from manike.embedded.illustrator.trees import broadleaf, palm
from manike.embedded.illustrator.undergrowth import fern, frame_with, stone, tuft
from manike.script.models import TimeOfDay, Weather

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

NEBULAE = (
    ("7a2f9c", "1f7fb0", "ff9f7a"),
    ("1f5f8c", "2fae9c", "c8f0ff"),
    ("9c2f5a", "5a3fb0", "ffcf9a"),
    ("2f4f9c", "8c3fa0", "9fd0ff"),
)
WORLDS = (
    ("c9703f", "f2c48d", "7a3f24"),
    ("1f5f9e", "e9f2e4", "3f7f4a"),
    ("7a4fa0", "f0b6d0", "40306a"),
    ("3f8f8a", "d8e8c8", "2a5a6a"),
)


def paint_volcano(stage: Stage, brief: Brief) -> Layout:
    """A cone with smoke, glowing as it gets dark; or a cut through it, where the text looks inside."""
    horizon = eye_level(stage, 0.62, 0.02)
    hot = brief.mentions(*ERUPTING) or stage.tones.lamps > 0
    paint_sky(stage, horizon)
    if brief.mentions(*CUTAWAY):
        return cutaway(stage, horizon)
    u = varied(stage, "cone", 0.5, 0.12)
    crater = (stage.frame.x(u), stage.frame.y(horizon) - 0.385 * min(stage.frame.film_px))
    smoke(stage, crater, hot=hot)
    cone(stage, horizon, u, hot=hot)
    if hot:
        fountain(
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


def paint_space(stage: Stage, brief: Brief) -> Layout:
    """Stars, a nebula and a world; nothing to stand on."""
    stage.tones = in_space(stage.tones)
    nebula(stage)
    stars(stage)
    frame, rng = stage.frame, stage.rng("world")
    unit = min(frame.film_px)
    side = float(rng.choice((-1, 1)))
    moon = brief.mentions("moon", "lunar")
    earth = brief.mentions("earth", "home", "blue planet")
    palette = (
        WORLDS[1]
        if earth
        else ("8f8a86", "d8d4cc", "5a5654")
        if moon
        else WORLDS[int(rng.integers(len(WORLDS)))]
    )
    big = float(rng.uniform(0.34, 0.46)) * unit
    at = (frame.x(0.5 + side * 0.27), frame.y(0.42))
    world(stage, "far", (at, big), palette, ringed=not earth and not moon and bool(rng.integers(2)))
    small = (frame.x(0.5 - side * 0.34), frame.y(float(rng.uniform(0.12, 0.3))))
    world(stage, "back", (small, unit * 0.06), WORLDS[int(rng.integers(len(WORLDS)))], ringed=False)
    asteroids(stage, side)
    return Layout(0.72, (0.5 - side * 0.22, 0.7), 0.3, "mid", landmark_haze=0.0, kind="weightless")


def paint_planet(stage: Stage, brief: Brief) -> Layout:
    """Red rocks under a thin sky with a small sun, far domes with lights."""
    stage.tones = on_mars(stage.tones)
    horizon = eye_level(stage, 0.54, 0.03)
    paint_sky(stage, horizon)
    if stage.tones.lamps < 1:
        moons(stage)
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
    dunes(stage, "back", horizon=horizon, height=0.09, haze=(0.16, 0.45), span=(2.0, 6.0), sand=red)
    domes(stage, horizon, greenhouse=brief.mentions("garden", "rose", "plant", "green", "grow"))
    rust = rocky(stage, red)
    seen = meadow(stage, "near", horizon=horizon + 0.03, relief=0.09, paint=rust)
    where = spots(stage, seen, 170, "stones")
    plant(stage, "near", red_stone, away_from_middle(stage, where[::2], 0.12), 0.055, (0.0, 0.2))
    plant(stage, "near", red_stone, where[::9], 0.03, (0.0, 0.2))
    frame_with(stage, red_stone, 0.22)
    return Layout(
        0.88,
        (third(stage, "landmark", 0.24), horizon + 0.1),
        0.24,
        "mid",
        shows=("dome", "habitat", "base"),
    )


def in_space(tones: Tones) -> Tones:
    """Hard light, deep shadows, no air."""
    light = replace(
        tones.light, ambient=0.86, haze=rgb("1a1840"), shadow=rgb("05061a"), colour=rgb("eef4ff")
    )
    sky = tuple(rgb(stop) for stop in ("03040e", "0a0a24", "140f34", "0a1030"))
    return replace(
        tones,
        light=light,
        sky=sky,
        tint=rgb("4a4f8c"),
        tint_amount=0.06,
        fog=0.0,
        snow=0.0,
        wet=0.0,
        overcast=0.0,
    )


def on_mars(tones: Tones) -> Tones:
    """A butterscotch sky, blue around a low sun."""
    skies = {
        TimeOfDay.DAWN: ("3f3a52", "8a6a66", "d9a184", "c7c3cf", "a9c4e0"),
        TimeOfDay.DAY: ("9a6a52", "c98f6a", "e0b088", "f0cfa6"),
        TimeOfDay.DUSK: ("2f2640", "6a4550", "b5705c", "c9a8a8", "93b6dc"),
        TimeOfDay.NIGHT: ("06060f", "16101f", "34202c", "5a3638"),
    }
    sky = tuple(rgb(stop) for stop in skies[tones.light.time_of_day])
    light = replace(tones.light, haze=mix(sky[-1], sky[-2], 0.55), shadow=mix(tones.light.shadow, rgb("3a1a18"), 0.5),
                    colour=mix(tones.light.colour, rgb("ffe0c0"), 0.4))  # fmt: skip
    dusty = tones.weather in (Weather.STORM, Weather.FOG)
    return replace(tones, light=light, sky=sky, cloud=rgb("c08a66"), tint=mix(tones.tint, rgb("a8603f"), 0.5), snow=0.0,
                   wet=0.0, overcast=0.6 if dusty else min(0.15, tones.overcast), fog=0.6 if dusty else 0.1)  # fmt: skip


def cone(stage: Stage, horizon: float, u: float, *, hot: bool) -> None:
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
        return (rim * (0.93 + 0.07 * gully) + 0.16 * detail * np.clip(far, 0.1, 1)).astype(
            np.float32
        )

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
        colour = ramp((rgb("6a1408"), LAVA, HOT), np.clip(stream * 1.1, 0, 1))
        return blend(body, colour, np.clip(stream * 1.6, 0, 1))

    relief = ridged(stage.rng("cone"), TILE, 4, 5)
    paint_land(
        stage, "far", Land(relief, shape, paint, horizon, 0.1, (2.2, 6.2), (0.12, 0.34), 0.25)
    )


def smoke(stage: Stage, crater: tuple[float, float], *, hot: bool) -> None:
    """A plume that leans with the wind, lit from below when it is hot."""
    tones, unit = stage.tones, min(stage.frame.film_px)
    canvas, rng = stage.canvas("far"), stage.rng("smoke")
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


def fountain(stage: Stage, plane: str, crater: tuple[float, float], *, strength: float) -> None:
    """Glow over the crater and arcs of glowing rock."""
    canvas, unit, rng = stage.canvas(plane), min(stage.frame.film_px), stage.rng("fountain")
    glow(canvas, crater, unit * 0.34, LAVA, 0.75 * strength)
    for _ in range(int(260 * strength)):
        lean = float(rng.normal(0, 0.2))
        flight = float(rng.uniform(0.05, 1.0))
        reach = unit * 0.2 * strength * float(rng.uniform(0.5, 1.0))
        x = crater[0] + lean * reach * flight * 1.8
        y = crater[1] - reach * (2.4 * flight - 1.9 * flight * flight)
        size = unit * float(rng.uniform(0.0012, 0.0045)) * (1.3 - 0.6 * flight)
        colour = mix(HOT, LAVA, flight)
        canvas.drawLine(x, y, x - lean * size * 3, y + size * 2.5, stroke(colour, size, 0.9))


def cutaway(stage: Stage, horizon: float) -> Layout:
    """A cut through a volcano: chamber, vent, layers, lava at the top."""
    frame, tones = stage.frame, stage.tones
    unit, canvas = min(frame.film_px), stage.canvas("mid")
    mountains(stage, "far", horizon=horizon - 0.16, height=0.1, haze=(0.45, 0.68), snow_line=2.0)
    x, ground = frame.x(0.5), frame.y(0.47)
    width, height = frame.plane_px
    peak, half = frame.y(0.14), min(unit * 0.62, frame.film_px[0] * 0.47)
    smoke(stage, (x, peak), hot=True)
    soil = ("7a5a3c", "94684a", "6e4a3c", "5a3c3a", "43303a")
    edges = [ground + (height - ground) * share for share in (0.0, 0.13, 0.3, 0.5, 0.74, 1.0)]
    for index, code in enumerate(soil):
        wave = skia.Path()
        wave.moveTo(0, height)
        for step in range(41):
            px = width * step / 40
            wave.lineTo(px, edges[index] + unit * 0.012 * math.sin(step * 0.7 + index * 2))
        wave.lineTo(width, height)
        wave.close()
        local = rgb(code)
        canvas.drawPath(
            wave,
            gradient(
                (0, edges[index]),
                (0, edges[index + 1]),
                [tones.tone(local, 0, 0.25), tones.tone(shade(local, 0.85), 0, -0.2)],
            ),
        )
        speckle(stage, (edges[index], edges[index + 1]), local)
    grass = tones.tone(tones.grass(), 0, 0.5)
    canvas.drawRect(
        skia.Rect.MakeLTRB(0, ground - unit * 0.012, width, ground + unit * 0.014), fill(grass)
    )
    layers(stage, (x, ground, peak, half))
    magma(stage, (x, ground, peak, half))
    fountain(stage, "mid", (x, peak), strength=0.8)
    return Layout(
        0.9,
        (0.84, 0.55),
        0.2,
        "mid",
        landmark_haze=0.0,
        shows=("volcano", "magma", "crater", "chamber", "vent"),
    )


def layers(stage: Stage, where: tuple[float, float, float, float]) -> None:
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


def magma(stage: Stage, where: tuple[float, float, float, float]) -> None:
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


def speckle(stage: Stage, band: tuple[float, float], local: Rgb) -> None:
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


def nebula(stage: Stage) -> None:
    """Clouds of gas as the opaque plane ``sky``."""
    width, height = stage.frame.map_px
    rng = stage.rng("nebula")
    names = NEBULAE[int(rng.integers(len(NEBULAE)))]
    base = np.broadcast_to(np.array(rgb("05061a"), np.float32), (height, width, 3)).copy()
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    for index, name in enumerate(names):
        tile = billows(rng, TILE, 3, 7)
        warp = cv2.resize(tile, (width, height), interpolation=cv2.INTER_CUBIC)
        map_x = (x * 0.55 + warp * 150 + 90 * index) % TILE
        map_y = (y * 0.55 + warp[::-1] * 150) % TILE
        gas = cv2.remap(
            tile,
            map_x.astype(np.float32),
            map_y.astype(np.float32),
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_WRAP,
        )
        lean = (x / width - 0.5) * float(rng.uniform(-1, 1)) + y / height - 0.5
        band = np.exp(-((lean / (0.42 - 0.1 * index)) ** 2))
        alpha = np.clip((gas - 0.46) * 3.1, 0, 1) ** 1.4 * band * (0.85, 0.7, 0.5)[index]
        base += (np.array(rgb(name), np.float32) - base) * alpha[..., None]
    stage.lay("sky", np.dstack([np.clip(base, 0, 1), np.ones((height, width), np.float32)]))


def stars(stage: Stage) -> None:
    """Stars over the whole sky, some with rays."""
    frame, rng, canvas = stage.frame, stage.rng("stars"), stage.canvas("sky")
    for _ in range(1100):
        at = (float(rng.random()) * frame.plane_px[0], float(rng.random()) * frame.plane_px[1])
        level = float(rng.random()) ** 4
        tint = mix((1, 1, 1), rgb(("ffd9b0", "b8d0ff")[int(rng.integers(2))]), 0.5)
        canvas.drawCircle(*at, frame.line_px * (0.7 + 1.5 * level), fill(tint, 0.35 + 0.65 * level))
    for _ in range(9):
        at = (float(rng.random()) * frame.plane_px[0], float(rng.random()) * frame.plane_px[1])
        size = frame.line_px * float(rng.uniform(9, 20))
        canvas.drawCircle(*at, size, radial(at, size, [rgb("e8f0ff")] * 2, [0.7, 0]))
        for dx, dy in ((1, 0), (0, 1)):
            for way in (-1, 1):
                end = (at[0] + way * dx * size * 1.4, at[1] + way * dy * size * 1.4)
                ray = gradient(at, end, [(1.0, 1.0, 1.0)] * 2, [0.8, 0.0])
                ray.setStyle(skia.Paint.kStroke_Style)
                ray.setStrokeWidth(frame.line_px * 1.3)
                canvas.drawLine(*at, *end, ray)


def world(
    stage: Stage,
    plane: str,
    where: tuple[tuple[float, float], float],
    palette: tuple[str, ...],
    *,
    ringed: bool,
) -> None:
    """A globe with weather or craters, a day and a night side, and an atmosphere."""
    (cx, cy), radius = where
    size = max(24, int(radius * 1.4))
    rng = stage.rng("surface", plane, palette)
    y, x = np.mgrid[-1.25 : 1.25 : size * 1j, -1.25 : 1.25 : size * 1j].astype(np.float32)
    squared = x * x + y * y
    z = np.sqrt(np.clip(1 - squared, 0, 1))
    tile = billows(rng, TILE, 4, 7)
    lon = (np.arctan2(x, z + 1e-4) / np.pi * 0.5 + 0.5) * TILE
    lat = (np.arcsin(np.clip(y, -1, 1)) / np.pi + 0.5) * TILE
    banded = cv2.remap(
        tile,
        (lon * 0.8).astype(np.float32),
        (lat * 1.9 + 20).astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_WRAP,
    )
    light = np.clip(x * stage.tones.light.side * 0.72 - y * 0.42 + z * 0.55, 0, 1)
    colour = ramp(
        [rgb(palette[2]), rgb(palette[0]), rgb(palette[1])], np.clip((banded - 0.3) * 2.4, 0, 1)
    )
    colour = colour * (0.03 + 1.02 * light[..., None] ** 0.85)
    edge = np.clip((1 - np.sqrt(squared)) * size / 2.5 + 0.5, 0, 1)
    halo = np.exp(-np.abs(np.sqrt(squared) - 1) * 15) * np.clip(light * 1.5 + 0.08, 0, 1)
    air = np.array(mix(rgb(palette[1]), rgb("8fd0ff"), 0.6), np.float32)
    rim = (halo * 0.75)[..., None]
    inside = colour * (1 - rim) + air * rim
    alpha = np.maximum(edge, rim[..., 0])
    pixels = np.dstack(
        [
            np.clip(inside, 0, 1) * edge[..., None] + air * (rim[..., 0] * (1 - edge))[..., None],
            alpha,
        ]
    )
    if ringed:
        ring(stage, plane, where, (palette[1], True))
    draw_pixels(stage, plane, pixels.astype(np.float32), (cx, cy, radius * 1.25))
    if ringed:
        ring(stage, plane, where, (palette[1], False))


def draw_pixels(
    stage: Stage, plane: str, pixels: Floats, where: tuple[float, float, float]
) -> None:
    """Premultiplied floats as a square around a point."""
    from manike.embedded.illustrator.stage import to_image

    x, y, half = where
    rect = skia.Rect.MakeLTRB(x - half, y - half, x + half, y + half)
    stage.canvas(plane).drawImageRect(
        to_image(pixels), rect, skia.SamplingOptions(skia.FilterMode.kLinear)
    )


def ring(
    stage: Stage, plane: str, where: tuple[tuple[float, float], float], look: tuple[str, bool]
) -> None:
    """Half of a ring around a world: the far half behind it or the near half before it."""
    (cx, cy), radius = where
    code, behind = look
    canvas = stage.canvas(plane)
    canvas.save()
    canvas.translate(cx, cy)
    canvas.rotate(-16)
    for index, share in enumerate((1.45, 1.56, 1.66, 1.8, 1.88)):
        box = skia.Rect.MakeLTRB(
            -radius * share, -radius * share * 0.26, radius * share, radius * share * 0.26
        )
        start = 180 if behind else 0
        alpha = (0.5, 0.75, 0.4, 0.65, 0.3)[index]
        paint = stroke(mix(rgb(code), (1, 1, 1), 0.3), radius * 0.075, alpha)
        paint.setStrokeCap(skia.Paint.kButt_Cap)
        canvas.drawArc(box, start, 180, False, paint)
    canvas.restore()


def asteroids(stage: Stage, side: float) -> None:
    """Rocks that drift by, near ones large."""
    frame, rng = stage.frame, stage.rng("asteroids")
    for index in range(16):
        near = index > 12  # noqa: PLR2004 - three large ones
        plane = "front" if near else "mid"
        u = 0.5 - side * float(rng.uniform(0.05, 0.62))
        v = (
            0.62 + 0.34 * float(rng.random()) + 0.25 * (u - 0.5)
            if not near
            else float(rng.choice((-0.02, 1.02)))
        )
        size = frame.unit_px * float(
            rng.uniform(0.006, 0.022) if not near else rng.uniform(0.06, 0.1)
        )
        rock(stage, plane, (frame.x(u), frame.y(v)), size)


def rock(stage: Stage, plane: str, at: tuple[float, float], size: float) -> None:
    """A lump with a lit side."""
    rng, tones, canvas = stage.rng("rock", at), stage.tones, stage.canvas(plane)
    points = []
    for index in range(11):
        angle = 2 * math.pi * index / 11
        reach = size * float(rng.uniform(0.75, 1.15))
        points.append((at[0] + math.cos(angle) * reach, at[1] + math.sin(angle) * reach * 0.8))
    spot = (at[0] + tones.light.side * size * 0.7, at[1] - size * 0.6)
    shades = [tones.tone(rgb("9a8f88"), 0, level) for level in (0.8, -0.2, -1)]
    canvas.drawPath(
        path_of(*points), radial(spot, size * 1.9, [*shades[:2], shade(shades[2], 0.5)], [1, 1, 1])
    )


def rocky(stage: Stage, local: Rgb):  # type: ignore[no-untyped-def]
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


def red_stone(brush, foot):  # type: ignore[no-untyped-def]
    """A boulder of red rock."""
    stone(brush, foot)
    veil = colour4(brush.tones.tone(rgb("a8502f")), 0.62).toColor()
    brush.canvas.drawColor(veil, skia.BlendMode.kSrcATop)


def domes(stage: Stage, horizon: float, *, greenhouse: bool) -> None:
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


def moons(stage: Stage) -> None:
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
