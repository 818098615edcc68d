from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from manike.errors import MediaError
from manike.film.arrangement import CueShape, arrange, arranged_length, heard
from manike.film.cache import FilmCache
from manike.film.ducking import Spoken, ducked
from manike.film.job import FilmJob, SourceFile
from manike.film.limiter import CONTEXT_SAMPLES, block_peaks, limiter_curve
from manike.film.mix import plan_mix
from manike.film.sound import master_sound
from manike.film.timeline import Narration, Timeline, TimelineCue, TimelineScene
from manike.media.files import sha256_of
from manike.media.probe import probe
from manike.media.sound import WavReader, write_wav
from manike.quality.loudness import integrated_lufs

RATE = 48_000
BAR = 2 * RATE
SHAPE = CueShape(length=18 * RATE, bar=BAR, ending=16 * RATE)


def played(pieces):
    """(heard at, start, end) without the blends."""
    return [(p.heard_at + p.fade_in, p.start + p.fade_in, p.start + p.length) for p in pieces]


@pytest.mark.parametrize("wanted_s", [5, 8, 11.3, 17, 19, 26, 40, 95])
def test_cue_is_fitted_by_whole_bars(wanted_s):
    pieces = arrange(SHAPE, round(wanted_s * RATE))
    assert abs(arranged_length(pieces) - wanted_s * RATE) <= BAR / 2
    assert played(pieces)[-1][2] == SHAPE.length
    for (_, _, end), (_, start, _) in pairwise(played(pieces)):
        assert (start - end) % BAR == 0
        assert (SHAPE.ending - start) % BAR == 0


def test_cue_of_right_length_is_played_whole():
    assert played(arrange(SHAPE, 18 * RATE + 1000)) == [(0, 0, 18 * RATE)]


def test_cue_without_bars_is_looped():
    pieces = arrange(CueShape(10 * RATE, 0, 10 * RATE), 30 * RATE)
    assert arranged_length(pieces) >= 30 * RATE
    assert all(p.heard_at % (8 * RATE) == 0 for p in pieces)


def test_cue_shorter_than_its_ending_is_cut():
    assert played(arrange(SHAPE, 2 * RATE)) == [(0, 0, 2 * RATE)]


def test_joins_of_a_steady_sound_are_even(tmp_path):
    write_wav(tmp_path / "m.wav", np.full((18 * RATE, 2), 0.5, np.float32))
    reader = WavReader.open(tmp_path / "m.wav")
    for shape in (SHAPE, CueShape(18 * RATE, 0, 18 * RATE)):
        pieces = arrange(shape, 26 * RATE)
        samples = heard(pieces, reader, 0, 26 * RATE)
        assert np.allclose(samples, 0.5, atol=1e-3)
        part = heard(pieces, reader, 15 * RATE, RATE)
        assert np.array_equal(part, samples[15 * RATE : 16 * RATE])


def test_music_is_down_before_the_first_word():
    curve = ducked([Spoken(5 * RATE, 7 * RATE, -20.0)], -4.0)
    gain_db = 20 * np.log10(curve.between(0, 12 * RATE))
    assert gain_db[4 * RATE] == pytest.approx(-4)
    assert gain_db[5 * RATE : 7 * RATE] == pytest.approx(-20)
    assert gain_db[9 * RATE] == pytest.approx(-4)


def test_music_stays_down_between_near_narrations():
    spoken = [Spoken(RATE, 3 * RATE, -20.0), Spoken(4 * RATE, 6 * RATE, -22.0)]
    gain_db = 20 * np.log10(ducked(spoken, -4.0).between(2 * RATE, 3 * RATE))
    assert gain_db.max() < -19.9


def test_limiter_keeps_every_peak_under_its_ceiling():
    rng = np.random.default_rng(7)
    sound = rng.normal(0, 0.4, (RATE, 2)).astype(np.float32)
    sound[20_000:20_010] = 3.0
    padded = np.pad(sound, ((CONTEXT_SAMPLES, CONTEXT_SAMPLES), (0, 0)))
    curve = limiter_curve(block_peaks(padded, CONTEXT_SAMPLES), 0.8)
    limited = sound * curve.between(0, RATE)[:, np.newaxis]
    assert np.abs(limited).max() <= 0.8 + 1e-6
    assert curve.between(0, RATE).min() < 0.28


def test_limiter_leaves_quiet_sound_alone():
    curve = limiter_curve(np.full(100, 0.3, np.float32), 0.8)
    assert np.all(curve.gains == 1.0)


def test_peaks_between_samples_are_found():
    at = np.arange(RATE)
    # A quarter of the rate, 45 degrees off: no sample is above 0.707 of the real peak.
    wave = np.sin(np.pi / 2 * at + np.pi / 4).astype(np.float32)[:, np.newaxis]
    peaks = block_peaks(wave, CONTEXT_SAMPLES)
    assert np.abs(wave).max() == pytest.approx(0.7071, abs=1e-3)
    assert peaks[10:-10].min() == pytest.approx(1.0, abs=0.02)


def test_wav_is_silent_outside_itself(tmp_path):
    write_wav(tmp_path / "v.wav", np.full(100, 0.5, np.float32))
    samples = WavReader.open(tmp_path / "v.wav").read(-50, 200)
    assert samples.shape == (200, 2)
    assert np.all(samples[:50] == 0)
    assert np.all(samples[50:150] == 0.5)
    assert np.all(samples[150:] == 0)


def test_wav_of_another_rate_is_refused(tmp_path):
    write_wav(tmp_path / "v.wav", np.zeros(100, np.float32), 22_050)
    with pytest.raises(MediaError, match="22050 Hz"):
        WavReader.open(tmp_path / "v.wav")


