"""Sounds whose tempo, key and loudness are known, for tests of what is heard in them."""

import numpy as np

from manike.media.sound import write_wav

RATE_HZ = 22_050
MAJOR, MINOR = (0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 8, 11)


def clicks(bpm, seconds=20.0):
    """A metronome."""
    samples = np.zeros(round(seconds * RATE_HZ), np.float32)
    t = np.arange(round(0.03 * RATE_HZ)) / RATE_HZ
    click = (0.5 * np.sin(2 * np.pi * 1500 * t) * np.exp(-t / 0.006)).astype(np.float32)
    for at_s in np.arange(0.1, seconds - 0.1, 60 / bpm):
        start = round(at_s * RATE_HZ)
        samples[start : start + click.size] += click
    return samples


def note(midi, seconds):
    """A plucked note with six harmonics."""
    t = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    hertz = 440 * 2 ** ((midi - 69) / 12)
    tone = sum(np.sin(2 * np.pi * hertz * k * t) / k**1.5 for k in range(1, 7))
    return (tone * np.exp(-t / 0.6) * np.minimum(t / 0.005, 1)).astype(np.float32)


def scale(tonic, mode):
    """Up and down two octaves from the tonic, 0 being C."""
    steps = MAJOR if mode == "major" else MINOR
    up = [12 * octave + step for octave in (0, 1) for step in steps]
    midis = [60 + tonic + step for step in (*up, 24, *reversed(up))]
    return _levelled(np.concatenate([note(midi, 0.3) for midi in midis]))


def chords(tonic, mode, times=3):
    """The cadence I IV V I of a key."""
    third, sixth = (4, 9) if mode == "major" else (3, 8)
    cadence = ((0, third, 7), (5, sixth, 12), (7, 11, 14), (0, third, 7))
    bars = [
        sum(note(48 + tonic + step, 0.8) for step in (chord[0] - 12, *chord)) for chord in cadence
    ]
    return _levelled(np.concatenate(bars * times))


def save(path, samples, rate_hz=RATE_HZ):
    path.parent.mkdir(parents=True, exist_ok=True)
    write_wav(path, samples.astype(np.float32), rate_hz)
    return path


def _levelled(samples):
    return 0.5 * samples / np.abs(samples).max()
