"""A small net that tells boundaries by the measures of the frames around them.

Five layers over time, 22,000 weights; ``python -m benchmarks.shots.training`` makes them.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from manike.analysis.changes import Changes

VERSION: Final = 2
"""Counts up with the weights and with what is measured."""
WEIGHTS: Final = Path(__file__).with_name("data") / "boundaries.npz"
DILATIONS: Final = (1, 2, 4, 8)
KERNEL: Final = 5
REACH: Final = sum(DILATIONS) * (KERNEL // 2)
"""Frames on either side that a frame's scores depend on."""

Weights = NDArray[np.float32]
_ONE = np.float32(1)


@dataclass(frozen=True, slots=True)
class Layer:
    """A convolution over time."""

    weights: Weights
    """Shape (outputs, inputs, kernel)."""
    bias: Weights

    def __call__(self, signal: Weights, dilation: int) -> Weights:
        """Shape (inputs, frames) to (outputs, frames); beyond the ends it sees zeros."""
        kernel = self.weights.shape[2]
        reach = dilation * (kernel // 2)
        padded = np.pad(signal, ((0, 0), (reach, reach)))
        taps = [padded[:, at * dilation : at * dilation + signal.shape[1]] for at in range(kernel)]
        flat = self.weights.transpose(0, 2, 1).reshape(len(self.weights), -1)
        summed: Weights = flat @ np.concatenate(taps) + self.bias[:, None]
        return summed


@dataclass(frozen=True, slots=True)
class BoundaryNet:
    """Scores each frame as the middle of a boundary, and as part of one."""

    layers: tuple[Layer, ...]
    head: Layer

    def scores(self, changes: Changes) -> Weights:
        """Shape (2, frames), from 0 to 1: middle of a boundary, part of a boundary."""
        signal = np.ascontiguousarray(changes.T)
        for layer, dilation in zip(self.layers, DILATIONS, strict=True):
            grown = np.maximum(layer(signal, dilation), 0)
            signal = grown if dilation == 1 else signal + grown
        scores: Weights = _ONE / (_ONE + np.exp(-self.head(signal, 1)))
        return scores


@cache
def boundary_net() -> BoundaryNet:
    """The net that ships with this package."""
    with np.load(WEIGHTS) as kept:
        layers = [_layer(kept, f"layer{at}") for at in range(len(DILATIONS))]
        return BoundaryNet(tuple(layers), _layer(kept, "head"))


def _layer(kept: "np.lib.npyio.NpzFile", name: str) -> Layer:
    return Layer(
        kept[f"{name}_weights"].astype(np.float32), kept[f"{name}_bias"].astype(np.float32)
    )
