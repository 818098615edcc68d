"""Faces in a picture, by BlazeFace for faces up to five metres away (MediaPipe, Apache-2.0).

It finds faces from the front and half from the side that are a twentieth of the picture wide or
more, painted ones too.
"""

from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from manike.analysis.pictures import Image

MODEL: Final = "blazeface-full-range"
_FILE: Final = Path(__file__).with_name("data") / "blazeface_full_range.tflite"
_SIDE: Final = 192
_CELLS: Final = 48
"""The net looks at a grid of as many cells on either side."""
_SURE: Final = 0.6
_OVERLAP: Final = 0.3
"""Of two boxes that share more, the less sure one is of the same face."""


class FaceFinder:
    """Finds faces; of one thread."""

    def __init__(self) -> None:
        # OpenCV 5's new engine gives only one of the net's two outputs; version 4 has one engine
        engine = [cv2.dnn.ENGINE_CLASSIC] if hasattr(cv2.dnn, "ENGINE_CLASSIC") else []
        self._net: Any = cv2.dnn.readNetFromTFLite(str(_FILE), *engine)
        names = self._net.getUnconnectedOutLayersNames()
        self._outputs = sorted(names, key=lambda name: "classifier" in name)
        cells = (np.arange(_CELLS) + 0.5) / _CELLS
        self._middles = np.stack(np.meshgrid(cells, cells), axis=-1).reshape(-1, 2)

    def find(self, image: Image) -> list[tuple[float, float, float, float]]:
        """Left, top, width and height of each face, in shares of the picture; the surest first."""
        high, wide = image.shape[:2]
        scale = _SIDE / max(high, wide)
        size = (max(1, round(wide * scale)), max(1, round(high * scale)))
        square = np.zeros((_SIDE, _SIDE, 3), np.uint8)
        square[: size[1], : size[0]] = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
        boxes, sure = self._boxes(square)
        kept = cv2.dnn.NMSBoxes(boxes.tolist(), sure.tolist(), _SURE, _OVERLAP)
        shares = boxes / np.array([*size, *size])
        return [tuple(shares[at].tolist()) for at in np.asarray(kept, int).ravel()]

    def _boxes(self, square: Image) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Boxes in pixels of the square and how sure each is, of those that are sure enough."""
        fed = cv2.dnn.blobFromImage(
            square, 1 / 127.5, (_SIDE, _SIDE), (127.5, 127.5, 127.5), swapRB=True
        )
        self._net.setInput(fed)
        places, logits = self._net.forward(self._outputs)
        sure = 1 / (1 + np.exp(-np.clip(logits[0, :, 0].astype(float), -50, 50)))
        picked = sure >= _SURE
        place = places[0][picked].astype(float)
        sides = place[:, 2:4]
        corners = place[:, :2] + self._middles[picked] * _SIDE - sides / 2
        return np.concatenate([corners, sides], axis=1), sure[picked]
