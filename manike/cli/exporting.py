"""Exports a project into a folder: film, captions, timeline, script, pictures, cut, report."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from manike.errors import CorruptBlobError, NotFoundError
from manike.film.assembly import TIMELINE_FILE
from manike.film.inserts import InsertKind, insert_file, insert_sound_file
from manike.film.timeline import OTIO_FILE, Timeline, clip_file, cue_file
from manike.ids import ProjectId, slot_of
from manike.media.files import publishing, write_text
from manike.money import Money
from manike.ports import Clip, Music
from manike.production import characters, clips, pictures, scores, voices
from manike.production.house import House
from manike.production.records import FilmManifest, FilmParts, TakeManifest
from manike.production.renditions import good_renditions
from manike.production.verdicts import FILM_ASSET, good_film
from manike.script.preferences import Aspect

_FILM_FILES = (
    "film.mp4",
    "captions.vtt",
    "captions.srt",
    "timeline.json",
    "poster.jpg",
    "contact_sheet.jpg",
    "preview.webp",
    "waveform.png",
)


_PART_FILES = (
    "pictures/scene-[0-9][0-9][0-9].jpg",
    "pictures/character-*.jpg",
    "narration/scene-[0-9][0-9][0-9].wav",
    "clips/scene-[0-9][0-9][0-9].mp4",
    *(insert_file(kind) for kind in InsertKind),
    *(insert_sound_file(kind) for kind in InsertKind),
    "music/cue-[0-9][0-9][0-9].wav",
    OTIO_FILE,
    *(f"{Path(name).stem}-[0-9]*x[0-9]*{Path(name).suffix}" for name in _FILM_FILES),
)


@dataclass(frozen=True, slots=True)
class _Source:
    """A file of the store, and whose it is."""

    sha256: str
    asset: str
    part: str = ""
    rendition: Aspect | None = None


def export_project(
    house: House, project: ProjectId, out: Path, *, media: bool = True
) -> dict[str, Any]:
    """Write the folder and return its report; every file is whole or not there.

    All of it belongs to one film, even if something was made anew since. What an earlier export
    left there of another film is removed; files of other names are left alone.

    Args:
        house: the studio.
        project: whose film.
        out: the folder.
        media: with the cut for an editor, ``film.otio``, and the clips and music that it names.

    Raises:
        NotFoundError: the film is not made yet, or has not passed its check.
        CorruptBlobError: a file is missing or damaged; the next attempt makes it again.
        MachineError: the folder can't be written.
    """
    film = good_film(house, project)
    parts = film.parts
    if parts is None:
        raise NotFoundError(f"{project} has no film of this version yet. Make it again.")
    for name in _files_of(film):
        _copy(house, project, _Source(film.files[name], FILM_ASSET), out / name)
    renditions = good_renditions(house, project)
    write_text(out / "script.json", parts.script.model_dump_json(indent=1) + "\n")
    sources = _sources(parts) | _of_renditions(renditions)
    sources |= _media(parts) | _inserts(film) if media else {}
    for name, source in sources.items():
        _copy(house, project, source, out / name)
    if media:
        write_text(out / OTIO_FILE, _cut(out))
    _clear(out, {*sources, OTIO_FILE} if media else set(sources))
    report = _report(project, film, parts) | {
        "renditions": {aspect.value: _film_report(each) for aspect, each in renditions.items()}
    }
    write_text(out / "report.json", json.dumps(report, indent=1, ensure_ascii=False) + "\n")
    return report


def _sources(parts: FilmParts) -> dict[str, _Source]:
    """Files of the film's parts, by their names in the folder."""
    found = {}
    for number, take in parts.pictures.items():
        source = _Source(take.files["image.jpg"], pictures.ASSET, slot_of(number))
        found[f"pictures/scene-{number:03d}.jpg"] = source
    for number in parts.clips.keys() - parts.pictures.keys():  # these show footage
        source = _Source(parts.clips[number].files["poster.jpg"], clips.ASSET, slot_of(number))
        found[f"pictures/scene-{number:03d}.jpg"] = source
    for number, take in parts.voices.items():
        source = _Source(take.files["voice.wav"], voices.ASSET, slot_of(number))
        found[f"narration/scene-{number:03d}.wav"] = source
    for name, take in parts.characters.items():
        slug = "".join(c if c.isalnum() else "-" for c in name.lower())
        source = _Source(take.files["image.jpg"], characters.ASSET)
        found[f"pictures/character-{slug}.jpg"] = source
    return found


