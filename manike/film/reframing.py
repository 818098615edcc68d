"""A flat picture in another shape, with what it is about kept in frame."""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from manike.errors import MediaError
from manike.media.files import write_bytes
from manike.ports import Picture, Region

Pixels = NDArray[np.uint8]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom; in pixels, or as shares of width and height."""

IMAGE = "image.jpg"
_JPEG_QUALITY = 92
_AIR = 0.04
"""Of the picture's width and height, left free round what must be seen."""
_LOOK_PX = 160
"""Width at which a picture is looked at for where something is."""
_MIDDLE = 0.35
"""Spread of the weight towards the middle, in picture sizes: of equals the middle one is taken."""
_SOFT_SHARE = 1 / 16
"""What lies outside is painted at this share of the size: all of it is blurred."""
_BLUR, _FEATHER = 0.04, 0.05
"""Blur outside and width of the passage, in shares of the longer side."""
_DIM, _DIMMING = 0.7, -0.3
"""Brightness farthest outside, and how far outside that is."""
_RAISED = 0.44
"""Where the middle of a picture with room above and below lies: captions are below."""


@dataclass(frozen=True, slots=True)
class View:
    """A window on a picture, in its pixels; may reach beyond its edges."""

    left: float
    top: float
    width: float
    height: float


def reframe(picture: Picture, source: Path, size_px: tuple[int, int], destination: Path) -> Picture:
    """Write ``image.jpg`` in another shape, without planes.

    People and subjects that the picture names stay whole: where they don't fit into a crop, more
    of the picture is shown and what is missing above and below, or beside it, goes on softly.

    Args:
        picture: what is seen, and where.
        source: its flat image.
        size_px: width and height wanted.
        destination: an existing folder.

    Raises:
        MediaError: the source is not a picture.
    """
    pixels = cv2.imread(str(source), cv2.IMREAD_COLOR)
    if pixels is None:
        raise MediaError(f"{source.name} is not a picture.")
    view = view_of(np.asarray(pixels, np.uint8), subject_of(picture), size_px)
    shown = framed(np.asarray(pixels, np.uint8), view, size_px)
    _, data = cv2.imencode(".jpg", shown, [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])
    write_bytes(destination / IMAGE, data.tobytes())
    regions = tuple(_seen(region, view, pixels.shape) for region in picture.regions)
    return Picture(image=IMAGE, planes=(), drawn=picture.drawn, regions=regions)


def subject_of(picture: Picture) -> Box | None:
    """The box round all that the picture names, as shares; ``None`` if it names nothing."""
    if not picture.regions:
        return None
    return (
        max(0.0, min(region.left for region in picture.regions)),
        max(0.0, min(region.top for region in picture.regions)),
        min(1.0, max(region.right for region in picture.regions)),
        min(1.0, max(region.bottom for region in picture.regions)),
    )


def view_of(pixels: Pixels, subject: Box | None, size_px: tuple[int, int]) -> View:
    """What is shown of a picture of shape (height, width, 3) in another size."""
    height, width = pixels.shape[:2]
    crop_width = min(width, height * size_px[0] / size_px[1])
    crop = (crop_width, crop_width * size_px[1] / size_px[0])
    if subject is None:
        return _busiest(pixels, crop)
    return keeping(subject, crop, (width, height))


def keeping(subject: Box, crop: tuple[float, float], size: tuple[int, int]) -> View:
    """The smallest view with the shape of ``crop``, not below its size, that holds the subject."""
    lows = [max(0.0, subject[axis] - _AIR) * size[axis] for axis in range(2)]
    highs = [min(1.0, subject[axis + 2] + _AIR) * size[axis] for axis in range(2)]
    grown = max(1.0, *((highs[axis] - lows[axis]) / crop[axis] for axis in range(2)))
    lengths = [side * grown for side in crop]
    starts = [
        _start((lows[axis] + highs[axis]) / 2, lengths[axis], size[axis], raised=axis == 1)
        for axis in range(2)
    ]
    return View(starts[0], starts[1], lengths[0], lengths[1])


def _seen(region: Region, view: View, shape: tuple[int, ...]) -> Region:
    """A region of a picture of that shape, in shares of the view."""
    height, width = shape[:2]
    return region.model_copy(
        update={
            "left": (region.left * width - view.left) / view.width,
            "top": (region.top * height - view.top) / view.height,
            "right": (region.right * width - view.left) / view.width,
            "bottom": (region.bottom * height - view.top) / view.height,
        }
    )


