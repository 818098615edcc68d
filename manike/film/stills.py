"""Single frames of a film or a clip as JPEG."""

from fractions import Fraction
from pathlib import Path

from manike.media.programs import run_ffmpeg


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
    # Half a frame early lands on the frame itself, whatever the container's rounding.
    start_s = float(max(Fraction(0), frame - Fraction(1, 2)) / fps)
    width_px, height_px = size_px
    scaling = f"scale={width_px}:{height_px}:in_color_matrix=bt709:out_range=pc,format=yuvj420p"
    arguments = ["-threads", "1", "-ss", f"{start_s:.6f}", "-i", str(video)]
    arguments += ["-frames:v", "1", "-vf", scaling, "-q:v", "2", "-threads", "1", "-update", "1"]
    run_ffmpeg(arguments, output)
