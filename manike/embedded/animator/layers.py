"""Planes read from disk, merged to a few by depth and turned into what the compositor blends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from manike.embedded.animator.colour import CHROMA_ZERO, yuv_matrix
from manike.embedded.animator.coverage import Coverage
from manike.embedded.animator.frame import Pixels
from manike.errors import MediaError
from manike.ports import OVERSCAN, Picture, Plane

MAX_LAYERS = 8
_SHARPENING = 0.5
_SHARPENING_SIGMA_PX = 0.6
"""Bilinear sampling softens; sharpening each layer once brings 3 dB of it back (measured against
Lanczos on painted scenes), where cubic sampling would cost four times the time in each frame."""
_SAME_DEPTH = 0.05
"""Planes nearer to each other than this move alike: at most 3 px apart at 1080p."""
_FLAT_DEPTH = 0.6
"""Of a picture that came without planes: it moves as a distant wall."""
_ALONE = frozenset({"cast", "caption"})
"""Planes that move or stay sharp by themselves."""
_MARGIN_PX = 2
"""Kept round what a layer holds, for sampling between pixels."""
_STRIP_PX = 128
_BEND_PX = 32.0
"""What moves within a layer moves by less, even who walks."""
_COLOUR_CHANNELS = 3
_RGBA_CHANNELS = 4


@dataclass(frozen=True, slots=True)
class Layer:
    """One or more planes as a single moving sheet."""

    pixels: Pixels
    """Shape (height, width, 4): Y, U, V times coverage, and 255 less coverage; full range. Of a
    layer that adds light the chroma is about 128 and the last channel is 255."""
    depth: float
    adds: bool
    coverage: Coverage
    size_px: tuple[int, int]
    """Width and height of the planes."""
    corner_px: tuple[int, int] = (0, 0)
    """Where in the planes the first pixel lies: what is empty all round is cut off."""
    planes: tuple[int, ...] = ()
    """Index of each plane within, in ``Picture.planes``."""
    name: str = ""
    """Of its first plane."""
    softened: tuple["Soft", ...] = ()
    """Out of focus, less and more; empty where nothing asks for it."""

    @property
    def nothing(self) -> tuple[int, int, int, int]:
        """A pixel that shows all behind it."""
        return (0, CHROMA_ZERO, CHROMA_ZERO, 255) if self.adds else (0, 0, 0, 255)


@dataclass(frozen=True, slots=True)
class Soft:
    """A whole layer out of focus, at a share of its size: it holds nothing finer."""

    sigma_px: float
    share: float
    pixels: Pixels
    """As ``Layer.pixels``."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Y, U, V and what shines through from behind, each of shape (height, width)."""

    yuv: tuple[Pixels, Pixels, Pixels]
    behind: Pixels

    def under(self, top: Self, *, adds: bool) -> "_Sheet":
        """This sheet with another one in front."""
        if adds:
            y, u, v = (
                _sum(below, above, offset)
                for below, above, offset in zip(
                    self.yuv, top.yuv, (0, -CHROMA_ZERO, -CHROMA_ZERO), strict=True
                )
            )
            return replace(self, yuv=(y, u, v))
        y, u, v = (
            _sum(_times(below, top.behind), above)
            for below, above in zip(self.yuv, top.yuv, strict=True)
        )
        return _Sheet((y, u, v), _times(self.behind, top.behind))


def load_layers(
    picture: Picture, files: Mapping[str, Path], size_px: tuple[int, int]
) -> tuple[Layer, ...]:
    """Read a picture's planes, back to front, as at most about ``MAX_LAYERS`` layers.

    Args:
        picture: what to read; without planes its flat image becomes the only layer.
        files: where the files named in ``picture`` lie.
        size_px: width and height of the film.

    Raises:
        MediaError: a file is missing, is not a picture, or is too small for the film.
    """
    if not picture.planes:
        return (_flat_layer(_path_of(picture.image, files), size_px),)
    return tuple(_merged(picture, group, files, size_px) for group in group_planes(picture.planes))


def group_planes(planes: Sequence[Plane], most: int = MAX_LAYERS) -> list[list[int]]:
    """Which neighbours become one layer: the nearest in depth first, until few are left.

    Light that adds is never merged with what covers, so more than ``most`` groups may remain.
    """
    groups = [[index] for index in range(len(planes))]
    while (gap := _closest(groups, planes)) is not None:
        distance, index = gap
        if distance >= _SAME_DEPTH and len(groups) <= most:
            break
        groups[index : index + 2] = [groups[index] + groups[index + 1]]
    return groups


def _closest(groups: list[list[int]], planes: Sequence[Plane]) -> tuple[float, int] | None:
    def depth(group: list[int]) -> float:
        return sum(planes[index].depth for index in group) / len(group)

    gaps = [
        (abs(depth(groups[index]) - depth(groups[index + 1])), index)
        for index in range(len(groups) - 1)
        if _are_alike(planes[groups[index][0]], planes[groups[index + 1][0]])
    ]
    return min(gaps, default=None)


def _are_alike(plane: Plane, other: Plane) -> bool:
    return plane.blend == other.blend and not {plane.name, other.name} & _ALONE


def _merged(
    picture: Picture, group: Sequence[int], files: Mapping[str, Path], size_px: tuple[int, int]
) -> Layer:
    planes = [picture.planes[index] for index in group]
    adds = planes[0].blend == "add"
    packed: Pixels | None = None
    for plane in planes:
        image = _read(_path_of(plane.file, files))
        _check_reach(plane.file, image, size_px)
        packed = _over(packed, image, adds=adds)
    assert packed is not None
    depth = sum(plane.depth for plane in planes) / len(planes)
    layer = _layer(packed, depth, adds=adds)
    return replace(layer, planes=tuple(group), name=planes[0].name)