def _start(middle: float, length: float, whole: float, *, raised: bool) -> float:
    if length <= whole:
        return min(max(middle - length / 2, 0.0), whole - length)
    return whole / 2 - length * (_RAISED if raised else 0.5)


def _busiest(pixels: Pixels, crop: tuple[float, float]) -> View:
    """The crop with most to see in it, of equals the middle one."""
    height, width = pixels.shape[:2]
    share = _LOOK_PX / width
    small = cv2.resize(pixels, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    grey = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), (0, 0), 1.0)
    steps = np.hypot(cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1))
    starts = []
    for axis, (whole, length) in enumerate(((width, crop[0]), (height, crop[1]))):
        seen = steps.sum(axis=axis)
        at = (np.arange(len(seen)) + 0.5) / len(seen) - 0.5
        held = np.convolve(seen, np.ones(max(1, round(length * share))), "valid")
        middle = np.convolve(
            at, np.ones(len(at) - len(held) + 1) / (len(at) - len(held) + 1), "valid"
        )
        best = int(np.argmax(held * np.exp(-((middle / _MIDDLE) ** 2))))
        starts.append(min(best / share, whole - length))
    return View(starts[0], starts[1], *crop)


def framed(pixels: Pixels, view: View, size_px: tuple[int, int]) -> Pixels:
    """The view as a picture of that size; where it reaches beyond, the picture goes on softly."""
    height, width = pixels.shape[:2]
    scale = size_px[0] / view.width
    sharp = pixels
    if scale < 1:  # sampled as it is, a picture made smaller would glitter
        sharp = np.asarray(cv2.GaussianBlur(pixels, (0, 0), 0.4 / scale), np.uint8)
    sharp = _moved(sharp, view, size_px)
    if view.width <= width + 1 and view.height <= height + 1:
        return sharp
    inside = _inside(view, (width, height), size_px)[..., None]
    soft = _soft(pixels, view, size_px)
    return np.asarray(np.rint(sharp * inside + soft * (1 - inside)), np.uint8)


def _moved(pixels: Pixels, view: View, size_px: tuple[int, int]) -> Pixels:
    """The view as a picture of that size; the edge's colours go on where there is nothing."""
    scale = size_px[0] / view.width
    moved = np.array([[scale, 0, -view.left * scale], [0, scale, -view.top * scale]], np.float64)
    shown = cv2.warpAffine(
        pixels, moved, size_px, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(shown, np.uint8)


def _inside(
    view: View, size: tuple[int, int], size_px: tuple[int, int], reach: float = _FEATHER
) -> NDArray[np.float32]:
    """1 where the picture is, 0 where it is not, with a soft passage.

    It lies inside the picture, or with a negative reach outside.
    """
    scale, passage_px = size_px[0] / view.width, abs(reach) * max(size_px)
    outside = passage_px if reach < 0 else 0.0
    shares = []
    for axis, start in enumerate((view.left, view.top)):
        at = np.arange(size_px[axis]) / scale + start
        depth = (np.minimum(at, size[axis] - at) * scale + outside) / passage_px
        beyond = (view.width, view.height)[axis] > size[axis] + 1
        shares.append(np.clip(depth, 0, 1) if beyond else np.ones(size_px[axis]))
    passage = np.outer(shares[1], shares[0])
    return np.asarray(passage * passage * (3 - 2 * passage), np.float32)


def _soft(pixels: Pixels, view: View, size_px: tuple[int, int]) -> Pixels:
    """The same far out of focus: what the edge shows goes on, and grows darker with distance."""
    height, width = pixels.shape[:2]
    small_px = (round(size_px[0] * _SOFT_SHARE), round(size_px[1] * _SOFT_SHARE))
    blurred = cv2.GaussianBlur(pixels, (0, 0), _BLUR * max(width, height))
    small = _moved(np.asarray(blurred, np.uint8), view, small_px)
    inside = _inside(view, (width, height), small_px, reach=_DIMMING)[..., None]
    dimmed = small * (_DIM + (1 - _DIM) * inside)
    return np.asarray(cv2.resize(dimmed, size_px, interpolation=cv2.INTER_CUBIC), np.uint8)
