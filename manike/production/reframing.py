"""Pictures of a rendition made from those of the film, where nobody composes them anew."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from manike.generation.fingerprint import Generation, Job
from manike.ids import ProjectId
from manike.ports import Picture
from manike.production.house import House
from manike.production.origins import Origin
from manike.production.provider_plans.candidates import Cast
from manike.production.records import TakeManifest
from manike.production.takes import derive

PROVIDER = "manike"
MODEL = "reframer-1"
"""Counts up with every change of the reframing that can be seen."""


def is_reframed(house: House, cast: Cast) -> bool:
    """Whether pictures are made from the film's instead of being painted."""
    if house.rendition is None:
        return False
    alone = cast.image.here
    return alone is None or not alone.composes_shapes


def reframe(
    house: House, project: ProjectId, painted: TakeManifest, part: str, origins: Sequence[Origin]
) -> tuple[TakeManifest, bool]:
    """A picture of the film in the rendition's shape, and whether it was made now."""
    picture, size_px = painted.record(Picture), house.preferences(project).size_px
    source = house.file(project, painted.files[picture.image])

    def produce(folder: Path) -> dict[str, Any]:
        from manike.film import reframing  # not at the top: it needs OpenCV

        made = house.workers.call(reframing.reframe, picture, source, size_px, folder)
        return made.model_dump(mode="json")

    generation = reframed_generation(painted, size_px)
    return derive(
        house,
        project,
        generation,
        produce,
        asset="scene_image",
        part=part,
        prompt=painted.prompt,
        origins=origins,
    )


def reframed_generation(painted: TakeManifest, size_px: tuple[int, int]) -> Generation:
    """A scene's picture as made from the film's."""
    return Generation(
        job=Job.PICTURE,
        provider=PROVIDER,
        model=MODEL,
        parameters={"size_px": size_px, "picture": painted.details},
        inputs=dict(painted.files),
        take_number=painted.take_number,
    )
