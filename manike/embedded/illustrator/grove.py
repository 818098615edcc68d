"""Plants as pictures of their own: painted once, bent by the wind, set into a scene many times."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
import skia

from manike.embedded.illustrator.colour import colour4, radial
from manike.embedded.illustrator.noise import generator
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.tones import Tones

Point = tuple[float, float]

FAINTEST_HAZE = 0.01
"""Below, skia makes no filter: it would change no pixel."""


@dataclass(frozen=True, slots=True)
class Sprite:
    """A plant in light without air; its foot is at the middle of the lower edge."""

    image: skia.Image
    height_px: float
    """Of the plant itself; the picture has a margin."""
    foot: Point


@dataclass(slots=True)
class Brush:
    """What a tree is painted with."""

    canvas: skia.Canvas
    rng: np.random.Generator
    tones: Tones
    height_px: float


Painter = Callable[[Brush, Point], None]

WIDTHS = {
    "broadleaf": 1.3,
    "fruit_tree": 1.35,
    "acacia": 2.0,
    "bush": 2.4,
    "hedge": 2.6,
    "tea": 2.6,
    "palm": 1.7,
    "conifer": 0.6,
    "pine": 0.9,
    "cypress": 0.5,
    "stone": 2.4,
    "_red_stone": 2.4,
    "fern": 2.5,
    "tuft": 2.2,
    "dry_tuft": 2.0,
    "savanna_grass": 2.0,
    "flowers": 2.2,
    "bed0": 2.4,
    "bed1": 2.4,
    "bed2": 2.4,
    "bed3": 2.4,
    "lily": 2.9,
    "brain": 1.8,
    "fan": 1.9,
    "staghorn": 1.9,
    "weed": 1.4,
    "wheat": 1.5,
}
"""Width of a plant's picture against its height, where it is not 1.1."""

SHADOWS = {
    "broadleaf": 0.42,
    "birch": 0.24,
    "fruit_tree": 0.44,
    "acacia": 0.7,
    "bare": 0.3,
    "bush": 0.95,
    "hedge": 1.0,
    "tea": 1.0,
    "palm": 0.3,
    "conifer": 0.22,
    "pine": 0.26,
    "cypress": 0.16,
    "stone": 0.95,
    "_red_stone": 0.95,
    "brain": 0.8,
    "staghorn": 0.5,
    "sponge": 0.4,
}
"""Half the width of the shadow that a plant throws, against its height; others throw none."""

BENDS = {
    "tuft": 0.5,
    "dry_tuft": 0.5,
    "savanna_grass": 0.55,
    "wheat": 0.4,
    "reeds": 0.42,
    "flowers": 0.34,
    "fern": 0.16,
    "palm": 0.36,
    "broadleaf": 0.2,
    "birch": 0.28,
    "fruit_tree": 0.14,
    "acacia": 0.1,
    "bare": 0.14,
    "conifer": 0.11,
    "pine": 0.12,
    "cypress": 0.14,
    "bush": 0.1,
}
"""How far a fresh wind bends a plant's top, against its height; others stand."""

SHADOW_DEPTH = 0.42


class Grove:
    """Plants of one kind: a few variants, painted once, stamped into a scene."""

    def __init__(self, stage: Stage, painter: Painter, height_px: float, variants: int = 3) -> None:
        self._stage = stage
        self._kind = painter.__name__
        names = range(variants)
        self._sprites = [_sprite(stage, painter, height_px, f"{self._kind}{n}") for n in names]

    def plant(
        self, plane: str, foot: Point, height_px: float, *, haze: float = 0.0, pick: float = 0.0
    ) -> None:
        """Set a plant on a plane; ``pick`` 0..1 chooses the variant."""
        canvas = self._stage.canvas(plane)
        haze = 1 - (1 - haze) * (1 - self._stage.tones.fog * min(1.0, 0.04 + 0.9 * haze))
        if plane != "front":
            reach = SHADOWS.get(self._kind, 0.0) * height_px
            shadow(self._stage, plane, foot, reach, haze=haze)
        _stamp(canvas, self._choose(pick), foot, height_px, air=(self._stage.tones, haze))

    def _choose(self, pick: float) -> Sprite:
        return self._sprites[int(pick * len(self._sprites)) % len(self._sprites)]


