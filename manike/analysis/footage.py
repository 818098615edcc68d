"""Everything that is found in one file: one pass over its picture and one over its sound.

Memory does not grow with the length but for the report and 8 bytes a tenth of a second of sound.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Protocol

import numpy as np

from manike.analysis.embedded_shots import EmbeddedShotDetector
from manike.analysis.finding import BoundaryFinder
from manike.analysis.hearing import Sound, listen
from manike.analysis.looks import Looker
from manike.analysis.material import Material, examine, varies
from manike.analysis.report import FootageReport
from manike.analysis.reporting import media_facts, shot_report
from manike.analysis.shot_sums import Frames, ShotSums
from manike.analysis.shots import Boundary, ShotDetector
from manike.analysis.small_frames import batches, small_footage
from manike.errors import MediaError, UnusableFootageError
from manike.media.probe import AudioStream, VideoStream, frame_times_s
from manike.media.programs import Decoding

Progress = Callable[[int, int], None]
"""Called with (frames looked at, frames expected)."""
_MOST_COMPLAINTS = 3
_SHORT_S, _SHORT_SHARE = 0.4, 0.02


class _Finder(Protocol):
    def see(self, frames: np.ndarray) -> list[Boundary]: ...

    def finish(self) -> list[Boundary]: ...

    @property
    def settled(self) -> int: ...


def analyse_footage(
    path: Path,
    *,
    detector: ShotDetector | None = None,
    progress: Progress = lambda done, to_do: None,
) -> FootageReport:
    """Find shots, key frames and measures; without pictures, see ``write_key_frames``.

    Args:
        path: any file that ffmpeg reads.
        detector: finds the shots; our own, which needs no pass of its own, if none is given.
        progress: told after each batch of frames.

    Raises:
        UnusableFootageError: the file holds no picture that can be decoded.
        MachineError: a program or a net is missing.
    """
    path = path.absolute()  # what ffmpeg takes for an option or a protocol is no path
    material = examine(path)
    is_ours = detector is None or isinstance(detector, EmbeddedShotDetector)
    finder: _Finder = BoundaryFinder()
    if detector is not None and not is_ours:
        finder = _Given(_on_grid(detector.boundaries(path), path, material))
    sound, sound_notes = _heard(path, material)
    seen = _look(path, material, finder, progress)
    if seen.frame_count == 0:
        raise UnusableFootageError("no frame", f"No frame of {path.name} can be decoded.")
    model = detector.model if detector else EmbeddedShotDetector.model
    return FootageReport(
        file=path.name,
        detector=model,
        media=media_facts(material),
        looked_at_fps=str(material.rate),
        frame_count=seen.frame_count,
        notes=(*material.notes, *_length_notes(seen, material), *seen.notes, *sound_notes),
        shots=tuple(
            shot_report(number, sums, material, sound)
            for number, sums in enumerate(seen.shots, start=1)
        ),
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    frame_count: int
    shots: Sequence[ShotSums]
    notes: tuple[str, ...]


def _heard(path: Path, material: Material) -> tuple[Sound | None, tuple[str, ...]]:
    audio = material.info.audio
    if audio is None:
        return None, ()
    try:
        sound, complaints = listen(path, audio.start_s)
    except MediaError as error:
        return None, (f"The sound can't be decoded: {error}",)
    if not sound.level.size:
        return None, ("The sound stream is empty.",)
    return sound, _damage("sound", _of_its_own(complaints, material.video))


def _footage(path: Path, material: Material) -> AbstractContextManager[Decoding]:
    return small_footage(path, material.video, material.filters, limit_s=material.limit_s)


def _look(path: Path, material: Material, finder: _Finder, progress: Progress) -> _Seen:
    size_px = material.video.shown_px
    splitter, looker, count = _Splitter(material.rate), Looker(), 0
    expected = round(material.info.duration_s * material.rate)
    try:
        with _footage(path, material) as decoding:
            for batch in batches(decoding, size_px):
                splitter.see(Frames(count, looker.see(batch), batch.tiny))
                count += len(batch.tiny)
                splitter.split(finder.see(batch.tiny), finder.settled)
                progress(count, max(count, expected))
            complaints = _of_its_own(decoding.complaints(), material.info.audio)
    except MediaError as error:
        if count == 0:
            message = f"{path.name} can't be decoded: {error}"
            raise UnusableFootageError("broken", message) from error
        complaints = (str(error),)
    splitter.split(finder.finish(), count)
    return _Seen(count, splitter.finish(), _damage("picture", complaints))


class _Splitter:
    """Gives each frame to its shot once it is certain which that is."""

    def __init__(self, rate: Fraction) -> None:
        self._waiting: deque[Frames] = deque()
        self._shots = [ShotSums(Boundary(0, 0), rate)]
        self._rate = rate
        self._given = 0

    def see(self, frames: Frames) -> None:
        """Keep frames until their shot is known."""
        self._waiting.append(frames)

    def split(self, boundaries: Sequence[Boundary], settled: int) -> None:
        """End shots at these boundaries; no other will come before the frame ``settled``."""
        for boundary in boundaries:
            self._give(boundary.frame, boundary.first)
            self._shots[-1].close()
            self._shots.append(ShotSums(boundary, self._rate))
        # a transition that is not known yet may begin here, so the last frames wait
        self._give(settled, settled)

    def finish(self) -> list[ShotSums]:
        """All shots."""
        for shot, after in zip(self._shots, self._shots[1:], strict=False):
            shot.end_frame = after.start_frame
        return self._shots

    def _give(self, end: int, clear_end: int) -> None:
        while self._waiting and self._given < end:
            frames = self._waiting[0]
            last = frames.first + len(frames.looks)
            self._shots[-1].see(frames.part(self._given, end), max(clear_end, 0))
            self._given = min(end, last)
            if self._given < last:
                break
            self._waiting.popleft()


class _Given:
    """Boundaries that another detector has found already."""

    def __init__(self, boundaries: Sequence[Boundary]) -> None:
        self._open = list(boundaries)
        self._seen = 0

    def see(self, frames: np.ndarray) -> list[Boundary]:
        """Those that lie before the frames to come."""
        self._seen += len(frames)
        return list(self._until(self._seen))

    def finish(self) -> list[Boundary]:
        """None is left that lies within the file."""
        return []

    @property
    def settled(self) -> int:
        """A transition that has begun and goes on has not been told yet."""
        return min(self._seen, self._open[0].first) if self._open else self._seen

    def _until(self, frame: int) -> Iterator[Boundary]:
        while self._open and self._open[0].last < frame:
            yield self._open.pop(0)


def _on_grid(boundaries: Sequence[Boundary], path: Path, material: Material) -> list[Boundary]:
    """Frames as they are stored, in frames as they are looked at."""
    if varies(material.video):
        times = frame_times_s(path)
        grid = [round((time_s - material.start_s) * material.rate) for time_s in times]
        return [Boundary(_at(grid, b.first), _at(grid, b.last), b.score) for b in boundaries]
    stored = material.video.average_fps or material.rate
    scale = material.rate / stored
    return [Boundary(round(b.first * scale), round(b.last * scale), b.score) for b in boundaries]


def _at(grid: Sequence[int], frame: int) -> int:
    return grid[min(frame, len(grid) - 1)] if grid else frame


def _of_its_own(
    complaints: Sequence[str], other: VideoStream | AudioStream | None
) -> tuple[str, ...]:
    """Without those of the other stream, which ffmpeg looks at for a moment to tell what it is."""
    if other is None:
        return tuple(complaints)
    return tuple(line for line in complaints if not line.startswith(f"[{other.codec}]"))


def _damage(what: str, complaints: Sequence[str]) -> tuple[str, ...]:
    if not complaints:
        return ()
    told = "; ".join(dict.fromkeys(line.strip()[:160] for line in complaints[:_MOST_COMPLAINTS]))
    return (f"The {what} is damaged in {len(complaints)} or more places; ffmpeg says: {told}",)


def _length_notes(seen: _Seen, material: Material) -> tuple[str, ...]:
    """A file that ends long before it says."""
    promised_s = material.video.duration_s or material.info.duration_s
    there_s = float(seen.frame_count / material.rate)
    missing_s = promised_s - there_s
    tolerance_s = max(_SHORT_S, _SHORT_SHARE * there_s)
    # some containers count their length from 0 and not from their first frame
    if missing_s <= tolerance_s or abs(missing_s - material.start_s) <= tolerance_s:
        return ()
    return (f"Cut short: {there_s:.1f} s of {promised_s:.1f} s can be decoded.",)
