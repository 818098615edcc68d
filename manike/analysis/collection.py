"""A collection of pictures: which are the same, which are alike, and a sheet of each group."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from manike.analysis.clusters import Clusters, cluster
from manike.analysis.contact_sheets import MOST_TILES, contact_sheet, write_jpeg
from manike.analysis.pictures import (
    FEATURES_MODEL,
    PictureFacts,
    duplicates,
    facts_of,
    is_same,
    read_picture,
)
from manike.errors import MediaError


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PictureReport(_Record):
    """One picture."""

    file: str
    width_px: int
    height_px: int
    hash: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    quality: Annotated[float, Field(ge=0, le=1)]
    cluster: int
    """Index into ``clusters``."""


class ClusterReport(_Record):
    """Pictures that are alike, the best first."""

    files: tuple[str, ...]
    sheet: str
    """Name of its contact sheet, which shows the best."""


class CollectionReport(_Record):
    """Everything that was found in a collection."""

    version: Literal[1] = 1
    model: str = FEATURES_MODEL
    pictures: tuple[PictureReport, ...]
    duplicates: tuple[tuple[str, ...], ...]
    """Groups of pictures that are the same, the best of each first."""
    clusters: tuple[ClusterReport, ...]
    silhouette: float
    """How clear the clusters are, up to 1; 0 where there is one."""
    refused: dict[str, str]
    """Files that are no pictures, with the reason."""


def analyse_pictures(paths: Sequence[Path], folder: Path) -> CollectionReport:
    """Look at pictures one at a time and write a contact sheet for each cluster into ``folder``.

    What can't be read is told and left out. Files go by their names, which must differ.
    """
    facts: dict[Path, PictureFacts] = {}
    refused: dict[str, str] = {}
    for path in paths:
        try:
            facts[path] = facts_of(read_picture(path))
        except MediaError as error:
            refused[path.name] = str(error)
    files, known = list(facts), list(facts.values())
    found = cluster(_vectors(facts))
    return CollectionReport(
        pictures=tuple(
            PictureReport(
                file=path.name,
                width_px=one.width_px,
                height_px=one.height_px,
                hash=f"{one.hash:016x}",
                quality=round(one.quality, 4),
                cluster=label,
            )
            for (path, one), label in zip(facts.items(), found.labels, strict=True)
        ),
        duplicates=tuple(
            tuple(path.name for path in _best_first([files[at] for at in group], facts))
            for group in duplicates(
                [one.hash for one in known], lambda a, b: is_same(known[a], known[b])
            )
        ),
        clusters=_clusters(found, facts, folder),
        silhouette=round(found.silhouette, 4),
        refused=refused,
    )


def _vectors(facts: dict[Path, PictureFacts]) -> np.ndarray:
    vectors = [known.features for known in facts.values()]
    return np.stack(vectors) if vectors else np.zeros((0, 1), np.float32)


def _best_first(paths: Sequence[Path], facts: dict[Path, PictureFacts]) -> list[Path]:
    return sorted(paths, key=lambda path: (-facts[path].quality, path.name))


def _clusters(
    found: Clusters, facts: dict[Path, PictureFacts], folder: Path
) -> tuple[ClusterReport, ...]:
    files, reports = list(facts), []
    for label in range(found.count):
        members = _best_first([files[at] for at in found.members(label)], facts)
        sheet = f"cluster-{label + 1:02d}.jpg"
        shown = [read_picture(path) for path in members[:MOST_TILES]]
        write_jpeg(folder / sheet, contact_sheet(shown))
        reports.append(ClusterReport(files=tuple(path.name for path in members), sheet=sheet))
    return tuple(reports)
