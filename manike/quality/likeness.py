"""A frame of a film held against the frame of a clip that it should show."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from manike.quality.strips import SmallFrame

_KEPT = 0.65
"""Share of the pixels that are compared: the rest may be captions, a logo, a title."""
_STRONG = 24
"""Levels of luma by which letters and their ground differ from the picture under them."""
_MAX_RESIDUAL = 1.2
_MAX_RESIDUAL_SHARE = 0.05
_GAINS = (0.7, 1.4)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a frame of a film lies to the frame of a clip."""

    gain: float
    offset: float
    """Luma of the film is that of the clip times ``gain`` and this."""
    residual: float
    """Mean difference in luma once gain and offset are taken out, in levels."""
    contrast: float
    """Standard deviation of the clip's luma."""
    dark_shift: float
    """How much lighter the film is where the clip is dark, in levels."""
    light_shift: float
    """The same where the clip is light."""
    chroma_shift: float
    """Mean difference of the colours, in levels."""

    @property
    def same_picture(self) -> bool:
        """Whether both show the same, however light."""
        lowest, highest = _GAINS
        allowed = max(_MAX_RESIDUAL, _MAX_RESIDUAL_SHARE * self.contrast)
        return self.residual <= allowed and lowest <= self.gain <= highest


def likeness(film: SmallFrame, clip: SmallFrame) -> tuple[Likeness, NDArray[np.bool_]]:
    """Compare two small frames of one shape.

    Returns:
        The comparison, and where the film shows something else than the clip: shape (rows,
        columns).
    """
    shown, meant = film.luma.astype(np.float32), clip.luma.astype(np.float32)
    gain, offset, kept = _fit(shown.ravel(), meant.ravel())
    rest = np.abs(shown - (gain * meant + offset))
    dark, light = np.percentile(meant, (5, 95))
    like = Likeness(
        gain=gain,
        offset=offset,
        residual=float(rest.ravel()[kept].mean()),
        contrast=float(meant.std()),
        dark_shift=float(gain * dark + offset - dark),
        light_shift=float(gain * light + offset - light),
        chroma_shift=_trimmed_difference(film.chroma, clip.chroma),
    )
    return like, rest > _STRONG


def _fit(
    shown: NDArray[np.float32], meant: NDArray[np.float32]
) -> tuple[float, float, NDArray[np.intp]]:
    """Gain, offset and the pixels that they are taken from: those that fit best."""
    count = int(_KEPT * shown.size)
    gain, offset = _line(shown, meant)
    for _ in range(2):
        rest = np.abs(shown - (gain * meant + offset))
        kept = np.argpartition(rest, count)[:count]
        gain, offset = _line(shown[kept], meant[kept])
    return gain, offset, kept


def _line(shown: NDArray[np.float32], meant: NDArray[np.float32]) -> tuple[float, float]:
    centre, level = float(meant.mean()), float(shown.mean())
    spread = float(np.square(meant - centre).mean())
    if spread < 1.0:  # one flat colour says nothing of the gain
        return 1.0, level - centre
    gain = float(((meant - centre) * (shown - level)).mean()) / spread
    return gain, level - gain * centre


def _trimmed_difference(film: NDArray[np.uint8], clip: NDArray[np.uint8]) -> float:
    difference = np.abs(film.astype(np.int16) - clip).sum(axis=0).ravel()
    count = int(_KEPT * difference.size)
    return float(np.partition(difference, count)[:count].mean())
