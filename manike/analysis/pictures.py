"""Single pictures: a hash for near-duplicates, features for likeness, a score of quality."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from manike.analysis.looks import BRIGHT, COLOURS, DARK, colour_shares
from manike.errors import MediaError

FEATURES_MODEL: Final = "picture-features-1"
"""Counts up with every change of a feature: vectors of two versions never mix."""
DUPLICATE_BITS: Final = 10
"""Hashes that differ in at most as many of 64 bits may be of the same picture: of 56 pictures of
ours, none that was made smaller, lighter, grainy or compressed to a tenth differed by more than 6
bits. Other pictures of the same place do too, so they are looked at again; see ``is_same``."""
SAME_LEVELS: Final = 18.0
"""Most by which a place in a grid of 16x16 may differ, in levels of evened light. Copies as above
differ by 15 at most; of 60 pairs of 224 pictures with like hashes that showed something else, or
the same place in another light, none by less than 20."""
_SIDE: Final = 32
_GRID: Final = 16
_EVENED: Final = 40.0
_HASH_SIDE: Final = 8
_LARGE_PX: Final = 720
_SHARP: Final = 60.0
_RICH: Final = 45.0
_ORIENTATIONS: Final = 8
_ZONES: Final = 3

Image = NDArray[np.uint8]
"""Shape (rows, columns, 3): blue, green, red."""


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """What is known of a picture."""

    width_px: int
    height_px: int
    hash: int
    """64 bits; see ``DUPLICATE_BITS``."""
    quality: float
    """From 0 to 1: sharp, well lit, rich in contrast, large enough."""
    grid: NDArray[np.float32]
    """Shape (16, 16): luma of an even mean and spread."""
    features: NDArray[np.float32]
    """A unit vector of colours, layout and directions; its length is ``FEATURES``."""


FEATURES: Final = _ZONES * _ZONES * len(COLOURS) + _ZONES * _ZONES * _ORIENTATIONS + 6 * 8


def read_picture(path: Path) -> Image:
    """A picture file.

    Raises:
        MediaError: it can't be read as a picture.
    """
    try:
        data = np.frombuffer(path.read_bytes(), np.uint8)
        image = cv2.imdecode(data, cv2.IMREAD_COLOR) if data.size else None
    except (OSError, cv2.error) as error:
        raise MediaError(f"{path.name} can't be read as a picture: {error}") from error
    if image is None:
        raise MediaError(f"{path.name} can't be read as a picture.")
    return np.asarray(image, np.uint8)


def facts_of(image: Image) -> PictureFacts:
    """Everything that is told from one picture."""
    height_px, width_px = image.shape[:2]
    return PictureFacts(
        width_px=width_px,
        height_px=height_px,
        hash=perceptual_hash(image),
        quality=quality_of(image),
        grid=_grid(image),
        features=features_of(image),
    )


def perceptual_hash(image: Image) -> int:
    """64 bits that hardly change with size, format and brightness: signs of its slowest waves."""
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    small = cv2.resize(grey, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA).astype(np.float32)
    waves = cv2.dct(small)[:_HASH_SIDE, :_HASH_SIDE].ravel()
    bits = waves > np.median(waves[1:])
    return int.from_bytes(np.packbits(bits).tobytes(), "big")


def is_same(one: PictureFacts, other: PictureFacts) -> bool:
    """Whether two pictures show the same, if smaller, in another light or compressed.

    A crop or another moment of a moving camera is alike, and not the same.
    """
    return bool(np.abs(one.grid - other.grid).max() <= SAME_LEVELS)


def _grid(image: Image) -> NDArray[np.float32]:
    small = cv2.resize(image, (_GRID, _GRID), interpolation=cv2.INTER_AREA)
    luma = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY).astype(np.float32)
    return np.asarray((luma - luma.mean()) / (luma.std() + 6) * _EVENED, np.float32)


def duplicates(
    hashes: Sequence[int],
    is_pair: Callable[[int, int], bool] = lambda one, other: True,
    bits: int = DUPLICATE_BITS,
) -> list[list[int]]:
    """Groups of two or more indices whose pictures are the same, each in rising order.

    Pictures in a group are linked by a chain of pairs that differ in at most ``bits`` bits and of
    which ``is_pair`` says yes.
    """
    codes = np.array(hashes, np.uint64)
    roots = list(range(len(codes)))

    def root(at: int) -> int:
        while roots[at] != at:
            roots[at] = roots[roots[at]]
            at = roots[at]
        return at

    for at in range(1, len(codes)):
        for other in np.flatnonzero(np.bitwise_count(codes[:at] ^ codes[at]) <= bits).tolist():
            if is_pair(at, other):
                roots[root(at)] = root(other)
    groups: dict[int, list[int]] = {}
    for at in range(len(codes)):
        groups.setdefault(root(at), []).append(at)
    return sorted(group for group in groups.values() if len(group) > 1)


def quality_of(image: Image) -> float:
    """From 0 to 1; a blurred, dark, blown-out, flat or tiny picture is low."""
    scale = min(1.0, 640 / max(image.shape[:2]))
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
    sharp = min(1.0, float(cv2.Laplacian(grey, cv2.CV_32F).std()) / _SHARP) ** 0.5
    lost = float(((grey < DARK) | (grey > BRIGHT + 20)).mean())
    rich = min(1.0, float(grey.std()) / _RICH) ** 0.5
    large = min(1.0, min(image.shape[:2]) / _LARGE_PX) ** 0.25
    return float(sharp * (1 - 0.8 * lost) * rich * large)


def features_of(image: Image) -> NDArray[np.float32]:
    """A unit vector: colours and directions of edges by zone, light and dark over the whole."""
    small = cv2.resize(image, (96, 96), interpolation=cv2.INTER_AREA)
    coded = cv2.cvtColor(small, cv2.COLOR_BGR2YCrCb)[..., [0, 2, 1]]
    tv_range = (16 + coded[..., :1] * (219 / 255)).astype(np.uint8)
    planes = np.concatenate([tv_range, coded[..., 1:]], axis=-1).transpose(2, 0, 1)
    zones = planes.reshape(3, _ZONES, _SIDE, _ZONES, _SIDE).transpose(1, 3, 0, 2, 4)
    colours = colour_shares(zones.reshape(_ZONES**2, 3, _SIDE, _SIDE))
    light = cv2.resize(planes[0].astype(np.float32), (8, 6), interpolation=cv2.INTER_AREA)
    light = (light - light.mean()) / (light.std() + 8)
    parts = [np.sqrt(colours).ravel(), _directions(planes[0]).ravel(), light.ravel()]
    weights = (0.6, 0.25, 0.15)
    scaled = [
        weight * part / (np.linalg.norm(part) + 1e-6)
        for weight, part in zip(weights, parts, strict=True)
    ]
    vector = np.concatenate(scaled)
    return np.asarray(vector / np.linalg.norm(vector), np.float32)


def _directions(luma: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Strength of edges by zone and direction: shape (9, 8)."""
    across = cv2.Sobel(luma, cv2.CV_32F, 1, 0)
    down = cv2.Sobel(luma, cv2.CV_32F, 0, 1)
    strength = np.hypot(across, down)
    bins = ((np.arctan2(down, across) % np.pi) / np.pi * _ORIENTATIONS).astype(int)
    columns = [
        np.where(bins % _ORIENTATIONS == number, strength, 0)
        .reshape(_ZONES, _SIDE, _ZONES, _SIDE)
        .mean(axis=(1, 3))
        .ravel()
        for number in range(_ORIENTATIONS)
    ]
    return np.asarray(np.stack(columns, axis=1), np.float32)
