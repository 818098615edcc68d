"""What a file of footage is, before anything of it is decoded."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Final

from manike.errors import MediaError, UnusableFootageError
from manike.media.probe import MediaInfo, VideoStream, probe_footage
from manike.media.programs import MOST_PIXELS
from manike.media.sniffing import MediaKind, format_of_bytes
from manike.media.tones import HDR_TRANSFERS

FASTEST = Fraction(33)
"""Frames a second that are looked at; of faster footage every second or third frame."""
_USUAL = Fraction(25)
_LONGEST_GAP_S: Final = 600
_LONGEST_S: Final = 24 * 3600.0
"""What comes later is not looked at, and the report says so."""
_HEAD_BYTES: Final = 4096
_MOTION_JPEG: Final = (".mjpeg", ".mjpg")
_DEEP: Final = ("10le", "10be", "12le", "12be", "14le", "16le", "16be", "p010", "p016")
_VARIES = Fraction(1, 100)
_SAYER: Final = re.compile(r"^ffprobe ended with exit code -?\d+: |\[[^\]]*@ 0x[0-9a-f]+\] ?")
_STILLS: Final = ("mjpeg", "png", "bmp", "webp", "tiff")


@dataclass(frozen=True, slots=True)
class Material:
    """A file with a picture in it."""

    info: MediaInfo
    video: VideoStream
    rate: Fraction
    """Frames a second at which it is looked at, evenly, whatever the file's own times are."""
    start_s: float
    """When its first frame is shown, by the file's clock."""
    notes: tuple[str, ...]
    """What is unusual about it, as sentences."""

    @property
    def filters(self) -> str:
        """What brings its frames to that rate, for the start of a chain of filters.

        Where no frame comes for more than ten minutes the rest is moved up, so that a clock that
        jumps by hours does not make a million frames of one.
        """
        gap = f"{_LONGEST_GAP_S}/TB"
        moved_up = f"if(isnan(PREV_INPTS),PTS,PREV_OUTPTS+min(PTS-PREV_INPTS,{gap}))"
        return f"setpts='{moved_up}',fps={self.rate},"

    @property
    def limit_s(self) -> float:
        """How long it can be at most; a small file can name years of one frame."""
        longest = max(self.info.duration_s, self.video.duration_s)
        return min(ceil(longest) + 1.0, _LONGEST_S) if longest > 0 else _LONGEST_S


def examine(path: Path) -> Material:
    """Read a file's streams.

    Raises:
        UnusableFootageError: it is missing or empty, it can't be read as media, or it holds no
            moving picture.
    """
    _check_file(path)
    try:
        info = probe_footage(path)
    except MediaError as error:
        if "not on whitelist" in str(error):
            message = f"{path.name} is a playlist that names other files, or of no known container."
            raise UnusableFootageError("container", message) from error
        why = _words_of(error, path)
        message = f"{path.name} can't be read as a video; it is none, or cut off: {why}."
        raise UnusableFootageError("broken", message) from error
    video = info.video
    if video is None or _is_cover(video, info):
        raise UnusableFootageError("no picture", f"{path.name} holds sound and no moving picture.")
    if min(video.width_px, video.height_px) < 1:
        message = f"{path.name} does not say how large its picture is; its start may be missing."
        raise UnusableFootageError("broken", message)
    if video.width_px * video.height_px > MOST_PIXELS:
        message = f"{path.name} is {video.width_px}x{video.height_px} pixels large."
        raise UnusableFootageError("too large", message)
    return Material(info, video, _rate(video), video.start_s, tuple(_notes(video, info)))


def _words_of(error: MediaError, path: Path) -> str:
    """What ffprobe said, without who said it and where."""
    lines = (_SAYER.sub("", line).strip() for line in str(error).splitlines())
    said = dict.fromkeys(line.removeprefix(f"{path}:").strip() for line in lines)
    return "; ".join(line for line in said if line)


def _check_file(path: Path) -> None:
    """That it is a file with something in it, and no still picture."""
    try:
        if not path.exists():
            raise UnusableFootageError("missing", f"{path.name} is not there.")
        if not path.is_file():
            raise UnusableFootageError("no file", f"{path.name} is a folder or a device, no file.")
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError as error:
        message = f"{path.name} can't be read: {error.strerror}."
        raise UnusableFootageError("unreadable", message) from error
    if not head:
        raise UnusableFootageError("empty", f"{path.name} is empty: 0 bytes.")
    if _is_still(head) and path.suffix.lower() not in _MOTION_JPEG:
        message = f"{path.name} is a picture that stands still, and no footage."
        raise UnusableFootageError("still picture", message)


def _is_still(head: bytes) -> bool:
    """An image's file; a PNG that moves says so at its start."""
    found = format_of_bytes(head)
    return found is not None and found.kind is MediaKind.IMAGE and b"acTL" not in head


def varies(video: VideoStream) -> bool:
    """Whether frames are not shown equally long."""
    nominal, average = video.fps, video.average_fps
    return bool(nominal and average and abs(nominal - average) > nominal * _VARIES)


def is_deep(video: VideoStream) -> bool:
    """Whether it has more than 8 bits a colour."""
    return any(mark in video.pixel_format for mark in _DEEP)


def _is_cover(video: VideoStream, info: MediaInfo) -> bool:
    """A picture of an album, which is a stream of one frame without a rate."""
    return video.codec in _STILLS and not video.average_fps and info.audio is not None


def _rate(video: VideoStream) -> Fraction:
    own = video.average_fps or video.fps or _USUAL
    if varies(video):
        own = min(Fraction(round(own)) or _USUAL, Fraction(30))
    return own / ceil(own / FASTEST)


def _notes(video: VideoStream, info: MediaInfo) -> Iterator[str]:
    yield from _rate_notes(video)
    if video.rotation_deg % 360:
        yield f"Turned by {video.rotation_deg} degrees, as players show it."
    if transfer := HDR_TRANSFERS.get(video.color_transfer):
        yield f"HDR ({transfer}): measured and shown as on a screen without HDR."
    if video.is_interlaced:
        yield "Interlaced; key frames are of one moment."
    if is_deep(video):
        yield f"More than 8 bits a colour ({video.pixel_format}); measured with 8."
    if video.sample_aspect != 1:
        yield f"Pixels are not square ({video.sample_aspect}); shown as players do."
    if info.audio is None:
        yield "No sound."


def _rate_notes(video: VideoStream) -> Iterator[str]:
    looked_at = f"{float(_rate(video)):.2f}"
    average = f"{float(video.average_fps):.2f} frames a second"
    if varies(video):
        yield f"Variable frame rate: {average} on average, looked at evenly with {looked_at}."
    elif video.average_fps > FASTEST:
        yield f"{average}, of which {looked_at} are looked at."
    elif not video.average_fps:
        yield "The file names no frame rate."
