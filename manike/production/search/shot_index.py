"""The shots of a tenant's footage, to be found by what is known of them."""

import re
from collections.abc import Sequence
from typing import Final

from manike.analysis.report import FootageReport, MediaFacts, ShotReport
from manike.errors import BadInputError, NotFoundError, StoreError
from manike.generation.fingerprint import hash_of
from manike.ids import TenantId
from manike.production.footage.library import report_of_item
from manike.production.house import House
from manike.production.search.embeddings import embedder_of
from manike.production.search.indexing import library_of
from manike.production.search.refilling import refill
from manike.script.preferences import Aspect
from manike.search_ports import model_of
from manike.studio.footage import FootageItem
from manike.studio.search_filters import Findable

SHOT: Final = "shot"
_MARK: Final = "indexed"
_TEXTS: Final = 1
"""Counts up when shots are told in other words."""
_NEAR: Final = 0.03


def index_shots(house: House, tenant: TenantId) -> dict[str, float | str]:
    """Bring the tenant's shot index in step with its footage; only new texts are embedded.

    A file that is not analysed, refused, or whose report is lost has no shots in it.

    Returns:
        Figures for the operator.

    Raises:
        NotFoundError: there is no such tenant.
    """
    embedder = embedder_of(house, tenant)
    library = library_of(house, tenant, embedder)
    place = house.layout.footage(tenant) / _MARK
    with library.alone(tenant, SHOT):
        items = [item for item in house.studio.footage(tenant) if item.report_sha256]
        known = [[item.name, item.report_sha256, item.about] for item in items]
        version = hash_of([_TEXTS, known, model_of(embedder).sha256])
        figures = refill(
            library,
            tenant,
            SHOT,
            place=place,
            version=version,
            read=lambda: _all(house, tenant, items),
        )
    return {**figures, "files": len(items), "model": embedder.model}


def findable_of(item: FootageItem, report: FootageReport, shot: ShotReport) -> Findable:
    """A shot as it is put among what can be found."""
    return Findable(
        key=f"{item.name}#{shot.number}",
        title=f"{item.name}, shot {shot.number}",
        text=text_of(item, shot),
        aspect=aspect_of(report.media),
        duration_s=round(shot.end_s - shot.start_s, 3),
        on_date=item.added_at.date(),
        details={
            "footage": item.name,
            "number": shot.number,
            "start_s": shot.start_s,
            "end_s": shot.end_s,
            "words": list(shot.words),
        },
    )


def text_of(item: FootageItem, shot: ShotReport) -> str:
    """What a shot is found by: the tenant's words, the file's name, what was measured."""
    stem = item.name.rpartition(".")[0] or item.name
    name = " ".join(re.findall(r"[a-z]+|[0-9]+", stem))
    measured = ", ".join((*shot.setting, *shot.words))
    parts = (item.about.rstrip("."), name, measured)
    return ". ".join(part for part in parts if part)


def aspect_of(media: MediaFacts) -> str:
    """The film's shape that the picture has; empty where it has another one."""
    for aspect in Aspect:
        wide, _, high = aspect.value.partition(":")
        wanted = int(wide) / int(high)
        if abs(media.width_px / media.height_px - wanted) <= _NEAR * wanted:
            return aspect.value
    return ""


def _all(
    house: House, tenant: TenantId, items: Sequence[FootageItem]
) -> tuple[list[Findable], bool]:
    """The shots of all files, and whether no report is lost: it may be had again as it was."""
    shots = [_shots(house, tenant, item) for item in items]
    return [shot for known in shots for shot in known or ()], None not in shots


def _shots(house: House, tenant: TenantId, item: FootageItem) -> list[Findable] | None:
    """A file's shots; ``None`` where its report is lost, which the check of the reports tells."""
    try:
        report = report_of_item(house, tenant, item)
    except (BadInputError, NotFoundError, StoreError):
        return None
    return [findable_of(item, report, shot) for shot in report.shots]
