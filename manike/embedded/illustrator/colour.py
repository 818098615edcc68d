"""Colours in OKLab: mixing, shading and ramps, for single colours and for arrays of them."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import skia
from numpy.typing import NDArray

from manike.embedded.illustrator.light import Rgb

Floats = NDArray[np.floating[Any]]
"""float32 wherever memory counts."""

_Lab = tuple[float, float, float]
_LINEAR_KNEE = 0.04045
_SRGB_KNEE = 0.0031308

WHITE: Rgb = (1.0, 1.0, 1.0)


def rgb(text: str) -> Rgb:
    """A colour from six hexadecimal digits, such as ``"a0c4ff"``."""
    return (int(text[0:2], 16) / 255, int(text[2:4], 16) / 255, int(text[4:6], 16) / 255)


def mix(first: Rgb, second: Rgb, amount: float) -> Rgb:
    """``first`` at amount 0, ``second`` at 1; even steps look even."""
    a, b = _to_lab(first), _to_lab(second)
    keep = 1.0 - amount
    return _to_rgb(
        (
            a[0] * keep + b[0] * amount,
            a[1] * keep + b[1] * amount,
            a[2] * keep + b[2] * amount,
        )
    )


def shade(colour: Rgb, lightness: float) -> Rgb:
    """The colour with its lightness multiplied; its hue stays."""
    level, a, b = _to_lab(colour)
    return _to_rgb((level * lightness, a, b))


def tune(colour: Rgb, *, lightness: float = 1.0, chroma: float = 1.0) -> Rgb:
    """The colour with lightness and colourfulness multiplied."""
    level, a, b = _to_lab(colour)
    return _to_rgb((level * lightness, a * chroma, b * chroma))


def ramp(stops: Sequence[Rgb], where: Floats) -> Floats:
    """Colours between evenly spaced stops.

    Args:
        stops: At least two colours.
        where: Positions 0..1 of any shape; values outside are clamped.

    Returns:
        float32 sRGB 0..1, of the shape of ``where`` plus one axis of three.
    """
    table_size = 512
    labs = np.array([_to_lab(stop) for stop in stops])
    grid = np.linspace(0, len(stops) - 1, table_size)
    knots = np.arange(len(stops))
    columns = [np.interp(grid, knots, labs[:, axis]).tolist() for axis in range(3)]
    table = np.array([_to_rgb(lab) for lab in zip(*columns, strict=True)], np.float32)
    position = np.clip(where, 0, 1) * (table_size - 1)
    low = np.minimum(position.astype(np.int32), table_size - 2)
    part = (position - low)[..., None].astype(np.float32)
    blended: Floats = table[low] * (1 - part) + table[low + 1] * part
    return blended


def colour4(colour: Rgb, alpha: float = 1.0) -> skia.Color4f:
    """The colour as skia wants it."""
    return skia.Color4f(colour[0], colour[1], colour[2], alpha)


def fill(colour: Rgb, alpha: float = 1.0) -> skia.Paint:
    """A smooth-edged fill."""
    return skia.Paint(AntiAlias=True, Color4f=colour4(colour, alpha))


def stroke(colour: Rgb, width_px: float, alpha: float = 1.0) -> skia.Paint:
    """A smooth line with round ends."""
    return skia.Paint(
        AntiAlias=True,
        Color4f=colour4(colour, alpha),
        Style=skia.Paint.kStroke_Style,
        StrokeWidth=width_px,
        StrokeCap=skia.Paint.kRound_Cap,
        StrokeJoin=skia.Paint.kRound_Join,
    )


def gradient(
    start: tuple[float, float],
    end: tuple[float, float],
    stops: Sequence[Rgb],
    alphas: Sequence[float] | None = None,
) -> skia.Paint:
    """A fill that runs from one point to another through evenly spaced stops."""
    levels = alphas or [1.0] * len(stops)
    colours = [colour4(stop, level).toColor() for stop, level in zip(stops, levels, strict=True)]
    shader = skia.GradientShader.MakeLinear([start, end], colours)
    return skia.Paint(AntiAlias=True, Shader=shader, Dither=True)


def radial(
    centre: tuple[float, float],
    radius_px: float,
    stops: Sequence[Rgb],
    alphas: Sequence[float],
) -> skia.Paint:
    """A fill that runs from a centre outwards through evenly spaced stops."""
    colours = [colour4(stop, level).toColor() for stop, level in zip(stops, alphas, strict=True)]
    shader = skia.GradientShader.MakeRadial(centre, max(radius_px, 1.0), colours)
    return skia.Paint(AntiAlias=True, Shader=shader, Dither=True)


def _to_lab(colour: Rgb) -> _Lab:
    red, green, blue = (
        c / 12.92 if c <= _LINEAR_KNEE else float(((c + 0.055) / 1.055) ** 2.4) for c in colour
    )
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _to_rgb(lab: _Lab) -> Rgb:
    level, a, b = lab
    long = (level + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (level - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (level - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    return (_encode(red), _encode(green), _encode(blue))


def _encode(linear: float) -> float:
    clipped = min(max(linear, 0.0), 1.0)
    if clipped <= _SRGB_KNEE:
        return clipped * 12.92
    return float(1.055 * clipped ** (1 / 2.4) - 0.055)
