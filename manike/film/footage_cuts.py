"""Footage cut to what a film shows: a scene's clip, or an intro or outro with its sound.

Whatever the file is, it comes out upright, unsqueezed, in standard range, BT.709, 30 frames a
second. Frames pass through one by one, and what lies before the cut is not decoded.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from statistics import median

import numpy as np
from numpy.typing import NDArray

from manike.errors import MediaError
from manike.film.brand_clips import CLIP_SIDES_PX
from manike.film.holding import growing
from manike.film.reframing import view_of
from manike.film.stills import still
from manike.media.coding import x264_options
from manike.media.encode import FrameEncoder
from manike.media.parts import Part
from manike.media.passages import Pace, Passage
from manike.media.probe import MediaInfo, VideoStream, probe_footage
from manike.media.programs import decoded_part, run_ffmpeg
from manike.media.tones import HDR_TRANSFERS, tone_filters
from manike.ports import Clip

CLIP_FILE, POSTER_FILE, INSERT_FILE = "clip.mp4", "poster.jpg", "insert.mp4"
_CRF = 16
"""As the embedded animator: finer than the film's, which loses again what is lost here."""
_SPARE_S = 1.0
"""Read beyond the end, as the last frame may be shown for long."""
_LONGEST_INSERT_PX = 1920
_GLANCES = (1 / 6, 1 / 2, 5 / 6)
"""Moments at which it is looked where most is to be seen."""
_GLANCE_PX = 160
_HARDLY_CROPPED = 0.05
"""Where less is cropped off it is taken from both sides."""
_HD_PX = 720
_UNTOLD = ("", "unknown", "reserved")

_Frame = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class ClipShape:
    """What a scene's clip has to be."""

    frame_count: int
    size_px: tuple[int, int]
    fps: Fraction


