"""Measures of single frames, a batch at a time: light, colour, sharpness, motion."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from manike.analysis.small_frames import Batch

DARK, BRIGHT = 32, 224
"""Of a luma from 16 to 235: darker shows nothing, brighter is blown out."""
BLACK = 20.0
"""Mean luma of a black frame; a spread below ``_PLAIN`` is needed too."""
_PLAIN = 6.0
STILL = 0.3
"""Mean change of luma below which a picture stands still."""

FIELDS: Final = (
    "luma", "contrast", "dark", "bright", "saturation", "warmth", "sharpness", "motion", "black",
)  # fmt: skip
_BROWN_BELOW, _PINK_ABOVE = 0.52, 0.68
_BLACK_BELOW, _WHITE_ABOVE = 0.15, 0.82
"""Luma from 0 to 1 where orange is called brown, purple pink, and grey black or white."""
_GREY_CHROMA, _NO_COLOUR_BELOW = 10, 0.08
Looks = NDArray[np.float32]
"""Shape (frames, len(FIELDS))."""
COLOURS: Final = (
    "black", "grey", "white", "red", "orange", "brown", "yellow", "green", "cyan", "blue",
    "purple", "pink",
)  # fmt: skip


def field(looks: Looks, name: str) -> NDArray[np.float32]:
    """One measure of all frames."""
    return looks[:, FIELDS.index(name)]


class Looker:
    """Measures frames in order; motion is told from one batch to the next."""

    def __init__(self) -> None:
        self._last: NDArray[np.uint8] | None = None

    def see(self, batch: Batch) -> Looks:
        """Measures of a batch."""
        luma, chroma = batch.small[:, 0], batch.tiny[:, 1:].astype(np.float32) - 128
        light = batch.tiny[:, 0]
        contrast = luma.std(axis=(1, 2), dtype=np.float32)
        mean = luma.mean(axis=(1, 2), dtype=np.float32)
        columns = [
            mean,
            contrast,
            (light < DARK).mean(axis=(1, 2)),
            (light > BRIGHT).mean(axis=(1, 2)),
            np.hypot(chroma[:, 0], chroma[:, 1]).mean(axis=(1, 2)),
            (chroma[:, 1] - chroma[:, 0]).mean(axis=(1, 2)),
            np.array([_sharpness(frame) for frame in luma]),
            self._motion(luma),
            (mean < BLACK) & (contrast < _PLAIN),
        ]
        return np.stack(columns, axis=1).astype(np.float32)

    def _motion(self, luma: NDArray[np.uint8]) -> NDArray[np.float32]:
        last = luma[0] if self._last is None else self._last
        motion = np.empty(len(luma), np.float32)
        for at, frame in enumerate(luma):
            motion[at] = cv2.norm(frame, last, cv2.NORM_L1) / frame.size
            last = frame
        self._last = luma[-1].copy()
        return motion


def _sharpness(luma: NDArray[np.uint8]) -> float:
    """How fine the detail of a small frame is; motion and missed focus lower it."""
    return float(cv2.Laplacian(luma, cv2.CV_16S).std())


def colour_shares(tiny: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Shares of ``COLOURS`` in tiny frames of shape (frames, 3, rows, columns)."""
    names = _names(tiny).reshape(len(tiny), -1)
    counts = [np.bincount(row, minlength=len(COLOURS)) for row in names]
    shares: NDArray[np.float32] = (np.stack(counts) / names.shape[1]).astype(np.float32)
    return shares


def _names(tiny: NDArray[np.uint8]) -> NDArray[np.int64]:
    """The colour of each pixel as an index into ``COLOURS``."""
    luma, blue, red = (tiny[:, plane].astype(np.float32) for plane in range(3))
    light = (luma - 16) / 219
    chroma = np.hypot(blue - 128, red - 128)
    hue = np.degrees(np.arctan2(red - 128, blue - 128)) % 360
    # where the primaries lie in the plane of colour differences: red 110, yellow 175, green 230,
    # cyan 290, blue 350, magenta 50
    edges = np.array([25.0, 80.0, 122.0, 148.0, 188.0, 255.0, 305.0])
    wheel = np.array([COLOURS.index(n) for n in (
        "blue", "purple", "red", "orange", "yellow", "green", "cyan", "blue",
    )])  # fmt: skip
    named = wheel[np.digitize(hue, edges)]
    is_brown = np.isin(named, [COLOURS.index("orange"), COLOURS.index("yellow")]) & (
        light < _BROWN_BELOW
    )
    named = np.where(is_brown, COLOURS.index("brown"), named)
    is_pink = np.isin(named, [COLOURS.index("purple"), COLOURS.index("red")]) & (
        light > _PINK_ABOVE
    )
    named = np.where(is_pink, COLOURS.index("pink"), named)
    grey = np.where(light < _BLACK_BELOW, 0, np.where(light > _WHITE_ABOVE, 2, 1))
    return np.where((chroma < _GREY_CHROMA) | (light < _NO_COLOUR_BELOW), grey, named)
