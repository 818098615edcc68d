"""Open water: shafts of light from above, blue that darkens, shoals far off, no shore."""

from dataclasses import replace

import numpy as np
import skia

from manike.embedded.illustrator.colour import fill, mix, ramp, rgb, shade
from manike.embedded.illustrator.corals import WATERS, rays, submerged, weed
from manike.embedded.illustrator.ground import grassy, hills
from manike.embedded.illustrator.layout import Brief, Layout, third
from manike.embedded.illustrator.noise import field
from manike.embedded.illustrator.planting import away_from_middle, plant, spots
from manike.embedded.illustrator.stage import Stage, premultiplied
from manike.embedded.illustrator.tones import Tones
from manike.embedded.illustrator.undergrowth import frame_with, stone

ABYSS = rgb("041226")
SILT = rgb("7c8f8e")
DARK_WORDS = ("abyss", "trench", "deep sea", "midnight", "dark", "bottom")


def paint_deep(stage: Stage, brief: Brief) -> Layout:
    """Light above, dark below; the light's middle stands on a third."""
    dark = brief.mentions(*DARK_WORDS)
    stage.tones = _sunk(stage, dark=dark)
    centre = 1 - third(stage, "light", 0.17)
    _water(stage, centre, dark=dark)
    shoal(stage, "far", (1 - centre, 0.4), (520, 0.3), 0.5)
    _banks(stage)
    shoal(stage, "back", (0.5 + 0.3 * (centre - 0.5), 0.66), (110, 0.15), 0.2)
    _snow(stage)
    side = "left" if centre > 0.5 else "right"  # noqa: PLR2004 - the middle
    frame_with(stage, weed, 0.62, corners=side)
    return Layout(0.88, (1 - centre, 0.95), 0.3, "back", kind="underwater")


def shoal(
    stage: Stage, plane: str, at: tuple[float, float], kind: tuple[int, float], haze: float
) -> None:
    """A cloud of fish that swim one way along a bent stream, silver where they catch the light.

    Args:
        stage: Where to paint.
        plane: On which plane.
        at: u and v of its middle.
        kind: How many fish, and half its length in shorter sides of the film.
        haze: What the water takes of them.
    """
    frame, tones = stage.frame, stage.tones
    rng, canvas = stage.rng("shoal", plane), stage.canvas(plane)
    (count, reach) = kind[0], kind[1] * frame.unit_px
    size = reach * 0.024 * (1 + 60 / count)
    way, bend = float(rng.choice((-1, 1))), float(rng.uniform(0.5, 0.9))
    for _ in range(count):
        along = float(np.clip(rng.normal(0, 0.42), -1, 1))
        thick = 0.34 * (1 - along * along) ** 0.7 * (1.2 - 0.5 * along * way)
        off = float(np.clip(rng.normal(0, 0.45), -1, 1)) * thick
        x = frame.x(at[0]) + along * reach
        y = frame.y(at[1]) + (off + bend * 0.4 * along * along * way - 0.1 * along) * reach * 0.8
        slope = 0.8 * (2 * bend * 0.4 * along * way - 0.1)
        lit = -1.6 * off + float(rng.normal(0, 0.3))
        colour = tones.tone(rgb("d6e4ea") if lit > 0 else rgb("3f6480"), haze, min(lit, 0.9))
        canvas.save()
        canvas.translate(x, y)
        canvas.rotate(float(np.degrees(np.arctan(slope)) + rng.normal(0, 7)))
        canvas.scale(way * float(rng.uniform(0.8, 1.15)), 0.42)
        canvas.drawPath(_fish(size), fill(colour, 0.9))
        canvas.restore()


def _fish(size: float) -> skia.Path:
    path = skia.Path()
    path.moveTo(size * 1.2, 0)
    path.quadTo(size * 0.2, -size * 1.1, -size * 0.8, 0)
    path.lineTo(-size * 1.5, -size * 0.8)
    path.lineTo(-size * 1.5, size * 0.8)
    path.lineTo(-size * 0.8, 0)
    path.quadTo(size * 0.2, size * 1.1, size * 1.2, 0)
    path.close()
    return path


