"""Seeded noise: soft fields that tile, ridged relief and one-dimensional skylines."""

import hashlib

import cv2
import numpy as np

from manike.embedded.illustrator.colour import Floats


def generator(*keys: object) -> np.random.Generator:
    """A generator that depends on nothing but the keys' text."""
    digest = hashlib.sha256("\x1f".join(str(key) for key in keys).encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:8], "big"))


def field(
    rng: np.random.Generator,
    width: int,
    height: int,
    *,
    cells: tuple[float, float] = (4.0, 4.0),
    octaves: int = 5,
    gain: float = 0.5,
) -> Floats:
    """Soft noise of shape (height, width), float32 of mean about 0.5, range 0..1.

    Args:
        rng: Source of randomness.
        width: Columns.
        height: Rows.
        cells: Blobs across and down in the lowest octave.
        octaves: Each further one is twice as fine.
        gain: Amplitude of an octave against the one before.
    """
    total = np.zeros((height, width), np.float32)
    amplitude, weight = 1.0, 0.0
    across, down = cells
    for _ in range(octaves):
        shape = (max(2, int(down)) + 3, max(2, int(across)) + 3)
        coarse = rng.random(shape).astype(np.float32)
        total += amplitude * cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
        weight += amplitude
        amplitude *= gain
        across, down = min(across * 2, width / 2), min(down * 2, height / 2)
    return np.asarray(np.clip(total / np.float32(weight), 0, 1))


def _tile(rng: np.random.Generator, size: int, cells: float, spread: float = 0.45) -> Floats:
    """Seamless isotropic noise of one scale, shape (size, size), standard deviation 1."""
    spectrum = np.fft.rfft2(rng.standard_normal((size, size), dtype=np.float32))
    down = np.fft.fftfreq(size)[:, None] * size
    across = np.fft.rfftfreq(size)[None, :] * size
    distance = np.hypot(down, across)
    band = np.exp(-(((distance - cells) / (cells * spread)) ** 2))
    noise = np.fft.irfft2(spectrum * band, s=(size, size))
    return np.asarray(noise / noise.std(), np.float32)


def ridged(rng: np.random.Generator, size: int, cells: float, octaves: int) -> Floats:
    """Seamless relief with sharp crests and smooth valleys, shape (size, size), range 0..1."""
    total = np.zeros((size, size), np.float32)
    weight = np.ones((size, size), np.float32)
    amplitude = 1.0
    for octave in range(octaves):
        scale = cells * 2.0**octave
        crest = 1.0 - np.minimum(np.abs(_tile_at(rng, size, scale)) * 0.8, 1.0)
        crest = crest * crest * weight
        total += amplitude * crest
        weight = np.clip(crest * 1.9, 0.12, 1.0)
        amplitude *= 0.5
    return _unit(total)


def billows(rng: np.random.Generator, size: int, cells: float, octaves: int = 6) -> Floats:
    """Seamless noise for clouds, shape (size, size), mean 0.5, standard deviation about 0.16."""
    total = np.zeros((size, size), np.float32)
    for octave in range(octaves):
        total += 0.55**octave * _tile_at(rng, size, cells * 2.0**octave)
    return np.asarray(np.clip(0.5 + 0.16 * total / total.std(), 0, 1))


def rolling(rng: np.random.Generator, size: int, cells: float, octaves: int = 3) -> Floats:
    """Seamless soft relief, shape (size, size), range 0..1."""
    total = np.zeros((size, size), np.float32)
    for octave in range(octaves):
        total += 0.38**octave * _tile_at(rng, size, cells * 2.0**octave)
    return _unit(total)


def sampled(tile: Floats, x: Floats, y: Floats) -> Floats:
    """A seamless tile read at columns ``x`` and rows ``y`` of any size, in their shape."""
    side = np.float32(tile.shape[0])
    across, down = (np.asarray(at % side, np.float32) for at in (x, y))
    read = cv2.remap(tile, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
    return np.asarray(read, np.float32)


def line(
    rng: np.random.Generator, count: int, *, cells: float, octaves: int = 4, gain: float = 0.5
) -> Floats:
    """A smooth one-dimensional noise of ``count`` samples, range 0..1."""
    total = np.zeros(count, np.float32)
    amplitude = 1.0
    for octave in range(octaves):
        knots = int(cells * 2**octave) + 3
        at = np.linspace(0, knots - 1.001, count)
        low = at.astype(np.int32)
        part = at - low
        part = part * part * (3 - 2 * part)
        values = rng.random(knots + 1)
        total += (amplitude * (values[low] * (1 - part) + values[low + 1] * part)).astype(
            np.float32
        )
        amplitude *= gain
    return _unit(total)


def _tile_at(rng: np.random.Generator, size: int, cells: float) -> Floats:
    """``tile``, made small and enlarged where the scale allows: a quarter of the time."""
    small = 1 << max(6, int(np.ceil(np.log2(cells * 8))))
    if small >= size:
        return _tile(rng, size, cells)
    border = 4
    padded = np.pad(_tile(rng, small, cells), border, mode="wrap")
    factor = size // small
    large = cv2.resize(padded, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    edge = border * factor
    return np.ascontiguousarray(large[edge:-edge, edge:-edge])


def _unit(values: Floats) -> Floats:
    low, high = float(values.min()), float(values.max())
    return np.asarray((values - low) / max(high - low, 1e-6), np.float32)
