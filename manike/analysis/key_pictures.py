"""Key frames as pictures: taken from the file one by one, so that none of the others is kept."""

from fractions import Fraction
from pathlib import Path

from manike.analysis.report import FootageReport, KeyFrame
from manike.errors import MediaError
from manike.media.programs import run_ffmpeg

WIDEST_PX = 960
_QUALITY = "3"


def write_key_frames(
    path: Path, report: FootageReport, folder: Path, *, widest_px: int = WIDEST_PX
) -> FootageReport:
    """Write a JPEG for each key frame into an existing folder; the report then names them.

    A frame that can't be decoded alone, as in a damaged file, is left without a picture, and a note
    says so.
    """
    half_frame_s = float(1 / Fraction(report.looked_at_fps) / 2)
    shots, failed = [], 0
    for shot in report.shots:
        keys = []
        for at, key in enumerate(shot.key_frames, start=1):
            name = f"shot-{shot.number:04d}-{at}.jpg"
            if _write(path, key, half_frame_s, folder / name, widest_px):
                keys.append(key.model_copy(update={"file": name}))
            else:
                failed += 1
                keys.append(key)
        shots.append(shot.model_copy(update={"key_frames": tuple(keys)}))
    note = (f"{failed} key frames can't be decoded alone.",) if failed else ()
    return report.model_copy(update={"shots": tuple(shots), "notes": (*report.notes, *note)})


def _write(path: Path, key: KeyFrame, half_frame_s: float, output: Path, widest_px: int) -> bool:
    seek = ["-seek_timestamp", "1", "-ss", f"{key.time_s - half_frame_s:.4f}"]
    shape = f"scale=w='min({widest_px},iw*sar)':h=-2,setsar=1,format=yuvj420p"
    try:
        run_ffmpeg(
            [*seek, "-i", str(path), "-map", "0:v:0", "-frames:v", "1", "-vf", shape,
             "-q:v", _QUALITY], output
        )  # fmt: skip
    except MediaError:
        return False
    return output.exists()
