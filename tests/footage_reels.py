"""Small files of footage, made by ffmpeg's test sources."""

from manike.media.programs import run_ffmpeg

_H264 = ["-pix_fmt", "yuv420p", "-c:v", "libx264", "-preset", "ultrafast"]


def two_shots(output, first, second):
    """Four seconds of ten frames each, with a cut in the middle."""
    sources = []
    for name in (first, second):
        sources += ["-f", "lavfi", "-t", "2", "-i", f"{name}=size=96x64:rate=10"]
    run_ffmpeg([*sources, "-filter_complex", "concat=n=2", *_H264], output)


def make_reels(folder):
    """``one.mp4`` and ``two.mp4`` share a picture; of ``bad.mp4`` no frame can be decoded."""
    two_shots(folder / "one.mp4", "testsrc2", "smptebars")
    two_shots(folder / "two.mp4", "mandelbrot", "smptebars")
    two_shots(folder / "bad.mp4", "yuvtestsrc", "testsrc")
    content = bytearray((folder / "bad.mp4").read_bytes())
    start, end = content.index(b"mdat") + 4, content.index(b"moov") - 4
    content[start:end] = bytes(end - start)
    (folder / "bad.mp4").write_bytes(content)
