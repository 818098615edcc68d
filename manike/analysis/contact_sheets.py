"""A sheet of small pictures for people to look at."""

from collections.abc import Sequence
from math import ceil
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from manike.analysis.pictures import Image
from manike.errors import MachineError

TILE_PX: Final = (240, 135)
COLUMNS: Final = 5
MOST_TILES: Final = 40
_GAP_PX: Final = 6
_GROUND: Final = 24


def contact_sheet(images: Sequence[Image], columns: int = COLUMNS) -> Image:
    """Pictures side by side, each whole on a dark ground; no more than ``MOST_TILES`` of them."""
    shown = images[:MOST_TILES]
    wide, high = TILE_PX
    columns = max(1, min(columns, len(shown)))
    rows = max(1, ceil(len(shown) / columns))
    size = (rows * (high + _GAP_PX) + _GAP_PX, columns * (wide + _GAP_PX) + _GAP_PX, 3)
    sheet = np.full(size, _GROUND, np.uint8)
    for at, image in enumerate(shown):
        scale = min(wide / image.shape[1], high / image.shape[0])
        width = max(1, round(image.shape[1] * scale))
        height = max(1, round(image.shape[0] * scale))
        tile = cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA)
        top = _GAP_PX + at // columns * (high + _GAP_PX) + (high - height) // 2
        left = _GAP_PX + at % columns * (wide + _GAP_PX) + (wide - width) // 2
        sheet[top : top + height, left : left + width] = tile
    return sheet


def write_jpeg(path: Path, image: Image, quality: int = 85) -> None:
    """Write a picture.

    Raises:
        MachineError: the file can't be written.
    """
    _, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])
    try:
        path.write_bytes(data.tobytes())
    except OSError as error:
        raise MachineError(f"{path} can't be written: {error.strerror}.") from error