def cut_clip(source: Path, passage: Passage, shape: ClipShape, folder: Path) -> Clip:
    """Write ``clip.mp4``, silent, with exactly the frames wanted, and ``poster.jpg`` of it.

    The picture is scaled to cover the film's shape; what is cropped off is what shows least.

    Args:
        source: the footage.
        passage: what of it is shown; see ``Passage.paced`` for one that is too short.
        shape: frames, size, rate.
        folder: an existing empty folder.

    Raises:
        MediaError: nothing of the passage can be decoded.
        MachineError: the disk is full or read-only.
    """
    footage = _opened(source)
    pace = passage.paced(float(shape.frame_count / shape.fps))
    spare_s = 0.0 if pace.held_s else _SPARE_S
    part = footage.part(passage.start_s, pace.length_s + spare_s)
    corner = _corner(footage, passage.start_s, pace, shape.size_px)
    graph = _clip_graph(part, footage.video, corner, pace, shape)
    options = [*x264_options(shape.fps, crf=_CRF), "-flags:v", "+bitexact"]
    clip = folder / CLIP_FILE
    encoder = FrameEncoder(clip, shape.size_px, shape.fps, pixel_format="yuv420p", options=options)
    with encoder:
        frame: _Frame | None = None
        for frame in _frames(part, graph, shape.size_px):
            encoder.write(frame)
        if frame is None:
            raise MediaError(f"No frame can be decoded at {passage.start_s:.2f} s of the footage.")
        missing = shape.frame_count - encoder.frames_written
        for held in growing(frame, shape.size_px, missing, shape.fps):
            encoder.write(held)
    still(clip, shape.frame_count // 2, shape.fps, shape.size_px, folder / POSTER_FILE)
    width_px, height_px = shape.size_px
    return Clip(
        file=CLIP_FILE, frame_count=shape.frame_count, width_px=width_px, height_px=height_px
    )


def cut_insert(source: Path, passage: Passage, fps: Fraction, folder: Path) -> str:
    """Write ``insert.mp4``: the passage in its own shape, with its sound; returns the name.

    Raises:
        MediaError: it can't be decoded.
        MachineError: the disk is full or read-only.
    """
    footage = _opened(source)
    length_s = passage.end_s - passage.start_s
    part = footage.part(passage.start_s, length_s)
    frames = max(1, int(Fraction(length_s).limit_denominator(90_000) * fps))
    graph = ",".join(
        (
            f"[0:v:0]bwdif=deint=interlaced:mode=send_frame,{part.skipping}",
            f"fps={fps}:start_time=0",
            *_scaling(footage.video, _insert_size(footage.video.shown_px)),
            _to_film_colours(footage.video),
            f"trim=end_frame={frames}[v]",
        )
    )
    heard: list[str] = []
    if footage.info.audio is not None:
        graph += f";[0:a:0]{part.sound_skipping},aresample=48000:async=1:first_pts=0[a]"
        heard = ["-map", "[a]", "-c:a", "aac", "-b:a", "256k"]
    picture = ["-map", "[v]", *x264_options(fps, crf=_CRF), "-movflags", "+faststart"]
    closing = ["-t", f"{float(frames / fps):.6f}"]
    arguments = [*part.arguments, "-filter_complex", graph, *picture, *heard, *closing]
    run_ffmpeg(arguments, folder / INSERT_FILE)
    return INSERT_FILE


@dataclass(frozen=True, slots=True)
class _Footage:
    path: Path
    info: MediaInfo
    video: VideoStream

    def part(self, start_s: float, length_s: float) -> Part:
        return Part(self.path, self.info.container, start_s, length_s)


def _opened(source: Path) -> _Footage:
    info = probe_footage(source)
    if info.video is None or min(info.video.shown_px) < 1:
        raise MediaError("The footage has no moving picture.")
    return _Footage(source, info, info.video)


def _clip_graph(
    part: Part, video: VideoStream, corner: tuple[int, int], pace: Pace, shape: ClipShape
) -> str:
    """Filters from ``[0:v:0]`` to at most the frames wanted."""
    width_px, height_px = shape.size_px
    is_slowed = pace.slowed > 1.0
    return ",".join(
        (
            f"[0:v:0]bwdif=deint=interlaced:mode=send_frame,{part.skipping}",
            *(
                (f"setpts=PTS*{pace.slowed:.6f}",)
                if is_slowed
                else (f"fps={shape.fps}:start_time=0",)
            ),
            *_scaling(video, _covering(video.shown_px, shape.size_px)),
            f"crop={width_px}:{height_px}:{corner[0]}:{corner[1]}",
            _to_film_colours(video),
            # Between two frames of a slowed video lies a blend, else a frame would stand for two.
            *((f"framerate=fps={shape.fps}",) if is_slowed else ()),
            f"trim=end_frame={shape.frame_count}",
        )
    )


def _scaling(video: VideoStream, size_px: tuple[int, int]) -> tuple[str, ...]:
    """To that size in square pixels; HDR in its own colours, all else in the film's."""
    sized = f"scale={size_px[0]}:{size_px[1]}:flags=lanczos"
    if video.color_transfer in HDR_TRANSFERS:
        return sized, "setsar=1"
    return f"{sized}:in_color_matrix={_matrix(video)}:out_color_matrix=bt709:out_range=tv", (
        "setsar=1"
    )


def _to_film_colours(video: VideoStream) -> str:
    """What comes after the scaling: HDR is mapped to what a screen of standard range shows."""
    return f"{tone_filters(video)},format=yuv420p".removeprefix(",")


def _matrix(video: VideoStream) -> str:
    if video.color_space not in _UNTOLD:
        return "auto"
    return "bt709" if video.height_px >= _HD_PX else "bt601"


def _covering(own_px: tuple[int, int], size_px: tuple[int, int]) -> tuple[int, int]:
    """The picture's size so that it covers the film's; even sides."""
    cover = max(size_px[0] / own_px[0], size_px[1] / own_px[1])
    wide, tall = (max(2, round(side * cover / 2) * 2) for side in own_px)
    return max(wide, size_px[0]), max(tall, size_px[1])


def _insert_size(own_px: tuple[int, int]) -> tuple[int, int]:
    """Its own size, but no larger than films are; even sides that an insert may have."""
    share = min(1.0, _LONGEST_INSERT_PX / max(own_px))
    wide, tall = (max(CLIP_SIDES_PX[0], round(side * share / 2) * 2) for side in own_px)
    return wide, tall


def _corner(
    footage: _Footage, start_s: float, pace: Pace, size_px: tuple[int, int]
) -> tuple[int, int]:
    """Left and top of the crop in the picture that covers the film's shape."""
    wide, tall = _covering(footage.video.shown_px, size_px)
    spare_px = (wide - size_px[0], tall - size_px[1])
    if max(spare_px[0] / wide, spare_px[1] / tall) < _HARDLY_CROPPED:
        return spare_px[0] // 2, spare_px[1] // 2
    corners = list(_corners(footage, start_s, pace, size_px))
    if not corners:
        return spare_px[0] // 2, spare_px[1] // 2
    left = median(corner[0] for corner in corners) * wide
    top = median(corner[1] for corner in corners) * tall
    return min(round(left), spare_px[0]), min(round(top), spare_px[1])


def _corners(
    footage: _Footage, start_s: float, pace: Pace, size_px: tuple[int, int]
) -> Iterator[tuple[float, float]]:
    """Where a crop would begin in single frames, as shares of width and height."""
    own_px = footage.video.shown_px
    share = _GLANCE_PX / max(own_px)
    wide, tall = (max(16, round(side * share)) for side in own_px)
    for moment in _GLANCES:
        part = footage.part(start_s + moment * pace.length_s, _SPARE_S)
        graph = f"[0:v:0]{part.skipping},trim=end_frame=1,scale={wide}:{tall}:flags=area,setsar=1"
        with decoded_part(part.arguments, graph, pixel_format="bgr24") as stream:
            data = stream.read()
        if len(data) == wide * tall * 3:
            pixels = np.frombuffer(data, np.uint8).reshape(tall, wide, 3)
            view = view_of(pixels, None, size_px)
            yield view.left / wide, view.top / tall


def _frames(part: Part, graph: str, size_px: tuple[int, int]) -> Iterator[_Frame]:
    """Frames as flat yuv420p."""
    frame_bytes = size_px[0] * size_px[1] * 3 // 2
    with decoded_part(part.arguments, graph) as stream:
        while len(data := stream.read(frame_bytes)) == frame_bytes:
            yield np.frombuffer(data, np.uint8)
