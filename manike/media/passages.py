"""A part of footage that a film shows, and how it comes to the length that is wanted."""

from dataclasses import dataclass

MOST_SLOWED = 1.25
"""A passage that is a little short is shown at 0.8 of its speed at the least."""
_SLACK_S = 0.02
"""Less than a frame is not missed."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Times in seconds by the file's clock."""

    start_s: float
    end_s: float
    """Where what was chosen ends: a shot, or what somebody named."""
    limit_s: float
    """How far the footage goes on where that is too short: the file's end, or ``end_s``."""

    def paced(self, wanted_s: float) -> "Pace":
        """How it is shown for as long as this.

        As it is; else slowed to 0.8 of its speed at the least; else on into what follows, slowed
        likewise if the file ends. What is missing even then is held at its end.
        """
        chosen_s, all_s = self.end_s - self.start_s, self.limit_s - self.start_s
        if chosen_s + _SLACK_S >= wanted_s:
            return Pace(wanted_s, 1.0)
        if chosen_s * MOST_SLOWED + _SLACK_S >= wanted_s:
            return Pace(chosen_s, wanted_s / chosen_s)
        if all_s + _SLACK_S >= wanted_s:
            return Pace(wanted_s, 1.0)
        slowed = min(MOST_SLOWED, wanted_s / all_s)
        return Pace(all_s, slowed, held_s=max(0.0, wanted_s - all_s * slowed))


@dataclass(frozen=True, slots=True)
class Pace:
    """How much of a passage is shown, and how slowly."""

    length_s: float
    """Of the footage."""
    slowed: float
    """Its length in the film by this."""
    held_s: float = 0.0
    """How long its last frame is held."""
