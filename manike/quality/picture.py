"""A film's picture, decoded once and held frame by frame against the clips that it should show."""

from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice
from math import ceil
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from manike.quality.flashes import FlashMeter, tiles
from manike.quality.likeness import Likeness, likeness
from manike.quality.plans import FilmPlan, PlannedScene, Sources
from manike.quality.strips import SmallFrame, clip_strip, film_strip

CLOSING_S = Fraction(1, 2)
"""The end of a film fades to black."""
_AHEAD = 8
_OFFSETS = [offset for offset in range(-_AHEAD, _AHEAD + 1) if offset]
_MOVES = 0.25
"""Levels of the single pixels; where a clip moves less its frames can't be told apart."""
_NEARER = 0.5
"""Of that motion; on 4 films of the embedded animator a frame in its place had at most 0.41."""
_CLEAR = 0.1
"""Of the distance, the least motion that can be told beside what else lies on the picture. A word
that pops up in a caption over a lake gave 0.56 of a motion of 0.25 at a distance of 6.6."""
_DARK_LUMA = 20
"""Of 16-235, so that a night sky is not black."""
_PRINTS_A_SECOND = 2
_OVERLAY_SHARE = 0.9
_FEWEST_SETTLED = 6


STILL_LEVELS = 0.5
"""Mean change of the small pixels below which a picture stands still. The key frames of a still
picture differ by 0.2; the slowest of 10 films has moved by more after 25 frames."""


@dataclass(frozen=True, slots=True)
class SeenFrame:
    """One frame of the film; figures of the comparison only where there is a clip to compare."""

    dark_share: float
    """Of its small pixels, black ones."""
    mean_luma: float
    step: float
    """Change of the upper part since the first frame that looked like this one, in levels."""
    like: Likeness | None = None
    mean_shift: float = 0.0
    """Luma of the film less that of the clip, in levels."""
    shift: int = 0
    """Frames by which the film is ahead of the clip, as far as can be seen."""
    lead: tuple[float, float] = (0.0, 0.0)
    """How much nearer the clip's next frame is than the one that is due, and the one before, in
    levels of the single pixels: below 0 for a frame in its place, but for noise."""
    motion: tuple[float, float] = (0.0, 0.0)
    """How far those two lie from the one that is due."""
    overlay_px: int = 0
    """Small pixels of captions and titles."""
    overlay_change: float = 0.0
    """Share of them that came or went with this frame."""


Print = NDArray[np.float32]
"""Means of tiles of a frame: enough to know a picture again."""


@dataclass(slots=True)
class SeenFilm:
    """All frames of a film in order, and what its scenes and clips look like."""

    frames: list[SeenFrame] = field(default_factory=list)
    flash_changes: list[int] = field(default_factory=list)
    """Frames at which a large part of the picture became lighter or darker."""
    prints: dict[int, list[Print]] = field(default_factory=dict)
    """Of the film, by the scene that should be seen."""
    clip_prints: dict[int, list[Print]] = field(default_factory=dict)
    highest_luma: NDArray[np.uint8] | None = None
    """Of each small pixel, over the whole film."""
    highest_clip_luma: NDArray[np.uint8] | None = None


def look(path: Path, plan: FilmPlan, sources: Sources) -> SeenFilm:
    """Decode a film's picture and its clips side by side; a few frames are in memory at a time.

    Raises:
        MediaError: the film or a clip can't be decoded.
    """
    eye = _Eye(plan, sources)
    with film_strip(path, plan.size_px) as frames:
        for scene in plan.scenes:
            for other in islice(frames, max(scene.start_frame - len(eye.film.frames), 0)):
                eye.see(other, None, 0, {})
            with _clip_frames(scene, plan, sources.clips) as meant:
                for at in range(scene.frame_count):
                    frame = next(frames, None)
                    if frame is None:
                        break
                    eye.see(frame, scene, at, next(meant))
        for other in frames:
            eye.see(other, None, 0, {})
    return eye.film


Around = Mapping[int, SmallFrame]
"""Frames of a clip by how far they lie after the one that is due."""


@contextmanager
def _clip_frames(
    scene: PlannedScene, plan: FilmPlan, clips: Mapping[int, Path]
) -> Iterator[Iterator[Around]]:
    path = clips.get(scene.number)
    if path is None:
        yield iter(lambda: {}, None)
        return
    count = scene.frame_count + _AHEAD
    with clip_strip(path, plan.size_px, plan.rate, count) as frames:
        yield _around(frames)
        for _ in frames:  # ffmpeg takes a reader that leaves early for an error
            pass


def _around(frames: Iterator[SmallFrame]) -> Iterator[Around]:
    held: deque[SmallFrame | None] = deque(
        [*[None] * (_AHEAD + 1), *(next(frames, None) for _ in range(_AHEAD))],
        maxlen=2 * _AHEAD + 1,
    )
    while True:
        held.append(next(frames, None))
        yield {at - _AHEAD: frame for at, frame in enumerate(held) if frame is not None}


