"""Colours of cards, worked out from a brand's two."""

Rgb = tuple[float, float, float]
"""Red, green and blue from 0 to 1, as they are stored."""

_INKS: tuple[Rgb, Rgb] = ((1.0, 0.98, 0.945), (0.055, 0.07, 0.1))


def rgb(colour: str) -> Rgb:
    """``#rrggbb`` as three shares."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def lighter(colour: Rgb, share: float) -> Rgb:
    """Towards white."""
    red, green, blue = (part + (1 - part) * share for part in colour)
    return red, green, blue


def darker(colour: Rgb, share: float) -> Rgb:
    """Towards black."""
    red, green, blue = (part * (1 - share) for part in colour)
    return red, green, blue


def contrasting(ground: Rgb) -> Rgb:
    """The ink that is read best on a ground: warm white or near black, by WCAG's contrast."""
    light = _luminance(ground)
    return max(_INKS, key=lambda ink: _contrast(_luminance(ink), light))


def is_light(colour: Rgb) -> bool:
    """Whether near black is read better on it than white."""
    return contrasting(colour) == _INKS[1]


def _contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def _luminance(colour: Rgb) -> float:
    """Near enough to WCAG's, whose curve is straight below 0.04."""
    red, green, blue = (float(part**2.2) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
