"""A film from its clips, voices and music: segments and sound made or found, then one remux."""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from manike.errors import MediaError
from manike.film.burning import caption_warning
from manike.film.cache import FilmCache
from manike.film.captions import plan_captions
from manike.film.counting import FrameCount
from manike.film.inserts import InsertKind
from manike.film.job import FilmJob
from manike.film.rendering import RenderedSegment, join_segments, render_segment
from manike.film.segments import Segment, plan_segments
from manike.film.sound import SoundMaster, insert_sounds, master_sound
from manike.film.stills import still
from manike.film.subtitles import to_srt, to_vtt
from manike.media.files import publishing, sha256_of, write_text
from manike.media.probe import count_frames
from manike.ports import Progress

FILM_FILE = "film.mp4"
VTT_FILE = "captions.vtt"
SRT_FILE = "captions.srt"
TIMELINE_FILE = "timeline.json"
POSTER_FILE = "poster.jpg"

_WORKERS = 2
"""ffmpeg processes at a time, of one thread each: one a core, 200 MiB each at 1080p."""


class Film(BaseModel):
    """A finished film: the files in its folder, and how it was made."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[1] = 1
    file: str = FILM_FILE
    sha256: dict[str, str]
    """Hash of every file of the folder by its name."""
    width_px: int
    height_px: int
    fps: str
    frame_count: int
    duration_s: float
    lufs: float
    """Integrated loudness of the AAC."""
    true_peak_dbtp: float
    segments_made: int
    segments_reused: int
    pieces: tuple[str, ...] = ()
    """Names of the kept files that it was joined from; see ``manike.film.pruning``."""
    caption_warning: str = ""
    """Why no captions are burned in though they are wanted."""


def assemble(job: FilmJob, cache: Path, destination: Path, progress: Progress) -> Film:
    """Make the film and the files that go with it.

    Args:
        job: the timeline and the files it names.
        cache: folder of kept segments; may be empty, may be shared.
        destination: folder for ``film.mp4``, ``captions.vtt``, ``captions.srt``,
            ``timeline.json``, ``poster.jpg`` and what is shown around the scenes: ``intro.mp4``,
            ``intro.wav`` and so on.
        progress: called with (frames done, frames to do); frames found in the cache count.

    Raises:
        MediaError: a clip or a sound is not what the timeline says; names it.
        MachineError: the disk is full, or ffmpeg is missing.
    """
    kept = FilmCache(cache)
    with kept.in_use():
        return _assemble(job, kept, destination, progress)


def _assemble(job: FilmJob, cache: FilmCache, destination: Path, progress: Progress) -> Film:
    plan = plan_segments(job)
    segments, sound = _make_parts(job, plan, cache, progress)
    film = destination / FILM_FILE
    join_segments(segments, sound.path, job.timeline.rate, film)
    frame_count = count_frames(film)
    if frame_count != job.timeline.frame_count:
        raise MediaError(
            f"The film has {frame_count} frames instead of {job.timeline.frame_count}."
        )
    _write_companions(job, cache, destination)
    made = zip(plan, segments, strict=True)
    inserts = _keep_inserts(made, insert_sounds(job, cache), destination)
    reused = sum(segment.was_kept for segment in segments)
    return Film(
        sha256={name: sha256_of(destination / name) for name in (*_FILES, *inserts)},
        width_px=job.timeline.width_px,
        height_px=job.timeline.height_px,
        fps=job.timeline.fps,
        frame_count=frame_count,
        duration_s=job.timeline.duration_s,
        lufs=sound.levels.lufs,
        true_peak_dbtp=sound.levels.true_peak_dbtp,
        segments_made=len(segments) - reused,
        segments_reused=reused,
        pieces=tuple(sorted({path.stem for path in (*(s.path for s in segments), sound.path)})),
        caption_warning=caption_warning(job.timeline, job.brand),
    )


_FILES = (FILM_FILE, VTT_FILE, SRT_FILE, TIMELINE_FILE, POSTER_FILE)


def _make_parts(
    job: FilmJob, plan: Sequence[Segment], cache: FilmCache, progress: Progress
) -> tuple[list[RenderedSegment], SoundMaster]:
    """Segments and sound, on as many threads as there are workers; the first failure ends it."""
    count = FrameCount([segment.window.frame_count for segment in plan])
    with ThreadPoolExecutor(_WORKERS, thread_name_prefix="film") as pool:
        sound = pool.submit(master_sound, job, cache)
        segments = [
            pool.submit(render_segment, segment, cache, count.of(index))
            for index, segment in enumerate(plan)
        ]
        try:
            count.follow(segments, [sound], progress)
            return [segment.result() for segment in segments], sound.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _keep_inserts(
    segments: Iterable[tuple[Segment, RenderedSegment]],
    sounds: Mapping[InsertKind, Path],
    destination: Path,
) -> list[str]:
    """Copy cards and clips as they are in the film, and the clips' sound; returns the names."""
    kept: dict[str, Path] = {}
    for segment, made in segments:
        if segment.insert is None:
            continue
        kept[Path(segment.insert.file).name] = made.path
        if segment.insert.sound_file:
            kept[Path(segment.insert.sound_file).name] = sounds[segment.insert.kind]
    for name, path in kept.items():
        with publishing(destination / name) as partial:
            shutil.copyfile(path, partial)
    return sorted(kept)


def _write_companions(job: FilmJob, cache: FilmCache, destination: Path) -> None:
    from manike.film.looks import best_looks, poster_look  # not at the top: it needs OpenCV

    timeline = job.timeline
    captions = plan_captions(timeline)
    write_text(destination / VTT_FILE, to_vtt(captions, timeline.rate))
    write_text(destination / SRT_FILE, to_srt(captions, timeline.rate))
    write_text(destination / TIMELINE_FILE, timeline.model_dump_json(indent=1) + "\n")
    best = poster_look(best_looks(job, cache), timeline)
    clip = job.clips[best.scene].path
    still(clip, best.frame, timeline.rate, timeline.size_px, destination / POSTER_FILE)
