"""Voices and music of providers become voice-overs with word times and cues of exact length."""

from dataclasses import replace

import numpy as np
import pytest

from manike.arrivals.music import finish_music
from manike.arrivals.voices import finish_voice
from manike.arrivals.word_times import placed
from manike.embedded.narrator.narrator import EmbeddedNarrator
from manike.errors import MediaError
from manike.media.programs import run_ffmpeg
from manike.media.sound import read_wav, write_wav
from manike.ports import MusicRequest, SpeechRequest
from manike.quality.loudness import integrated_lufs
from manike.quality.parts import check_voice
from manike.script.vocabulary import Mood

TEXT = "She opened the door slowly.  Nobody was there."
ASKED = SpeechRequest(TEXT, None, (), "af_bella", "", Mood.CALM, "en", 0, 1, 60.0)


@pytest.fixture(scope="module")
def spoken(tmp_path_factory):
    """The narrator's own record with true times, and its sound as an MP3 amid silence."""
    folder = tmp_path_factory.mktemp("spoken")
    voice_over = EmbeddedNarrator().speak(ASKED, folder)
    padded = ["-af", "adelay=700,apad=pad_dur=0.9,volume=0.3", "-ar", "24000", "-b:a", "96k"]
    run_ffmpeg(["-i", str(folder / "voice.wav"), *padded], folder / "voice.mp3")
    return voice_over, folder / "voice.mp3"


def test_a_voice_is_trimmed_levelled_and_passes_the_studio_s_check(spoken, tmp_path):
    true, source = spoken
    voice_over = finish_voice(source, ASKED, tmp_path, voice="nova")
    samples, rate_hz = read_wav(tmp_path / "voice.wav")
    assert [file.name for file in tmp_path.iterdir()] == ["voice.wav"]
    assert (samples.shape, rate_hz) == ((voice_over.sample_count, 1), 48_000)
    assert voice_over.voice == "nova"
    assert voice_over.duration_s == pytest.approx(true.duration_s, abs=0.05)
    checks = check_voice(tmp_path / "voice.wav", voice_over, TEXT)
    assert [check.message for check in checks if not check.passed] == []


def test_words_are_found_where_they_are_spoken(spoken, tmp_path):
    true, source = spoken
    voice_over = finish_voice(source, ASKED, tmp_path, voice="nova")
    assert " ".join(word.text for word in voice_over.words) == " ".join(TEXT.split())
    apart = [
        abs(one.start_s - other.start_s)
        for one, other in zip(voice_over.words, true.words, strict=True)
    ]
    assert np.mean(apart) < 0.09
    assert max(apart) < 0.3


@pytest.mark.parametrize(("share", "haste"), [(0.95, 1 / 0.95), (0.5, 1.12)])
def test_a_voice_that_does_not_fit_hurries_by_an_eighth_at_most(spoken, tmp_path, share, haste):
    true, source = spoken
    asked = replace(ASKED, available_s=true.duration_s * share)
    voice_over = finish_voice(source, asked, tmp_path, voice="nova")
    assert voice_over.duration_s == pytest.approx(true.duration_s / haste, rel=0.02)


def test_a_long_pause_inside_is_cut(spoken, tmp_path):
    true, source = spoken
    run_ffmpeg(["-i", str(source), "-ac", "1", "-ar", "48000"], tmp_path / "a.wav")
    samples = read_wav(tmp_path / "a.wav")[0][:, 0]
    write_wav(tmp_path / "b.wav", np.concatenate([samples, np.zeros(96_000, np.float32), samples]))
    (tmp_path / "out").mkdir()
    asked = replace(ASKED, text=f"{TEXT} {TEXT}")
    voice_over = finish_voice(tmp_path / "b.wav", asked, tmp_path / "out", voice="nova")
    checks = {
        each.name: each for each in check_voice(tmp_path / "out/voice.wav", voice_over, asked.text)
    }
    assert checks["pauses"].passed, checks["pauses"].message
    assert voice_over.duration_s == pytest.approx(2 * true.duration_s + 0.8, abs=0.25)


