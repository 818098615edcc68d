"""Skies: colour from zenith to horizon, sun or moon with its glow, clouds in perspective, stars."""

import cv2
import numpy as np
import skia

from manike.embedded.illustrator.colour import Floats, fill, mix, radial, ramp, rgb, shade
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.noise import billows, field
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.tones import CLOUD_COVER
from manike.script.vocabulary import TimeOfDay, Weather

CLOUD_TILE_PX = 512
OVERCAST_WITHOUT_SUN = 0.5
WARM_RISE = {TimeOfDay.DAWN: 0.9, TimeOfDay.DUSK: 1.03}
"""How the colours of the sky are spread; the lower, the higher those of the horizon reach."""
SUN_RADIUS = 0.036
"""Of the film's shorter side."""


def paint_sky(stage: Stage, horizon: float, *, stars: bool = True) -> None:
    """Paint the plane ``sky``, opaque; ``horizon`` is its v."""
    width, height = stage.frame.map_px
    tones = stage.tones
    rows, columns = _grid(stage, width, height)
    drop = np.clip((rows + 0.1) / (horizon + 0.1), 0, 1)
    rise = WARM_RISE.get(tones.light.time_of_day, 1.15)
    colours = ramp(tones.sky, np.power(drop, rise)[:, None].repeat(width, axis=1))
    sun = sun_place(stage, horizon)
    distance = _distance(stage, rows, columns, sun)
    colours = _glow(stage, colours, distance)
    colours = _clouds(stage, colours, horizon, distance)
    alpha = np.ones(colours.shape[:2], np.float32)
    stage.lay("sky", np.dstack([np.clip(colours, 0, 1), alpha]))
    if tones.is_night and stars and tones.overcast < OVERCAST_WITHOUT_SUN:
        _stars(stage, horizon)
    if tones.overcast < OVERCAST_WITHOUT_SUN and tones.disc > 0:
        _disc(stage, horizon)


def sun_place(stage: Stage, horizon: float) -> tuple[float, float]:
    """Where sun or moon stands, as u and v."""
    across, up = stage.tones.sun_uv
    return across, horizon * (1 - up)


def _grid(stage: Stage, width: int, height: int) -> tuple[Floats, Floats]:
    """V of each row and u of each column."""
    over_y = stage.frame.plane_px[1] / stage.frame.film_px[1]
    over_x = stage.frame.plane_px[0] / stage.frame.film_px[0]
    rows = 0.5 + (np.linspace(0, 1, height, dtype=np.float32) - 0.5) * over_y
    columns = 0.5 + (np.linspace(0, 1, width, dtype=np.float32) - 0.5) * over_x
    return np.asarray(rows, np.float32), np.asarray(columns, np.float32)


def _distance(stage: Stage, rows: Floats, columns: Floats, at: tuple[float, float]) -> Floats:
    """Distance of each point from ``at`` in shorter sides of the film."""
    short = min(stage.frame.film_px)
    across = (columns[None, :] - at[0]) * (stage.frame.film_px[0] / short)
    down = (rows[:, None] - at[1]) * (stage.frame.film_px[1] / short)
    return np.asarray(np.hypot(across, down), np.float32)


def _glow(stage: Stage, colours: Floats, distance: Floats) -> Floats:
    tones = stage.tones
    clear = 1.0 - 0.8 * tones.overcast
    foggy = tones.weather is Weather.FOG
    strength = ((0.9 if foggy else 0.4) if tones.is_night else 0.62) * clear
    near = 0.11 if tones.is_night else 0.17
    wide, broad = (0.85, 0.44) if tones.is_low_sun else (0.6, 0.3)
    glow = np.exp(-distance / near) * strength + np.exp(-distance / wide) * broad * strength
    light = np.array(tones.light.colour, np.float32)
    return np.asarray((colours + (light - colours) * np.clip(glow, 0, 1)[..., None]), np.float32)


def _clouds(stage: Stage, colours: Floats, horizon: float, distance: Floats) -> Floats:
    """Two sheets of clouds, one high and streaked, one lower and heaped."""
    cover = CLOUD_COVER[stage.tones.weather]
    rng = stage.rng("clouds")
    cover = float(np.clip(cover + rng.uniform(-0.12, 0.12), 0, 1))
    sheets = ((0.55, 0.35, cover * 0.75), (1.0, 1.0, cover))
    for number, (thickness, stretch, amount) in enumerate(sheets):
        texture = billows(rng, CLOUD_TILE_PX, (9, 5)[number])
        density, lit = _sheet(stage, texture, horizon, (stretch, amount, number))
        colours = _cover(stage, colours, (density * thickness, lit), distance)
    return colours


