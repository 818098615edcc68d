"""What an operator sees of a tenant's index: plots, a report of searches, and figures."""

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from pydantic import TypeAdapter, ValidationError

from manike.ids import TenantId
from manike.media.files import scratch_folder, write_text
from manike.plots.histogram import Series, histogram
from manike.plots.scatter import scatter
from manike.production.house import House
from manike.search.locks import alone
from manike.search.portrait import Sample, cluster_map, sample_of, similarities, spaced
from manike.search.recall import NEAREST, measured_recall
from manike.studio.clock import Clock
from manike.studio.search_table import SearchRow

_TIMED = 100
_KEPT = 20
"""Plots: those of the last ten materializations, unless one was drawn again."""
_PLOTS = TypeAdapter(list[str])
_SHOWN, _FOUND = 5, 2
_NOTHING = "Nothing is indexed yet."
_LABEL_CHARS = 30
_SPAN = (-0.2, 1.0)
"""Cosines shown: those of texts are hardly ever below."""
_NOT_PLAIN = re.compile(r"[^\w\s.,:;'&%+-]")
"""Could be Markdown: a title is what somebody typed, and a picture in it would be fetched by
whoever looks."""


@dataclass(frozen=True, slots=True)
class IndexPortrait:
    """An index, measured and drawn."""

    figures: Mapping[str, float | str]
    plots: Mapping[str, str]
    """SHA-256 of PNG files of the tenant, by what they show."""
    report: str
    """Markdown, below 1,000 characters: things, and what a search for their like finds."""


def portrait_of(
    house: House, tenant: TenantId, kind: str, clock: Clock | None = None
) -> IndexPortrait:
    """Measure and draw a tenant's index of a kind; nothing is embedded, so nothing is paid.

    Reads all vectors once, for the recall; everything else is measured on a sample.

    Raises:
        StoreError: the index is damaged.
    """
    index = house.indexes.open(tenant, kind)
    sample = sample_of(index)
    figures: dict[str, float | str] = {
        "vectors": index.count(),
        "size_bytes": _size_bytes(house.layout.index(tenant, kind)),
    }
    if sample is None or not sample.ids.size:
        return IndexPortrait(figures, {}, _NOTHING)
    figures |= {
        "recall_at_10": round(measured_recall(index), 4),
        "query_ms": round(_query_ms(sample, clock or Clock()), 3),
        "model": sample.model.name,
        "model hash": sample.model.sha256,
    }
    # A deletion waits, so that no plot is kept of what is gone.
    with alone(house.layout.index(tenant, kind), "sync"):
        rows = house.search_rows.rows(tenant, kind, sample.ids.tolist())
        if not rows:
            return IndexPortrait(figures, {}, _NOTHING)
        sample = sample.only(sorted(rows))
        things = [rows[row] for row in sample.ids.tolist()]
        plots = {
            "clusters": _clusters(tenant, kind, index.count(), sample, things),
            "similarities": _similarities(tenant, kind, sample),
        }
        kept = {name: _kept(house, tenant, png) for name, png in plots.items()}
        _remember(house, tenant, kind, list(kept.values()))
    return IndexPortrait(figures, kept, _report(house, tenant, kind, sample))


def _clusters(
    tenant: TenantId, kind: str, count: int, sample: Sample, things: Sequence[SearchRow]
) -> bytes:
    found = cluster_map(sample.vectors, [f"{row.title} {row.text}" for row in things])
    shown = f", {len(things):,} of them shown" if len(things) < count else ""
    return scatter(
        found.points,
        found.labels,
        found.names,
        title=f"What the {kind}s of {tenant} are about",
        subtitle=f"{count:,} {kind}s{shown}, in {len(found.names)} clusters",
    )


def _similarities(tenant: TenantId, kind: str, sample: Sample) -> bytes:
    found = similarities(sample)
    return histogram(
        [
            Series(f"a {kind} and the one nearest to it", found.nearest),
            Series("two by chance", found.random),
        ],
        title=f"How alike the {kind}s of {tenant} are",
        subtitle=sample.model.name,
        axis="cosine similarity",
        span=_SPAN,
    )


def _report(house: House, tenant: TenantId, kind: str, sample: Sample) -> str:
    """A table: some things, and what a search for things like them finds."""
    lines = [f"| {kind} | found beside it, with the cosine |", "| --- | --- |"]
    for place in spaced(sample.ids.size, _SHOWN).tolist():
        own = int(sample.ids[place])
        near = sample.near(place, 1 + _FOUND)
        rows = house.search_rows.rows(tenant, kind, [own, *near])
        beside = [
            f"{_label(rows[row])} {cosine:.2f}" for row, cosine in near.items() if row in rows
        ]
        if own in rows:
            lines.append(f"| {_label(rows[own])} | {'; '.join(beside[:_FOUND]) or 'nothing'} |")
    return "\n".join(lines)


def _label(row: SearchRow) -> str:
    said = " ".join(_NOT_PLAIN.sub(" ", row.title or row.text).replace("_", " ").split())
    short = said if len(said) <= _LABEL_CHARS else said[: _LABEL_CHARS - 1].rstrip() + "…"
    return f"{short} ({row.project})" if row.project else short


def _query_ms(sample: Sample, clock: Clock) -> float:
    """The median time of a search, without the embedding of its words."""
    times = []
    for place in spaced(sample.ids.size, _TIMED).tolist():
        begun_s = clock.monotonic_s()
        sample.near(place, NEAREST)
        times.append((clock.monotonic_s() - begun_s) * 1000)
    return median(times)


def _kept(house: House, tenant: TenantId, png: bytes) -> str:
    """Keep a plot among the tenant's files; returns its hash."""
    with scratch_folder(house.layout.scratch(tenant)) as folder:
        file = folder / "plot.png"
        file.write_bytes(png)
        return house.blobs.adopt(tenant, file)


def drop_plots(house: House, tenant: TenantId, kind: str) -> None:
    """Take all plots of an index away: the words on them are those of its things."""
    for sha256 in _plots(house, tenant, kind):
        house.blobs.drop(tenant, sha256)
    house.layout.plots(tenant, kind).unlink(missing_ok=True)


def _remember(house: House, tenant: TenantId, kind: str, drawn: Sequence[str]) -> None:
    """Keep the plots of the last materializations, and no others."""
    every = list(dict.fromkeys([*drawn, *_plots(house, tenant, kind)]))
    write_text(house.layout.plots(tenant, kind), json.dumps(every[:_KEPT]))
    for sha256 in every[_KEPT:]:
        house.blobs.drop(tenant, sha256)


def _plots(house: House, tenant: TenantId, kind: str) -> list[str]:
    try:
        return _PLOTS.validate_json(house.layout.plots(tenant, kind).read_bytes())
    except (FileNotFoundError, ValidationError):
        return []


def _size_bytes(folder: Path) -> int:
    """What the files of an index take; 0 where it lies in a server."""
    size = 0
    for file in folder.rglob("*"):
        with suppress(FileNotFoundError):  # a rebuild takes old ones away meanwhile
            size += file.stat().st_size if file.is_file() else 0
    return size
