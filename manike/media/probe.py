"""What a media file is, as ffprobe sees it."""

import json
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from manike.errors import MediaError
from manike.media import containers_taken
from manike.media.programs import ffprobe_path, run_program

_INTERLACED = ("tt", "bb", "tb", "bt")


@dataclass(frozen=True, slots=True)
class VideoStream:
    """The first video stream of a file."""

    codec: str
    profile: str
    width_px: int
    height_px: int
    pixel_format: str
    fps: Fraction
    """Nominal rate; equals ``average_fps`` where the rate is constant."""
    average_fps: Fraction
    frame_count: int
    """As the container says; ``count_frames`` decodes and counts."""
    duration_s: float
    start_s: float
    """When its first frame is shown, by the file's clock."""
    color_space: str
    color_primaries: str
    color_transfer: str
    color_range: str
    sample_aspect: Fraction = Fraction(1)
    """Width of a pixel by its height."""
    rotation_deg: int = 0
    """How far players turn the picture, as the camera was held."""
    is_interlaced: bool = False
    """Whether a frame holds the lines of two moments, as the file says."""

    @property
    def shown_px(self) -> tuple[int, int]:
        """Width and height as players show it, in square pixels."""
        width_px = round(self.width_px * self.sample_aspect)
        upright = (width_px, self.height_px)
        # players and ffmpeg keep the shape for every other angle
        lies = abs(self.rotation_deg % 180 - 90) <= 1
        return (self.height_px, width_px) if lies else upright


@dataclass(frozen=True, slots=True)
class AudioStream:
    """The first audio stream of a file."""

    codec: str
    rate_hz: int
    channel_count: int
    duration_s: float
    start_s: float
    """When its first sample is heard, by the file's clock."""


@dataclass(frozen=True, slots=True)
class MediaInfo:
    """A media file."""

    duration_s: float
    size_bytes: int
    video: VideoStream | None
    audio: AudioStream | None
    container: str = ""
    """Names of what reads it: ``mov,mp4,m4a,3gp,3g2,mj2``, ``mpegts``."""


def probe_footage(path: Path) -> MediaInfo:
    """Read the streams of a file of unknown origin.

    Raises:
        MediaError: it is not a media file, it is broken, or it names other files.
    """
    return probe(path, "-format_whitelist", containers_taken.DEMUXERS)


def probe(path: Path, *options: str) -> MediaInfo:
    """Read a file's streams.

    Raises:
        MediaError: it is not a media file, or it is broken.
    """
    report = _ffprobe(path, *options, "-show_format", "-show_streams")
    streams = report.get("streams", [])
    if not streams:
        raise MediaError(f"{path.name} holds no media stream.")
    container = report["format"]
    return MediaInfo(
        duration_s=float(container.get("duration", 0.0)),
        size_bytes=int(container["size"]),
        video=_video(next((s for s in streams if s["codec_type"] == "video"), None)),
        audio=_audio(next((s for s in streams if s["codec_type"] == "audio"), None)),
        container=container.get("format_name", ""),
    )


def count_frames(path: Path) -> int:
    """Number of video packets in the file, counted one by one."""
    report = _ffprobe(path, "-select_streams", "v:0", "-count_packets", "-show_streams")
    try:
        return int(report["streams"][0]["nb_read_packets"])
    except (KeyError, IndexError) as error:
        raise MediaError(f"{path.name} holds no video stream.") from error


def frame_times_s(path: Path) -> list[float]:
    """When each frame of a file's first video is shown, by its own clock; nothing is decoded.

    Raises:
        MediaError: it is not a media file, or it is broken.
    """
    taken = ("-format_whitelist", containers_taken.DEMUXERS, "-select_streams", "v:0")
    report = _ffprobe(path, *taken, "-show_entries", "packet=pts_time,flags")
    shown = (p for p in report.get("packets", ()) if "D" not in p.get("flags", ""))
    return sorted(float(packet["pts_time"]) for packet in shown if "pts_time" in packet)


def read_tags(path: Path) -> dict[str, str]:
    """What a file says of itself, by lower-case names; of two places the container counts.

    Raises:
        MediaError: it is not a media file, or it is broken.
    """
    report = _ffprobe(path, "-show_format", "-show_streams", "-select_streams", "a:0")
    places = (*report.get("streams", ()), report.get("format", {}))
    tags = {name.lower(): text for place in places for name, text in place.get("tags", {}).items()}
    return {name: text.strip() for name, text in tags.items() if text.strip()}


def _ffprobe(path: Path, *arguments: str) -> dict[str, Any]:
    command = [str(ffprobe_path()), "-v", "error", "-of", "json", *arguments, str(path)]
    report: dict[str, Any] = json.loads(run_program(command).stdout or b"{}")
    return report


def _video(stream: dict[str, Any] | None) -> VideoStream | None:
    if stream is None:
        return None
    return VideoStream(
        codec=stream.get("codec_name", ""),
        profile=stream.get("profile", ""),
        width_px=int(stream["width"]),
        height_px=int(stream["height"]),
        pixel_format=stream.get("pix_fmt", ""),
        fps=_rate(stream.get("r_frame_rate", "0/0")),
        average_fps=_rate(stream.get("avg_frame_rate", "0/0")),
        frame_count=int(stream.get("nb_frames", 0)),
        duration_s=float(stream.get("duration", 0.0)),
        start_s=float(stream.get("start_time", 0.0)),
        color_space=stream.get("color_space", ""),
        color_primaries=stream.get("color_primaries", ""),
        color_transfer=stream.get("color_transfer", ""),
        color_range=stream.get("color_range", ""),
        sample_aspect=_rate(stream.get("sample_aspect_ratio", "1:1").replace(":", "/"))
        or Fraction(1),
        rotation_deg=_rotation(stream),
        is_interlaced=stream.get("field_order", "progressive") in _INTERLACED,
    )


def _audio(stream: dict[str, Any] | None) -> AudioStream | None:
    if stream is None:
        return None
    return AudioStream(
        codec=stream.get("codec_name", ""),
        rate_hz=int(stream["sample_rate"]),
        channel_count=int(stream["channels"]),
        duration_s=float(stream.get("duration", 0.0)),
        start_s=float(stream.get("start_time", 0.0)),
    )


def _rotation(stream: dict[str, Any]) -> int:
    turns = (side.get("rotation", 0) for side in stream.get("side_data_list", ()))
    return round(next((turn for turn in turns if turn), 0))


def _rate(text: str) -> Fraction:
    numerator, _, denominator = text.partition("/")
    return Fraction(int(numerator), int(denominator)) if int(denominator or 0) else Fraction(0)
