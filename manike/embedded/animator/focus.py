"""Focus that goes from near to far or back: layers out of focus, dissolved into sharper ones."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np

from manike.embedded.animator.coverage import Coverage
from manike.embedded.animator.frame import Pixels
from manike.embedded.animator.layers import Layer, Soft
from manike.script.models import Scene
from manike.script.vocabulary import CameraMove

Softness = tuple[Soft | None, Soft | None, float]
"""Two degrees of a layer (``None`` first is sharp, second is no other) and the second's share."""
SHARP: Softness = (None, None, 0.0)

_SIGMAS_PX = ((2.2, 0.5), (4.6, 0.25), (9.0, 0.25))
"""Of a 1080p film, each with the share of the size that holds all it shows."""
_BLUR_PX = 8.0
"""Sigma of what is 1 of depth away from what is sharp."""
_NEAR, _FAR, _PEOPLE = 1.3, 0.2, 1.0
"""Depths that are looked at."""
_PULL = (0.16, 0.62)
"""Shares of the clip at which the focus leaves one and reaches the other."""
_LEAST_PX = 0.35
"""Softer than this can be seen."""


class Focus:
    """What is sharp in each frame of a clip."""

    def __init__(self, scene: Scene, layers: Sequence[Layer], *, unit: float) -> None:
        """Prepare the layers of a scene that asks for a focus pull; of others nothing happens.

        Args:
            scene: with people in it the focus ends on them, else on what is far.
            layers: back to front.
            unit: pixels for each pixel of a 1080p film.
        """
        self._unit = unit
        self.is_pulled = scene.shot.move is CameraMove.FOCUS and len(layers) > 1
        peopled = bool(scene.characters)
        self._from, self._to = (_FAR, _PEOPLE) if peopled else (_NEAR, _FAR)
        self.layers = tuple(
            _softened(layer, unit) if self.is_pulled and layer.name != "caption" else layer
            for layer in layers
        )

    def softness(self, progress: float) -> list[Softness]:
        """How soft each layer is when ``progress`` (0..1) of the clip is over."""
        share = np.clip((progress - _PULL[0]) / (_PULL[1] - _PULL[0]), 0.0, 1.0)
        eased = float(share * share * (3.0 - 2.0 * share))
        sharp = self._from + (self._to - self._from) * eased
        return [
            _between(layer.softened, _BLUR_PX * self._unit * abs(layer.depth - sharp))
            for layer in self.layers
        ]


def _between(degrees: Sequence[Soft], sigma_px: float) -> Softness:
    """The two degrees about a sigma, mixed so that their spread is that of the sigma."""
    if not degrees or sigma_px < _LEAST_PX:
        return SHARP
    steps: list[Soft | None] = [None, *degrees]
    for low, high in pairwise(steps):
        below = low.sigma_px if low else 0.0
        if high is not None and sigma_px < high.sigma_px:
            share = (sigma_px**2 - below**2) / (high.sigma_px**2 - below**2)
            return low, high, share
    return steps[-1], None, 0.0


def _softened(layer: Layer, unit: float) -> Layer:
    whole = _whole(layer)
    degrees = []
    for sigma_px, share in _SIGMAS_PX:
        size = tuple(round(length * share) for length in layer.size_px)
        small = cv2.resize(whole, (size[0], size[1]), interpolation=cv2.INTER_AREA)
        sigma = sigma_px * unit * share
        soft = cv2.GaussianBlur(small, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)
        degrees.append(Soft(sigma_px * unit, share, np.asarray(soft, np.uint8)))
    behind = whole[..., 3]
    if layer.adds:
        behind = np.where(whole[..., 0] == 0, np.uint8(255), np.uint8(0))
    reach_px = 3.0 * degrees[-1].sigma_px
    coverage = Coverage.of(behind, may_hide=not layer.adds, reach_px=reach_px)
    return replace(layer, softened=tuple(degrees), coverage=coverage)


def _whole(layer: Layer) -> Pixels:
    """A layer's pixels with all that was cut off round them."""
    left, top = layer.corner_px
    tall, wide = layer.pixels.shape[:2]
    right, bottom = layer.size_px[0] - left - wide, layer.size_px[1] - top - tall
    whole = cv2.copyMakeBorder(
        layer.pixels, top, bottom, left, right, cv2.BORDER_CONSTANT, value=layer.nothing
    )
    return np.asarray(whole, np.uint8)
