"""What a file is by its first bytes, whatever its name or its sender says."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from struct import error as StructError
from struct import unpack, unpack_from

from manike.errors import MediaError

_HEAD_BYTES = 4096
_TAIL_BYTES = 65536
"""Some writers leave metadata behind an image's end."""
_HEAD_OF_RIFF = 44
_UNKNOWN_BYTES = 0x7FFFFF00
_JPEG_FRAMES = frozenset(range(0xFFC0, 0xFFD0)) - {0xFFC4, 0xFFC8, 0xFFCC}


class MediaKind(StrEnum):
    """What a file is for."""

    IMAGE = "image"
    SOUND = "sound"
    VIDEO = "video"


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is taken from outside."""

    name: str
    kind: MediaKind
    content_type: str
    suffix: str
    demuxer: str = ""
    """ffmpeg's name for it: nothing else may open it, such as a playlist that names other files."""


PNG = Format("PNG", MediaKind.IMAGE, "image/png", ".png")
JPEG = Format("JPEG", MediaKind.IMAGE, "image/jpeg", ".jpg")
WEBP = Format("WebP", MediaKind.IMAGE, "image/webp", ".webp")
WAV = Format("WAV", MediaKind.SOUND, "audio/wav", ".wav", "wav")
MP3 = Format("MP3", MediaKind.SOUND, "audio/mpeg", ".mp3", "mp3")
FLAC = Format("FLAC", MediaKind.SOUND, "audio/flac", ".flac", "flac")
OGG = Format("Ogg", MediaKind.SOUND, "audio/ogg", ".ogg", "ogg")
M4A = Format("M4A", MediaKind.SOUND, "audio/mp4", ".m4a", "mov")
MP4 = Format("MP4", MediaKind.VIDEO, "video/mp4", ".mp4", "mov")
WEBM = Format("WebM", MediaKind.VIDEO, "video/webm", ".webm", "matroska")

_SIGNATURES: tuple[tuple[Format, Callable[[bytes], bool]], ...] = (
    (PNG, lambda head: head.startswith(b"\x89PNG\r\n\x1a\n")),
    (JPEG, lambda head: head.startswith(b"\xff\xd8\xff")),
    (WEBP, lambda head: head.startswith(b"RIFF") and head[8:12] == b"WEBP"),
    (WAV, lambda head: head.startswith(b"RIFF") and head[8:12] == b"WAVE"),
    (FLAC, lambda head: head.startswith(b"fLaC")),
    (OGG, lambda head: head.startswith(b"OggS")),
    (M4A, lambda head: head[4:8] == b"ftyp" and head[8:11] in (b"M4A", b"M4B")),
    (MP4, lambda head: head[4:8] == b"ftyp"),
    (WEBM, lambda head: head.startswith(b"\x1aE\xdf\xa3")),
    (MP3, lambda head: head.startswith(b"ID3") or _is_mpeg_frame(head)),
)


def sniff(path: Path, kind: MediaKind) -> Format:
    """The format of a file that should be of a kind.

    Raises:
        MediaError: it is of no known format, or of another kind; says what it starts with.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    found = format_of_bytes(head)
    if found is None:
        raise MediaError(f"It is no {kind.value}: it starts with {_start_of(head)}.")
    if found.kind is not kind:
        raise MediaError(f"It is no {kind.value}, but {found.name}.")
    return found


def format_of_bytes(head: bytes) -> Format | None:
    """The format that a file of these first bytes has; ``None`` if it is of no known one."""
    return next((known for known, matches in _SIGNATURES if matches(head)), None)


def image_size_px(path: Path, image: Format) -> tuple[int, int]:
    """Width and height as the header says, read before anything is decoded.

    Raises:
        MediaError: the header is broken, or the file ends before the image does.
    """
    content = path.read_bytes()
    measure = {PNG.name: _png_size, JPEG.name: _jpeg_size, WEBP.name: _webp_size}[image.name]
    try:
        return measure(content)
    except (ValueError, IndexError, StructError) as error:
        raise MediaError(f"The {image.name} is broken or not whole.") from error


def wav_knows_its_size(path: Path) -> bool:
    """Whether the header of a WAV tells its size; who streams one writes 0 or the largest number.

    Raises:
        MediaError: the file is shorter than its header says, which ffmpeg takes as it is.
    """
    with path.open("rb") as file:
        (said_bytes,) = unpack("<4xI", file.read(8))
    if not _HEAD_OF_RIFF < said_bytes < _UNKNOWN_BYTES:
        return False
    if said_bytes + 8 > path.stat().st_size:
        raise MediaError("The WAV is not whole.")
    return True


def _png_size(content: bytes) -> tuple[int, int]:
    if b"IEND" not in content[-_TAIL_BYTES:]:
        raise ValueError("no end")
    width_px, height_px = unpack_from(">II", content, 16)
    return width_px, height_px


def _jpeg_size(content: bytes) -> tuple[int, int]:
    if b"\xff\xd9" not in content[-_TAIL_BYTES:]:
        raise ValueError("no end")
    at = 2
    while True:
        marker, length = unpack_from(">HH", content, at)
        if marker in _JPEG_FRAMES:
            height_px, width_px = unpack_from(">HH", content, at + 5)
            return width_px, height_px
        at += 2 + length


def _webp_size(content: bytes) -> tuple[int, int]:
    (riff_bytes,) = unpack_from("<I", content, 4)
    if riff_bytes + 8 > len(content):
        raise ValueError("no end")
    chunk = content[12:16]
    if chunk == b"VP8X":
        return _uint24(content, 24) + 1, _uint24(content, 27) + 1
    if chunk == b"VP8L":
        (bits,) = unpack_from("<I", content, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width_px, height_px = unpack_from("<HH", content, 26)
    return width_px & 0x3FFF, height_px & 0x3FFF


def _uint24(content: bytes, at: int) -> int:
    return int.from_bytes(content[at : at + 3], "little")


def _is_mpeg_frame(head: bytes) -> bool:
    """Whether it starts with a frame of MPEG audio, layer 3."""
    return len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2  # noqa: PLR2004


def _start_of(head: bytes) -> str:
    """The first bytes for people: as text if they are one."""
    start = head[:24]
    return repr(start.decode()) if start.isascii() and start else start.hex(" ") or "nothing"
