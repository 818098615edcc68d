"""A frame that is held without standing still."""

from collections.abc import Iterator
from fractions import Fraction

import cv2
import numpy as np
from numpy.typing import NDArray

_ZOOM_A_SECOND = 0.02
_ZOOM_SETS_IN_S = 0.6
"""A held frame starts to grow this gently."""

_Frame = NDArray[np.uint8]


def growing(frame: _Frame, size_px: tuple[int, int], count: int, fps: Fraction) -> Iterator[_Frame]:
    """A frame, held: it sets in without a jerk to grow by 2 % a second.

    Args:
        frame: flat yuv420p, as are those that come out.
        size_px: its width and height.
        count: how many frames come.
        fps: their rate.
    """
    width_px, height_px = size_px
    luma = width_px * height_px
    halves = (height_px // 2, width_px // 2)
    planes = [
        frame[:luma].reshape(height_px, width_px),
        frame[luma : luma * 5 // 4].reshape(halves),
        frame[luma * 5 // 4 :].reshape(halves),
    ]
    for index in range(1, count + 1):
        held_s = float(index / fps)
        eased_s = held_s - _ZOOM_SETS_IN_S * (1 - np.exp(-held_s / _ZOOM_SETS_IN_S))
        zoom = 1 + _ZOOM_A_SECOND * float(eased_s)
        yield np.concatenate([_zoomed(plane, zoom).ravel() for plane in planes])


def _zoomed(plane: _Frame, zoom: float) -> _Frame:
    height_px, width_px = plane.shape
    x, y = (width_px - 1) / 2, (height_px - 1) / 2
    grown = np.array([[zoom, 0, x * (1 - zoom)], [0, zoom, y * (1 - zoom)]], np.float32)
    sized = cv2.warpAffine(
        plane, grown, (width_px, height_px), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(sized, np.uint8)
