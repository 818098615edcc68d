"""The music of a film: one to three cues that follow its moods."""

from collections.abc import Sequence

import numpy as np

from manike.script.models import MusicCue
from manike.script.vocabulary import Mood

_TEMPO = {
    Mood.CALM: (66, 76),
    Mood.JOYFUL: (104, 118),
    Mood.EPIC: (92, 104),
    Mood.MYSTERIOUS: (70, 82),
    Mood.MELANCHOLIC: (60, 70),
    Mood.HOPEFUL: (82, 94),
    Mood.TENSE: (108, 122),
    Mood.PLAYFUL: (100, 114),
    Mood.ROMANTIC: (72, 84),
    Mood.TRIUMPHANT: (96, 110),
    Mood.NOSTALGIC: (66, 78),
    Mood.EERIE: (62, 74),
    Mood.ENERGETIC: (120, 134),
    Mood.DREAMY: (60, 72),
}
_MINOR = frozenset((Mood.EPIC, Mood.MYSTERIOUS, Mood.MELANCHOLIC, Mood.TENSE, Mood.EERIE))
_TONICS = ("C", "D", "E", "F", "G", "A", "Bb", "Eb")
_MAX_CUES = 3
_MIN_SCENES = 2
"""Shorter cues are no music."""


def cues_for(
    moods: Sequence[Mood], wanted: Mood | None, rng: np.random.Generator
) -> tuple[MusicCue, ...]:
    """Cues over all scenes; the whole film in one mood where one is wanted."""
    runs = [(wanted, len(moods))] if wanted is not None else _runs(moods)
    tonic = _TONICS[int(rng.integers(len(_TONICS)))]
    cues = []
    first = 1
    for number, (mood, length) in enumerate(runs, start=1):
        low, high = _TEMPO[mood]
        cue = MusicCue(
            number=number,
            first_scene=first,
            last_scene=first + length - 1,
            mood=mood,
            tempo_bpm=int(rng.integers(low, high + 1)),
            key=f"{tonic} {'minor' if mood in _MINOR else 'major'}",
        )
        cues.append(cue)
        first += length
    return tuple(cues)


def _runs(moods: Sequence[Mood]) -> list[tuple[Mood, int]]:
    """Runs of one mood; short ones join a neighbour, the shortest first."""
    runs: list[tuple[Mood, int]] = []
    for mood in moods:
        if runs and runs[-1][0] is mood:
            runs[-1] = (mood, runs[-1][1] + 1)
        else:
            runs.append((mood, 1))
    while len(runs) > 1 and (len(runs) > _MAX_CUES or min(n for _, n in runs) < _MIN_SCENES):
        at = min(range(len(runs)), key=lambda index: runs[index][1])
        near = at - 1 if at > 0 else at + 1
        runs[near] = (runs[near][0], runs[near][1] + runs[at][1])
        del runs[at]
        runs = _merged(runs)
    return runs


def _merged(runs: list[tuple[Mood, int]]) -> list[tuple[Mood, int]]:
    merged: list[tuple[Mood, int]] = []
    for mood, length in runs:
        if merged and merged[-1][0] is mood:
            merged[-1] = (mood, merged[-1][1] + length)
        else:
            merged.append((mood, length))
    return merged
