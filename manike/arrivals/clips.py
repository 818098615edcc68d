"""A video that arrived becomes a clip: exact frames, rate, size and coding, without sound."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import numpy as np
from numpy.typing import NDArray

from manike.errors import MediaError
from manike.film.brand_clips import ClipFacts, clip_facts
from manike.film.holding import growing
from manike.media.coding import x264_options
from manike.media.encode import FrameEncoder
from manike.media.programs import decoded_frames
from manike.media.sniffing import MediaKind
from manike.media.trust import check_media
from manike.ports import Clip, MotionRequest
from manike.remote_ports import RawClip

CLIP = "clip.mp4"
MOST_SLOWED = 1.5
"""What lasts longer than this is held at its end."""

_CRF = 16
"""As the embedded animator: finer than the film's, which loses again what is lost here."""

_Frame = NDArray[np.uint8]


def keep_raw_clip(source: Path, folder: Path) -> RawClip:
    """Keep a video as it arrived.

    Raises:
        MediaError: the source is no whole video.
    """
    kept = folder / f"raw_clip{check_media(source, MediaKind.VIDEO).format.suffix}"
    copyfile(source, kept)
    return RawClip(file=kept.name)


def finish_clip(source: Path, request: MotionRequest, folder: Path) -> Clip:
    """Write ``clip.mp4`` with exactly the frames asked for.

    The picture is scaled and cropped about its middle to the film's size. What is too long is cut;
    what is too short is slowed down to 1.5 times its length at most, and then its last frame is
    held and slowly grows.

    Args:
        source: an MP4 or WebM of any size, rate and length.
        request: what was asked for.
        folder: an existing empty folder.

    Raises:
        MediaError: the source is no whole video.
        MachineError: the disk is full or read-only.
    """
    check_media(source, MediaKind.VIDEO)
    facts = clip_facts(source)
    width_px, height_px = request.size_px
    encoder = FrameEncoder(
        folder / CLIP,
        request.size_px,
        request.fps,
        pixel_format="yuv420p",
        options=[*x264_options(request.fps, crf=_CRF), "-flags:v", "+bitexact"],
    )
    with encoder:
        frame: _Frame | None = None
        for frame in _frames(source, _graph(facts, request), request.size_px):
            encoder.write(frame)
        if frame is None:
            raise MediaError("The video holds no frame.")
        missing = request.frame_count - encoder.frames_written
        for held in growing(frame, request.size_px, missing, request.fps):
            encoder.write(held)
    return Clip(file=CLIP, frame_count=request.frame_count, width_px=width_px, height_px=height_px)


def _graph(facts: ClipFacts, request: MotionRequest) -> str:
    """Filters from ``[0:v]`` to at most the frames wanted."""
    wanted_s = float(request.frame_count / request.fps)
    slowing = min(MOST_SLOWED, max(1.0, wanted_s / facts.duration_s))
    # Between two frames of a slowed video lies a blend of them; else a frame would stand for two.
    rate = f"fps={request.fps}" if slowing == 1.0 else f"framerate=fps={request.fps}"
    width_px, height_px = request.size_px
    cover = max(width_px / facts.picture_px[0], height_px / facts.picture_px[1])
    wide, tall = (max(2, round(side * cover / 2) * 2) for side in facts.picture_px)
    wide, tall = max(wide, width_px), max(tall, height_px)
    return ",".join(
        (
            "[0:v]bwdif=deint=interlaced:mode=send_frame",
            f"setpts=(PTS-STARTPTS)*{slowing:.6f}",
            f"scale={wide}:{tall}:flags=lanczos:in_color_matrix={facts.colour_matrix}"
            ":out_color_matrix=bt709:out_range=tv",
            f"crop={width_px}:{height_px},setsar=1,format=yuv420p",
            rate,
            f"trim=end_frame={request.frame_count}",
        )
    )


def _frames(source: Path, graph: str, size_px: tuple[int, int]) -> Iterator[_Frame]:
    """Frames as flat yuv420p."""
    frame_bytes = size_px[0] * size_px[1] * 3 // 2
    with decoded_frames(source, graph) as stream:
        while len(data := stream.read(frame_bytes)) == frame_bytes:
            yield np.frombuffer(data, np.uint8)
