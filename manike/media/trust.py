"""Decodes files from outside, whole, before anything else trusts them."""

import re
from dataclasses import dataclass
from pathlib import Path

from manike.errors import MediaError
from manike.media.probe import MediaInfo, probe
from manike.media.programs import ffmpeg_path, run_program
from manike.media.sniffing import WAV, Format, MediaKind, image_size_px, sniff, wav_knows_its_size

_LEAST_PX = 16
_MOST_PIXELS = 64_000_000
"""8192 x 7680: a small file could unpack to more than the machine's memory."""
_LONGEST_S = 3600.0
_LEAST_SHARE = 0.95
"""Of the duration that the header tells; MP3 without an index gives an estimate."""
_LAST_FRAME_S = 0.2
"""ffmpeg tells where the last frame starts."""
_DECODED = re.compile(rb"^out_time_us=(\d+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that was decoded from its first to its last byte without an error."""

    format: Format
    width_px: int = 0
    """Of an image or video."""
    height_px: int = 0
    duration_s: float = 0.0
    """Of sound or video."""


def check_media(path: Path, kind: MediaKind) -> Checked:
    """Decode a file of unknown origin that should be of a kind.

    Raises:
        MediaError: it is something else, broken, not whole, or unreasonably large or long.
    """
    found = sniff(path, kind)
    if kind is MediaKind.IMAGE:
        return _checked_image(path, found)
    info = probe(path)
    if not 0 < info.duration_s <= _LONGEST_S:
        raise MediaError(f"The {found.name} lasts {info.duration_s:.0f} s.")
    decoded_s = _decode(path, found)
    if decoded_s < info.duration_s * _LEAST_SHARE - _LAST_FRAME_S:
        raise MediaError(f"The {found.name} ends at {decoded_s:.2f} of {info.duration_s:.2f} s.")
    if kind is MediaKind.SOUND:
        return _checked_sound(found, info)
    return _checked_video(found, info)


def _checked_image(path: Path, found: Format) -> Checked:
    import cv2  # heavy, and not needed by whoever checks sound

    width_px, height_px = image_size_px(path, found)
    _check_size(found, width_px, height_px)
    pixels = cv2.imread(str(path), cv2.IMREAD_UNCHANGED | cv2.IMREAD_IGNORE_ORIENTATION)
    if pixels is None:
        raise MediaError(f"The {found.name} can't be decoded.")
    if pixels.shape[:2] != (height_px, width_px):
        raise MediaError(f"The {found.name} is not of the size that its header says.")
    return Checked(found, width_px, height_px)


def _checked_sound(found: Format, info: MediaInfo) -> Checked:
    if info.audio is None:
        raise MediaError(f"The {found.name} holds no sound.")
    return Checked(found, duration_s=info.duration_s)


def _checked_video(found: Format, info: MediaInfo) -> Checked:
    if info.video is None:
        raise MediaError(f"The {found.name} holds no moving picture.")
    width_px, height_px = info.video.shown_px
    _check_size(found, width_px, height_px)
    return Checked(found, width_px, height_px, info.duration_s)


def _check_size(found: Format, width_px: int, height_px: int) -> None:
    if min(width_px, height_px) < _LEAST_PX or width_px * height_px > _MOST_PIXELS:
        raise MediaError(f"The {found.name} is {width_px}x{height_px} pixels large.")


def _decode(path: Path, found: Format) -> float:
    """Decode every stream and give the seconds that came out.

    In one thread: with more of them ffmpeg 6 conceals some damage.
    """
    command = [str(ffmpeg_path()), "-nostdin", "-hide_banner", "-loglevel", "error"]
    command += ["-progress", "pipe:1", "-threads", "1", "-protocol_whitelist", "file"]
    if found is not WAV or wav_knows_its_size(path):
        command += ["-xerror"]  # else the last packet of a streamed WAV, being short, is an error
    command += ["-f", found.demuxer, "-i", str(path), "-map", "0", "-f", "null", "-"]
    done = run_program(command)
    if done.stderr.strip():
        said = done.stderr.decode("utf-8", "replace")[:500]
        raise MediaError(f"The {found.name} is damaged: {said}")
    times = _DECODED.findall(done.stdout)
    return int(times[-1]) / 1e6 if times else 0.0
