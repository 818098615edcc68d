"""What is to be played: notes on lines, before they become MIDI."""

from dataclasses import dataclass
from enum import StrEnum

from manike.embedded.composer.instruments import Instrument


class Stem(StrEnum):
    """Lines that are rendered together and share an amount of room."""

    BED = "bed"
    FRONT = "front"
    GROUND = "ground"


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """A note; time counts in beats from the start of the cue."""

    start_beat: float
    length_beats: float
    key: int
    velocity: int
    """1-127."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one player plays."""

    instrument: Instrument | None
    """``None`` is the drum kit."""
    notes: tuple[Note, ...]
    stem: Stem
    gain_db: float
    pan: float
    """-1 left to 1 right."""
    loose_s: float
    """Standard deviation of this player's timing."""


@dataclass(frozen=True, slots=True)
class Score:
    """A whole cue."""

    lines: tuple[Line, ...]
    beat_s: float
    duration_s: float
    swells: tuple[tuple[float, float], ...]
    """(beat, energy 0..1) at the start of each bar; lines of the bed swell and fade along them."""
    swing: float
    """How far the second of two eighths is late, as a share of an eighth, 0..0.5."""
