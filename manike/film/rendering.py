"""Segments encoded by ffmpeg, each once, and joined by stream copy."""

import hashlib
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from pathlib import Path

from manike.errors import MediaError
from manike.film.cache import FilmCache
from manike.film.cards import encode_card, write_overlay
from manike.film.filters import CaptionFiles, frames_from, segment_graph
from manike.film.fonts import face_sha256, faces_named
from manike.film.segments import Segment
from manike.media.coding import x264_options
from manike.media.files import scratch_folder, write_text
from manike.media.probe import count_frames, probe
from manike.media.programs import ffmpeg_version, run_ffmpeg

TICKS_PER_FRAME = 512
"""Times the rate's denominator: container time units a frame, so that every frame lies on one."""
_CRF = 19


@dataclass(frozen=True, slots=True)
class RenderedSegment:
    """A segment's file."""

    path: Path
    frame_count: int
    was_kept: bool
    """Made by an earlier run."""


def render_segment(
    segment: Segment, cache: FilmCache, on_frame: Callable[[int], None] | None = None
) -> RenderedSegment:
    """Find the segment among the kept ones, or encode and keep it.

    Raises:
        MediaError: it can't be encoded, or a clip is too short; names the scene.
    """
    path = cache.path("segments", segment_name(segment), ".mp4")
    frame_count = segment.window.frame_count
    if cache.find(path) is not None:
        return RenderedSegment(path, frame_count, was_kept=True)
    try:
        with cache.scratch() as folder:
            _encode(segment, folder, path, on_frame)
        made = count_frames(path)
    except MediaError as error:
        raise MediaError(f"{segment.label}: {_wrong_rate(segment) or error}") from error
    if made != frame_count:
        path.unlink()
        wrong = (
            f"{made} frames instead of {frame_count}; its clip, or the one before it, is too short."
        )
        raise MediaError(f"{segment.label}: {_wrong_rate(segment) or wrong}")
    cache.seal(path, {"frame_count": made})
    return RenderedSegment(path, frame_count, was_kept=False)


def segment_name(segment: Segment) -> str:
    """SHA-256 over everything that shapes the pixels; equal names, equal bytes."""
    files = CaptionFiles(Path("captions.ass"), Path("fonts"))
    recipe = {
        "ffmpeg": ffmpeg_version(),
        "encoder": encoder_options(segment.fps),
        "graph": segment_graph(segment, files) if segment.sources else "",
        "sources": [(source.clip.sha256, source.start_frame) for source in segment.sources],
        "captions": segment.captions,
        "fonts": [face_sha256(face) for face in faces_named(segment.captions, segment.font)],
        "logo": segment.logo.sha256 if segment.logo else "",
    }
    if segment.card is not None:
        recipe["card"] = segment.card.recipe()
    return hashlib.sha256(json.dumps(recipe, sort_keys=True).encode()).hexdigest()


def encoder_options(fps: Fraction) -> tuple[str, ...]:
    """How segments are encoded; the same for all, or they could not be joined by stream copy."""
    timescale = str(fps.numerator * TICKS_PER_FRAME)
    return (*x264_options(fps, crf=_CRF), "-bf", "2", "-video_track_timescale", timescale)


def join_segments(
    segments: Sequence[RenderedSegment], sound: Path, fps: Fraction, film: Path
) -> None:
    """Put segments one after the other, with the sound, into one MP4 without encoding again."""
    with scratch_folder(film.parent) as folder:
        playlist = folder / "segments.txt"
        write_text(playlist, _playlist(segments, fps))
        # The playlist's times are whole microseconds; this puts every frame back on the grid.
        ticks = TICKS_PER_FRAME * fps.denominator
        on_grid = f"setts=pts=round(PTS/{ticks})*{ticks}:dts=round(DTS/{ticks})*{ticks}"
        arguments = ["-f", "concat", "-safe", "0", "-i", str(playlist), "-i", str(sound)]
        arguments += ["-map", "0:v", "-map", "1:a", "-c", "copy", "-bsf:v", on_grid]
        arguments += ["-video_track_timescale", str(fps.numerator * TICKS_PER_FRAME)]
        run_ffmpeg([*arguments, "-movflags", "+faststart"], film)


def _playlist(segments: Sequence[RenderedSegment], fps: Fraction) -> str:
    """The concat demuxer's list, with lengths that add up to the film's within 0.5 us."""
    ends = accumulate(segment.frame_count for segment in segments)
    bounds = [0, *(round(end * 1_000_000 / fps) for end in ends)]
    lines = ["ffconcat version 1.0"]
    for index, segment in enumerate(segments):
        length = bounds[index + 1] - bounds[index]
        quoted = str(segment.path.resolve()).replace("'", "'\\''")
        lines += [f"file '{quoted}'", f"duration {length // 1_000_000}.{length % 1_000_000:06d}"]
    return "\n".join(lines) + "\n"


def _encode(
    segment: Segment, folder: Path, path: Path, on_frame: Callable[[int], None] | None
) -> None:
    if segment.card is not None and not segment.sources:
        encode_card(segment.card, encoder_options(segment.fps), path, on_frame)
    else:
        run_ffmpeg(_arguments(segment, folder), path, on_frame)


def _wrong_rate(segment: Segment) -> str:
    """Which clip has another rate than the film, where a segment failed; empty if none has."""
    if segment.insert is not None:  # fitted, whatever its rate
        return ""
    names = ("the clip before it", "its clip")[-len(segment.sources) :]
    for name, source in zip(names, segment.sources, strict=True):
        with suppress(MediaError):  # what can't be read has failed for that reason
            video = probe(source.clip.path).video
            if video is not None and video.fps != segment.fps:
                wanted = f"the film {segment.fps}; make it again with fps {segment.fps}."
                return f"{name} has fps {video.fps} and {wanted}"
    return ""


def _linked_fonts(segment: Segment, folder: Path) -> Path:
    """A folder with just the fonts of the captions: libass reads every file of it."""
    folder.mkdir()
    for face in faces_named(segment.captions, segment.font):
        (folder / face.path.name).symlink_to(face.path)
    return folder


def _arguments(segment: Segment, folder: Path) -> list[str]:
    inputs: list[str] = []
    for source in segment.sources:
        inputs += frames_from(source.clip.path, source.start_frame, segment.fps)
    if segment.logo is not None:
        inputs += ["-i", str(segment.logo.path)]
    if segment.card is not None:
        title = folder / "title.png"
        write_overlay(segment.card, title)
        inputs += ["-loop", "1", "-framerate", str(segment.fps), "-i", str(title)]
    files = CaptionFiles(folder / "captions.ass", _linked_fonts(segment, folder / "fonts"))
    write_text(files.script, segment.captions)
    graph = ["-filter_complex_threads", "1", "-filter_complex", segment_graph(segment, files)]
    # The graph gives each frame its time; making the rate constant again can add a frame.
    timing = ["-map", "[film]", "-fps_mode", "passthrough"]
    return [*inputs, *graph, *timing, *encoder_options(segment.fps)]
