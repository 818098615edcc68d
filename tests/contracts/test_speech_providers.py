"""What every speech provider promises, run over all of them."""

from dataclasses import replace

import numpy as np
import pytest

from manike.embedded.narrator.narrator import EmbeddedNarrator
from manike.errors import BadInputError
from manike.media.sound import read_wav
from manike.ports import SpeechRequest
from manike.quality.parts import check_voice
from manike.script.vocabulary import Mood
from manike.testing.fakes import FakeNarrator

PROVIDERS = {"embedded": EmbeddedNarrator, "fake": FakeNarrator}
LINE = "Come  and see the old harbour."
REQUEST = SpeechRequest(
    text=LINE,
    speaker=None,
    cast=(),
    voice="",
    narrator="",
    mood=Mood.CALM,
    language="en",
    seed=0,
    take_number=1,
    available_s=60.0,
)


@pytest.fixture(scope="module", params=PROVIDERS)
def narrator(request):
    return PROVIDERS[request.param]()


@pytest.fixture(scope="module")
def spoken(narrator, tmp_path_factory):
    folder = tmp_path_factory.mktemp("spoken")
    return narrator.speak(REQUEST, folder), folder


def test_the_file_is_48_khz_mono_and_as_recorded(spoken):
    voice_over, folder = spoken
    assert [each.name for each in folder.iterdir()] == [voice_over.file] == ["voice.wav"]
    samples, rate_hz = read_wav(folder / voice_over.file)
    assert (samples.shape, rate_hz) == ((voice_over.sample_count, 1), 48_000)
    assert voice_over.duration_s == pytest.approx(voice_over.sample_count / 48_000)
    assert np.abs(samples).max() <= 10 ** (-3 / 20)


def test_it_passes_the_studio_s_own_check(spoken):
    voice_over, folder = spoken
    checks = check_voice(folder / voice_over.file, voice_over, LINE)
    assert [check.message for check in checks if not check.passed] == []


def test_every_word_is_there_with_its_time(spoken):
    words = spoken[0].words
    assert " ".join(word.text for word in words) == " ".join(LINE.split())
    times = [time_s for word in words for time_s in (word.start_s, word.end_s)]
    assert times == sorted(times)
    assert times[0] >= 0
    assert times[-1] <= spoken[0].duration_s


def test_the_voice_is_the_one_that_was_announced(narrator, spoken):
    assert spoken[0].voice == narrator.voice_for(REQUEST)
    assert spoken[0].voice in narrator.voices()
    wanted = narrator.voices()[-1]
    assert narrator.voice_for(replace(REQUEST, voice=wanted)) == wanted


def test_a_speaker_has_a_voice_of_the_list(narrator, mira):
    request = replace(REQUEST, speaker=mira, cast=(mira,))
    assert narrator.voice_for(request) in narrator.voices()


def test_short_time_hurries_it_by_an_eighth_at_most(narrator, spoken, made):
    natural_s = spoken[0].duration_s
    hurried, _, _ = made(
        lambda folder: narrator.speak(replace(REQUEST, available_s=natural_s / 2), folder)
    )
    assert natural_s / 1.16 < hurried.duration_s < natural_s / 1.06


def test_the_same_request_gives_the_same_bytes_and_another_take_others(
    narrator, spoken, made, content_of
):
    again, other = (
        made(lambda folder, take=take: narrator.speak(replace(REQUEST, take_number=take), folder))
        for take in (1, 2)
    )
    assert again[2] == content_of(spoken[1]) != other[2]


def test_an_unknown_voice_is_refused_by_its_field(narrator, tmp_path):
    with pytest.raises(BadInputError) as caught:
        narrator.speak(replace(REQUEST, voice="nobody"), tmp_path)
    assert caught.value.field == "voice"
    assert list(tmp_path.iterdir()) == []
