"""Key frames as pictures: taken from the file one by one, so that none of the others is kept."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import numpy as np

from manike.analysis.contact_sheets import write_jpeg
from manike.analysis.describing import describe, words_of
from manike.analysis.faces import FaceFinder
from manike.analysis.material import Material, examine
from manike.analysis.pictures import Image, read_picture
from manike.analysis.report import FootageReport, ShotReport
from manike.errors import MediaError
from manike.media.programs import decoded_footage, run_ffmpeg
from manike.media.tones import tone_filters

WIDEST_PX = 960
_QUALITY = "3"
_AT_ONCE = 200
"""Numbers of frames in one filter."""


def write_key_frames(
    path: Path, report: FootageReport, folder: Path, *, widest_px: int = WIDEST_PX
) -> FootageReport:
    """Write a JPEG for each key frame into an existing folder and count the faces in it.

    The report that comes back names the pictures and has the faces in its measures and words.
    Where the file can't be entered at a frame, as when it is damaged or its clock jumps, it is read
    once more from its start. A frame that is not found even so is left without a picture, and a
    note says so.
    """
    path = path.absolute()
    material = examine(path)
    half_frame_s = float(1 / Fraction(report.looked_at_fps) / 2)
    names = {
        key.frame: f"shot-{shot.number:04d}-{at}.jpg"
        for shot in report.shots
        for at, key in enumerate(shot.key_frames, start=1)
    }
    keys = [key for shot in report.shots for key in shot.key_frames]
    look = _look(material, widest_px)
    missed = [
        key.frame
        for key in keys
        if not _write(path, key.time_s - half_frame_s, folder / names[key.frame], look)
    ]
    for frame, image in _read_again(path, material, missed, widest_px):
        write_jpeg(folder / names[frame], image)
    finder = FaceFinder()
    shots = tuple(_with_pictures(shot, names, folder, finder) for shot in report.shots)
    failed = sum(not key.file for shot in shots for key in shot.key_frames)
    note = (f"{failed} key frames can't be decoded again.",) if failed else ()
    return report.model_copy(update={"shots": shots, "notes": (*report.notes, *note)})


def _with_pictures(
    shot: ShotReport, names: dict[int, str], folder: Path, finder: FaceFinder
) -> ShotReport:
    """The shot with the names of its pictures that are there, and the faces in them."""
    keys, faces = [], []
    for key in shot.key_frames:
        path = folder / names[key.frame]
        is_there = path.exists()
        keys.append(key.model_copy(update={"file": path.name if is_there else ""}))
        if is_there:
            faces.append(len(finder.find(read_picture(path))))
    measures = shot.measures.model_copy(update={"faces": max(faces, default=None)})
    length_s = shot.end_s - shot.start_s
    words = words_of(measures, shot.colours, length_s)
    return shot.model_copy(
        update={
            "key_frames": tuple(keys),
            "measures": measures,
            "words": words,
            "description": describe(words, shot.setting, length_s),
        }
    )


def _look(material: Material, widest_px: int) -> str:
    """Filters from a stored frame to what is shown of it."""
    # an interlaced frame is made of two moments, which are seen as combs
    whole = "bwdif=mode=send_frame:deint=interlaced," if material.video.is_interlaced else ""
    shape = f"scale=w='min({widest_px},iw*sar)':h=-2,setsar=1"
    return f"{whole}{shape}{tone_filters(material.video)}"


def _write(path: Path, start_s: float, output: Path, look: str) -> bool:
    output.unlink(missing_ok=True)
    seek = ["-seek_timestamp", "1", "-ss", f"{start_s:.4f}"]
    try:
        run_ffmpeg(
            [*seek, "-i", str(path), "-map", "0:v:0", "-frames:v", "1",
             "-vf", f"{look},format=yuvj420p", "-q:v", _QUALITY], output
        )  # fmt: skip
    except MediaError:
        return False
    # where no frame comes after the place, ffmpeg writes nothing and calls it a success
    if output.exists() and output.stat().st_size == 0:
        output.unlink()
    return output.exists()


def _read_again(
    path: Path, material: Material, frames: Sequence[int], widest_px: int
) -> Iterator[tuple[int, Image]]:
    """Those frames by their numbers, from the file's start."""
    wide, high = material.video.shown_px
    wide_px = min(widest_px, wide)
    size = (wide_px, max(2, round(high * wide_px / wide)))
    ordered = sorted(frames)
    for first in range(0, len(ordered), _AT_ONCE):
        wanted = ordered[first : first + _AT_ONCE]
        picked = "+".join(f"eq(n,{frame})" for frame in wanted)
        graph = (
            f"[0:v:0]{material.filters}select='{picked}',"
            f"scale={size[0]}:{size[1]},setsar=1{tone_filters(material.video)},format=bgr24"
        )
        yield from zip(wanted, _images(path, graph, size, material.limit_s), strict=False)


def _images(
    path: Path, graph: str, size: tuple[int, int], limit_s: float | None
) -> Iterator[Image]:
    """Frames as they come, until the file ends or can't be read any more."""
    shape = (size[1], size[0], 3)
    try:
        with decoded_footage(path, graph, limit_s=limit_s) as decoding:
            while len(data := decoding.stream.read(int(np.prod(shape)))) == np.prod(shape):
                yield np.frombuffer(data, np.uint8).reshape(shape)
    except MediaError:
        return