class _Eye:
    """Sees the frames of a film in order."""

    def __init__(self, plan: FilmPlan, sources: Sources) -> None:
        self.film = SeenFilm()
        self._print_every = max(1, round(plan.rate / _PRINTS_A_SECOND))
        self._flashes = FlashMeter()
        self.film.flash_changes = self._flashes.changes
        self._still: NDArray[np.int16] | None = None
        self._overlays = _Overlays(plan, sources)
        last = plan.scenes[-1]
        # A card or an outro may follow; the last scene fades to black all the same.
        self._closing = last.start_frame + last.frame_count - ceil(CLOSING_S * plan.rate)

    def see(self, frame: SmallFrame, scene: PlannedScene | None, at: int, clip: Around) -> None:
        """Look at the next frame, which should be the one ``at`` of its scene."""
        number = len(self.film.frames)
        self._flashes.see(frame.luma, number)
        self.film.highest_luma = _highest(self.film.highest_luma, frame)
        if scene is not None and at % self._print_every == 0:
            self._keep_prints(frame, scene, at, clip)
        comparable = (
            scene is not None
            and 0 in clip
            and at >= scene.transition_in.frame_count
            and number < self._closing
        )
        step = self._step(frame)
        dark = float((frame.luma <= _DARK_LUMA).mean())
        mean = float(frame.luma.mean())
        if not comparable:
            self.film.frames.append(SeenFrame(dark, mean, step))
            self._overlays.skip()
            return
        like, overlay = likeness(frame, clip[0])
        self.film.highest_clip_luma = _highest(self.film.highest_clip_luma, clip[0])
        count, change = self._overlays.see(like, overlay, number)
        self.film.frames.append(
            SeenFrame(
                dark_share=dark,
                mean_luma=mean,
                step=step,
                like=like,
                mean_shift=mean - float(clip[0].luma.mean()),
                shift=frame_shift(frame, clip),
                lead=(_lead(frame, clip, 1), _lead(frame, clip, -1)),
                motion=(_motion(clip, 1), _motion(clip, -1)),
                overlay_px=count,
                overlay_change=change,
            )
        )

    def _keep_prints(self, frame: SmallFrame, scene: PlannedScene, at: int, clip: Around) -> None:
        if at >= scene.transition_in.frame_count:
            self.film.prints.setdefault(scene.number, []).append(tiles(frame.luma))
        if 0 in clip:
            self.film.clip_prints.setdefault(scene.number, []).append(tiles(clip[0].luma))

    def _step(self, frame: SmallFrame) -> float:
        """Above the captions, which move in a frozen film too."""
        upper = frame.luma[: max(1, round(frame.luma.shape[0] * 0.6))].astype(np.int16)
        step = 255.0 if self._still is None else float(np.abs(upper - self._still).mean())
        if step > STILL_LEVELS:
            self._still = upper
        return step


class _Overlays:
    """Captions and titles on the picture, without what stands there all the time: a logo."""

    def __init__(self, plan: FilmPlan, sources: Sources) -> None:
        self._captioned = np.zeros(plan.frame_count + 1, np.bool_)
        for caption in sources.captions:
            self._captioned[caption.start_frame : caption.end_frame] = True
        self._settled = 0
        self._seen: NDArray[np.int32] | None = None
        self._last: NDArray[np.bool_] | None = None

    def see(self, like: Likeness, overlay: NDArray[np.bool_], number: int) -> tuple[int, float]:
        """Pixels of the overlay, and the share of them that came or went."""
        if not like.same_picture:
            self.skip()
            return 0, 0.0
        if not self._captioned[number]:
            self._settled += 1
            seen = overlay.astype(np.int32)
            self._seen = seen if self._seen is None else self._seen + seen
        shown = overlay & ~self._standing(overlay)
        count, change = int(shown.sum()), 0.0
        if self._last is not None:
            most = max(count, int(self._last.sum()), 1)
            change = int((shown ^ self._last).sum()) / most
        self._last = shown
        return count, change

    def skip(self) -> None:
        """A frame that can't be compared."""
        self._last = None

    def _standing(self, overlay: NDArray[np.bool_]) -> NDArray[np.bool_]:
        if self._seen is None or self._settled < _FEWEST_SETTLED:
            return np.zeros_like(overlay)
        return self._seen >= _OVERLAY_SHARE * self._settled


def frame_shift(frame: SmallFrame, clip: Around) -> int:
    """The offset in the clip whose frame is clearly nearer than the one that is due; 0 if none."""
    shown = frame.detail.astype(np.int16)
    due = clip[0].detail.astype(np.int16)
    distance = float(np.abs(shown - due).mean())
    best, best_score = 0, _NEARER
    for offset in _OFFSETS:
        other = clip.get(offset)
        if other is None or distance < _MOVES:
            continue
        rest = float(np.abs(shown - other.detail).mean())
        if rest >= distance:
            continue
        motion = float(np.abs(due - other.detail).mean())
        score = (distance - rest) / max(motion, _MOVES)
        if motion >= max(_MOVES, _CLEAR * distance) and score > best_score:
            best, best_score = offset, score
    return best


def _lead(frame: SmallFrame, clip: Around, offset: int) -> float:
    other = clip.get(offset, clip[0])
    shown = frame.detail.astype(np.int16)
    due = float(np.abs(shown - clip[0].detail).mean())
    return due - float(np.abs(shown - other.detail).mean())


def _motion(clip: Around, offset: int) -> float:
    other = clip.get(offset, clip[0])
    return float(np.abs(clip[0].detail.astype(np.int16) - other.detail).mean())


def _highest(so_far: NDArray[np.uint8] | None, frame: SmallFrame) -> NDArray[np.uint8]:
    return frame.luma if so_far is None else np.maximum(so_far, frame.luma)
