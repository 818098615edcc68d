"""How ffmpeg is told to read a part of a file, without decoding what comes before."""

from dataclasses import dataclass
from pathlib import Path

from manike.media.programs import STRANGERS

_EARLY_S = 0.002
"""A time that was rounded may lie behind its frame."""
_INDEXED = ("mov", "matroska", "avi", "flv", "asf", "mxf", "ogg", "nut")
_RUN_UP_S = 10.0
"""Where a file has no index, ffmpeg may begin behind the key frame that is needed."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a file."""

    path: Path
    container: str
    """As ``MediaInfo.container``."""
    start_s: float
    """By the file's own clock."""
    length_s: float

    @property
    def arguments(self) -> list[str]:
        """Reads the part, and before it what ``skipping`` leaves out."""
        seek = ["-seek_timestamp", "1", "-ss", f"{self._sought_s:.6f}"]
        length_s = self.length_s + self._run_up_s
        seek += ["-t", f"{length_s:.6f}", *STRANGERS]
        return [*seek, "-i", str(self.path.absolute())]

    @property
    def skipping(self) -> str:
        """Filters that come first, so that its first frame is at 0."""
        return f"trim=start={self._run_up_s:.6f},setpts=PTS-STARTPTS"

    @property
    def sound_skipping(self) -> str:
        """The same for its sound, which stays where it is beside the picture."""
        return f"atrim=start={self._run_up_s:.6f},asetpts=PTS-{self._run_up_s:.6f}/TB"

    @property
    def _sought_s(self) -> float:
        return self.start_s - _EARLY_S - self._run_up_s

    @property
    def _run_up_s(self) -> float:
        has_index = any(name in self.container.split(",") for name in _INDEXED)
        return 0.0 if has_index else _RUN_UP_S
