"""What librosa and ffmpeg hear in sounds whose tempo, key, loudness and density are known."""

import numpy as np
import pytest

from manike.errors import MediaError
from manike.media.programs import run_ffmpeg
from manike.songs import listening
from manike.songs.keys import PITCHES
from manike.songs.listening import listen
from tests.song_sounds import RATE_HZ, chords, clicks, save, scale

KEYS = [(tonic, mode) for mode in ("major", "minor") for tonic in (0, 3, 6, 10)]
"""All 24 are heard by ``make bench-songs``; each costs a third of a second of CPU."""


@pytest.mark.parametrize("bpm", [60, 97, 133, 180])
def test_the_tempo_of_a_metronome_is_heard_to_some_hundredths(bpm, tmp_path):
    heard = listen(save(tmp_path / "clicks.wav", clicks(bpm)))
    assert heard.tempo_bpm == pytest.approx(bpm, abs=0.03)
    assert heard.onsets_per_s == pytest.approx(bpm / 60, abs=0.15)
    assert heard.key == ""


@pytest.mark.parametrize(("tonic", "mode"), KEYS)
def test_the_key_of_a_scale_and_of_a_cadence_is_heard(tonic, mode, tmp_path):
    both = np.concatenate([scale(tonic, mode), chords(tonic, mode)])
    heard = listen(save(tmp_path / "key.wav", both))
    assert heard.key == f"{PITCHES[tonic]} {mode}"


def test_loudness_is_that_of_the_standard(tmp_path):
    """EBU Tech 3341, case 1: a stereo sine of 1000 Hz at -23 dBFS has -23 LUFS."""
    t = np.arange(20 * 48_000) / 48_000
    sine = 10 ** (-23 / 20) * np.sin(2 * np.pi * 1000 * t)
    heard = listen(save(tmp_path / "sine.wav", np.stack([sine, sine], 1), 48_000))
    assert heard.loudness_lufs == pytest.approx(-23, abs=0.1)
    assert heard.brightness_hz == pytest.approx(1000, rel=0.02)
    assert heard.tempo_bpm is None


def test_noise_has_no_key_and_no_tempo_and_is_bright(tmp_path):
    noise = np.random.default_rng(3).uniform(-0.3, 0.3, 12 * RATE_HZ)
    heard = listen(save(tmp_path / "noise.wav", noise))
    assert (heard.key, heard.tempo_bpm) == ("", None)
    assert heard.brightness_hz > 5000


def test_a_held_chord_has_a_key_and_no_tempo(tmp_path):
    t = np.arange(12 * RATE_HZ) / RATE_HZ
    held = sum(np.sin(2 * np.pi * hertz * t) for hertz in (220.0, 261.63, 329.63)) * 0.2
    heard = listen(save(tmp_path / "held.wav", held))
    assert (heard.key, heard.tempo_bpm) == ("A minor", None)


def test_silence_and_what_is_too_short_have_a_length_and_a_loudness(tmp_path):
    silent = listen(save(tmp_path / "silent.wav", np.zeros(5 * RATE_HZ)))
    assert (silent.duration_s, silent.loudness_lufs, silent.tempo_bpm) == (5.0, -70.0, None)
    short = listen(save(tmp_path / "short.wav", clicks(120, 1.0)))
    assert (short.duration_s, short.key, short.onsets_per_s) == (1.0, "", None)


def test_only_a_stretch_from_the_middle_is_held_in_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(listening, "EXCERPT_S", 10.0)
    asked = []
    whole = listening.sound_excerpt

    def spied(path, **given):
        asked.append(given | {"samples": whole(path, **given).size})
        return whole(path, **given)

    monkeypatch.setattr(listening, "sound_excerpt", spied)
    heard = listen(save(tmp_path / "long.wav", np.concatenate([clicks(90, 40), clicks(120, 10)])))
    assert heard.tempo_bpm == pytest.approx(90, abs=0.1)
    assert (asked[0]["start_s"], asked[0]["samples"]) == (20.0, 10 * RATE_HZ)


@pytest.mark.parametrize("name", ["empty.mp3", "text.mp3", "list.m4a", "cut.wav", "picture.mp3"])
def test_what_is_no_sound_says_so(name, tmp_path):
    save(tmp_path / "good.wav", clicks(90, 5))
    run_ffmpeg(["-f", "lavfi", "-i", "testsrc2=s=64x48:d=1"], tmp_path / "film.mp4")
    contents = {
        "empty.mp3": b"",
        "text.mp3": b"not a sound at all",
        "list.m4a": b"#EXTM3U\n/etc/passwd\n",
        "cut.wav": (tmp_path / "good.wav").read_bytes()[:40],
        "picture.mp3": (tmp_path / "film.mp4").read_bytes(),
    }
    (tmp_path / name).write_bytes(contents[name])
    with pytest.raises(MediaError):
        listen(tmp_path / name)
