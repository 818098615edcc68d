"""PySceneDetect's detectors behind our port; the extra ``footage``."""

from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, Literal

from manike.analysis.shots import Boundary
from manike.errors import MachineError, MediaError

Algorithm = Literal["adaptive", "content", "hash", "histogram", "threshold"]
ALGORITHMS: Final[dict[Algorithm, tuple[str, dict[str, Any]]]] = {
    "adaptive": ("AdaptiveDetector", {"adaptive_threshold": 2.0, "min_content_val": 15.0}),
    "content": ("ContentDetector", {"threshold": 20.0}),
    "hash": ("HashDetector", {"threshold": 0.35}),
    "histogram": ("HistogramDetector", {"threshold": 0.05}),
    "threshold": ("ThresholdDetector", {"threshold": 12}),
}
"""The settings are those that found most on the made set of ``make bench-shots``."""


class PySceneDetectShotDetector:
    """Finds first frames of shots; it says neither how long a transition is nor how sure it is."""

    name = "pyscenedetect"

    def __init__(self, algorithm: Algorithm = "adaptive") -> None:
        """Choose one of ``ALGORITHMS``.

        Raises:
            MachineError: the package is not installed.
        """
        try:
            self._package = import_module("scenedetect")
        except ImportError as error:
            raise MachineError(
                "PySceneDetect is not installed: pip install 'manike[footage]'."
            ) from error
        self._algorithm = algorithm
        self.model = f"pyscenedetect-{version('scenedetect-headless')}-{algorithm}"

    def boundaries(self, path: Path) -> tuple[Boundary, ...]:
        """All cuts in order.

        Raises:
            MediaError: OpenCV can't read the file.
        """
        name, options = ALGORITHMS[self._algorithm]
        detector = getattr(self._package, name)(**options)
        try:
            shots = self._package.detect(str(path), detector)
        # its own errors share no base, and OpenCV raises others from below
        except Exception as error:
            raise MediaError(f"PySceneDetect can't read {path.name}: {error}") from error
        cuts = [start.frame_num for start, _ in shots[1:]]
        return tuple(Boundary(cut, cut) for cut in cuts)
