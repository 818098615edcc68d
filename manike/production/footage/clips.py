"""Takes that are cut from footage: clips of scenes, and a film's own intro and outro."""

from pathlib import Path
from typing import Any

from manike.errors import NotFoundError
from manike.film.inserts import InsertKind
from manike.film.job import SourceFile
from manike.generation.fingerprint import Generation, Job
from manike.ids import ProjectId, slot_of
from manike.media.passages import Passage
from manike.ports import Clip
from manike.production.footage.choices import FootageChoice, choices_of, inserts_in
from manike.production.house import FPS, House
from manike.production.records import TakeManifest
from manike.production.takes import derive
from manike.script.models import Scene

PROVIDER, MODEL = "own", "footage-1"
"""The model counts up with every change of cutting that can be seen."""


def clip_generation(
    choice: FootageChoice, frame_count: int, size_px: tuple[int, int]
) -> Generation:
    """A scene's clip, of footage."""
    return Generation(
        job=Job.CLIP,
        provider=PROVIDER,
        model=MODEL,
        parameters={
            **_passage(choice.passage),
            "frame_count": frame_count,
            "fps": str(FPS),
            "size_px": size_px,
        },
        inputs={"footage": choice.sha256},
    )


def insert_generation(choice: FootageChoice) -> Generation:
    """An intro or outro, in the footage's own shape: films of all shapes show the same one."""
    return Generation(
        job=Job.CLIP,
        provider=PROVIDER,
        model=MODEL,
        parameters={**_passage(choice.passage), "fps": str(FPS), "with": "sound"},
        inputs={"footage": choice.sha256},
    )


def cut_scene_clip(
    house: House, project: ProjectId, scene: Scene, choice: FootageChoice, frame_count: int
) -> tuple[TakeManifest, bool]:
    """The take of a scene's clip, and whether it was made just now.

    Raises:
        NotFoundError: the footage is not in the store any more.
        MediaError: nothing of the passage can be decoded.
    """
    size_px = house.preferences(project).size_px

    def produce(folder: Path) -> dict[str, Any]:
        source = _source(house, project, choice)
        made = house.workers.call(_cut_clip, source, choice.passage, (frame_count, size_px), folder)
        return made.model_dump(mode="json")

    return derive(
        house,
        project,
        clip_generation(choice, frame_count, size_px),
        produce,
        asset="scene_clip",
        part=slot_of(scene.number),
        prompt=str(choice),
    )


def own_inserts(house: House, project: ProjectId) -> dict[InsertKind, SourceFile]:
    """The project's own intro and outro, cut now if they are not there.

    Raises:
        NotFoundError, CorruptBlobError: what they are cut from is not in the store any more.
        MediaError: nothing of them can be decoded.
    """
    chosen = inserts_in(choices_of(house, project))
    return {kind: _insert(house, project, kind, choice) for kind, choice in chosen.items()}


def _insert(
    house: House, project: ProjectId, kind: InsertKind, choice: FootageChoice
) -> SourceFile:
    def produce(folder: Path) -> dict[str, Any]:
        source = _source(house, project, choice)
        return {"file": house.workers.call(_cut_insert, source, choice.passage, folder)}

    take, _ = derive(
        house,
        project,
        insert_generation(choice),
        produce,
        asset="final_video",
        part=kind.value,
        prompt=str(choice),
    )
    sha256 = take.files[take.details["file"]]
    return SourceFile(house.blobs.verify(project.tenant, sha256), sha256)


def _source(house: House, project: ProjectId, choice: FootageChoice) -> Path:
    """Where the footage lies. Hours of film are not read through for a few seconds of it."""
    try:
        return house.blobs.path(project.tenant, choice.sha256)
    except NotFoundError as error:
        cure = f"Add the file again: manike footage add FILE --tenant {project.tenant}"
        raise NotFoundError(f"The footage {choice.name} is missing in the store. {cure}") from error


def _cut_clip(
    source: Path, passage: Passage, shape: tuple[int, tuple[int, int]], folder: Path
) -> Clip:
    from manike.film.footage_cuts import ClipShape, cut_clip  # not at the top: it needs OpenCV

    return cut_clip(source, passage, ClipShape(*shape, FPS), folder)


def _cut_insert(source: Path, passage: Passage, folder: Path) -> str:
    from manike.film.footage_cuts import cut_insert  # not at the top: it needs OpenCV

    return cut_insert(source, passage, FPS, folder)


def _passage(passage: Passage) -> dict[str, float]:
    return {"start_s": passage.start_s, "end_s": passage.end_s, "limit_s": passage.limit_s}