def _of_renditions(renditions: Mapping[Aspect, FilmManifest]) -> dict[str, _Source]:
    """The files of the film in other shapes, with the shape in their names."""
    return {
        f"{Path(name).stem}-{aspect.slug}{Path(name).suffix}": _Source(
            film.files[name], FILM_ASSET, rendition=aspect
        )
        for aspect, film in renditions.items()
        for name in _files_of(film)
    }


def _files_of(film: FilmManifest) -> list[str]:
    """A film of an older engine may lack what shows it."""
    return [name for name in _FILM_FILES if name in film.files]


def _media(parts: FilmParts) -> dict[str, _Source]:
    """What the cut names beside the narration, by the names that it has in the folder."""
    found = {}
    for number, take in parts.clips.items():
        source = _Source(take.files[take.record(Clip).file], clips.ASSET, slot_of(number))
        found[clip_file(number)] = source
    for number, take in parts.music.items():
        source = _Source(take.files[take.record(Music).file], scores.ASSET)
        found[cue_file(number)] = source
    return found


def _inserts(film: FilmManifest) -> dict[str, _Source]:
    """Cards and clips around the scenes, with the clips' sound."""
    names = [each(kind) for kind in InsertKind for each in (insert_file, insert_sound_file)]
    return {
        name: _Source(film.files[Path(name).name], FILM_ASSET)
        for name in names
        if Path(name).name in film.files
    }


def _cut(out: Path) -> str:
    from manike.film.otio import to_otio  # not at the top: it loads a library for this alone

    return to_otio(Timeline.from_json((out / TIMELINE_FILE).read_text(encoding="utf-8")))


def _copy(house: House, project: ProjectId, source: _Source, target: Path) -> None:
    try:
        path = house.blobs.verify(project.tenant, source.sha256)
    except (NotFoundError, CorruptBlobError) as error:
        # Without its manifest it is wanted again: the next attempt finds the rest as it is.
        shaped = house.shaped(source.rendition) if source.rendition else house
        shaped.manifests.drop(project, source.asset, source.part)
        shaped.manifests.drop(project, FILM_ASSET)
        raise CorruptBlobError(
            f"{project}: {target.name} is missing in the store or damaged. "
            "The next attempt makes it again."
        ) from error
    with publishing(target) as partial:
        shutil.copyfile(path, partial)


def _clear(out: Path, written: set[str]) -> None:
    """Remove what an earlier export wrote and this one did not."""
    for pattern in _PART_FILES:
        for path in out.glob(pattern):
            if path.relative_to(out).as_posix() not in written:
                path.unlink(missing_ok=True)


def _report(project: ProjectId, film: FilmManifest, parts: FilmParts) -> dict[str, Any]:
    return {
        "version": 1,
        "project": str(project),
        "title": parts.script.title,
        **_film_report(film),
        "scenes": [_scene_report(parts, scene.number) for scene in parts.script.scenes],
        "music": {str(number): _take_report(take) for number, take in parts.music.items()},
        "lineage": film.lineage and film.lineage.model_dump(mode="json"),
    }


def _film_report(film: FilmManifest) -> dict[str, Any]:
    return {
        "film": film.details,
        "film_sha256": film.files["film.mp4"],
        "assembly_s": film.seconds,
    }


def _scene_report(parts: FilmParts, number: int) -> dict[str, Any]:
    takes = {
        pictures.ASSET: parts.pictures.get(number),
        voices.ASSET: parts.voices.get(number),  # a scene without narration has none
        clips.ASSET: parts.clips.get(number),
    }
    made = {asset: _take_report(take) for asset, take in takes.items() if take is not None}
    return {"number": number, **made}


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
