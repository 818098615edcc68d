"""The shot detectors by their names, and the version of what each makes of footage."""

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from manike.analysis.embedded_shots import EmbeddedShotDetector
from manike.analysis.pyscenedetect_shots import PySceneDetectShotDetector
from manike.analysis.report import REPORT_VERSION
from manike.analysis.shots import ShotDetector
from manike.analysis.transnet_shots import TransNetShotDetector
from manike.errors import BadInputError

VERSION: Final = 1
"""Counts up with every change of a measure, a word, a key frame or the strip of shots."""

_DETECTORS: Final[Mapping[str, Callable[[], ShotDetector]]] = MappingProxyType(
    {
        EmbeddedShotDetector.name: EmbeddedShotDetector,
        PySceneDetectShotDetector.name: PySceneDetectShotDetector,
        TransNetShotDetector.name: TransNetShotDetector,
    }
)


@cache
def shot_detector(name: str) -> ShotDetector:
    """A detector by its name.

    Raises:
        BadInputError: there is none of that name.
        MachineError: the extra that it needs is not installed; says the cure.
    """
    if name not in _DETECTORS:
        known = ", ".join(_DETECTORS)
        raise BadInputError("detector", f"{name[:40]!r} is not one of {known}.")
    return _DETECTORS[name]()


@cache
def analysis_version(detector: str) -> str:
    """What a look at footage is called in which this detector finds the shots.

    Raises:
        BadInputError, MachineError: as ``shot_detector``.
    """
    return f"footage-{REPORT_VERSION}.{VERSION} {shot_detector(detector).model}"
