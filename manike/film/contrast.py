"""Whether letters of one colour can be read on another, as WCAG 2 measures it."""

READABLE = 4.5
"""Least contrast of letters, level AA."""
DARK, LIGHT = "#0d0f14", "#ffffff"
_LINEAR = 0.04045
_GREY = 0.18
"""Luminance of what looks half as light as white."""


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``: 0 is black, 1 is white."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    light = [c / 12.92 if c <= _LINEAR else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def readable_on(ground: str, wanted: str) -> str:
    """The colour wanted where it can be read on a ground, else dark or light."""
    if contrast(ground, wanted) >= READABLE:
        return wanted
    return max((DARK, LIGHT), key=lambda colour: contrast(ground, colour))


def backing_of(colour: str) -> str:
    """What letters of a colour can be read on: dark, or light under dark letters."""
    return DARK if luminance(colour) > _GREY else LIGHT