def _over(below: Pixels | None, image: Pixels, *, adds: bool) -> Pixels:
    """A straight-alpha BGRA image in a layer's terms, over what is below; strip by strip.

    The image is overwritten: planes of a whole film would else take a third more memory.
    """
    for top in range(0, image.shape[0], _STRIP_PX):
        rows = slice(top, top + _STRIP_PX)
        sheet = _sheet(image[rows], adds=adds)
        if below is not None:
            *yuv, behind = _split(below[rows])
            sheet = _Sheet((yuv[0], yuv[1], yuv[2]), behind).under(sheet, adds=adds)
        cv2.merge([*sheet.yuv, sheet.behind], image[rows])
    return image


def _layer(packed: Pixels, depth: float, *, adds: bool) -> Layer:
    # Light is absent where it is black.
    luma, behind = packed[..., 0], packed[..., 3]
    behind = np.where(luma == 0, np.uint8(255), np.uint8(0)) if adds else behind.copy()
    coverage = Coverage.of(behind, may_hide=not adds, reach_px=_BEND_PX)
    left, top, right, bottom = _extent(np.bitwise_not(behind))
    held = np.ascontiguousarray(packed[top:bottom, left:right])
    size_px = (packed.shape[1], packed.shape[0])
    return Layer(_sharpened(held), depth, adds, coverage, size_px, (left, top))


def _extent(cover: Pixels) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of all that is not 0, with a margin; never without a pixel."""
    x, y, width_px, height_px = cv2.boundingRect(cover)
    tall, wide = cover.shape
    left, top = max(0, x - _MARGIN_PX), max(0, y - _MARGIN_PX)
    right, bottom = x + width_px + _MARGIN_PX, y + height_px + _MARGIN_PX
    return left, top, min(wide, right), min(tall, bottom)


def _sharpened(packed: Pixels) -> Pixels:
    soft = cv2.GaussianBlur(packed, (3, 3), _SHARPENING_SIGMA_PX)
    cv2.addWeighted(packed, 1 + _SHARPENING, soft, -_SHARPENING, 0, packed)
    return packed


def _flat_layer(path: Path, size_px: tuple[int, int]) -> Layer:
    width_px, height_px = (round(length * OVERSCAN) for length in size_px)
    image = cv2.resize(_read(path), (width_px, height_px), interpolation=cv2.INTER_CUBIC)
    return _layer(_over(None, np.asarray(image, np.uint8), adds=False), _FLAT_DEPTH, adds=False)


def _sheet(image: Pixels, *, adds: bool) -> _Sheet:
    """A straight-alpha BGRA image in the compositor's terms."""
    y, u, v, alpha = _split(cv2.transform(image, _from_bgra()))
    y, u, v = _times(y, alpha), _times(u, alpha), _times(v, alpha)
    behind = np.bitwise_not(alpha)
    if adds:
        zero = _times(behind, np.full_like(behind, CHROMA_ZERO))
        clear = np.full_like(behind, 255)
        return _Sheet((y, _sum(u, zero), _sum(v, zero)), clear)
    return _Sheet((y, u, v), behind)


def _times(values: Pixels, share: Pixels) -> Pixels:
    return np.asarray(cv2.multiply(values, share, scale=1 / 255), np.uint8)


def _sum(below: Pixels, above: Pixels, offset: int = 0) -> Pixels:
    """Their sum and ``offset``, held within 0..255."""
    return np.asarray(cv2.addWeighted(below, 1, above, 1, offset), np.uint8)


def _split(packed: MatLike) -> tuple[Pixels, Pixels, Pixels, Pixels]:
    first, second, third, fourth = (np.asarray(item, np.uint8) for item in cv2.split(packed))
    return first, second, third, fourth


def _from_bgra() -> NDArray[np.float64]:
    """Shape (4, 5) for ``cv2.transform``: blue, green, red, alpha, 1 -> Y, U, V, alpha."""
    red, green, blue, offset = yuv_matrix().T
    passing = np.array([0.0, 0.0, 0.0, 1.0, 0.0])
    zero = np.zeros(_COLOUR_CHANNELS)
    return np.vstack([np.stack([blue, green, red, zero, offset], axis=1), passing])


def _path_of(name: str, files: Mapping[str, Path]) -> Path:
    path = files.get(name)
    if path is None or not path.is_file():
        raise MediaError(f"The picture's file {name} is missing.")
    return path


def _read(path: Path) -> Pixels:
    """An image as BGRA, shape (height, width, 4), dtype uint8."""
    image = cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_UNCHANGED)
    if image is None or image.dtype != np.uint8 or image.ndim != _COLOUR_CHANNELS:
        raise MediaError(f"{path.name} is not an 8-bit colour picture.")
    if image.shape[2] != _RGBA_CHANNELS:
        image = cv2.cvtColor(image, cv2.COLOR_BGR2BGRA)
    return np.asarray(image)


def _check_reach(name: str, image: Pixels, size_px: tuple[int, int]) -> None:
    width_px, height_px = size_px
    needed = (width_px * OVERSCAN, height_px * OVERSCAN)
    if image.shape[1] < needed[0] - 0.5 or image.shape[0] < needed[1] - 0.5:
        raise MediaError(
            f"{name} has {image.shape[1]}x{image.shape[0]} pixels; a film of {width_px}x{height_px}"
            f" needs {needed[0]:.0f}x{needed[1]:.0f}."
        )
