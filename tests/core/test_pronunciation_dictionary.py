"""A tenant's pronunciation dictionary: what it takes, where it counts, how it sounds."""

# ruff: noqa: RUF001 - phonemes look like letters

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from manike.embedded.narrator.phrasing import phrases
from manike.embedded.narrator.respelling import phonemes_of
from manike.embedded.narrator.voice_model import speakable
from manike.errors import BadInputError, NotFoundError
from manike.ids import TenantId
from manike.ports import ScriptRequest
from manike.production.brand.dictionaries import change_pronunciations
from manike.production.wanted import speech_request, voice_generation
from manike.script.preferences import Preferences
from manike.script.pronunciations import IPA_CONSONANTS, IPA_VOWELS, entries_of, read_pronunciations
from manike.testing.fakes import FakeWriter, fake_providers

WISHES = Preferences(duration_s=20)
ACME = TenantId("acme")


def said(text, dictionary, *, british=False):
    spoken = phrases(text.split(), british=british, dictionary=dictionary)
    return " ".join(phrase.phonemes for phrase in spoken)


@pytest.fixture
def script():
    """Two scenes: only the first says Kandy."""
    return FakeWriter().write_script(ScriptRequest("Dawn in Kandy. A boat goes home.", WISHES))


@pytest.mark.parametrize(
    ("respelling", "phonemes"),
    [
        ("KAN-dee", "kˈændi"),
        ("SEE-kwel", "sˈikwɛl"),
        ("luh-ZAHN-yuh", "ləzˈɑnjə"),
        ("kyoh-toh", "kjˈOtO"),
        ("nuh-WAR-uh el-EE-yuh", "nəwˈɑɹəɛlˌijə"),
        ("/ˈkændi/", "kˈændi"),
        ("/niːv/", "nˈiv"),
        ("/ˈtʃɪkən/", "ʧˈɪkən"),
        ("/səˈɡiːrɪjə/", "səɡˈiɹɪjə"),
    ],
)
def test_a_respelling_or_ipa_sounds_as_listed(respelling, phonemes):
    assert phonemes_of(respelling) == phonemes


@pytest.mark.parametrize("vowel", IPA_VOWELS)
def test_every_vowel_that_is_taken_can_be_spoken(vowel):
    phonemes = phonemes_of(f"/t{vowel}n/")

    assert "ˈ" in phonemes
    assert all(speakable(symbol) for symbol in phonemes)


def test_every_consonant_that_is_taken_can_be_spoken():
    for consonant in IPA_CONSONANTS:
        phonemes = phonemes_of(f"/ə{consonant}ə/")
        assert all(speakable(symbol) for symbol in phonemes), consonant
        assert len(phonemes) > 3 or consonant == "ʔ"


@pytest.mark.parametrize(
    ("word", "sound", "complaint"),
    [
        ("Nuwara Eliya", "x", "not one word"),
        ("7up", "SEV-uhn-up", "not one word"),
        ("Kandy", "", "1 to 60 characters"),
        ("Kandy", "KAN_dee", "neither syllables"),
        ("Kandy", "KND", "'KND' in 'KND' has no vowel"),
        ("Kandy", "/ˈkændi", "must end with a slash"),
        ("Kandy", "/ˈk☂ndi/", "'☂'"),
        ("Kandy", "/kst/", "no vowel"),
    ],
)
def test_what_can_not_be_said_is_refused_with_the_cure(word, sound, complaint):
    with pytest.raises(BadInputError) as caught:
        read_pronunciations({word: sound})
    assert complaint in str(caught.value)
    assert caught.value.field in {word, "pronunciations"}


def test_a_word_is_found_with_its_endings_and_marks_and_nowhere_else():
    dictionary = {"Kandy": "KAN-dee", "sql": "SEE-kwel", "Polish": "POH-lish"}

    found = {
        text: dict(entries_of(text, dictionary))
        for text in ("“Kandy’s!”", "KANDY-born", "Kandyan", "kandy", "SQL,", "Sql", "to polish")
    }
    assert {text: [*words] for text, words in found.items()} == {
        "“Kandy’s!”": ["Kandy"],
        "KANDY-born": ["Kandy"],
        "Kandyan": [],
        "kandy": [],
        "SQL,": ["sql"],
        "Sql": ["sql"],
        "to polish": [],
    }


