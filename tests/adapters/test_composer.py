"""The embedded composer: what its cues measure."""

import hashlib
import itertools
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from manike.embedded.composer.arrange import arrange
from manike.embedded.composer.harmony import parse_key
from manike.embedded.composer.provider import EmbeddedComposer
from manike.errors import BadInputError, MachineError
from manike.media.sound import read_wav
from manike.ports import Music, MusicRequest, SceneStart
from manike.quality.loudness import integrated_lufs
from manike.script.vocabulary import Mood

RATE_HZ = 48_000
CALM = MusicRequest(Mood.CALM, 84, "G major", 12.0, 7, 1)
KEYS = {
    Mood.CALM: "G major",
    Mood.JOYFUL: "Bb major",
    Mood.EPIC: "D minor",
    Mood.MYSTERIOUS: "C# minor",
    Mood.MELANCHOLIC: "A minor",
    Mood.HOPEFUL: "E major",
    Mood.TENSE: "F minor",
    Mood.PLAYFUL: "F major",
    Mood.ROMANTIC: "Eb major",
    Mood.TRIUMPHANT: "Bb major",
    Mood.NOSTALGIC: "G minor",
    Mood.EERIE: "B minor",
    Mood.ENERGETIC: "A major",
    Mood.DREAMY: "Db major",
}


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def cues(cache: Path, tmp_path_factory: pytest.TempPathFactory):
    """One cue of 20 s of each mood: request, record, samples."""
    composer = EmbeddedComposer(cache)
    made = {}
    for mood in Mood:
        request = MusicRequest(mood, 100, KEYS[mood], 20.0, 11, 1)
        folder = tmp_path_factory.mktemp(mood.value)
        record = composer.compose(request, folder)
        made[mood] = (request, record, read_wav(folder / record.file)[0])
    return made


def sha256_of(composer: EmbeddedComposer, request: MusicRequest, folder: Path) -> str:
    folder.mkdir(exist_ok=True)
    composer.compose(request, folder)
    return hashlib.sha256((folder / "music.wav").read_bytes()).hexdigest()


def chroma(samples: np.ndarray) -> np.ndarray:
    """Share of power of each pitch class, C first, between 50 Hz and 2 kHz."""
    mono = samples.mean(axis=1)
    power = np.abs(np.fft.rfft(mono * np.hanning(len(mono)), 1 << 18)) ** 2
    hz = np.fft.rfftfreq(1 << 18, 1 / RATE_HZ)
    heard = (hz > 50) & (hz < 2000)
    classes = np.round(69 + 12 * np.log2(hz[heard] / 440)).astype(int) % 12
    out = np.bincount(classes, power[heard], 12)
    return out / out.sum()


def pitch_class_of_bass(samples: np.ndarray) -> int:
    """Pitch class of the lowest partial within 18 dB of the strongest one, above 50 Hz."""
    mono = samples.mean(axis=1)
    magnitude = np.abs(np.fft.rfft(mono * np.hanning(len(mono)), 1 << 18))
    hz = np.fft.rfftfreq(1 << 18, 1 / RATE_HZ)
    magnitude[hz < 50] = 0
    low = int(np.argmax(magnitude > magnitude.max() / 8))
    peak = low + int(np.argmax(magnitude[low : low + 60]))
    return round(69 + 12 * np.log2(hz[peak] / 440)) % 12


@pytest.mark.parametrize("mood", Mood)
def test_a_cue_has_level_and_peak_as_promised(cues, mood):
    _, record, samples = cues[mood]

    assert samples.shape == (20 * RATE_HZ, 2)
    assert record.duration_s == 20.0
    assert integrated_lufs(samples, RATE_HZ) == pytest.approx(-18.0, abs=0.5)
    assert np.abs(samples).max() <= 10 ** (-3 / 20)
    assert abs(samples.mean()) < 1e-4


@pytest.mark.parametrize("mood", Mood)
def test_a_cue_grows_from_the_intro_to_the_climax(cues, mood):
    _, record, samples = cues[mood]
    bars = samples[: round(record.ending_s * RATE_HZ)]
    power = [float(np.mean(part**2)) for part in np.array_split(bars, 5)]

    assert 10 * np.log10(max(power[3:]) / power[0]) > 2.5
    assert max(power) == max(power[2:])


