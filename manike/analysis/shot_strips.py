"""A strip of shots: one key frame of each with its number and when it begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from manike.analysis.contact_sheets import COLUMNS, MOST_TILES, TILE_PX, write_jpeg
from manike.analysis.pictures import Image, read_picture
from manike.analysis.report import FootageReport, ShotReport

STRIP_FILE: Final = "strip.jpg"
_GAP_PX: Final = 6
_BAR_PX: Final = 28
"""Of the line below a picture, and of the one above all."""
_GROUND: Final = 24
_FONT: Final = cv2.FONT_HERSHEY_SIMPLEX
_SCALE: Final = 0.65
_LIGHT: Final = (235, 235, 235)


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
    write_jpeg(folder / STRIP_FILE, _drawn(_title(report, tiles), tiles), quality=80)
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


def _title(report: FootageReport, tiles: Sequence[StripTile]) -> str:
    count = len(report.shots)
    shown = f"{len(tiles)} of {count} shots" if len(tiles) < count else f"{count} shots"
    return f"{report.file}: {shown}, {clock(report.shots[-1].end_s)}"


def _drawn(title: str, tiles: Sequence[StripTile]) -> Image:
    """Pictures in rows, each with its number and time below; the title above all."""
    wide, high = TILE_PX
    across, down = wide + _GAP_PX, high + _BAR_PX + _GAP_PX
    rows = ceil(len(tiles) / COLUMNS)
    # As wide as the others, however few there are: strips of several files stand below each other.
    size = (_BAR_PX + rows * down + _GAP_PX, COLUMNS * across + _GAP_PX, 3)
    strip = np.full(size, _GROUND, np.uint8)
    _write(strip, title, (_GAP_PX, _BAR_PX - 8))
    for at, tile in enumerate(tiles):
        left = _GAP_PX + at % COLUMNS * across
        top = _BAR_PX + at // COLUMNS * down
        _place(strip, read_picture(tile.picture), left, top)
        base = top + high + _BAR_PX - 8
        _write(strip, str(tile.number), (left, base))
        said = clock(tile.start_s)
        (length, _), _ = cv2.getTextSize(said, _FONT, _SCALE, 1)
        _write(strip, said, (left + wide - length, base))
    return strip


def _place(strip: Image, image: Image, left: int, top: int) -> None:
    """Put a picture, whole, into the middle of its tile."""
    wide, high = TILE_PX
    scale = min(wide / image.shape[1], high / image.shape[0])
    width, height = (max(1, round(side * scale)) for side in (image.shape[1], image.shape[0]))
    small = cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA)
    left, top = left + (wide - width) // 2, top + (high - height) // 2
    strip[top : top + height, left : left + width] = small


def _write(strip: Image, text: str, at: tuple[int, int]) -> None:
    cv2.putText(strip, text, at, _FONT, _SCALE, _LIGHT, 1, cv2.LINE_AA)
