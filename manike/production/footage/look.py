"""One look at one file of footage, in a process of its own: report, key frames, strip."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict

from manike.errors import MediaError
from manike.generation.courier import Errand
from manike.generation.door import MadeHere
from manike.generation.fingerprint import Generation, Job
from manike.generation.takes import TakeResult
from manike.ids import NoProject, TenantId
from manike.production.house import House
from manike.studio.footage import FootageItem

STAGE: Final = "footage"
"""Of the progress that a listener is told."""
REPORT_FILE: Final = "report.json"
_ASIDE: Final = "aside"
"""A folder beside the take's files, for what is no part of it."""
_POLL_S: Final = 1.0


class KeyPicture(BaseModel):
    """What is known of a key frame's picture; kept with the take."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    hash: str
    """64 bits, hexadecimal; see ``manike.analysis.pictures``."""
    quality: float


class Looked(BaseModel):
    """The record of a look."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    frame_count: int
    shot_count: int
    pictures: dict[str, KeyPicture]
    """By the names of their files."""


def look_of(item: FootageItem, analysis: str) -> Generation:
    """A look at a file by a version of the analysis, as the door knows it."""
    return Generation(Job.FOOTAGE, "embedded", analysis, {}, {"footage": item.sha256})


def look_at(
    house: House, tenant: TenantId, item: FootageItem, detector: str, analysis: str
) -> TakeResult:
    """The look at a file: the one that is there, or a new one.

    Raises:
        UnusableFootageError: nothing can be made of the file; says why.
        MachineError: the detector's extra is missing, or the disk is full.
        NotFoundError: the file's blob is gone.
    """
    source = house.blobs.path(tenant, item.sha256)

    def produce(folder: Path) -> dict[str, Any]:
        aside = folder / _ASIDE
        aside.mkdir()
        link = aside / item.name  # ffmpeg tells some formats by their names
        link.symlink_to(source.resolve())
        with _told(house, item.name, aside / "frames"):
            looked = house.workers.call(look, link, detector, folder, aside / "frames")
        return looked.model_dump(mode="json")

    errand = Errand(NoProject(tenant), "shots", item.name[:60], house.run_id)
    return house.door.obtain(errand, [MadeHere(look_of(item, analysis), produce)])


def look(source: Path, detector: str, folder: Path, told: Path) -> Looked:
    """Write report, key frames and strip into a folder; how far it is, into the file ``told``."""
    # Not at the top: they need OpenCV.
    from manike.analysis.detectors import shot_detector
    from manike.analysis.footage import analyse_footage
    from manike.analysis.key_pictures import write_key_frames
    from manike.analysis.shot_strips import write_strip

    found = shot_detector(detector)
    report = analyse_footage(source, detector=found, progress=partial(_tell, told))
    report = write_key_frames(source, report, folder)
    notes = tuple(note.replace(f"{source.parent}/", "") for note in report.notes)
    report = report.model_copy(update={"notes": notes})
    write_strip(report, folder)
    (folder / REPORT_FILE).write_text(report.model_dump_json(indent=1), encoding="utf-8")
    files = [key.file for shot in report.shots for key in shot.key_frames if key.file]
    return Looked(
        frame_count=report.frame_count,
        shot_count=len(report.shots),
        pictures=dict(_pictures(folder, files)),
    )


def _pictures(folder: Path, files: list[str]) -> Iterator[tuple[str, KeyPicture]]:
    from manike.analysis.pictures import perceptual_hash, quality_of, read_picture

    for name in files:
        with suppress(MediaError):
            image = read_picture(folder / name)
            quality = round(quality_of(image), 4)
            yield name, KeyPicture(hash=f"{perceptual_hash(image):016x}", quality=quality)


def _tell(told: Path, done: int, to_do: int) -> None:
    told.write_text(f"{done} {to_do}", encoding="ascii")


@contextmanager
def _told(house: House, name: str, told: Path) -> Iterator[None]:
    """Pass on what the child process writes of its progress, each second."""
    is_done = threading.Event()

    def watch() -> None:
        while not is_done.wait(_POLL_S):
            with suppress(OSError, ValueError):
                done, to_do = told.read_text(encoding="ascii").split()
                house.listener.report(STAGE, name, int(done), int(to_do))

    watcher = threading.Thread(target=watch, name="footage-progress", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        is_done.set()
        watcher.join()