def test_wav_cut_short_is_refused(tmp_path):
    write_wav(tmp_path / "v.wav", np.zeros(100, np.float32))
    (tmp_path / "v.wav").write_bytes((tmp_path / "v.wav").read_bytes()[:-20])
    with pytest.raises(MediaError, match="cut short"):
        WavReader.open(tmp_path / "v.wav")


def tone(duration_s, level, hz=440.0):
    at = np.arange(round(duration_s * RATE)) / RATE
    return (level * np.sin(2 * np.pi * hz * at)).astype(np.float32)


def a_job(folder, *, levels=(0.3, 0.03)):
    """Two scenes of 3 s, each with 2 s of narration from 0.4 s, under one loud cue of 6 s."""
    scenes, voices = [], {}
    for index, level in enumerate(levels):
        file = folder / f"voice{index + 1}.wav"
        write_wav(file, tone(2.0, level))
        voices[index + 1] = SourceFile(file, sha256_of(file))
        narration = Narration(
            file=f"narration/scene-{index + 1:03d}.wav",
            start_s=index * 3 + 0.4,
            duration_s=2.0,
            start_sample=index * 3 * RATE + 19_200,
            sample_count=2 * RATE,
        )
        scenes.append(
            TimelineScene(
                number=index + 1,
                title="S",
                start_frame=index * 90,
                frame_count=90,
                text="x",
                narration=narration,
            )
        )
    write_wav(folder / "music.wav", np.stack([tone(6.0, 0.2, 220)] * 2, axis=1))
    cue = TimelineCue(
        number=1,
        first_scene=1,
        last_scene=2,
        file="music/cue-001.wav",
        start_frame=0,
        frame_count=180,
        duration_s=6.0,
        bar_s=2.0,
        ending_s=4.0,
    )
    timeline = Timeline(
        fps="30/1",
        width_px=160,
        height_px=90,
        frame_count=180,
        scenes=tuple(scenes),
        music=(cue,),
    )
    clip = SourceFile(folder / "clip.mp4", "0" * 64)
    music = {1: SourceFile(folder / "music.wav", sha256_of(folder / "music.wav"))}
    return FilmJob(timeline, {1: clip, 2: clip}, voices, music)


def test_speech_is_levelled_and_well_over_music(tmp_path):
    mix = plan_mix(a_job(tmp_path))
    speech = [integrated_lufs(voice.heard(voice.start, 2 * RATE), RATE) for voice in mix.voices]
    music = [
        integrated_lufs(mix.cues[0].heard(voice.start, 2 * RATE), RATE) for voice in mix.voices
    ]
    assert speech == pytest.approx([-18.0, -18.0], abs=0.1)
    assert max(music) <= -18.0 - 14.9


def test_narration_is_heard_at_its_exact_sample(tmp_path):
    job = a_job(tmp_path)
    mix = plan_mix(job)
    voice = mix.voices[1]
    assert np.all(voice.heard(voice.start - 100, 100) == 0)
    assert np.abs(voice.heard(voice.start, 100)).max() > 0
    assert voice.start == 3 * RATE + 19_200


def test_mix_is_the_same_in_any_stretches(tmp_path):
    mix = plan_mix(a_job(tmp_path))
    whole = mix.read(0, mix.sample_count)
    parts = [mix.read(start, RATE) for start in range(0, mix.sample_count, RATE)]
    assert np.array_equal(whole, np.concatenate(parts))


def test_voice_of_another_length_is_refused(tmp_path):
    job = a_job(tmp_path)
    write_wav(tmp_path / "voice2.wav", tone(1.9, 0.3))
    with pytest.raises(MediaError, match=r"scene-002.wav: 91200 samples instead of 96000"):
        plan_mix(job)


def test_master_has_its_loudness_and_length(tmp_path):
    master = master_sound(a_job(tmp_path), FilmCache(tmp_path / "cache"))
    audio = probe(master.path).audio
    assert master.levels.lufs == pytest.approx(-14.0, abs=0.3)
    assert master.levels.true_peak_dbtp <= -1.0
    assert (audio.codec, audio.rate_hz, audio.channel_count) == ("aac", 48_000, 2)
    assert abs(audio.duration_s - 6.0) <= 0.0214


def test_master_of_sharp_sounds_is_corrected(tmp_path):
    job = a_job(tmp_path)
    clicks = np.zeros(2 * RATE, np.float32)
    for start in range(0, 2 * RATE, 6000):
        clicks[start : start + 240] = tone(0.005, 0.9, 2000)
    for number in (1, 2):
        write_wav(tmp_path / f"voice{number}.wav", clicks)
    master = master_sound(job, FilmCache(tmp_path / "cache"))
    # The first encoding alone has -14.5 LUFS: the limiter takes what the gain gives.
    assert master.levels.lufs == pytest.approx(-14.0, abs=0.3)
    assert master.levels.true_peak_dbtp <= -1.0


def test_master_is_made_once_and_alike(tmp_path):
    job = a_job(tmp_path)
    first = master_sound(job, FilmCache(tmp_path / "a"))
    again = master_sound(job, FilmCache(tmp_path / "a"))
    other = master_sound(job, FilmCache(tmp_path / "b"))
    assert (first.was_kept, again.was_kept, other.was_kept) == (False, True, False)
    assert again.levels == first.levels
    assert first.path.read_bytes() == other.path.read_bytes()


def test_silent_film_is_left_silent(tmp_path):
    job = a_job(tmp_path, levels=(0.0, 0.0))
    write_wav(tmp_path / "music.wav", np.zeros((6 * RATE, 2), np.float32))
    master = master_sound(job, FilmCache(tmp_path / "cache"))
    assert master.levels.lufs == -70.0
    assert Fraction(probe(master.path).audio.duration_s).limit_denominator(1000) == 6
