"""A strip of shots: one key frame of each with its number and when it begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from manike.analysis.contact_sheets import MOST_TILES, TILE_PX, contact_sheet, write_jpeg
from manike.analysis.pictures import Image, read_picture
from manike.analysis.report import FootageReport, ShotReport

STRIP_FILE: Final = "strip.jpg"
_BAR_PX: Final = 22
_FONT: Final = cv2.FONT_HERSHEY_SIMPLEX
_SCALE: Final = 0.48
_LIGHT: Final = (240, 240, 240)


@dataclass(frozen=True, slots=True)
class StripTile:
    """A shot in the strip."""

    number: int
    start_s: float
    picture: Path


def write_strip(report: FootageReport, folder: Path) -> bool:
    """Write ``strip.jpg`` of the key frames in a folder; ``False`` where there is none.

    Of more than 40 shots 40 are shown, evenly chosen.
    """
    tiles = tiles_of(report, folder)
    if not tiles:
        return False
    sheet = contact_sheet([_labelled(tile) for tile in tiles])
    write_jpeg(folder / STRIP_FILE, sheet, quality=80)
    return True


def tiles_of(report: FootageReport, folder: Path) -> Sequence[StripTile]:
    """The shots that are shown, each by its best key frame."""
    shown = [tile for shot in report.shots if (tile := _tile(shot, folder)) is not None]
    if len(shown) <= MOST_TILES:
        return shown
    chosen = np.linspace(0, len(shown) - 1, MOST_TILES).round().astype(int)
    return [shown[at] for at in chosen.tolist()]


def clock(at_s: float) -> str:
    """A time for people: ``0:07.4``, ``1:02:03.0``."""
    tenths = round(at_s * 10)
    minutes, rest = divmod(tenths, 600)
    hours, minutes = divmod(minutes, 60)
    seconds = f"{rest // 10:02d}.{rest % 10}"
    return f"{hours}:{minutes:02d}:{seconds}" if hours else f"{minutes}:{seconds}"


def _tile(shot: ShotReport, folder: Path) -> StripTile | None:
    keys = [key for key in shot.key_frames if key.file]
    if not keys:
        return None
    best = max(keys, key=lambda key: key.worth)
    return StripTile(shot.number, shot.start_s, folder / best.file)


def _labelled(tile: StripTile) -> Image:
    """The picture in a tile's shape, with a bar below that says number and time."""
    wide, high = TILE_PX
    image = read_picture(tile.picture)
    scale = min(wide / image.shape[1], (high - _BAR_PX) / image.shape[0])
    size = (max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale)))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    canvas = np.zeros((high, wide, 3), np.uint8)
    left = (wide - size[0]) // 2
    canvas[: size[1], left : left + size[0]] = small
    base = high - 7
    cv2.putText(canvas, str(tile.number), (5, base), _FONT, _SCALE, _LIGHT, 1, cv2.LINE_AA)
    said = clock(tile.start_s)
    (length, _), _ = cv2.getTextSize(said, _FONT, _SCALE, 1)
    cv2.putText(canvas, said, (wide - length - 5, base), _FONT, _SCALE, _LIGHT, 1, cv2.LINE_AA)
    return np.asarray(canvas, np.uint8)
