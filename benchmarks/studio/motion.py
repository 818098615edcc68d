"""How much a clip trembles: what is left of its motion when the intended move is taken out."""

from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from manike.media.probe import probe
from manike.media.programs import decoded_frames

FRAMES = 60
COURSE, _DEGREE = 9, 3
"""Steps, and the degree of the polynomial, that a smooth course is fitted to."""
_MOST_CORNERS = 240
_FEWEST_CORNERS = 12
_WINDOW_PX = 21

Luma = NDArray[np.uint8]


def clip_jitter_px(path: Path, frame_count: int = FRAMES) -> float | None:
    """Jitter of a clip's middle frames in its own pixels; ``None`` if nothing can be followed.

    Raises:
        MediaError: it can't be decoded.
    """
    frames = _frames(path, frame_count)
    steps = [step_px(before, after) for before, after in pairwise(frames)]
    found = np.array([step for step in steps if step is not None])
    return jitter_px(found) if len(found) > COURSE else None


def jitter_px(steps_px: NDArray[np.float64]) -> float:
    """Standard deviation of frame-to-frame steps around the smooth course of those around them.

    A camera that eases, and the bounce of somebody who walks, are smooth over a third of a second;
    what trembles is not.

    Args:
        steps_px: shape (frames - 1, 2), right and down; at least ``COURSE`` of them.

    Returns:
        Pixels, the root of the sum over both axes.
    """
    at = np.arange(COURSE) - COURSE // 2
    powers = np.vander(at, _DEGREE + 1)
    middle = (powers @ np.linalg.pinv(powers))[COURSE // 2]
    # The fit takes up a part of the noise that it is to measure: 1 - 0.417 of it is left.
    kept = 1 - middle[COURSE // 2]
    left = [axis - np.convolve(axis, middle[::-1], "same") for axis in steps_px.T]
    inner = slice(COURSE // 2, len(steps_px) - COURSE // 2)
    return float(np.sqrt(sum(np.mean(axis[inner] ** 2) for axis in left) / kept))


def step_px(before: Luma, after: Luma) -> NDArray[np.float64] | None:
    """How far the picture goes from one frame to the next: the median way of its corners."""
    corners = cv2.goodFeaturesToTrack(before, _MOST_CORNERS, 0.01, 8)
    if corners is None or len(corners) < _FEWEST_CORNERS:
        return None
    window = (_WINDOW_PX, _WINDOW_PX)
    stop = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 40, 0.002)
    ends, found, _ = cv2.calcOpticalFlowPyrLK(
        before, after, corners, np.empty_like(corners), winSize=window, criteria=stop
    )
    ways = (ends - corners)[found.ravel() == 1].reshape(-1, 2)
    return np.median(ways, axis=0).astype(np.float64) if len(ways) >= _FEWEST_CORNERS else None


def _frames(path: Path, frame_count: int) -> list[Luma]:
    """Luma of frames around the middle."""
    video = probe(path).video
    if video is None:
        return []
    width_px, height_px = video.width_px, video.height_px
    first = max(0, (round(video.duration_s * video.fps) - frame_count) // 2)
    graph = f"[0:v]trim=start_frame={first}:end_frame={first + frame_count}"
    luma_bytes, frame_bytes = width_px * height_px, width_px * height_px * 3 // 2
    frames = []
    with decoded_frames(path, graph) as stream:
        while len(data := stream.read(frame_bytes)) == frame_bytes:
            luma = np.frombuffer(data, np.uint8, luma_bytes)
            frames.append(luma.reshape(height_px, width_px))
    return frames
