"""Colours of cards, worked out from a brand's two."""

from manike.film.contrast import Rgb, contrast_of, luminance_of

_INKS: tuple[Rgb, Rgb] = ((1.0, 0.98, 0.945), (0.055, 0.07, 0.1))


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
    light = luminance_of(ground)
    return max(_INKS, key=lambda ink: contrast_of(luminance_of(ink), light))


def is_light(colour: Rgb) -> bool:
    """Whether near black is read better on it than white."""
    return contrasting(colour) == _INKS[1]
