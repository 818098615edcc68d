"""BT.709 with full range: what the animator computes in."""

import numpy as np
from numpy.typing import NDArray

Rgb = tuple[float, float, float]
"""sRGB colour, each channel 0..1."""

CHROMA_ZERO = 128
_LUMA = np.array([0.2126, 0.7152, 0.0722])
"""BT.709 weights of red, green, blue."""


def yuv_matrix() -> NDArray[np.float64]:
    """The way from RGB to Y'CbCr.

    Returns:
        Shape (3, 4): applied to (red, green, blue, 1) in 0..255 it gives Y, U, V in 0..255, full
        range, chroma about 128. The limited range of the file is made in a frame's last step.
    """
    red, _, blue = np.eye(3)
    weights = np.stack(
        [
            _LUMA,
            (blue - _LUMA) / (2.0 * (1.0 - _LUMA[2])),
            (red - _LUMA) / (2.0 * (1.0 - _LUMA[0])),
        ]
    )
    return np.hstack([weights, [[0.0], [CHROMA_ZERO], [CHROMA_ZERO]]])


def yuv_of(colour: Rgb) -> tuple[float, float, float]:
    """A colour's Y, U, V in 0..255, full range, chroma about 128."""
    y, u, v = yuv_matrix() @ np.array([*(255.0 * channel for channel in colour), 1.0])
    return float(y), float(u), float(v)
