"""Building a generation in a folder that nobody reads yet."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from manike.errors import BadInputError, StoreError
from manike.media.files import write_text, writing
from manike.search.arrays import append, checked, mapped, sync, sync_folder
from manike.search.clusters import FLAT_ROWS, build
from manike.search.generation import ABOUT, CLUSTERS, IDS, VECTORS, About, Generation
from manike.search.log import Log
from manike.search_ports import LEAST_RECALL, Ids, IndexModel, Part

_CHUNK = 16_384


def write_generation(
    folder: Path, model: IndexModel, parts: Iterable[Part], *, flat_rows: int = FLAT_ROWS
) -> None:
    """Write a whole generation; the disk has it when this returns.

    Args:
        folder: where; it is there and empty.
        model: what made the vectors.
        parts: ids and vectors, ascending by id over all parts.
        flat_rows: up to how many every vector is looked at.

    Raises:
        StoreError: a search would find less than ``LEAST_RECALL``.
        BadInputError: ids out of order, or vectors that are none.
    """
    count = _write_vectors(folder, model, parts)
    about = About(count=count, dimension=model.dimension)
    if count > flat_rows:
        vectors = mapped(folder / VECTORS, np.float32, (count, model.dimension))
        with writing(folder / CLUSTERS):
            clusters, probes, recall = build(folder / CLUSTERS, vectors)
        if recall < LEAST_RECALL:
            said = f"it finds {recall:.3f} of the nearest, not {LEAST_RECALL}"
            raise StoreError(f"A new index of {count} vectors is not used: {said}.")
        found = {"clusters": clusters, "probes": probes, "recall": recall}
        about = about.model_copy(update=found)
        with writing(folder / CLUSTERS), (folder / CLUSTERS).open("rb") as file:
            sync(file.fileno())
    write_text(folder / ABOUT, about.model_dump_json())
    with writing(folder):
        sync_folder(folder)


def _write_vectors(folder: Path, model: IndexModel, parts: Iterable[Part]) -> int:
    count, last = 0, 0
    for part in parts:  # what goes wrong there is not a fault of this disk
        ids, vectors = checked(model, *part)
        if not ids.size:
            continue
        if ids[0] <= last or (np.diff(ids) <= 0).any():
            raise BadInputError("ids", "must be in ascending order.")
        with writing(folder / VECTORS):
            append(folder / IDS, count * 8, ids)
            append(folder / VECTORS, count * model.dimension * 4, vectors)
        count, last = count + ids.size, int(ids[-1])
    with writing(folder / VECTORS):
        for name in (IDS, VECTORS):
            with (folder / name).open("ab") as file:
                sync(file.fileno())
    return count


def merged(generation: Generation, log: Log) -> Iterator[Part]:
    """What is live in a generation and its log, ascending by id."""
    gone, there = generation.rows_of(log.touched)
    rows = np.delete(np.arange(generation.ids.size), gone[there])
    ids: Ids = np.concatenate([generation.ids[rows], log.ids])
    order = np.argsort(ids, kind="stable")
    for start in range(0, ids.size, _CHUNK):
        chosen = order[start : start + _CHUNK]
        vectors = np.empty((chosen.size, generation.about.dimension), np.float32)
        is_old = chosen < rows.size
        vectors[is_old] = generation.vectors[rows[chosen[is_old]]]
        vectors[~is_old] = log.vectors[chosen[~is_old] - rows.size]
        yield ids[chosen], vectors
