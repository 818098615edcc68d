"""The frame under work: three full-range planes, painted over and over."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Frame:
    """A 4:2:0 picture in BT.709, full range; its arrays are overwritten in place.

    Composing in luma and half-size chroma handles half the bytes of RGB and leaves no conversion
    to do at the end.
    """

    y: Pixels
    """Shape (height, width), 0..255."""
    u: Pixels
    """Shape (height / 2, width / 2), about 128."""
    v: Pixels

    @classmethod
    def empty(cls, size_px: tuple[int, int]) -> Self:
        """A frame of even width and height with undefined content."""
        width_px, height_px = size_px
        half = (height_px // 2, width_px // 2)
        return cls(
            y=np.empty((height_px, width_px), np.uint8),
            u=np.empty(half, np.uint8),
            v=np.empty(half, np.uint8),
        )
