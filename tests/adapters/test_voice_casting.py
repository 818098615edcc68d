"""Which of a vendor's voices speaks."""

from dataclasses import replace

import pytest

from manike.errors import BadInputError
from manike.ports import SpeechRequest
from manike.script.models import Character
from manike.script.vocabulary import Mood
from resources.openai_figures import openai_figures
from resources.voice_casting import chosen_voice

VOICES = openai_figures().voices_of("gpt-4o-mini-tts")
NARRATORS = {voice.name for voice in VOICES if voice.narrates}
GIRLS = tuple(
    Character(name=name, description="x", age="child", gender="female") for name in ("Mira", "Ana")
)
REQUEST = SpeechRequest(
    text="Come and see.",
    speaker=None,
    cast=GIRLS,
    voice="",
    narrator="",
    mood=Mood.CALM,
    language="en",
    seed=0,
    take_number=1,
    available_s=60.0,
)


@pytest.mark.parametrize("mood", Mood)
@pytest.mark.parametrize("model", ["gpt-4o-mini-tts", "tts-1"])
def test_each_mood_has_a_narrator(mood, model):
    voices = openai_figures().voices_of(model)
    assert chosen_voice(replace(REQUEST, mood=mood), voices) in {voice.name for voice in voices}


def test_characters_have_voices_of_their_own_and_none_of_a_narrator():
    chosen = [chosen_voice(replace(REQUEST, speaker=girl), VOICES) for girl in GIRLS]
    assert len({*chosen}) == 2
    assert not NARRATORS & {*chosen}
    by_name = {voice.name: voice for voice in VOICES}
    assert {by_name[name].gender for name in chosen} == {"female"}
    assert by_name[chosen[0]].age == "child"


def test_a_later_character_changes_no_voice():
    third = Character(name="Noor", description="x", gender="female")
    more = replace(REQUEST, cast=(*GIRLS, third))
    for girl in GIRLS:
        asked = [chosen_voice(replace(each, speaker=girl), VOICES) for each in (REQUEST, more)]
        assert asked[0] == asked[1]


def test_no_character_has_the_voice_that_the_narrator_was_asked_for():
    asked = replace(REQUEST, speaker=GIRLS[0])
    taken = chosen_voice(asked, VOICES)
    assert chosen_voice(replace(asked, narrator=taken), VOICES) != taken


def test_a_voice_by_name_is_used_and_an_unknown_one_refused():
    assert chosen_voice(replace(REQUEST, voice="verse"), VOICES) == "verse"
    with pytest.raises(BadInputError, match=r"voice: nobody is not one of cedar, marin") as caught:
        chosen_voice(replace(REQUEST, voice="nobody"), VOICES)
    assert caught.value.field == "voice"


def test_where_voices_are_few_they_are_shared():
    few = [voice for voice in VOICES if voice.name in ("cedar", "marin")]
    assert chosen_voice(replace(REQUEST, speaker=GIRLS[0]), few) == "marin"
    assert chosen_voice(replace(REQUEST, speaker=GIRLS[0]), few[:1]) == few[0].name


@pytest.mark.parametrize("speaker", [None, GIRLS[0]])
def test_where_no_voice_would_do_it_is_said(speaker):
    with pytest.raises(BadInputError, match="voices: there is none"):
        chosen_voice(replace(REQUEST, speaker=speaker), ())
    dumb = [voice.model_copy(update={"narrates": ()}) for voice in VOICES]
    with pytest.raises(BadInputError, match="voices: none narrates calm"):
        chosen_voice(REQUEST, dumb)
