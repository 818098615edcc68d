"""Our own detector: measures of change and a small net; needs no package beyond the base."""

from pathlib import Path

from manike.analysis.boundary_net import VERSION
from manike.analysis.finding import BoundaryFinder
from manike.analysis.shots import Boundary
from manike.analysis.small_frames import tiny_footage, tiny_frames
from manike.errors import MediaError
from manike.media.probe import probe_footage


class EmbeddedShotDetector:
    """Finds cuts and gradual transitions in one pass; memory does not grow with the length."""

    name = "embedded"
    model = f"boundary-net-{VERSION}"

    def boundaries(self, path: Path) -> tuple[Boundary, ...]:
        """All boundaries in order.

        Raises:
            MediaError: the file can't be decoded.
        """
        video = probe_footage(path).video
        if video is None:
            raise MediaError(f"{path.name} holds no video stream.")
        finder = BoundaryFinder()
        found: list[Boundary] = []
        with tiny_footage(path, video) as decoding:
            for frames in tiny_frames(decoding):
                found += finder.see(frames)
        return (*found, *finder.finish())
