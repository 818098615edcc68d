"""Clips: a slow zoom into a picture."""

from pathlib import Path

from manike.media.files import scratch_folder, write_bytes
from manike.media.programs import run_ffmpeg

FPS = 24
_ZOOM = 0.1
"""How much nearer the end is."""


def film(image: bytes, duration_s: float, size_px: tuple[int, int], output: Path) -> None:
    """Write an MP4 without sound.

    Args:
        image: the first frame, a PNG, JPEG or WebP; it is cropped to the shape of the clip.
        duration_s: length.
        size_px: width and height, both even.
        output: the file.
    """
    width_px, height_px = size_px
    frame_count = round(duration_s * FPS)
    with scratch_folder(output.parent) as scratch:
        write_bytes(scratch / "start", image)
        graph = (
            f"scale={width_px}:{height_px}:force_original_aspect_ratio=increase,"
            f"crop={width_px}:{height_px},"
            f"zoompan=z='1+{_ZOOM}*on/{frame_count}':d={frame_count}"
            f":x='(iw-iw/zoom)/2':y='(ih-ih/zoom)/2':s={width_px}x{height_px}:fps={FPS}"
        )
        coding = ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "23", "-pix_fmt", "yuv420p"]
        closing = ["-frames:v", str(frame_count), "-movflags", "+faststart"]
        run_ffmpeg(["-i", str(scratch / "start"), "-vf", graph, *coding, *closing], output)
