"""Faults of a film's file, and of what goes with it."""

import re
from dataclasses import replace
from pathlib import Path

from manike.media.programs import run_ffmpeg
from manike.testing.films import FinishedFilm

_FAST = ("-movflags", "+faststart")
_OTHER_SCRIPT = (
    "Every spring the tax office publishes forty pages of guidance on depreciation of tractors.",
    "Potatoes should be stored in a cool cellar, never beside onions or apples.",
)


def late_sound(film: FinishedFilm, output: Path, late_s: float) -> FinishedFilm:
    """The sound starts after the picture."""
    inputs = ["-i", str(film.path), "-itsoffset", str(late_s), "-i", str(film.path)]
    return _run(film, [*inputs, "-map", "0:v", "-map", "1:a", "-c", "copy", *_FAST], output)


def shorter(film: FinishedFilm, output: Path, missing_s: float) -> FinishedFilm:
    """The end is cut off."""
    length = ["-t", str(film.timeline.duration_s - missing_s)]
    return _run(film, ["-i", str(film.path), *length, "-c", "copy", *_FAST], output)


def without_sound(film: FinishedFilm, output: Path, strength: float) -> FinishedFilm:
    """Only the picture is there."""
    return _run(film, ["-i", str(film.path), "-an", "-c", "copy", *_FAST], output)


def index_last(film: FinishedFilm, output: Path, strength: float) -> FinishedFilm:
    """Players must load the whole file first."""
    return _run(film, ["-i", str(film.path), "-c", "copy"], output)


def tagged_full_range(film: FinishedFilm, output: Path, strength: float) -> FinishedFilm:
    """The file says that its levels use the full range."""
    return _tagged(film, output, "video_full_range_flag=1")


def tagged_bt601(film: FinishedFilm, output: Path, strength: float) -> FinishedFilm:
    """The file says that its colours are those of standard definition."""
    return _tagged(film, output, "matrix_coefficients=6")


def truncated(film: FinishedFilm, output: Path, share: float) -> FinishedFilm:
    """Only the first part of the file."""
    content = film.path.read_bytes()
    output.write_bytes(content[: int(len(content) * share)])
    return replace(film, path=output)


def broken_bytes(film: FinishedFilm, output: Path, count: float) -> FinishedFilm:
    """Bytes in the middle are others."""
    content = bytearray(film.path.read_bytes())
    first = len(content) // 2
    last = min(first + round(count), len(content))
    content[first:last] = bytes(byte ^ 0xA5 for byte in content[first:last])
    output.write_bytes(content)
    return replace(film, path=output)


def broken_index(film: FinishedFilm, output: Path, strength: float) -> FinishedFilm:
    """The index is not one."""
    content = film.path.read_bytes()
    output.write_bytes(content.replace(b"stbl", b"xxxx").replace(b"moov", b"mxxv"))
    return replace(film, path=output)


def late_file(film: FinishedFilm, output: Path, late_s: float) -> FinishedFilm:
    """The caption file's times are late."""

    def later(match: re.Match[str]) -> str:
        seconds = int(match[1]) * 3600 + int(match[2]) * 60 + float(match[3]) + late_s
        minutes, seconds = divmod(seconds, 60)
        return f"{int(minutes) // 60:02d}:{int(minutes) % 60:02d}:{seconds:06.3f}"

    text = re.sub(r"(\d\d):(\d\d):(\d\d\.\d{3})", later, film.sources.caption_file or "")
    return replace(film, sources=replace(film.sources, caption_file=text))


def short_file(film: FinishedFilm, output: Path, strength: float) -> FinishedFilm:
    """One caption is not in the caption file."""
    blocks = (film.sources.caption_file or "").split("\n\n")
    text = "\n\n".join([*blocks[:2], *blocks[3:]])
    return replace(film, sources=replace(film.sources, caption_file=text))


def other_script(film: FinishedFilm, output: Path, strength: float) -> FinishedFilm:
    """The film speaks, but not the script."""
    scenes = tuple(
        scene.model_copy(update={"text": _OTHER_SCRIPT[at % len(_OTHER_SCRIPT)]})
        for at, scene in enumerate(film.timeline.scenes)
    )
    return replace(film, timeline=film.timeline.model_copy(update={"scenes": scenes}))


def _tagged(film: FinishedFilm, output: Path, what: str) -> FinishedFilm:
    tags = ["-c", "copy", "-bsf:v", f"h264_metadata={what}"]
    return _run(film, ["-i", str(film.path), *tags, *_FAST], output)


def _run(film: FinishedFilm, arguments: list[str], output: Path) -> FinishedFilm:
    run_ffmpeg(arguments, output)
    return replace(film, path=output)
