"""The vocabulary of moods: players with their duties, casts of players, styles."""

from dataclasses import dataclass
from enum import StrEnum

from manike.embedded.composer.bars import Harmony
from manike.embedded.composer.instruments import COMPASS, Instrument
from manike.embedded.composer.percussion import Groove
from manike.embedded.composer.score import Stem

_BASS_LOW = 31
_BASS_BACK_DB = 2.0
"""What casts name is measured as the ear weighs it; on loudspeakers basses then weigh too much."""


class Duty(StrEnum):
    """What a player does."""

    HOLD = "hold"
    FIGURE = "figure"
    BASS = "bass"
    LEAD = "lead"
    DOUBLE = "double"
    COUNTER = "counter"


@dataclass(frozen=True, slots=True)
class Player:
    """One line of a cast."""

    duty: Duty
    instrument: Instrument
    gain_db: float
    pan: float
    stem: Stem
    entry: float
    """Plays in bars whose energy is at least this."""
    leave: float = 1.1
    """Plays in bars whose energy is below this."""
    shift: int = 0
    """Semitones above the middle voices, or above the melody for a double."""
    patterns: tuple[str, ...] = ()
    """Figures or basses of which one is chosen for calm and one for strong sections."""
    voices: int = 4
    centre: int = 72
    """Middle of a melody's range."""

    @property
    def bass_compass(self) -> tuple[int, int]:
        """The MIDI keys of a low line; nothing below G1, which no loudspeaker plays."""
        compass = COMPASS[self.instrument]
        return max(compass.low, _BASS_LOW), compass.high


@dataclass(frozen=True, slots=True)
class Cast:
    """Players who go well together."""

    players: tuple[Player, ...]
    groove: Groove | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """The space in which a mood is heard."""

    decay_s: float
    """Time in which its echo falls by 60 dB."""
    wet_db: float
    """Level of the echo beside the direct sound."""


@dataclass(frozen=True, slots=True)
class Style:
    """A mood."""

    major: Harmony
    minor: Harmony
    casts: tuple[Cast, ...]
    paces: tuple[str, ...]
    """Of melodies: ``slow``, ``walking``, ``lively``."""
    metres: tuple[int, ...]
    room: Room
    swings: tuple[float, ...] = (0.0,)
    velocity: tuple[int, int] = (52, 100)
    """At energy 0 and at energy 1."""


def hold(
    instrument: Instrument, gain_db: float, *, entry: float = 0.0, shift: int = 0, voices: int = 4
) -> Player:
    """A player who holds the chords."""
    return Player(Duty.HOLD, instrument, gain_db, 0.0, Stem.BED, entry, shift=shift, voices=voices)


def figure(
    instrument: Instrument,
    gain_db: float,
    *patterns: str,
    pan: float = 0.0,
    energies: tuple[float, float] = (0.0, 1.1),
    shift: int = 0,
) -> Player:
    """A player of repeated figures, in bars of these energies."""
    entry, leave = energies
    return Player(Duty.FIGURE, instrument, gain_db, pan, Stem.FRONT, entry, leave, shift, patterns)


def bass(
    instrument: Instrument, gain_db: float, *patterns: str, entry: float = 0.25, shift: int = 0
) -> Player:
    """A player of the lowest line."""
    return Player(
        Duty.BASS,
        instrument,
        gain_db - _BASS_BACK_DB,
        0.0,
        Stem.GROUND,
        entry,
        shift=shift,
        patterns=patterns,
    )


def lead(instrument: Instrument, gain_db: float, centre: int, *, pan: float = 0.0) -> Player:
    """The player of the melody."""
    return Player(Duty.LEAD, instrument, gain_db, pan, Stem.FRONT, 0.0, centre=centre)


def double(instrument: Instrument, gain_db: float, shift: int, *, entry: float = 0.8) -> Player:
    """A player who joins the melody at an interval when the music is strong."""
    return Player(Duty.DOUBLE, instrument, gain_db, 0.12, Stem.BED, entry, shift=shift)


def counter(instrument: Instrument, gain_db: float, centre: int, *, entry: float = 0.45) -> Player:
    """A player of a slow line of colour notes."""
    return Player(Duty.COUNTER, instrument, gain_db, -0.2, Stem.BED, entry, centre=centre)
