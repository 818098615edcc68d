"""Space, and the ground of a red planet."""

import math
from dataclasses import replace

import cv2
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
    ramp,
    rgb,
    shade,
    stroke,
)
from manike.embedded.illustrator.dunes import dunes
from manike.embedded.illustrator.ground import Paint, meadow, mountains
from manike.embedded.illustrator.houses import LAMPLIGHT, glow, path_of
from manike.embedded.illustrator.layout import Brief, Layout, eye_level, third
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.noise import billows
from manike.embedded.illustrator.planting import away_from_middle, plant, spots
from manike.embedded.illustrator.sky import paint_sky
from manike.embedded.illustrator.stage import Stage, to_image
from manike.embedded.illustrator.terrain import TILE, Ground, blend, relit
from manike.embedded.illustrator.tones import Tones
from manike.embedded.illustrator.trees import Brush, Point
from manike.embedded.illustrator.undergrowth import frame_with, stone
from manike.script.vocabulary import TimeOfDay, Weather

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


def paint_space(stage: Stage, brief: Brief) -> Layout:
    """Stars, a nebula and a world; nothing to stand on."""
    stage.tones = _in_space(stage.tones)
    _nebula(stage)
    _stars(stage)
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
    _world(
        stage, "far", (at, big), palette, ringed=not earth and not moon and bool(rng.integers(2))
    )
    small = (frame.x(0.5 - side * 0.34), frame.y(float(rng.uniform(0.12, 0.3))))
    _world(
        stage, "back", (small, unit * 0.06), WORLDS[int(rng.integers(len(WORLDS)))], ringed=False
    )
    _asteroids(stage, side)
    return Layout(0.72, (0.5 - side * 0.22, 0.7), 0.3, "mid", landmark_haze=0.0, kind="weightless")


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


def _in_space(tones: Tones) -> Tones:
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


def _nebula(stage: Stage) -> None:
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


def _stars(stage: Stage) -> None:
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


def _world(
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
        _ring(stage, plane, where, (palette[1], True))
    _draw_pixels(stage, plane, pixels.astype(np.float32), (cx, cy, radius * 1.25))
    if ringed:
        _ring(stage, plane, where, (palette[1], False))


def _draw_pixels(
    stage: Stage, plane: str, pixels: Floats, where: tuple[float, float, float]
) -> None:
    """Premultiplied floats as a square around a point."""
    x, y, half = where
    rect = skia.Rect.MakeLTRB(x - half, y - half, x + half, y + half)
    stage.canvas(plane).drawImageRect(
        to_image(pixels), rect, skia.SamplingOptions(skia.FilterMode.kLinear)
    )


def _ring(
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


def _asteroids(stage: Stage, side: float) -> None:
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
        _rock(stage, plane, (frame.x(u), frame.y(v)), size)


def _rock(stage: Stage, plane: str, at: tuple[float, float], size: float) -> None:
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
