"""Small versions of pictures, for previews in the studio's UI."""

from functools import lru_cache
from pathlib import Path

WIDTHS_PX = (240, 480, 720)
"""The widths that there are: any other would let a page fill memory with them."""
_QUALITY = 85
_KEPT = 256
"""At 10 to 40 kB each."""


@lru_cache(_KEPT)
def small_jpeg(path: Path, width_px: int) -> bytes:
    """A picture at a width, as JPEG; one that is narrower keeps its own.

    Raises:
        ValueError: the file is no picture, or the width is not one of ``WIDTHS_PX``.
    """
    import cv2  # 0.1 s, when the first picture is looked at

    if width_px not in WIDTHS_PX:
        raise ValueError(f"{width_px} px is not one of {WIDTHS_PX}.")
    picture = cv2.imread(str(path), cv2.IMREAD_COLOR)
    if picture is None:
        raise ValueError(f"{path.name} is no picture.")
    height, width = picture.shape[:2]
    if width > width_px:
        size = (width_px, max(1, round(height * width_px / width)))
        picture = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    _, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    return bytes(data)