def shadow(
    stage: Stage, plane: str, foot: Point, reach_px: float, *, haze: float = 0.0, flat: float = 0.17
) -> None:
    """The soft shadow of something on level ground, away from the light.

    Args:
        stage: Where to paint.
        plane: On which plane; only what is painted there already grows darker.
        foot: Middle of the thing's foot, in plane pixels.
        reach_px: Half its width.
        haze: What the air takes of it.
        flat: Depth of the shadow on the picture against its width.
    """
    tones = stage.tones
    strength = SHADOW_DEPTH * (1 - 0.6 * tones.overcast) * (1 - haze) * (1 - 0.35 * tones.snow)
    if reach_px < 1 or strength <= 0:
        return
    long = 1.9 if tones.is_low_sun else 1.25
    canvas = stage.canvas(plane)
    dark = tones.light.shadow
    for wide, share in ((long, 0.75), (0.62, 0.8)):
        canvas.save()
        canvas.translate(foot[0] - tones.light.side * reach_px * (wide - 0.55) * 0.75, foot[1])
        canvas.scale(wide, flat * min(1.0, 0.5 + 0.4 * wide))
        paint = radial((0, 0), reach_px, [dark, dark, dark], [strength * share, strength * 0.5, 0])
        paint.setBlendMode(skia.BlendMode.kSrcATop)
        canvas.drawCircle(0, 0, reach_px, paint)
        canvas.restore()


def _stamp(
    canvas: skia.Canvas,
    sprite: Sprite,
    foot: Point,
    height_px: float,
    *,
    air: tuple[Tones, float],
) -> None:
    """Set a sprite, faded into the air."""
    tones, haze = air
    scale = height_px / sprite.height_px
    paint = skia.Paint(AntiAlias=True)
    if haze > FAINTEST_HAZE:
        veil = colour4(tones.light.haze, min(haze, 1.0)).toColor()
        paint.setColorFilter(skia.ColorFilters.Blend(veil, skia.BlendMode.kSrcATop))
    x, y = foot[0] - sprite.foot[0] * scale, foot[1] - sprite.foot[1] * scale
    width, height = sprite.image.width() * scale, sprite.image.height() * scale
    sampling = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
    canvas.drawImageRect(sprite.image, skia.Rect.MakeXYWH(x, y, width, height), sampling, paint)


def _sprite(stage: Stage, painter: Painter, height_px: float, name: str) -> Sprite:
    kind = painter.__name__
    bend = BENDS.get(kind, 0.0) * stage.tones.wind
    size = math.ceil(height_px * 1.12)
    wide = math.ceil(height_px * (WIDTHS.get(kind, 1.1) + 2 * bend))
    surface = skia.Surface(wide, size)
    canvas = surface.getCanvas()
    canvas.clear(skia.ColorTRANSPARENT)
    foot = (wide / 2, size - height_px * 0.06)
    rng = generator(str(stage.rng(name).integers(1 << 60)))
    painter(Brush(canvas, rng, stage.tones, height_px), foot)
    image = surface.makeImageSnapshot()
    if bend > 0:
        image = _bent(image, bend * height_px, foot[1])
    return Sprite(image.withDefaultMipmaps(), height_px, foot)


def _bent(image: skia.Image, reach_px: float, foot_y: float) -> skia.Image:
    """A plant whose top the wind has pushed to the left by ``reach_px``."""
    pixels = image.toarray(colorType=skia.kRGBA_8888_ColorType, alphaType=skia.kPremul_AlphaType)
    height, width = pixels.shape[:2]
    y = np.arange(height, dtype=np.float32)
    share = np.clip((foot_y - y) / foot_y, 0, 1)
    shift = reach_px * share**1.7
    map_x = np.arange(width, dtype=np.float32)[None, :] + shift[:, None]
    # what leans is not longer: the top sinks a little
    map_y = np.broadcast_to((y - 0.25 * shift * share)[:, None], map_x.shape)
    bent = cv2.remap(pixels, map_x, np.ascontiguousarray(map_y), cv2.INTER_LINEAR)
    return skia.Image.fromarray(
        bent, colorType=skia.kRGBA_8888_ColorType, alphaType=skia.kPremul_AlphaType
    )
