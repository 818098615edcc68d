"""Keys, scales, chords in Roman numerals, and voices that lead from chord to chord."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations, pairwise

from manike.errors import BadInputError

OCTAVE = 12

SCALES: dict[str, tuple[int, ...]] = {
    "ionian": (0, 2, 4, 5, 7, 9, 11),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "aeolian": (0, 2, 3, 5, 7, 8, 10),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "phrygian": (0, 1, 3, 5, 7, 8, 10),
    "harmonic minor": (0, 2, 3, 5, 7, 8, 11),
}
"""Semitones above the tonic."""

_NATURAL = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_ACCIDENTAL = {"": 0, "#": 1, "b": -1}
_KEY = re.compile(r"([A-G])(#|b)? (major|minor)")
_NUMERAL = re.compile(
    r"(?P<accidental>[b#]?)(?P<degree>VII|VI|V|IV|III|II|I|vii|vi|v|iv|iii|ii|i)"
    r"(?P<quality>maj7|add9|sus4|sus2|\u00b07|\u00b0|\u00f87|7|6|5)?(?:/(?P<bass>[135T]))?"
)
_DEGREES = ("i", "ii", "iii", "iv", "v", "vi", "vii")
_MAJOR, _MINOR = (0, 4, 7), (0, 3, 7)
_FIXED_QUALITY: dict[str, tuple[int, ...]] = {
    "sus4": (0, 5, 7),
    "sus2": (0, 2, 7),
    "5": (0, 7),
    "\u00b0": (0, 3, 6),
    "\u00b07": (0, 3, 6, 9),
    "\u00f87": (0, 3, 6, 10),
}
_ADDED = {"maj7": 11, "7": 10, "6": 9, "add9": 14}
_BASS_NOTE = {"1": 0, "3": 1, "5": 2}


@dataclass(frozen=True, slots=True)
class Key:
    """A tonic, as a pitch class with C = 0, and a mode."""

    tonic: int
    minor: bool


@dataclass(frozen=True, slots=True)
class Chord:
    """A chord without octaves."""

    root: int
    """Pitch class, C = 0."""
    intervals: tuple[int, ...]
    """Semitones above the root, the root first."""
    bass: int
    """Pitch class of the lowest note."""

    @property
    def pitch_classes(self) -> tuple[int, ...]:
        """The notes of the chord, root first."""
        return tuple((self.root + interval) % OCTAVE for interval in self.intervals)


def parse_key(text: str) -> Key:
    """Read a key such as ``F# minor``.

    Raises:
        BadInputError: not a letter A-G, an optional # or b, and ``major`` or ``minor``.
    """
    match = _KEY.fullmatch(text)
    if match is None:
        raise BadInputError("key", f"{text[:40]!r} is not a key such as 'F# minor'.")
    tonic = (_NATURAL[match[1]] + _ACCIDENTAL[match[2] or ""]) % OCTAVE
    return Key(tonic, minor=match[3] == "minor")


def chord_of(numeral: str, key: Key) -> Chord:
    """The chord of a Roman numeral: ``I``, ``bVII``, ``iv6``, ``V/3`` (its third in the bass).

    Capitals are major, small letters minor; degrees are those of the major or the natural minor
    scale. ``/T`` puts the tonic of the key in the bass.

    Raises:
        BadInputError: not a numeral of this kind.
    """
    match = _NUMERAL.fullmatch(numeral)
    if match is None:
        raise BadInputError("chord", f"{numeral!r} is not a Roman numeral such as iv6 or V/3.")
    steps = SCALES["aeolian" if key.minor else "ionian"]
    offset = steps[_DEGREES.index(match["degree"].lower())] + _ACCIDENTAL[match["accidental"]]
    root = (key.tonic + offset) % OCTAVE
    intervals = _intervals(match["quality"] or "", major=match["degree"].isupper())
    if match["bass"] == "T":
        return Chord(root, intervals, key.tonic)
    bass = intervals[_BASS_NOTE[match["bass"] or "1"]]
    return Chord(root, intervals, (root + bass) % OCTAVE)


def progression(text: str, key: Key) -> tuple[tuple[Chord, ...], ...]:
    """Bars of chords: bars are parted by spaces, chords within a bar by commas."""
    return tuple(tuple(chord_of(part, key) for part in bar.split(",")) for bar in text.split())


def scale_over(chord: Chord, key: Key, scale: str) -> tuple[int, ...]:
    """Pitch classes of a melody over ``chord``, ascending from C.

    Notes of the chord that are foreign to the scale take the place of their neighbours, so that
    no melody rubs a semitone against its chord.
    """
    tones = set(chord.pitch_classes)
    notes = {(key.tonic + step) % OCTAVE for step in SCALES[scale]}
    for tone in sorted(tones - notes):
        notes -= {(tone + 1) % OCTAVE, (tone - 1) % OCTAVE} - tones
        notes.add(tone)
    return tuple(sorted(notes))


def ladder(pitch_classes: Iterable[int], low: int, high: int) -> tuple[int, ...]:
    """All MIDI keys of these pitch classes in ``low``..``high``, ascending."""
    wanted = set(pitch_classes)
    return tuple(key for key in range(low, high + 1) if key % OCTAVE in wanted)


def nearest(keys: Iterable[int], target: float) -> int:
    """The key closest to ``target``; the lower one of two that are equally close."""
    return min(keys, key=lambda key: (abs(key - target), key))


def voiced(
    chord: Chord, previous: tuple[int, ...], count: int, compass: tuple[int, int], roots: int = 0
) -> tuple[int, ...]:
    """The voicing of ``chord`` that moves least from ``previous``.

    Args:
        chord: what to play.
        previous: the voicing before, ascending; empty at the start.
        count: number of voices, 2-5.
        compass: lowest and highest MIDI key, at least an octave and a fifth apart.
        roots: at least so many of the voices have the root.

    Returns:
        ``count`` keys, ascending, within ``compass``; they hold the chord's third (or what
        is suspended in its place), and all its notes where there are voices enough.
    """
    keys = ladder(chord.pitch_classes, *compass)
    needed = _needed(chord, count - max(roots - 1, 0))
    candidates = (
        voices
        for voices in combinations(keys, count)
        if needed <= {voice % OCTAVE for voice in voices}
        and _playable(voices)
        and sum(voice % OCTAVE == chord.root for voice in voices) >= roots
    )
    centre = sum(compass) / 2
    return min(candidates, key=lambda voices: (_cost(voices, previous, centre), voices))


def _intervals(quality: str, *, major: bool) -> tuple[int, ...]:
    if quality in _FIXED_QUALITY:
        return _FIXED_QUALITY[quality]
    triad = _MAJOR if major else _MINOR
    return triad if not quality else (*triad, _ADDED[quality])


def _needed(chord: Chord, count: int) -> set[int]:
    """Notes that may not be missing; the fifth goes first, then the root."""
    tones = chord.pitch_classes
    order = [tones[1], *tones[3:], tones[0], *tones[2:3]]
    return set(order[:count])


def _playable(voices: tuple[int, ...]) -> bool:
    """No gap beyond an octave, at most one semitone rub, and not at the top."""
    gaps = [high - low for low, high in pairwise(voices)]
    return max(gaps) <= OCTAVE and gaps.count(1) <= 1 and gaps[-1] > 1


def _cost(voices: tuple[int, ...], previous: tuple[int, ...], centre: float) -> float:
    middle = sum(voices) / len(voices)
    spread = abs(voices[-1] - voices[0] - 14)
    cost = 0.35 * abs(middle - centre) + 0.12 * spread
    if len(previous) != len(voices):
        return cost
    moves = [new - old for new, old in zip(voices, previous, strict=True)]
    cost += sum(abs(move) for move in moves)
    parallel = moves[0] == moves[-1] != 0 and (voices[-1] - voices[0]) % OCTAVE in (0, 7)
    return cost + 3.0 * parallel
