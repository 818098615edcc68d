"""An image that arrived becomes a scene's picture with one plane, or a character's drawing."""

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from manike.errors import MediaError
from manike.media.files import write_bytes
from manike.media.sniffing import MediaKind
from manike.media.trust import check_media
from manike.ports import Picture, Plane, plane_size_px

IMAGE = "image.jpg"
PLANE = "plane-00.png"

_JPEG_QUALITY = 92
_PLANE_DEPTH = 0.6
"""Of the whole scene in one layer: between the far and the middle ground."""
_PNG_EFFORT = 3
"""Of 9; a painting packs little better with more."""
_OPAQUE = 255
_ALPHA = 3

_Pixels = NDArray[np.uint8]


def finish_picture(
    source: Path, size_px: tuple[int, int], folder: Path, *, with_plane: bool
) -> Picture:
    """Write ``image.jpg`` and, for a scene, ``plane-00.png``.

    The source is cropped about its middle to the shape wanted. A scene's plane is larger than the
    film, so that a camera can move, and ``image.jpg`` is its centre.

    Args:
        source: PNG, JPEG or WebP of any size; what is clear in it becomes white.
        size_px: width and height of ``image.jpg``.
        folder: an existing empty folder.
        with_plane: whether it is a scene's.

    Raises:
        MediaError: the source is no whole image.
        MachineError: the disk is full or read-only.
    """
    check_media(source, MediaKind.IMAGE)
    covered = _covering(_opaque(source), plane_size_px(size_px) if with_plane else size_px)
    _write(folder / IMAGE, _middle(covered, size_px), [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])
    if not with_plane:
        return Picture(image=IMAGE, planes=())
    plane = np.asarray(cv2.cvtColor(covered, cv2.COLOR_BGR2BGRA), np.uint8)
    _write(folder / PLANE, plane, [cv2.IMWRITE_PNG_COMPRESSION, _PNG_EFFORT])
    return Picture(image=IMAGE, planes=(Plane(file=PLANE, depth=_PLANE_DEPTH),))


def _opaque(source: Path) -> _Pixels:
    """BGR, shape (height, width, 3), as viewers show it on white."""
    pixels = cv2.imread(str(source), cv2.IMREAD_UNCHANGED)
    if pixels is None or pixels.ndim <= 2 or pixels.shape[2] <= _ALPHA or pixels.dtype != np.uint8:  # noqa: PLR2004 - grey
        plain = cv2.imread(str(source), cv2.IMREAD_COLOR)
        if plain is None:
            raise MediaError(f"{source.name} can't be decoded as an image.")
        return np.asarray(plain, np.uint8)
    alpha = pixels[..., _ALPHA:].astype(np.float32) / _OPAQUE
    on_white = pixels[..., :_ALPHA] * alpha + _OPAQUE * (1 - alpha)
    return np.asarray(np.round(on_white), np.uint8)


def _covering(pixels: _Pixels, size_px: tuple[int, int]) -> _Pixels:
    """Scaled so that it just covers that size, and cropped to it about the middle."""
    height_px, width_px = pixels.shape[:2]
    share = max(size_px[0] / width_px, size_px[1] / height_px)
    scaled_px = (
        max(size_px[0], round(width_px * share)),
        max(size_px[1], round(height_px * share)),
    )
    smoothing = cv2.INTER_AREA if share < 1 else cv2.INTER_LANCZOS4
    return _middle(np.asarray(cv2.resize(pixels, scaled_px, interpolation=smoothing)), size_px)


def _middle(pixels: _Pixels, size_px: tuple[int, int]) -> _Pixels:
    width_px, height_px = size_px
    top, left = (pixels.shape[0] - height_px) // 2, (pixels.shape[1] - width_px) // 2
    return pixels[top : top + height_px, left : left + width_px]


def _write(path: Path, pixels: _Pixels, options: list[int]) -> None:
    done, encoded = cv2.imencode(path.suffix, pixels, options)
    if not done:
        raise MediaError(f"{path.name} can't be encoded.")
    write_bytes(path, encoded.tobytes())
