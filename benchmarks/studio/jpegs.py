"""JPEGs of at most so many bytes."""

import cv2
import numpy as np
from numpy.typing import NDArray

_WIDTHS_PX = (1280, 1120, 960, 800, 640, 480, 320)
_QUALITIES = (84, 76, 68)


def small_jpeg(picture: NDArray[np.uint8], most_bytes: int) -> bytes:
    """A picture as large and as good as so many bytes allow; it is never enlarged.

    Args:
        picture: shape (height, width, 3), blue first.
        most_bytes: of the file.

    Raises:
        ValueError: it can't be made so small.
    """
    own_px = picture.shape[1]
    for width_px in (min(own_px, _WIDTHS_PX[0]), *(w for w in _WIDTHS_PX[1:] if w < own_px)):
        for quality in _QUALITIES:
            data = _encoded(picture, width_px, quality)
            if len(data) <= most_bytes:
                return data
    raise ValueError(f"The picture can't be made smaller than {most_bytes} bytes.")


def _encoded(picture: NDArray[np.uint8], width_px: int, quality: int) -> bytes:
    scale = width_px / picture.shape[1]
    if scale < 1:
        size = width_px, max(1, round(picture.shape[0] * scale))
        picture = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    options = [cv2.IMWRITE_JPEG_QUALITY, quality, cv2.IMWRITE_JPEG_OPTIMIZE, 1]
    return bytes(cv2.imencode(".jpg", picture, [*options, cv2.IMWRITE_JPEG_PROGRESSIVE, 1])[1])
