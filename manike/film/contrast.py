"""Whether letters of one colour can be read on another, as WCAG 2 measures it."""

Rgb = tuple[float, float, float]
"""Red, green and blue from 0 to 1, as they are stored."""

READABLE = 4.5
"""Least contrast of letters, level AA."""
DARK, LIGHT = "#0d0f14", "#ffffff"
_LINEAR = 0.04045
_GREY = 0.18
"""Luminance of what looks half as light as white."""


def rgb(colour: str) -> Rgb:
    """``#rrggbb`` as three shares."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def luminance_of(colour: Rgb) -> float:
    """Relative luminance: 0 is black, 1 is white."""
    red, green, blue = (
        part / 12.92 if part <= _LINEAR else float(((part + 0.055) / 1.055) ** 2.4)
        for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_of(one: float, other: float) -> float:
    """Contrast of two luminances, 1 to 21."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``."""
    return luminance_of(rgb(colour))


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21."""
    return contrast_of(luminance(one), luminance(other))


def readable_on(ground: str, wanted: str) -> str:
    """The colour wanted where it can be read on a ground, else dark or light."""
    if contrast(ground, wanted) >= READABLE:
        return wanted
    return max((DARK, LIGHT), key=lambda colour: contrast(ground, colour))


def backing_of(colour: str) -> str:
    """What letters of a colour can be read on: dark, or light under dark letters."""
    return DARK if luminance(colour) > _GREY else LIGHT