def _sheet(
    stage: Stage, texture: Floats, horizon: float, kind: tuple[float, float, int]
) -> tuple[Floats, Floats]:
    """Density and light of a sheet that recedes to the horizon."""
    stretch, amount, number = kind
    width, height = stage.frame.map_px
    rows, columns = _grid(stage, width, height)
    rise = np.maximum(horizon - rows, 0.0)[:, None]
    away = 1.0 / (rise + 0.16)
    short = min(stage.frame.film_px)
    across = (columns[None, :] - 0.5) * (stage.frame.film_px[0] / short)
    offset = float(stage.rng("drift", number).uniform(0, CLOUD_TILE_PX))
    scale = CLOUD_TILE_PX / 9
    map_x = (across * away * scale * (0.45 + 0.55 * stretch) + offset).astype(np.float32)
    map_y = np.broadcast_to(away * scale * 1.3 + offset, map_x.shape).astype(np.float32)
    if stage.tones.weather is Weather.WIND:
        map_x, map_y = _torn(texture, map_x, map_y)
    seen = cv2.remap(texture, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
    side = stage.tones.light.side
    lean = 5.0 * scale / 57
    shifted = cv2.remap(
        texture, map_x + side * lean, map_y + lean, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP
    )
    threshold = 0.68 - 0.3 * amount
    density = np.clip((seen - threshold) * (5.5 - 2 * amount), 0, 1)
    density = density * density * (3 - 2 * density)
    fade = np.clip(rise * 9, 0, 1) ** 0.8
    lit = np.clip(0.55 + (seen - shifted) * 5.5 - density * 0.22, 0, 1)
    return np.asarray((density * fade), np.float32), np.asarray(lit, np.float32)


def _torn(texture: Floats, map_x: Floats, map_y: Floats) -> tuple[Floats, Floats]:
    """A sheet drawn out by the wind: long shreds that curl at their ends."""
    curl = cv2.remap(
        texture, map_x * 0.3, map_y * 0.5, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP
    ) - np.float32(0.5)  # fmt: skip
    drawn = map_x * 0.42 + curl * 120
    return np.asarray(drawn, np.float32), np.asarray(map_y * 1.25 + curl * 70, np.float32)


def _cover(stage: Stage, colours: Floats, sheet: tuple[Floats, Floats], distance: Floats) -> Floats:
    density, lit = sheet
    bright, dark = _cloud_colours(stage)
    near_sun = np.exp(-distance / 0.4)[..., None] * (1 - stage.tones.overcast)
    light = np.array(stage.tones.light.colour, np.float32)
    shown = lit[..., None] * bright + (1 - lit[..., None]) * dark
    shown = shown + (light - shown) * near_sun * 0.55
    alpha = (density * (0.6 if stage.tones.is_night else 0.86))[..., None]
    return np.asarray((colours * (1 - alpha) + shown * alpha), np.float32)


def _cloud_colours(stage: Stage) -> tuple[Floats, Floats]:
    tones = stage.tones
    if tones.is_night:
        bright, dark = (
            mix(tones.sky[2], tones.light.colour, 0.22),
            mix(tones.sky[1], (0, 0, 0), 0.2),
        )
    elif tones.is_low_sun:
        bright = mix(tones.sky[-2], tones.light.colour, 0.45)
        dark = mix(tones.sky[1], tones.sky[2], 0.45)
    else:
        bright, dark = (
            mix(tones.light.colour, (1, 1, 1), 0.6),
            mix(tones.sky[1], tones.sky[-1], 0.55),
        )
    stormy = tones.weather is Weather.STORM
    bright = mix(bright, shade(tones.cloud, 1.38 if stormy else 1.16), tones.overcast)
    deep = 0.6 if stormy else 0.84
    dark = mix(dark, shade(tones.cloud, deep), tones.overcast)
    return np.array(bright, np.float32), np.array(dark, np.float32)


def _disc(stage: Stage, horizon: float) -> None:
    frame, tones = stage.frame, stage.tones
    across, down = sun_place(stage, horizon)
    x, y = frame.x(across), frame.y(down)
    radius = SUN_RADIUS * min(frame.film_px) * tones.disc * (1.25 if tones.is_low_sun else 1.0)
    canvas = stage.canvas("sky")
    if not tones.is_night:
        bright = mix(tones.light.colour, (1, 1, 1), 0.65)
        canvas.drawCircle(x, y, radius * 3.2, radial(
            (x, y), radius * 3.2, [bright, tones.light.colour, tones.light.colour], [0.9, 0.22, 0]
        ))  # fmt: skip
        canvas.drawCircle(x, y, radius, fill(bright))
        return
    _moon(canvas, (x, y), radius * 1.05, stage)


def _moon(canvas: skia.Canvas, at: tuple[float, float], radius: float, stage: Stage) -> None:
    """A nearly full moon with seas; a thin crescent hardly lights a land."""
    light = stage.tones.light.colour
    rng = stage.rng("moon")
    canvas.drawCircle(*at, radius * 5, radial(at, radius * 5, [light, light], [0.3, 0]))
    canvas.drawCircle(*at, radius, fill(mix(light, rgb("fffbe8"), 0.7)))
    canvas.save()
    disc = skia.Path()
    disc.addCircle(*at, radius)
    canvas.clipPath(disc, True)
    for _ in range(9):
        angle, far = rng.uniform(0, 6.28), radius * rng.uniform(0.1, 0.8)
        spot = (at[0] + float(np.cos(angle)) * far, at[1] + float(np.sin(angle)) * far)
        size = radius * float(rng.uniform(0.16, 0.42))
        canvas.drawCircle(*spot, size, radial(spot, size, [rgb("9fb0cc")] * 2, [0.5, 0.0]))
    edge = (at[0] - stage.tones.light.side * radius * 0.5, at[1] + radius * 0.25)
    dark: list[Rgb] = [stage.tones.sky[1]] * 3
    canvas.drawCircle(*at, radius, radial(edge, radius * 1.5, dark, [0.45, 0.1, 0.0]))
    canvas.restore()


def _stars(stage: Stage, horizon: float) -> None:
    """Stars of all sizes, a few with halos, and the band of the Milky Way."""
    frame = stage.frame
    rng = stage.rng("stars")
    canvas = stage.canvas("sky")
    _milky_way(stage, horizon)
    count = 900
    across = rng.random(count) * frame.plane_px[0]
    down = rng.random(count) ** 1.25 * frame.y(horizon)
    bright = rng.random(count) ** 3
    for x, y, level in zip(across.tolist(), down.tolist(), bright.tolist(), strict=True):
        radius = (0.55 + 1.5 * level) * frame.line_px * 1.2
        fade = 1 - 0.75 * y / frame.y(horizon)
        canvas.drawCircle(x, y, radius, fill(rgb("f4f6ff"), (0.35 + 0.65 * level) * fade))
    for index in np.argsort(bright)[-12:].tolist():
        at = (float(across[index]), float(down[index]))
        size = 9 * frame.line_px
        canvas.drawCircle(*at, size, radial(at, size, [rgb("dfe8ff")] * 2, [0.55, 0]))


def _milky_way(stage: Stage, horizon: float) -> None:
    width, height = (side // 2 for side in stage.frame.map_px)
    rng = stage.rng("milky way")
    rows, columns = _grid(stage, width, height)
    lean = float(rng.uniform(0.25, 0.6)) * float(rng.choice((-1, 1)))
    middle = 0.3 * horizon + (columns[None, :] - 0.5) * lean
    band = np.exp(-(((rows[:, None] - middle) / 0.17) ** 2))
    dust = field(rng, width, height, cells=(6, 5), octaves=6, gain=0.6)
    alpha = np.clip(band * (dust * 1.5 - 0.42) * 0.62, 0, 0.5).astype(np.float32)
    alpha *= np.clip((horizon - rows[:, None]) * 4, 0, 1)
    colours = ramp((rgb("5a6fc0"), rgb("a9a6e6"), rgb("f2dcd8")), np.clip(alpha * 3, 0, 1))
    stage.lay("sky", np.dstack([colours * alpha[..., None], alpha]).astype(np.float32))