def _sunk(stage: Stage, *, dark: bool) -> Tones:
    """Tones of water deeper and bluer than a reef's."""
    tones = submerged(stage.tones)
    water = [rgb(stop) for stop in WATERS[tones.light.time_of_day]]
    low = mix(shade(water[3], 0.62), ABYSS, 0.75 if dark else 0.35)
    sky = (water[0], mix(water[1], water[2], 0.35), mix(water[2], water[3], 0.65), low)
    if dark:
        sky = (shade(water[2], 0.8), shade(water[3], 0.8), shade(low, 0.9), ABYSS)
    light = replace(
        tones.light, haze=mix(sky[2], sky[3], 0.35), shadow=shade(low, 0.7),
        ambient=tones.light.ambient * (0.7 if dark else 0.86),
    )  # fmt: skip
    return replace(tones, sky=sky, light=light, tint=sky[2], tint_amount=0.3)


def _water(stage: Stage, centre: float, *, dark: bool) -> None:
    """The plane ``sky``: a bright window above, blue that darkens down and outwards, shafts."""
    width, height = stage.frame.map_px
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    x = np.linspace(0, 1, width, dtype=np.float32)[None, :]
    wide = stage.frame.film_px[0] / stage.frame.film_px[1]
    off = np.abs(x - centre) * min(wide, 1.6) / 1.6
    drop = np.clip(0.1 + y**0.82 * 0.88 + 0.62 * off**1.5 * (1 - 0.35 * y), 0, 1)
    colours = ramp(stage.tones.sky, drop)
    bright = np.array(mix(stage.tones.light.colour, (1, 1, 1), 0.3), np.float32)
    strength = 0.35 if dark else 1.0
    window = np.exp(-((off / 0.2) ** 2) - ((y / 0.16) ** 2)) * 0.85
    ripple = field(stage.rng("surface"), width, height, cells=(11, 60), octaves=4)
    sheen = np.clip((ripple - 0.47) * 5, 0, 1) * np.clip(0.16 - y, 0, 1) * 5 * (0.35 + window)
    glow = np.clip(window + sheen, 0, 0.95) * strength
    colours = colours + (bright - colours) * glow[..., None]
    beams = rays(stage, x, y, centre) * (1.25 * strength)
    murk = 0.7 + 0.6 * field(stage.rng("murk"), width, height, cells=(4, 3), octaves=3)
    colours = colours + (bright - colours) * (np.clip(beams, 0, 0.7) * murk)[..., None]
    alpha = np.ones((height, width), np.float32)
    stage.lay("sky", premultiplied(np.asarray(np.clip(colours, 0, 1), np.float32), alpha))


def _banks(stage: Stage) -> None:
    """A seabed that only shows near, and falls away into the dark."""
    bed = grassy(stage, SILT)
    seen = hills(stage, "mid", horizon=0.99, height=0.13, haze=(0.45, 0.97), paint=bed,
                 span=(1.2, 3.4))  # fmt: skip
    rocks = away_from_middle(stage, spots(stage, seen, 40, "rocks"), 0.12)
    plant(stage, "mid", stone, rocks[::2], 0.1, (0.45, 0.9))
    plant(stage, "mid", weed, rocks[1::4], 0.22, (0.45, 0.9))


def _snow(stage: Stage) -> None:
    """Fine drifting particles that catch the light."""
    frame, rng = stage.frame, stage.rng("particles")
    canvas = stage.canvas("near")
    colour = mix(stage.tones.light.colour, (1, 1, 1), 0.4)
    for _ in range(150):
        at = (float(rng.uniform(0, frame.plane_px[0])), float(rng.uniform(0, frame.plane_px[1])))
        level = float(rng.uniform(0.08, 0.42)) * (1.1 - at[1] / frame.plane_px[1])
        canvas.drawCircle(*at, frame.line_px * float(rng.uniform(0.6, 1.9)), fill(colour, level))
