"""The composer's soundfont: its file, its tuning, its loops, its cache."""

import hashlib
import struct
from pathlib import Path

import numpy as np
import pytest

from manike.embedded.composer.instruments import Drum, Instrument
from manike.embedded.composer.soundfont.bank import VERSION, build_soundfont
from manike.embedded.composer.soundfont.cache import load_soundfont
from manike.embedded.composer.soundfont.sf2 import Generator, Preset, Sample, Zone, soundfont_bytes

PITCHED = {instrument.name.lower() for instrument in Instrument}


@pytest.fixture(scope="module")
def content() -> bytes:
    return build_soundfont()


def chunk(content: bytes, kind: bytes) -> bytes:
    """The first chunk of that kind, wherever it lies."""
    start = content.index(kind) + 8
    (size,) = struct.unpack_from("<I", content, start - 4)
    return content[start : start + size]


@pytest.fixture(scope="module")
def samples(content: bytes) -> list[tuple[str, np.ndarray, int, int, tuple[int, int], bool]]:
    """Name, frames, rate, key, loop, whether it is a loop from end to end."""
    pool = np.frombuffer(chunk(content, b"smpl"), "<i2") / 32768
    table = chunk(content, b"shdr")
    out = []
    for row in struct.iter_unpack("<20sIIIIIBbHH", table[:-46]):
        name, start, end, first, past, rate, key = row[:7]
        text = name.rstrip(b"\0").decode()
        loop = (first - start, past - start)
        out.append((text, pool[start:end], rate, key, loop, past < end))
    return out


def cents_off(frames: np.ndarray, rate_hz: int, key: int) -> float:
    """Distance of the fundamental's centre of power from its key."""
    hz = 440 * 2 ** ((key - 69) / 12)
    size = max(1 << 20, len(frames))
    power = np.abs(np.fft.rfft(frames * np.hanning(len(frames)), size)) ** 2
    axis = np.fft.rfftfreq(size, 1 / rate_hz)
    near = np.abs(1200 * np.log2(np.maximum(axis, 1e-3) / hz)) < 60
    return float(1200 * np.log2((axis[near] * power[near]).sum() / power[near].sum() / hz))


def test_all_instruments_fit_in_seventeen_megabytes(content):
    assert len(content) < 17_000_000
    assert content[:4] == b"RIFF"
    assert len(content) == 8 + struct.unpack_from("<I", content, 4)[0]


def test_each_instrument_has_a_preset_of_its_own(content):
    rows = list(struct.iter_unpack("<20sHHHIII", chunk(content, b"phdr")))
    programs = {row[1] for row in rows[:-1] if row[2] == 0}

    assert programs == {int(instrument) for instrument in Instrument}
    assert [row[2] for row in rows[:-1]].count(128) == 1


def test_each_drum_has_a_sample_of_its_own(samples):
    names = {name[:-1] for name, *_ in samples}

    assert {drum.name.lower()[:17] for drum in Drum} <= names


def test_every_pitched_sample_is_in_tune(samples):
    off = {}
    for name, frames, rate_hz, key, loop, looped in samples:
        if name.rstrip("LR0123456789") not in PITCHED:
            continue
        part = np.tile(frames[loop[0] : loop[1]], 2) if looped else frames[: rate_hz * 2]
        off[name] = cents_off(part, rate_hz, key)

    assert len(off) > 90
    assert max(off.values()) < 3.0
    assert min(off.values()) > -3.0


def test_no_sample_clips_or_carries_a_constant(samples):
    for name, frames, *_ in samples:
        assert 0.01 < np.abs(frames).max() <= 0.98, name
        assert abs(frames.mean()) < 0.01, name


def test_loops_pass_their_seam_without_a_click(samples):
    looped = [(name, frames, loop) for name, frames, _, _, loop, whole in samples if whole]
    assert len(looped) > 40
    for name, frames, (first, past) in looped:
        step = np.abs(np.diff(frames[first:past])).max()
        assert abs(frames[first] - frames[past - 1]) <= step, name
        assert np.array_equal(frames[past:], frames[first : first + len(frames) - past]), name


def test_struck_samples_start_and_end_in_silence(samples):
    for name, frames, *_, looped in samples:
        if not looped:
            assert abs(frames[0]) < 0.05, name
            assert abs(frames[-1]) < 0.001, name


def test_the_cache_keeps_one_file_that_is_always_the_same(tmp_path: Path, content: bytes):
    first = load_soundfont(tmp_path / "cache")
    files = list((tmp_path / "cache").iterdir())

    assert first == content
    assert len(files) == 1
    assert load_soundfont(tmp_path / "cache") == content


def test_a_corrupt_soundfont_is_built_again(tmp_path: Path, content: bytes):
    name = f"soundfont-v{VERSION}-{hashlib.sha256(content).hexdigest()}.sf2"
    (tmp_path / name).write_bytes(content[:-1] + b"\1")

    assert load_soundfont(tmp_path) == content
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [content]


def test_zones_share_a_sample_that_they_both_name():
    sample = Sample("tone", np.zeros(100, np.int16), 48_000, 60, (0, 100))
    zones = (Zone(sample, (0, 60), generators={Generator.PAN: 100}), Zone(sample, (61, 127)))
    content = soundfont_bytes("small", [Preset("one", 0, 5, zones)])

    assert len(chunk(content, b"smpl")) == 2 * (100 + 46)
    assert len(chunk(content, b"shdr")) == 2 * 46
    assert len(chunk(content, b"ibag")) == 3 * 4