@pytest.mark.parametrize("mood", Mood)
def test_a_cue_ends_in_silence_after_its_last_chord(cues, mood):
    _, record, samples = cues[mood]
    ringing = samples[-round(0.8 * record.bar_s * RATE_HZ) : -round(0.5 * record.bar_s * RATE_HZ)]

    assert np.abs(samples[-960:]).max() == 0.0
    assert np.abs(samples[-4800:]).max() < 0.01
    assert np.abs(ringing).max() > 0.01


@pytest.mark.parametrize("mood", Mood)
def test_the_tonic_rules_the_last_chord(cues, mood):
    request, record, samples = cues[mood]
    tonic = parse_key(request.key).tonic
    start_s = 20.0 - arrange(request).form.final_bars * record.bar_s
    chord = samples[round((start_s + 0.1) * RATE_HZ) :][: round(1.2 * RATE_HZ)]
    shares = chroma(chord)

    # Low horns are strong in their third harmonic, the fifth of the chord.
    assert shares[tonic] > 0.35
    assert set(np.argsort(shares)[-1:]) <= {tonic, (tonic + 7) % 12}
    assert pitch_class_of_bass(chord) == tonic


@pytest.mark.parametrize("mood", Mood)
def test_a_cue_leaves_the_highs_to_the_voice(cues, mood):
    _, _, samples = cues[mood]
    power = np.abs(np.fft.rfft(samples.mean(axis=1))) ** 2
    hz = np.fft.rfftfreq(len(samples), 1 / RATE_HZ)

    assert power[(hz > 1000) & (hz < 4000)].sum() < 0.25 * power.sum()
    assert power[hz > 6000].sum() < 0.02 * power.sum()
    assert power[hz < 30].sum() < 0.01 * power.sum()


@pytest.mark.parametrize("mood", Mood)
def test_a_cue_starts_without_a_click(cues, mood):
    _, _, samples = cues[mood]

    assert np.abs(samples[0]).max() == 0.0
    assert np.abs(np.diff(samples[:48], axis=0)).max() < 0.02


@pytest.mark.parametrize("mood", Mood)
def test_both_ears_hear_something_of_their_own(cues, mood):
    _, _, samples = cues[mood]
    middle, sides = samples.sum(axis=1), samples[:, 0] - samples[:, 1]

    assert 0.08 < sides.std() / middle.std() < 1.0
    assert abs(samples[:, 0].std() / samples[:, 1].std() - 1) < 0.2


def onsets(samples):
    """By how much each 20 ms is louder than those before, over all frequencies: shape (frames,)."""
    mono = samples.mean(axis=1)
    frames = np.lib.stride_tricks.sliding_window_view(mono, 2048)[::960] * np.hanning(2048)
    levels = np.log1p(100 * np.abs(np.fft.rfft(frames)))
    return np.maximum(np.diff(levels, axis=0), 0).sum(axis=1)


@pytest.mark.parametrize("mood", [Mood.CALM, Mood.TRIUMPHANT, Mood.DREAMY])
def test_scene_changes_are_heard_and_the_level_stays(cache, tmp_path, mood):
    cuts_s = (5.3, 11.9)
    scenes = (SceneStart(0.0, 0.3), *(SceneStart(at_s, 0.6) for at_s in cuts_s))
    request = MusicRequest(mood, 92, KEYS[mood], 20.0, 4, 1, scenes)
    record = EmbeddedComposer(cache).compose(request, tmp_path)
    samples, _ = read_wav(tmp_path / record.file)
    gained = onsets(samples)

    assert integrated_lufs(samples, RATE_HZ) == pytest.approx(-18.0, abs=0.5)
    assert np.abs(samples).max() <= 10 ** (-3 / 20)
    for at_s in cuts_s:
        near = gained[round((at_s - 0.15) * 50) : round((at_s + 0.15) * 50)]
        assert near.max() > 2 * np.median(gained)