def test_the_narrator_says_an_entry_in_its_own_accent_and_keeps_marks_and_endings():
    dictionary = {"Kandy": "KAHN-doh", "SQL": "SEE-kwel", "St": "STREET"}

    assert said("Kandy's SQL, Kandy!", dictionary) == "kˈɑndOz sˈikwɛl, kˈɑndO!"
    assert said("Kandy", dictionary, british=True) == "kˈɑːndQ"
    assert "sˈAnt" not in said("on Main St. Paul", dictionary)


def test_a_text_without_the_word_sounds_as_ever():
    text = "The night train leaves at 7:30 p.m."

    assert said(text, {"Kandy": "KAN-dee"}) == said(text, {})


def test_every_written_word_keeps_its_own_sounds():
    [phrase] = phrases(["See", "Kandy", "now."], british=False, dictionary={"Kandy": "KAHN-doh"})
    sounds = "".join(
        s for s, owner in zip(phrase.phonemes, phrase.owners, strict=True) if owner == 1
    )

    assert sounds == "kˈɑndO"


def test_a_new_entry_makes_only_the_voice_overs_anew_that_say_the_word(script):
    providers = fake_providers()

    def fingerprints(dictionary):
        return [
            voice_generation(
                providers.speech, speech_request(script, scene, WISHES, 1, dictionary)
            ).fingerprint
            for scene in script.scenes
        ]

    plain, told = fingerprints({}), fingerprints({"Kandy": "KAN-dee"})
    assert told[0] != plain[0]
    assert told[1] == plain[1]
    assert fingerprints({"Kandy": "KAN-dee", "Galle": "GAWL"}) == told


def test_the_narrator_is_asked_with_the_words_of_its_text(script):
    request = speech_request(
        script, script.scenes[0], WISHES, 1, {"Kandy": "KAN-dee", "Galle": "GAWL"}
    )

    assert request.pronunciations == (("Kandy", "KAN-dee"),)


def test_a_tenants_entries_are_kept_changed_and_taken_out(house):
    house.studio.add_tenant(ACME)
    house.studio.add_tenant(TenantId("globex"))
    change_pronunciations(house, ACME, {"Kandy": "KAN-dee", "Galle": "GAWL"})

    assert change_pronunciations(house, ACME, {"Galle": "", "Kandy": "/ˈkændi/"}) == {
        "Kandy": "/ˈkændi/"
    }
    assert house.studio.pronunciations(ACME) == {"Kandy": "/ˈkændi/"}
    assert house.studio.pronunciations(TenantId("globex")) == {}


def test_changes_at_once_are_all_kept(house):
    house.studio.add_tenant(ACME)
    words = ["Kandy", "Galle", "Jaffna", "Matara", "Negombo", "Sigiriya", "Trinco", "Ella"]
    together = Barrier(len(words))

    def add(word):
        together.wait()
        change_pronunciations(house, ACME, {word: "KAN-dee"})

    with ThreadPoolExecutor(len(words)) as pool:
        list(pool.map(add, words))
    assert sorted(house.studio.pronunciations(ACME)) == sorted(words)


def test_a_wrong_change_leaves_the_dictionary_as_it_was(house):
    house.studio.add_tenant(ACME)
    change_pronunciations(house, ACME, {"Kandy": "KAN-dee"})

    for changes in ({"Galle": "GAWL", "Jaffna": "J4"}, {"Galle": ""}):
        with pytest.raises(BadInputError):
            change_pronunciations(house, ACME, changes)
    assert house.studio.pronunciations(ACME) == {"Kandy": "KAN-dee"}
    with pytest.raises(NotFoundError):
        change_pronunciations(house, TenantId("nobody"), {"Kandy": "KAN-dee"})
