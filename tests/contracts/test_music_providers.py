"""What every music provider promises, run over all of them."""

from dataclasses import replace

import numpy as np
import pytest

from manike.embedded.composer.provider import EmbeddedComposer
from manike.media.sound import read_wav
from manike.ports import MusicRequest
from manike.quality.loudness import integrated_lufs
from manike.script.vocabulary import Mood
from manike.testing.fakes import FakeComposer

PROVIDERS = {"embedded": EmbeddedComposer, "fake": lambda cache: FakeComposer()}
REQUEST = MusicRequest(Mood.CALM, 84, "G major", 4.5, 7, 1)


@pytest.fixture(params=PROVIDERS)
def composer(request, cache):
    return PROVIDERS[request.param](cache)


@pytest.fixture
def composed(composer, made):
    """The record, the folder and the content of a cue of some take."""
    return lambda take=1: made(
        lambda folder: composer.compose(replace(REQUEST, take_number=take), folder)
    )


def test_the_file_is_48_khz_stereo_of_the_exact_length(composed):
    music, folder, _ = composed()
    samples, rate_hz = read_wav(folder / music.file)
    assert [each.name for each in folder.iterdir()] == ["music.wav"]
    assert (samples.shape, rate_hz) == ((216_000, 2), 48_000)
    assert music.duration_s == 4.5


def test_level_and_peak_leave_room_for_the_voice(composed):
    music, folder, _ = composed()
    samples, rate_hz = read_wav(folder / music.file)
    assert integrated_lufs(samples, rate_hz) == pytest.approx(-18, abs=1)
    assert np.abs(samples).max() <= 10 ** (-3 / 20)


def test_bars_and_ending_lie_within_the_cue(composed):
    music, _, _ = composed()
    assert 0 <= music.bar_s <= music.duration_s
    assert 0 < music.ending_s <= music.duration_s


def test_the_same_request_gives_the_same_bytes_and_another_take_others(composed):
    first, again, other = composed(), composed(), composed(2)
    assert first[2] == again[2] != other[2]
