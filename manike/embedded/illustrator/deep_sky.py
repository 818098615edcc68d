"""The sky of deep space: a nebula of glowing gas with dust before it, and stars of many sizes."""

import cv2
import numpy as np
import skia

from manike.embedded.illustrator.colour import Floats, fill, gradient, radial, ramp, rgb
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.noise import billows, sampled
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.terrain import TILE

NEBULAE = (
    ("3b2a9a", "a03cae", "ff8f8a"),
    ("12509a", "1f9aa8", "b6e6e0"),
    ("5a2a8c", "b8366f", "ffb27a"),
    ("243f9f", "7a46b8", "8fd0ff"),
)
"""Of each nebula its thin gas, its thick gas and its core."""

STARLIGHT = ("ffb98a", "ffd9b0", "fff3e0", "ffffff", "dbe7ff", "b3ccff")
"""From cool stars to hot ones."""

DIMMING = 0.5
"""Keeps the brightest gas in its own colour: light never gets beyond the inverse of it."""

FAINT_STARS = 4200
BRIGHT_STARS = 110
GLOWING_STARS = 8


def paint_deep_sky(stage: Stage, side: float) -> None:
    """The opaque plane ``sky``; its brightest gas lies away from ``side`` (-1 left, 1 right)."""
    width, height = stage.frame.plane_px
    nebula = cv2.resize(_nebula(stage, side), (width, height), interpolation=cv2.INTER_CUBIC)
    gas = np.asarray(nebula, np.float32)
    light = gas + _faint_stars(stage, gas)
    seen = 1 - np.exp(-np.maximum(light, 0))
    stage.lay("sky", np.dstack([seen, np.ones((height, width), np.float32)]))
    _bright_stars(stage)
    _glowing_stars(stage)


def _nebula(stage: Stage, side: float) -> Floats:
    """Light of the gas, shape (height, width, 3) of the map, 0 and up.

    The noise enters as an exponent, never clipped: gas thins out without an edge, as light does.
    """
    width, height = stage.frame.map_px
    rng = stage.rng("nebula")
    thin, thick, core = (rgb(name) for name in NEBULAE[int(rng.integers(len(NEBULAE)))])
    fine, soft = billows(rng, TILE, 4, 7), billows(rng, TILE, 2, 3)
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    x, y = columns / height, rows / height
    sway = sampled(soft, x * 190, y * 190) - 0.5
    swing = sampled(soft, x * 190 + 210, y * 190 + 90) - 0.5
    gas = sampled(fine, x * 240 + sway * 80, y * 240 + swing * 80)
    gas += 0.35 * (sampled(fine, x * 560 + gas * 60, y * 560 + 130) - 0.5)
    dust = sampled(fine, x * 260 + 190 - swing * 90, y * 260 + 310 + gas * 40)
    hue = np.clip((sampled(soft, x * 130 + 300, y * 130 + 60) - 0.5) * 2.4 + 0.5, 0, 1)
    middle = (width / height * (0.5 - side * 0.2), float(rng.uniform(0.4, 0.6)))
    slope = float(rng.choice((-1, 1))) * float(rng.uniform(0.25, 0.5))
    across = (y - middle[1] - slope * (x - middle[0])) / np.hypot(1, slope) + sway * 0.55
    band = 0.14 + 0.86 * np.exp(-((across / 0.36) ** 2))
    heart = np.exp(-(((x - middle[0]) / 0.5) ** 2) - (across / 0.2) ** 2)
    veil = np.exp(-1.7 * band / (1 + np.exp((0.54 - dust) * 15)))
    glow = np.exp((gas - 0.5) * 5.2) * band * veil * 0.47
    bright = np.exp((gas - 0.5) * 5.5) * heart * veil * 0.47
    depths = ramp([rgb("04050f"), rgb("0b0d26"), rgb("0a0a1e")], y + sway * 0.4)
    light = depths + ramp([thin, thick], hue) * glow[..., None]
    light = light + np.array(core, np.float32) * bright[..., None]
    return np.asarray(light / (1 + DIMMING * light.max(axis=2, keepdims=True)), np.float32)


