"""The figures as tables for a terminal, as JSON, and as a Markdown page."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from statistics import fmean
from typing import Any

from benchmarks.studio.columns import COLUMNS, Column
from benchmarks.studio.figures import Figures, Together
from benchmarks.studio.totals import totals

_ABREAST = 13
"""Columns of a table: 130 characters."""


def as_text(films: Sequence[Figures], together: Together) -> str:
    """Tables of as many columns as fit beside each other, then what is wrong in words."""
    rows = _rows(films)
    tables = [
        _aligned([(row[0], *row[start : start + _ABREAST]) for row in rows])
        for start in range(1, len(rows[0]), _ABREAST)
    ]
    promises = _aligned(_promises(films, together))
    return "\n\n".join([*tables, promises, *_remarks(films, together)])


def as_json(films: Sequence[Figures], together: Together) -> dict[str, Any]:
    """Every figure by its name, with the mean and the worst of each column."""
    means = {c.name: {"mean": m, "worst": w} for c, m, w in _summaries(films)}
    return {
        "films": {each.id: asdict(each) for each in films},
        "together": asdict(together),
        "summary": means,
        "totals": [asdict(total) for total in totals(films, together)],
    }


def as_markdown(films: Sequence[Figures], together: Together) -> str:
    """The page: one table, what its columns mean, what is wrong in words."""
    rows = _rows(films)
    lines = [
        "# The embedded studio in figures",
        "",
        "Written by `make bench-studio`; what is measured is told in the page on benchmarks.",
        "",
        *_table(_promises(films, together)),
        "",
        *_table(rows),
        "",
        *(f"- {column.name}: {column.meaning}" for column in _shown(films)),
        "",
    ]
    for remark in _remarks(films, together):
        head, *listed = remark.split("\n")
        lines += [head, "", *(f"- {each.strip()}" for each in listed), ""]
    return "\n".join(lines).rstrip() + "\n"


def _promises(films: Sequence[Figures], together: Together) -> list[tuple[str, ...]]:
    rows = [("all films", "figure", "promised", "kept")]
    for each in totals(films, together):
        kept = "yes" if each.kept else "NO"
        rows.append((each.name, f"{round(each.figure, 3):g}", each.promise, kept))
    return rows


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """As Markdown."""
    yield f"| {' | '.join(rows[0])} |"
    yield f"| --- |{' ---: |' * (len(rows[0]) - 1)}"
    yield from (f"| {' | '.join(row)} |" for row in rows[1:])


def _shown(films: Sequence[Figures]) -> tuple[Column, ...]:
    """Columns that hold a figure of any film."""
    shown = [c for c in COLUMNS if any(_value(c, each) is not None for each in films)]
    return tuple(shown)


def _value(column: Column, figures: Figures) -> float | None:
    value = column.cell(figures)
    return None if value is None else float(value)


def _summaries(films: Sequence[Figures]) -> Iterator[tuple[Column, float, float]]:
    for column in _shown(films):
        values = [v for each in films if (v := _value(column, each)) is not None]
        yield column, fmean(values), column.worst(values)


def _rows(films: Sequence[Figures]) -> list[tuple[str, ...]]:
    columns = _shown(films)
    rows = [("film", *(column.name for column in columns))]
    rows += [(each.id, *(_cell(column, each) for column in columns)) for each in films]
    summaries = list(_summaries(films))
    rows.append(("mean", *(format(mean, column.form) for column, mean, _ in summaries)))
    rows.append(("worst", *(format(worst, column.form) for column, _, worst in summaries)))
    return rows


def _cell(column: Column, figures: Figures) -> str:
    value = _value(column, figures)
    return "" if value is None else format(value, column.form)


def _remarks(films: Sequence[Figures], together: Together) -> list[str]:
    scripts = [(each.id, each.script) for each in films if each.script]
    heard = [(each.id, each.film) for each in films if each.film]
    stages = [
        f"{each.id}: {', '.join(f'{n} {s:.0f}' for n, s in each.cost.stages_s.items())}"
        for each in films
        if each.cost
    ]
    remarks = {
        "Films that could not be made": [f"{f.id}: {f.failure[-300:]}" for f in films if f.failure],
        "Entities that are met nowhere": [
            f"{id_}: {', '.join(script.missing)}" for id_, script in scripts if script.missing
        ],
        "Drawn in the shape of something else, or shown by the place": [
            f"{each.id}: {', '.join(each.pictures.borrowed)}"
            for each in films
            if each.pictures and each.pictures.borrowed
        ],
        "Said twice in one film": [
            f"{id_}: {said}"
            for id_, script in scripts
            for said in (*script.repeated_sentences, *script.repeated_phrases)
        ],
        "Sentences of more than one film": _shared(together.shared_sentences),
        "Runs of seven words or more of more than one film": _shared(together.shared_phrases),
        "Words for which nothing is heard": [
            f"{id_}: {word}" for id_, film in heard for word in film.dropped
        ],
        "Words heard as others": [
            f"{id_}: {', '.join(film.misheard)}" for id_, film in heard if film.misheard
        ],
        "Seconds of the providers by stage": stages,
    }
    return ["\n  ".join([f"{what}: {len(each)}", *each]) for what, each in remarks.items()]


def _shared(found: dict[str, tuple[str, ...]]) -> list[str]:
    return [f"{', '.join(films)}: {text}" for text, films in found.items()]


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