def test_silence_is_no_voice(tmp_path):
    write_wav(tmp_path / "still.wav", np.zeros(48_000, np.float32))
    with pytest.raises(MediaError, match="silent"):
        finish_voice(tmp_path / "still.wav", ASKED, tmp_path, voice="nova")


def test_words_are_placed_by_length_over_what_is_heard():
    spans = placed(["abcd", "ab", "abcdefgh"], [(0.0, 1.0), (2.0, 3.0)])
    assert spans == [(0.0, 0.6), (0.6, 1.0), (2.0, 3.0)]


def beats(duration_s, tempo_bpm=100, *, channels=2):
    """A tone and a click on each beat."""
    rng = np.random.default_rng(3)
    at = np.arange(round(duration_s * 48_000)) / 48_000
    since = at % (60 / tempo_bpm)
    click = rng.standard_normal(at.size) * np.exp(-since * 60) * 0.5
    tone = 0.1 * np.sin(2 * np.pi * 220 * (1 + (at * tempo_bpm / 240).astype(int) % 2 / 4) * at)
    return np.repeat((click + tone)[:, None] * 0.5, channels, axis=1).astype(np.float32)


@pytest.mark.parametrize("wanted_s", [4.5, 12.0, 31.25], ids=["cut", "as long", "repeated"])
def test_music_is_exactly_as_long_as_asked_for_and_levelled(tmp_path, wanted_s):
    write_wav(tmp_path / "a.wav", beats(12.0))
    (tmp_path / "out").mkdir()
    asked = MusicRequest(Mood.CALM, 100, "G major", wanted_s, 7, 1)
    music = finish_music(tmp_path / "a.wav", asked, tmp_path / "out")
    samples, rate_hz = read_wav(tmp_path / "out" / music.file)
    assert (samples.shape, rate_hz) == ((wanted_s * 48_000, 2), 48_000)
    assert integrated_lufs(samples, rate_hz) == pytest.approx(-18, abs=0.5)
    assert np.abs(samples).max() <= 10 ** (-3 / 20)
    assert music.duration_s == wanted_s
    assert music.ending_s == (wanted_s if wanted_s == 12 else wanted_s - 2)


def test_music_goes_on_in_its_beat_when_it_is_repeated(tmp_path):
    write_wav(tmp_path / "a.wav", beats(11.3))
    (tmp_path / "out").mkdir()
    asked = MusicRequest(Mood.CALM, 96, "G major", 40.0, 7, 1)
    music = finish_music(tmp_path / "a.wav", asked, tmp_path / "out")
    samples, _ = read_wav(tmp_path / "out" / music.file)
    assert music.bar_s == pytest.approx(2.4, abs=0.02)
    loud = np.abs(samples[: 38 * 48_000]).max(axis=1).reshape(-1, 480).max(axis=1)
    onsets = np.flatnonzero((loud[1:] > 0.25) & (loud[:-1] < 0.18)) + 1
    gaps = np.diff(onsets) * 0.01
    gaps = gaps[gaps > 0.2]
    assert np.abs(gaps / 0.6 - np.round(gaps / 0.6)).max() < 0.06


def test_mono_music_without_a_beat_becomes_stereo_with_unknown_bars(tmp_path):
    at = np.arange(48_000 * 6) / 48_000
    write_wav(tmp_path / "a.wav", (0.2 * np.sin(2 * np.pi * 220 * at)).astype(np.float32))
    (tmp_path / "out").mkdir()
    asked = MusicRequest(Mood.CALM, 100, "G major", 15.0, 7, 1)
    music = finish_music(tmp_path / "a.wav", asked, tmp_path / "out")
    assert music.bar_s == 0
    assert read_wav(tmp_path / "out" / music.file)[0].shape == (15 * 48_000, 2)


def test_a_jingle_too_short_to_repeat_is_refused(tmp_path):
    write_wav(tmp_path / "a.wav", beats(0.4))
    (tmp_path / "out").mkdir()
    asked = MusicRequest(Mood.CALM, 100, "G major", 15.0, 7, 1)
    with pytest.raises(MediaError, match="too short"):
        finish_music(tmp_path / "a.wav", asked, tmp_path / "out")
