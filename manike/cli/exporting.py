"""Exports a project into a folder: film, captions, timeline, script, pictures, report."""

import json
import shutil
from pathlib import Path
from typing import Any

from manike.errors import NotFoundError
from manike.ids import ProjectId, slot_of
from manike.media.files import publishing, write_text
from manike.money import Money
from manike.production import pictures, voices
from manike.production.films import film_of
from manike.production.house import House
from manike.production.records import Characters, FilmManifest, MusicCues, TakeManifest
from manike.script.models import ScriptBreakdown

_FILM_FILES = (
    "film.mp4",
    "captions.vtt",
    "captions.srt",
    "timeline.json",
    "poster.jpg",
    "contact_sheet.jpg",
)


def export_project(house: House, project: ProjectId, out: Path) -> dict[str, Any]:
    """Write the folder and return its report; every file is whole or not there.

    Raises:
        NotFoundError: the film is not made yet.
        MachineError: the folder can't be written.
    """
    film = film_of(house, project)
    script = house.approved(project)
    for name in _FILM_FILES:
        _copy(house, project, film.files[name], out / name)
    write_text(out / "script.json", script.model_dump_json(indent=1) + "\n")
    for scene in script.scenes:
        _export_scene(house, project, scene.number, out, is_silent=voices.is_silent(scene))
    for name, take in house.manifests.read(project, "character_images", Characters).takes.items():
        slug = "".join(c if c.isalnum() else "-" for c in name.lower())
        _copy(house, project, take.files["image.jpg"], out / "pictures" / f"character-{slug}.jpg")
    report = _report(house, project, film, script)
    write_text(out / "report.json", json.dumps(report, indent=1, ensure_ascii=False) + "\n")
    return report


def _export_scene(
    house: House, project: ProjectId, number: int, out: Path, *, is_silent: bool
) -> None:
    picture = pictures.picture_of(house, project, number)
    target = out / "pictures" / f"scene-{number:03d}.jpg"
    _copy(house, project, picture.files["image.jpg"], target)
    if not is_silent:
        voice = voices.voice_of(house, project, number)
        target = out / "narration" / f"scene-{number:03d}.wav"
        _copy(house, project, voice.files["voice.wav"], target)


def _copy(house: House, project: ProjectId, sha256: str, target: Path) -> None:
    source = house.blobs.verify(project.tenant, sha256)
    with publishing(target) as partial:
        shutil.copyfile(source, partial)


def _report(
    house: House, project: ProjectId, film: FilmManifest, script: ScriptBreakdown
) -> dict[str, Any]:
    return {
        "version": 1,
        "project": str(project),
        "title": script.title,
        "film": film.details,
        "film_sha256": film.files["film.mp4"],
        "assembly_s": film.seconds,
        "scenes": [_scene_report(house, project, scene.number) for scene in script.scenes],
        "music": {
            str(number): _take_report(take)
            for number, take in house.manifests.read(project, "music", MusicCues).takes.items()
        },
    }


def _scene_report(house: House, project: ProjectId, number: int) -> dict[str, Any]:
    parts = {}
    for asset in ("scene_image", "voice_over", "scene_clip"):
        try:
            take = house.manifests.read(project, asset, TakeManifest, slot_of(number))
        except NotFoundError:
            continue  # a scene without narration has no voice-over
        parts[asset] = _take_report(take)
    return {"number": number, **parts}


def _take_report(take: TakeManifest) -> dict[str, Any]:
    return {
        "fingerprint": take.fingerprint,
        "take": take.take_number,
        "provider": take.provider,
        "model": take.model,
        "cost": str(Money(take.cost, take.currency)),
        "seconds": take.seconds,
        "files": take.files,
    }
