"""Writer of SoundFont 2.01 files: samples and presets in, bytes out."""

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

_GUARD_FRAMES = 46
"""Zeros that the format wants behind each sample, so that a reader may interpolate past its end."""

_MONO_SAMPLE = 1


class Generator(IntEnum):
    """The SoundFont generators in use, by their number in the specification."""

    FILTER_CUTOFF = 8
    FILTER_RESONANCE = 9
    MOD_ENVELOPE_TO_CUTOFF = 11
    TREMOLO_DEPTH = 13
    PAN = 17
    TREMOLO_DELAY = 21
    TREMOLO_RATE = 22
    VIBRATO_DEPTH = 6
    VIBRATO_DELAY = 23
    VIBRATO_RATE = 24
    MOD_ATTACK = 26
    MOD_DECAY = 28
    MOD_SUSTAIN = 29
    MOD_RELEASE = 30
    ATTACK = 34
    HOLD = 35
    DECAY = 36
    SUSTAIN = 37
    RELEASE = 38
    INSTRUMENT = 41
    KEY_RANGE = 43
    VELOCITY_RANGE = 44
    ATTENUATION = 48
    SAMPLE = 53
    SAMPLE_MODES = 54
    EXCLUSIVE_CLASS = 57
    ROOT_KEY = 58


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """One channel of recorded sound."""

    name: str
    frames: NDArray[np.int16]
    """Shape (n,)."""
    rate_hz: int
    root_key: int
    """The MIDI key that sounds when the sample is played at its own rate."""
    loop: tuple[int, int] | None = None
    """First frame and one past the last frame of the loop."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A sample and where on the keyboard it plays."""

    sample: Sample
    keys: tuple[int, int] = (0, 127)
    velocities: tuple[int, int] = (0, 127)
    generators: Mapping[Generator, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Preset:
    """An instrument that a MIDI program change selects."""

    name: str
    bank: int
    program: int
    zones: tuple[Zone, ...]


def soundfont_bytes(name: str, presets: Sequence[Preset]) -> bytes:
    """A whole SoundFont 2.01 file.

    Args:
        name: shown by soundfont tools.
        presets: their zones share a sample where they name the same object.
    """
    samples = list(dict.fromkeys(zone.sample for preset in presets for zone in preset.zones))
    info = _chunk(b"ifil", struct.pack("<HH", 2, 1))
    info += _chunk(b"isng", _text("EMU8000")) + _chunk(b"INAM", _text(name))
    body = b"sfbk" + _list(b"INFO", info)
    body += _list(b"sdta", _chunk(b"smpl", _sample_data(samples)))
    body += _list(b"pdta", _preset_data(presets, samples))
    return _chunk(b"RIFF", body)


def _sample_data(samples: Iterable[Sample]) -> bytes:
    guard = bytes(2 * _GUARD_FRAMES)
    return b"".join(sample.frames.astype("<i2").tobytes() + guard for sample in samples)


def _preset_data(presets: Sequence[Preset], samples: Sequence[Sample]) -> bytes:
    """The nine tables of ``pdta``: one instrument for each preset, one bag for each zone."""
    index_of = {sample: index for index, sample in enumerate(samples)}
    preset_headers, instruments = b"", b""
    bags, generators = b"", b""
    bag_count = generator_count = 0
    for number, preset in enumerate(presets):
        preset_headers += _preset_header(preset.name, preset.program, preset.bank, number)
        instruments += struct.pack("<20sH", _name(preset.name), bag_count)
        for zone in preset.zones:
            rows = _zone_rows(zone, index_of[zone.sample])
            bags += struct.pack("<HH", generator_count, 0)
            generators += b"".join(rows)
            bag_count, generator_count = bag_count + 1, generator_count + len(rows)
    preset_bags = b"".join(struct.pack("<HH", i, 0) for i in range(len(presets) + 1))
    preset_rows = b"".join(_row(Generator.INSTRUMENT, i) for i in range(len(presets)))
    return b"".join(
        (
            _chunk(b"phdr", preset_headers + _preset_header("EOP", 0, 0, len(presets))),
            _chunk(b"pbag", preset_bags),
            _chunk(b"pmod", bytes(10)),
            _chunk(b"pgen", preset_rows + bytes(4)),
            _chunk(b"inst", instruments + struct.pack("<20sH", _name("EOI"), bag_count)),
            _chunk(b"ibag", bags + struct.pack("<HH", generator_count, 0)),
            _chunk(b"imod", bytes(10)),
            _chunk(b"igen", generators + bytes(4)),
            _chunk(b"shdr", _sample_headers(samples)),
        )
    )


def _zone_rows(zone: Zone, sample_index: int) -> list[bytes]:
    """Generators of a zone; the format wants the ranges first and the sample last."""
    rows = [
        struct.pack("<HBB", Generator.KEY_RANGE, *zone.keys),
        struct.pack("<HBB", Generator.VELOCITY_RANGE, *zone.velocities),
    ]
    rows += [_row(generator, zone.generators[generator]) for generator in sorted(zone.generators)]
    rows.append(_row(Generator.SAMPLE_MODES, 0 if zone.sample.loop is None else 1))
    rows.append(_row(Generator.SAMPLE, sample_index))
    return rows


def _sample_headers(samples: Iterable[Sample]) -> bytes:
    headers, start = b"", 0
    for sample in samples:
        end = start + len(sample.frames)
        first, past = sample.loop or (0, len(sample.frames))
        headers += struct.pack(
            "<20sIIIIIBbHH",
            _name(sample.name),
            start,
            end,
            start + first,
            start + past,
            sample.rate_hz,
            sample.root_key,
            0,
            0,
            _MONO_SAMPLE,
        )
        start = end + _GUARD_FRAMES
    return headers + struct.pack("<20sIIIIIBbHH", _name("EOS"), *[0] * 9)


def _preset_header(name: str, program: int, bank: int, bag: int) -> bytes:
    return struct.pack("<20sHHHIII", _name(name), program, bank, bag, 0, 0, 0)


def _row(generator: Generator, amount: int) -> bytes:
    return struct.pack("<Hh", generator, amount)


def _name(name: str) -> bytes:
    return name.encode("ascii")[:19]


def _text(text: str) -> bytes:
    encoded = text.encode("ascii") + b"\0"
    return encoded + b"\0" * (len(encoded) % 2)


def _list(kind: bytes, body: bytes) -> bytes:
    return _chunk(b"LIST", kind + body)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
