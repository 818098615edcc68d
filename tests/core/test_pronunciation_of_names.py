"""How names sound that a dictionary may not hold."""

# ruff: noqa: RUF001, SIM905 - phonemes and dashes look like letters; words in a line read well

import pytest

from manike.embedded.narrator.letters import plain_letters, sound_out
from manike.embedded.narrator.pronunciation import NOBODY, pronounce
from manike.embedded.narrator.voice_model import speakable

NAMES = (
    "Tomas Mira Kandy Samarkand Taklamakan Chang'an Constantinople Aurora Kilauea Sigiriya Nguyen"
).split()
UNKNOWN = "Okonkwo Szymański Björk Ravindra Mbeki Xochi Wickremasinghe Thistlewick".split()


@pytest.mark.parametrize(
    ("name", "phonemes"),
    [
        ("Tomas", "tˈOməs"),
        ("Kandy", "kˈændi"),
        ("Taklamakan", "tˌɑkləməkˈɑn"),
        ("Chang'an", "ʧˈɑŋˌɑn"),
        ("Sigiriya", "sˌiɡɪɹˈijə"),
        ("Nguyen", "nwˈɪn"),
        ("Tomas's", "tˈOməsᵻz"),
        ("Café", "kæfˈA"),
        ("moonpath", "mˈunpˌæθ"),
    ],
)
def test_names_and_compounds_sound_as_listed(name, phonemes):
    assert pronounce([name], british=False).phonemes == phonemes


@pytest.mark.parametrize(
    ("name", "phonemes"),
    [
        ("Ravindra", "ɹɑvˈindɹə"),
        ("Yoshimoto", "jOʃimˈOtO"),
        ("Okonkwo", "OkˈOŋkwO"),
        ("Brannigan", "bɹˈænɪɡən"),
        ("Hiroshi", "hiɹˈOʃi"),
        ("Fenwick", "fˈɛnwɪk"),
    ],
)
def test_unknown_names_are_sounded_out(name, phonemes):
    assert sound_out(name) == phonemes


@pytest.mark.parametrize("name", NAMES + UNKNOWN)
def test_names_have_one_stress_and_known_sounds(name):
    sound = sound_out(name)
    assert sound.count("ˈ") == 1
    assert all(speakable(symbol) for symbol in sound)


def test_accents_are_taken_off_letters():
    assert plain_letters("Szymański-Łódź") == "szymanskilodz"


@pytest.mark.parametrize("british", [False, True])
def test_every_name_is_voiced_in_a_sentence(british):
    words = [f"{name}," for name in NAMES + UNKNOWN]
    sound = pronounce(words, british=british)
    assert set(sound.owners) == {NOBODY, *range(len(words))}
    assert len(sound.phonemes) == len(sound.owners)


def test_context_decides_how_a_word_sounds():
    past = pronounce("He had read it .".split(), british=False)
    future = pronounce("He will read it .".split(), british=False)
    assert "ɹˈɛd" in past.phonemes
    assert "ɹˈid" in future.phonemes


@pytest.mark.parametrize(
    ("name", "phonemes"),
    [
        ("Okoye", "OkˈYA"),
        ("Adeboye", "ɑdɛbˈOjA"),
        ("Chloë", "klˈOi"),
        ("Zürich", "zˈuɹɪk"),
        ("Maja", "mˈIə"),
        ("Fernández", "fəɹnˈɑndɛz"),
        ("Baltimás", "bɑltimˈɑs"),
    ],
)
def test_accents_and_names_of_many_countries_are_read(name, phonemes):
    assert pronounce([name], british=False).phonemes == phonemes
