"""Keys, chords and voice leading of the composer."""

import itertools

import pytest

from manike.embedded.composer.harmony import (
    SCALES,
    Key,
    chord_of,
    ladder,
    parse_key,
    progression,
    scale_over,
    voiced,
)
from manike.embedded.composer.moods.harmonies import HARMONIES
from manike.errors import BadInputError
from manike.script.vocabulary import Mood

C_MAJOR, A_MINOR = Key(0, minor=False), Key(9, minor=True)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("C major", Key(0, minor=False)),
        ("F# minor", Key(6, minor=True)),
        ("Cb major", Key(11, minor=False)),
        ("Bb minor", Key(10, minor=True)),
    ],
)
def test_a_key_is_read_as_written(text: str, key: Key):
    assert parse_key(text) == key


@pytest.mark.parametrize("text", ["H major", "c minor", "C", "C  major", "C dorian", ""])
def test_what_is_no_key_is_refused(text: str):
    with pytest.raises(BadInputError, match="key"):
        parse_key(text)


@pytest.mark.parametrize(
    ("numeral", "key", "tones", "bass"),
    [
        ("I", C_MAJOR, (0, 4, 7), 0),
        ("V7", C_MAJOR, (7, 11, 2, 5), 7),
        ("vi7", C_MAJOR, (9, 0, 4, 7), 9),
        ("bVII", C_MAJOR, (10, 2, 5), 10),
        ("iv6", C_MAJOR, (5, 8, 0, 2), 5),
        ("V/3", C_MAJOR, (7, 11, 2), 11),
        ("II/T", C_MAJOR, (2, 6, 9), 0),
        ("VI", A_MINOR, (5, 9, 0), 5),
        ("V", A_MINOR, (4, 8, 11), 4),
        ("ii\u00f87", A_MINOR, (11, 2, 5, 9), 11),
    ],
)
def test_numerals_become_the_chords_they_name(numeral, key, tones, bass):
    chord = chord_of(numeral, key)

    assert chord.pitch_classes == tones
    assert chord.bass == bass


def test_an_unknown_numeral_is_refused():
    with pytest.raises(BadInputError, match="VIII"):
        chord_of("VIII", C_MAJOR)


def test_commas_part_the_chords_of_a_bar():
    bars = progression("I ii,V", C_MAJOR)

    assert [[chord.root for chord in bar] for bar in bars] == [[0], [2, 7]]


@pytest.mark.parametrize("mood", Mood)
@pytest.mark.parametrize("minor", [False, True])
def test_every_progression_of_every_mood_can_be_read(mood: Mood, minor: bool):
    harmony = HARMONIES[mood][minor]
    for tonic in range(12):
        key = Key(tonic, minor=minor)
        themes = [progression(text, key) for text in (*harmony.themes, *harmony.bridges)]
        assert {len(bars) for bars in themes} == {4}
        assert {len(progression(text, key)) for text in harmony.cadences} == {2}
        assert progression(harmony.final, key)[0][0].bass == tonic
    assert len(harmony.themes) >= 4


@pytest.mark.parametrize("scale", SCALES)
def test_a_melody_never_rubs_against_a_foreign_chord_note(scale: str):
    for numeral in ("bII", "bVI", "iv6", "II7", "V", "bv"):
        chord = chord_of(numeral, A_MINOR)
        notes = set(scale_over(chord, A_MINOR, scale))
        own = {(A_MINOR.tonic + step) % 12 for step in SCALES[scale]}
        foreign = set(chord.pitch_classes) - own

        assert set(chord.pitch_classes) <= notes
        rubs = {(tone + step) % 12 for tone in foreign for step in (-1, 1)}
        assert not (rubs & notes) - set(chord.pitch_classes)


def test_voices_hold_common_notes_and_move_little():
    first = voiced(chord_of("I", C_MAJOR), (), 4, (50, 74))
    second = voiced(chord_of("vi", C_MAJOR), first, 4, (50, 74))

    assert len(set(first) & set(second)) >= 2
    assert max(abs(a - b) for a, b in zip(first, second, strict=True)) <= 3


@pytest.mark.parametrize("mood", Mood)
def test_voices_never_jump_between_chords(mood: Mood):
    key = Key(3, minor=True)
    for theme in HARMONIES[mood][1].themes:
        chords = [chord for bar in progression(theme, key) for chord in bar]
        voices = voiced(chords[0], (), 4, (50, 74))
        for chord in itertools.chain(chords[1:], chords[:1]):
            before, voices = voices, voiced(chord, voices, 4, (50, 74))
            moves = [abs(a - b) for a, b in zip(before, voices, strict=True)]
            assert max(moves) <= 7
            assert sum(moves) / 4 <= 4
            assert chord.pitch_classes[1] in {voice % 12 for voice in voices}


def test_the_last_chord_can_ask_for_two_roots():
    voices = voiced(chord_of("Iadd9", C_MAJOR), (), 4, (50, 74), roots=2)

    assert sorted(voice % 12 for voice in voices) == [0, 0, 2, 4]


def test_a_ladder_holds_all_octaves_in_range():
    assert ladder((0, 7), 48, 67) == (48, 55, 60, 67)
