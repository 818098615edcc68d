"""Moods of music are told apart: by their instruments, their notes and their rooms."""

from itertools import combinations

import numpy as np
import pytest

from manike.embedded.composer.arrange import arrange
from manike.embedded.composer.instruments import Drum
from manike.embedded.composer.moods.styles import STYLES
from manike.ports import MusicRequest
from manike.script.vocabulary import Mood

PAIRS = list(combinations(Mood, 2))


def sounds(mood):
    """All instruments and drums that a mood can be played with."""
    casts = STYLES[mood].casts
    played = {player.instrument for cast in casts for player in cast.players}
    grooves = [cast.groove for cast in casts if cast.groove is not None]
    return played | {layer.drum for groove in grooves for layer in groove.layers}


def features(mood):
    """Of five cues in the same key and tempo: what can be heard without an instrument's name."""
    rows = []
    for seed in range(5):
        piece = arrange(MusicRequest(mood, 90, "D minor", 40.0, seed, 1))
        pitched = [note for line in piece.score.lines if line.instrument for note in line.notes]
        struck = [
            note for line in piece.score.lines if line.instrument is None for note in line.notes
        ]
        rows.append(
            (
                len(pitched) / piece.form.bar_count,
                len(struck) / piece.form.bar_count,
                np.mean([note.key for note in pitched]),
                np.log2(np.mean([note.length_beats for note in pitched])),
                np.mean([note.velocity for note in pitched]),
                sum(note.key in {Drum.SNARE, Drum.CLAP, Drum.KICK} for note in struck),
            )
        )
    return np.array([*np.mean(rows, axis=0), piece.style.room.decay_s, piece.style.room.wet_db])


@pytest.fixture(scope="module")
def measured():
    """Features of each mood in standard deviations over all moods."""
    table = np.array([features(mood) for mood in Mood])
    table = (table - table.mean(axis=0)) / table.std(axis=0)
    return dict(zip(Mood, table, strict=True))


def test_there_are_at_least_twelve_styles_and_no_two_are_one():
    assert len({id(STYLES[mood].casts) for mood in Mood}) == len(Mood) >= 12


def test_no_two_moods_have_the_same_orchestra():
    shared = {
        pair: len(sounds(pair[0]) & sounds(pair[1])) / len(sounds(pair[0]) | sounds(pair[1]))
        for pair in PAIRS
    }
    assert max(shared.values()) < 0.68, max(shared, key=shared.get)


def test_no_two_moods_have_the_same_chords():
    themes = {mood: {*STYLES[mood].major.themes, *STYLES[mood].minor.themes} for mood in Mood}
    for one, other in PAIRS:
        assert len(themes[one] & themes[other]) <= 4, (one, other)


def test_every_two_moods_differ_by_more_than_their_instruments(measured):
    apart = {pair: float(np.linalg.norm(measured[pair[0]] - measured[pair[1]])) for pair in PAIRS}
    assert min(apart.values()) > 0.9, min(apart, key=apart.get)


def test_a_dream_is_slower_and_softer_than_a_sprint(measured):
    notes, strokes, _, length, velocity = range(5)
    dreamy, energetic = measured[Mood.DREAMY], measured[Mood.ENERGETIC]
    assert energetic[strokes] > dreamy[strokes] + 1
    assert energetic[velocity] > dreamy[velocity] + 1
    assert dreamy[length] > energetic[length] + 1
    assert energetic[notes] > dreamy[notes]