def test_the_same_request_gives_the_same_bytes(cache, tmp_path):
    first = sha256_of(EmbeddedComposer(cache), CALM, tmp_path / "a")
    second = sha256_of(EmbeddedComposer(tmp_path / "other"), CALM, tmp_path / "b")

    assert first == second


def test_seed_take_mood_and_key_each_change_the_music(cache, tmp_path):
    others = (
        replace(CALM, seed=8),
        replace(CALM, take_number=2),
        replace(CALM, mood=Mood.HOPEFUL),
        replace(CALM, key="A major"),
    )
    composer = EmbeddedComposer(cache)
    short = [replace(request, duration_s=3.0) for request in (CALM, *others)]
    hashes = {sha256_of(composer, each, tmp_path / str(n)) for n, each in enumerate(short)}

    assert len(hashes) == 5


@pytest.mark.parametrize(("duration_s", "tempo_bpm"), [(1.0, 40), (3.0, 200), (4.017, 66)])
def test_a_short_cue_has_the_exact_length(cache, tmp_path, duration_s, tempo_bpm):
    request = replace(CALM, duration_s=duration_s, tempo_bpm=tempo_bpm)
    record = EmbeddedComposer(cache).compose(request, tmp_path)
    samples, rate_hz = read_wav(tmp_path / "music.wav")

    assert rate_hz == RATE_HZ
    assert len(samples) == round(duration_s * RATE_HZ)
    assert np.abs(samples).max() > 0.05
    assert record == Music(
        file="music.wav",
        duration_s=len(samples) / RATE_HZ,
        bar_s=record.bar_s,
        ending_s=record.ending_s,
    )


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"duration_s": 0.4}, "duration_s"),
        ({"duration_s": float("nan")}, "duration_s"),
        ({"duration_s": 3600.0}, "duration_s"),
        ({"tempo_bpm": 20}, "tempo_bpm"),
        ({"key": "H major"}, "key"),
    ],
)
def test_an_impossible_cue_is_refused_by_its_field(cache, tmp_path, change, field):
    with pytest.raises(BadInputError) as caught:
        EmbeddedComposer(cache).compose(replace(CALM, **change), tmp_path)

    assert caught.value.field == field
    assert list(tmp_path.iterdir()) == []


def test_a_cache_that_is_a_file_is_a_machine_error(tmp_path):
    blocked = tmp_path / "cache"
    blocked.write_text("not a folder")
    destination = tmp_path / "out"
    destination.mkdir()

    with pytest.raises(MachineError):
        EmbeddedComposer(blocked / "inner").compose(CALM, destination)


def test_no_two_projects_share_a_piece():
    pieces = {
        tuple(
            (line.instrument, *((note.start_beat, note.key) for note in line.notes))
            for line in arrange(replace(CALM, seed=seed, duration_s=45.0)).score.lines
        )
        for seed in range(40)
    }

    assert len(pieces) == 40


def test_a_longer_cue_keeps_its_players_and_first_bars():
    short = arrange(replace(CALM, duration_s=30.0)).score
    longer = arrange(replace(CALM, duration_s=31.0)).score

    assert [line.instrument for line in short.lines] == [line.instrument for line in longer.lines]
    assert short.lines[0].notes[:3] == longer.lines[0].notes[:3]


@pytest.mark.parametrize("mood", Mood)
def test_every_key_tempo_and_length_can_be_arranged(mood):
    names = [f"{letter}{sign} " for letter in "ABCDEFG" for sign in ("", "#", "b")]
    keys = itertools.cycle(name + mode for name in names for mode in ("major", "minor"))
    for seed, duration_s in enumerate((1.0, 3.0, 4.2, 6.0, 9.37, 20.0, 60.0, 300.0)):
        for tempo_bpm in (40, 97, 200):
            request = MusicRequest(mood, tempo_bpm, next(keys), duration_s, seed, 1)
            score = arrange(request).score
            notes = [note for line in score.lines for note in line.notes]
            assert len(notes) >= 3
            assert all(0 <= note.key <= 127 and 1 <= note.velocity <= 127 for note in notes)
            last = max(note.start_beat for note in notes)
            assert min(note.start_beat for note in notes) >= 0
            assert last * score.beat_s < duration_s
