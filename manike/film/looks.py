"""How good single frames of clips look: what posters and previews are chosen by."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from manike.film.cache import FilmCache
from manike.film.job import FilmJob, SourceFile
from manike.film.segments import closing_frames
from manike.film.timeline import Timeline, TimelineScene
from manike.media.files import write_text
from manike.media.probe import count_frames
from manike.media.programs import ffmpeg_version, run_ffmpeg

LOOKS_VERSION = 1
"""Counts up with the rules by which a frame is judged."""
_LOOK_PX = (256, 256)
"""Frames are judged in this size, whatever their shape: shares of it are the same."""
_FRAME_BYTES = _LOOK_PX[0] * _LOOK_PX[1] * 3
_PLAIN_CONTRAST, _FULL_COLOUR, _FULL_DETAIL = 64.0, 128.0, 3.0
"""Contrast, saturation and decades of sharpness that a good frame has."""
_DARK, _BRIGHT = 40.0, 215.0
"""Mean levels outside of which a frame shows little."""
_LATER = 0.15
"""What the last scene loses against the first: an early one gives less away."""


@dataclass(frozen=True, slots=True)
class Look:
    """A frame of a scene, counted from the first frame of its clip, and how good it looks."""

    scene: int
    frame: int
    score: float


def best_looks(job: FilmJob, cache: FilmCache) -> tuple[Look, ...]:
    """The best frame of each scene that is neither in a transition nor fading out."""
    timeline = job.timeline
    return tuple(
        _best(scene, timeline, _scores(job.clips[scene.number], timeline.rate, cache))
        for scene in timeline.scenes
    )


def poster_look(looks: Sequence[Look], timeline: Timeline) -> Look:
    """The frame that stands for the film, free of painted words if there is one."""
    worded = {s.number for s in timeline.scenes if any(r.kind == "text" for r in s.regions)}
    free = [look for look in looks if look.scene not in worded] or looks
    weighted = [look.score * (1 - _LATER * at / len(free)) for at, look in enumerate(free)]
    return free[int(np.argmax(weighted))]


def clear_frames(scene: TimelineScene, timeline: Timeline) -> tuple[int, int]:
    """First and last frame of a scene in which it is seen alone and at full brightness."""
    first = scene.transition_in.frame_count
    return first, max(first, scene.frame_count - closing_frames(timeline, scene) - 1)


def _best(scene: TimelineScene, timeline: Timeline, scores: Mapping[int, float]) -> Look:
    first, last = clear_frames(scene, timeline)
    inside = {frame: score for frame, score in scores.items() if first <= frame <= last}
    if not inside:
        middle = (first + last) // 2
        nearest = min(scores, key=lambda frame: abs(frame - middle))
        return Look(scene.number, middle, scores[nearest])
    best = max(inside, key=lambda frame: (inside[frame], -frame))
    return Look(scene.number, best, inside[best])


def _scores(clip: SourceFile, fps: Fraction, cache: FilmCache) -> Mapping[int, float]:
    """By frame, two a second; kept, as judging all clips anew would take longer than an edit."""
    recipe = f"{LOOKS_VERSION} {ffmpeg_version()} {clip.sha256} {fps}"
    path = cache.path("looks", hashlib.sha256(recipe.encode()).hexdigest(), ".txt")
    seal = cache.find(path)
    if seal is None:
        with cache.scratch() as folder:
            frames = _frames(clip.path, fps, folder)
        figures = {str(at): round(_score(frame), 4) for at, frame in frames.items()}
        write_text(path, f"Scores of {len(figures)} frames.\n")
        seal = cache.seal(path, figures)
    return {int(frame): score for frame, score in seal.figures.items()}


def _frames(clip: Path, fps: Fraction, folder: Path) -> dict[int, NDArray[np.uint8]]:
    """A frame each half second, shape (height, width, 3), blue first.

    Our clips have their key frames there, and key frames alone are read in a tenth of the time.
    """
    step = max(2, round(fps / 2))
    wanted = -(-count_frames(clip) // step)
    raw = folder / "frames.bgr"
    seen = _decoded(clip, ["-skip_frame", "nokey"], "null", raw)
    if len(seen) != wanted:
        seen = _decoded(clip, [], f"select='not(mod(n\\,{step}))'", raw)
    return {index * step: frame for index, frame in enumerate(seen)}


def _decoded(clip: Path, options: list[str], choice: str, raw: Path) -> NDArray[np.uint8]:
    width_px, height_px = _LOOK_PX
    filters = f"{choice},scale={width_px}:{height_px}:in_color_matrix=bt709:flags=area"
    arguments = ["-threads", "1", *options, "-i", str(clip), "-vf", filters]
    arguments += ["-fps_mode", "passthrough", "-pix_fmt", "bgr24", "-f", "rawvideo"]
    run_ffmpeg(arguments, raw)
    data = np.fromfile(raw, np.uint8)
    whole = data[: len(data) // _FRAME_BYTES * _FRAME_BYTES]
    return whole.reshape(-1, height_px, width_px, 3)


def _score(frame: NDArray[np.uint8]) -> float:
    """0 for a grey wall, about 1 for a frame with light and shade, colours and sharp edges."""
    grey = cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY)
    level, contrast = float(grey.mean()), float(grey.std())
    colour = float(cv2.cvtColor(frame, cv2.COLOR_BGR2HSV)[..., 1].mean())
    detail = float(np.log10(1 + cv2.Laplacian(grey, cv2.CV_32F).var()))
    shown = min(1.0, level / _DARK, (255 - level) / (255 - _BRIGHT))
    merits = (contrast / _PLAIN_CONTRAST, colour / _FULL_COLOUR, detail / _FULL_DETAIL)
    return shown * sum(min(1.0, merit) for merit in merits) / len(merits)
