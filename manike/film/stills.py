"""Single frames of a film or a clip as JPEG."""

from fractions import Fraction
from pathlib import Path

from manike.film.filters import frames_from
from manike.media.programs import run_ffmpeg

JPEG_COLOURS = "out_color_matrix=bt601:out_range=pc,format=yuvj420p"
"""End of a ``scale`` filter: a JPEG says nothing of its colours, and all read it as BT.601."""


def still(video: Path, frame: int, fps: Fraction, size_px: tuple[int, int], output: Path) -> None:
    """Write one frame, scaled to a size, as JPEG.

    Args:
        video: a film or clip of constant rate.
        frame: counted from 0.
        fps: its rate.
        size_px: width and height of the picture, in the film's aspect.
        output: the JPEG to write.

    Raises:
        MediaError: the video can't be decoded.
    """
    width_px, height_px = size_px
    scaling = f"scale={width_px}:{height_px}:in_color_matrix=bt709:{JPEG_COLOURS}"
    arguments = [*frames_from(video, frame, fps), "-frames:v", "1", "-vf", scaling]
    run_ffmpeg([*arguments, "-q:v", "2", "-threads", "1", "-update", "1"], output)
