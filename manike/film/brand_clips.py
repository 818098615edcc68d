"""A tenant's intro or outro: what is accepted, and its length and shape for the timeline."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Literal

from manike.errors import BadInputError, MediaError
from manike.film.inserts import ColourMatrix
from manike.media.probe import MediaInfo, VideoStream, probe
from manike.media.programs import measure_with_ffmpeg

ClipField = Literal["intro", "outro"]
CLIP_FIELDS: tuple[ClipField, ...] = ("intro", "outro")

MAX_CLIP_BYTES = 200 * 1000**2
MIN_CLIP_S, MAX_CLIP_S = 0.5, 15.0
CLIP_SIDES_PX = range(64, 4097)
_SLACK_S = 0.1
"""A clip of 15 s has a last frame or a last packet of sound that ends later."""
_EBML = b"\x1a\x45\xdf\xa3"
_HDR = {"smpte2084": "HDR10", "arib-std-b67": "HLG"}
_HD_PX = 720
_UNTOLD = ("", "unknown", "reserved")
_CURE = "export it again as MP4 (H.264, AAC)"


@dataclass(frozen=True, slots=True)
class ClipFacts:
    """What the timeline has to know of an intro or outro."""

    duration_s: float
    """Of its picture."""
    picture_px: tuple[int, int]
    """Width and height as it is shown."""
    has_sound: bool
    colour_matrix: ColourMatrix = "auto"

    def frame_count(self, fps: Fraction) -> int:
        """Its whole frames at a film's rate."""
        return max(1, int(Fraction(self.duration_s).limit_denominator(90_000) * fps))


def clip_facts(path: Path) -> ClipFacts:
    """Facts of a clip that was accepted.

    Raises:
        MediaError: it is not a film any more.
    """
    info = probe(path)
    if info.video is None:
        raise MediaError(f"{path.name} has no picture.")
    length_s = _duration_s(info, info.video)
    matrix: ColourMatrix = "bt709" if info.video.height_px >= _HD_PX else "bt601"
    if info.video.color_space not in _UNTOLD:
        matrix = "auto"
    return ClipFacts(length_s, info.video.shown_px, info.audio is not None, matrix)


def check_clip(path: Path, field: ClipField, name: str) -> ClipFacts:
    """Facts of a clip that films can be made with; all of it is decoded once.

    Args:
        path: the file.
        field: what it is to be.
        name: what the person who gives it calls the file.

    Raises:
        BadInputError: says what is wrong with it, and the cure.
    """
    if not _is_film(path):
        raise BadInputError(field, f"{name} is no MP4, MOV, WebM or MKV file; {_CURE}.")
    try:
        info = probe(path)
    except MediaError as error:
        raise _damaged(field, name) from error
    if info.video is None or not info.video.width_px:
        raise BadInputError(field, f"{name} has no picture; {_CURE}, with its video track.")
    _check_picture(info.video, field, name)
    _check_length(_duration_s(info, info.video), field, name)
    _decode(path, field, name)
    return clip_facts(path)


def _is_film(path: Path) -> bool:
    """By its first bytes: ffmpeg also opens playlists, which name other files of this machine."""
    with path.open("rb") as file:
        head = file.read(12)
    return head[4:8] == b"ftyp" or head.startswith(_EBML)


def _check_picture(video: VideoStream, field: ClipField, name: str) -> None:
    width_px, height_px = video.shown_px
    if width_px not in CLIP_SIDES_PX or height_px not in CLIP_SIDES_PX:
        raise BadInputError(
            field,
            f"{name} is {width_px}x{height_px}; each side must have {CLIP_SIDES_PX[0]} to "
            f"{CLIP_SIDES_PX[-1]} pixels.",
        )
    if video.color_transfer in _HDR:
        raise BadInputError(
            field,
            f"{name} is in {_HDR[video.color_transfer]}, and films are in standard range; "
            "export it again as SDR (BT.709).",
        )


def _check_length(duration_s: float, field: ClipField, name: str) -> None:
    if duration_s > MAX_CLIP_S + _SLACK_S:
        raise BadInputError(
            field, f"{name} lasts {duration_s:.1f} s; cut it to {MAX_CLIP_S:.0f} s at most."
        )
    if duration_s < MIN_CLIP_S:
        raise BadInputError(
            field, f"{name} lasts {duration_s:.2f} s; it must last {MIN_CLIP_S} s or more."
        )


def _decode(path: Path, field: ClipField, name: str) -> None:
    strict = ["-v", "error", "-xerror", "-err_detect", "explode", "-i", str(path)]
    streams = ["-map", "0:v:0", "-map", "0:a:0?", "-fps_mode", "passthrough"]
    try:
        said = measure_with_ffmpeg([*strict, *streams])
    except MediaError as error:
        raise _damaged(field, name) from error
    if said.strip():
        raise _damaged(field, name)


def _damaged(field: ClipField, name: str) -> BadInputError:
    return BadInputError(field, f"{name} is damaged: it can't be decoded to its end; {_CURE}.")


def _duration_s(info: MediaInfo, video: VideoStream) -> float:
    """Of the picture; WebM says it of the whole file only."""
    return video.duration_s or info.duration_s