def _faint_stars(stage: Stage, gas: Floats) -> Floats:
    """Light of the stars too small for a disc, of the shape of ``gas``: more where gas glows."""
    height, width = gas.shape[:2]
    rng = stage.rng("faint stars")
    x, y = rng.uniform(1, width - 3, FAINT_STARS), rng.uniform(1, height - 3, FAINT_STARS)
    column, row = x.astype(np.int32), y.astype(np.int32)
    crowd = np.clip(gas[row, column].sum(axis=1) * 0.9 + 0.35, 0, 1)
    level = (0.1 + 2.2 * rng.random(FAINT_STARS) ** 7) * (rng.random(FAINT_STARS) < crowd)
    light = _starlight(rng, FAINT_STARS) * level[:, None].astype(np.float32)
    right, down = (x - column).astype(np.float32), (y - row).astype(np.float32)
    stars = np.zeros_like(gas)
    for dy, share in ((0, 1 - down), (1, down)):
        for dx, part in ((0, 1 - right), (1, right)):
            np.add.at(stars, (row + dy, column + dx), light * (share * part)[:, None])
    sigma = max(0.45, 0.7 * stage.frame.line_px)
    return np.asarray(cv2.GaussianBlur(stars, (0, 0), sigma) * (7 * sigma * sigma), np.float32)


def _bright_stars(stage: Stage) -> None:
    """Stars with a soft disc."""
    frame, rng, canvas = stage.frame, stage.rng("stars"), stage.canvas("sky")
    for _ in range(BRIGHT_STARS):
        at = _anywhere(stage, rng)
        level = float(rng.random()) ** 3
        size = frame.line_px * (2.0 + 3.6 * level)
        tint = _tint(rng)
        canvas.drawCircle(*at, size, _screen(radial(at, size, [tint] * 3, [0.95, 0.38, 0.0])))
        canvas.drawCircle(*at, size * 0.3, fill((1.0, 1.0, 1.0), 0.5 + 0.5 * level))


def _glowing_stars(stage: Stage) -> None:
    """A few near stars with a wide halo and four thin rays."""
    frame, rng, canvas = stage.frame, stage.rng("glowing stars"), stage.canvas("sky")
    for _ in range(GLOWING_STARS):
        at, tint = _anywhere(stage, rng), _tint(rng)
        size = frame.line_px * (14 + 26 * float(rng.random()) ** 2)
        halo = radial(at, size, [tint] * 5, [0.6, 0.2, 0.07, 0.02, 0.0])
        canvas.drawCircle(*at, size, _screen(halo))
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            end = (at[0] + dx * size, at[1] + dy * size)
            ray = _screen(gradient(at, end, [tint] * 3, [0.75, 0.16, 0.0]))
            ray.setStyle(skia.Paint.kStroke_Style)
            ray.setStrokeWidth(frame.line_px * 1.1)
            canvas.drawLine(*at, *end, ray)
        core = size * 0.16
        canvas.drawCircle(*at, core, radial(at, core, [(1.0, 1.0, 1.0)] * 3, [1.0, 0.9, 0.0]))


def _starlight(rng: np.random.Generator, count: int) -> Floats:
    return ramp([rgb(name) for name in STARLIGHT], rng.random(count).astype(np.float32))


def _tint(rng: np.random.Generator) -> Rgb:
    return rgb(STARLIGHT[int(rng.integers(len(STARLIGHT)))])


def _anywhere(stage: Stage, rng: np.random.Generator) -> tuple[float, float]:
    width, height = stage.frame.plane_px
    return float(rng.random()) * width, float(rng.random()) * height


def _screen(paint: skia.Paint) -> skia.Paint:
    """Light is added to light."""
    paint.setBlendMode(skia.BlendMode.kScreen)
    return paint
