"""How far apart films look: by their colours, and by where in the picture something is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

Rgb = NDArray[np.uint8]
Histogram = NDArray[np.float64]

_SMALL_PX = 128
_BINS = (8, 12, 12)
_RANGES = ((0.0, 1.0), (-0.24, 0.24), (-0.24, 0.24))
"""Lightness, green to red, blue to yellow; saturated paint lies within 0.3."""
_GRID = 8
_BLUR_PX = 2.0
_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
"""From linear RGB to the cones and from their cube roots to OKLab (Ottosson 2020)."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is kept of a picture."""

    palette: Histogram
    """Shares of the colours in OKLab, shape (8, 12, 12); the sum is 1."""
    layout: NDArray[np.float64]
    """Strength of edges in an 8x8 grid, of mean 0 and length 1; shape (64,)."""


def look_of(picture: Rgb) -> Look:
    """Of a picture of shape (height, width, 3), red first."""
    small = cv2.resize(picture, (_SMALL_PX, _SMALL_PX), interpolation=cv2.INTER_AREA)
    return Look(_palette(small), _layout(small))


def read_look(path: Path) -> Look:
    """Of a file.

    Raises:
        ValueError: it is not a picture.
    """
    pixels = cv2.imread(str(path), cv2.IMREAD_COLOR)
    if pixels is None:
        raise ValueError(f"{path} is not a picture.")
    return look_of(cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB))


def palette_distance(one: Sequence[Look], other: Sequence[Look]) -> float:
    """Jensen-Shannon distance of two films' mean palettes: 0 alike, 1 with no colour shared."""
    first, second = (np.mean([look.palette for look in film], axis=0) for film in (one, other))
    middle = (first + second) / 2
    divergence = (_divergence(first, middle) + _divergence(second, middle)) / 2
    return float(np.sqrt(max(divergence, 0.0)))


def composition_distance(one: Sequence[Look], other: Sequence[Look]) -> float:
    """How far each picture of a film is from the nearest one of the other, on average.

    Of two pictures: 0 where edges lie in the same places, 0.5 unrelated, 1 opposite.
    """
    table = _apart(one, other)
    return float((table.min(axis=0).mean() + table.min(axis=1).mean()) / 2)


def nearest_scenes(film: Sequence[Look]) -> float:
    """Composition distance of the two scenes of a film that are most alike; 1 for one scene."""
    table = _apart(film, film) + np.eye(len(film))
    return float(table.min()) if len(film) > 1 else 1.0


def nearest(films: Mapping[str, Sequence[Look]], id_: str) -> dict[str, tuple[str, float]]:
    """The film nearest to one by palette and by composition, with its distance."""
    others = {other: film for other, film in films.items() if other != id_}
    found = {}
    for name, measure in (("palette", palette_distance), ("composition", composition_distance)):
        apart = {other: measure(films[id_], film) for other, film in others.items()}
        if apart:
            least = min(apart, key=lambda other: apart[other])
            found[name] = (least, apart[least])
    return found


def _apart(one: Sequence[Look], other: Sequence[Look]) -> NDArray[np.float64]:
    first, second = (np.stack([look.layout for look in film]) for film in (one, other))
    table: NDArray[np.float64] = np.clip((1 - first @ second.T) / 2, 0, 1)
    return table


def _palette(small: Rgb) -> Histogram:
    share = small.reshape(-1, 3) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    lab = np.cbrt(linear @ _LMS.T) @ _LAB.T
    inside = np.clip(lab, *np.array(_RANGES).T * (1 - 1e-9))
    counts, _ = np.histogramdd(inside, _BINS, _RANGES)
    for axis in range(3):  # a colour that lies between two bins belongs to both
        counts = counts / 2 + (_moved(counts, 1, axis) + _moved(counts, -1, axis)) / 4
    return counts / counts.sum()


def _moved(counts: Histogram, by: int, axis: int) -> Histogram:
    """Moved along an axis by one; what would fall off the edge stays in it."""
    padded = np.pad(counts, [(1, 1) if each == axis else (0, 0) for each in range(3)], mode="edge")
    return np.take(padded, np.arange(counts.shape[axis]) + 1 - by, axis)


def _layout(small: Rgb) -> NDArray[np.float64]:
    luma = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype(np.float32)
    soft = cv2.GaussianBlur(luma, (0, 0), _BLUR_PX)
    edges = np.hypot(cv2.Sobel(soft, cv2.CV_32F, 1, 0), cv2.Sobel(soft, cv2.CV_32F, 0, 1))
    cells = cv2.resize(np.sqrt(edges), (_GRID, _GRID), interpolation=cv2.INTER_AREA).ravel()
    centred = cells.astype(np.float64) - cells.mean()
    length = float(np.linalg.norm(centred))
    return centred / length if length > 0 else centred


def _divergence(shares: Histogram, middle: Histogram) -> float:
    """Kullback-Leibler, in bits."""
    there = shares > 0
    return float((shares[there] * np.log2(shares[there] / middle[there])).sum())
