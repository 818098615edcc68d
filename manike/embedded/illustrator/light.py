"""The light of a picture, shared by scenery and figures so that one light falls on everything."""

from dataclasses import dataclass

from manike.script.vocabulary import TimeOfDay

Rgb = tuple[float, float, float]
"""sRGB colour, each channel 0..1."""


@dataclass(frozen=True, slots=True)
class Light:
    """Where the light comes from and what it does to colours."""

    side: float
    """-1 the light comes from the left, +1 from the right."""
    colour: Rgb
    """Of the light."""
    shadow: Rgb
    """Of the deepest shadow."""
    haze: Rgb
    """Of the air: what far things fade into."""
    ambient: float
    """0.35 at night to 1.0 by day; local colours are multiplied by it (faces by at least 0.6)."""
    time_of_day: TimeOfDay
    snow: float = 0.0
    """How much snow lies on roofs, 0..1."""
