"""How what a search finds is shown, as cells of a table and as fields for programs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from rich.table import Column, Table

from manike.cli.invocation import figure_columns, name_column
from manike.money import Money, plain
from manike.search.library import Found
from manike.songs.words import length_text


class Kind(StrEnum):
    """What is looked for."""

    SCENE = "scene"
    SHOT = "shot"
    SONG = "song"
    EXPERIENCE = "experience"


_MINUTE_S, _HOUR_S = 60, 3600


def table_of(tenant: str, kind: Kind, hits: Sequence[Found]) -> Table:
    """What was found of a kind, one hit in each line."""
    shape = _SHAPES[kind]
    table = Table("score", *shape.columns())
    for hit in hits:
        table.add_row(f"{hit.score:.3f}", *shape.cells(tenant, hit))
    return table


def json_of(tenant: str, kind: Kind, hits: Sequence[Found]) -> list[dict[str, Any]]:
    """What was found of a kind, for programs."""
    fields = _SHAPES[kind].fields
    return [{**fields(tenant, hit), "score": round(hit.score, 4)} for hit in hits]


def price_text(price: Decimal | None, currency: str) -> str:
    """Such as 12.50 USD; empty if none is known."""
    if price is None:
        return ""
    return "free" if price == 0 else str(Money(price, currency))


def hours_text(seconds: float | None) -> str:
    """Such as 1.5 h; empty if none is known."""
    return "" if seconds is None else f"{seconds / _HOUR_S:g} h"


def moment_text(seconds: float) -> str:
    """A moment or a length within footage, such as 3:05.2."""
    minutes, rest = divmod(seconds, _MINUTE_S)
    return f"{int(minutes)}:{rest:04.1f}"


@dataclass(frozen=True, slots=True)
class _Shape:
    """How what is found of a kind is shown."""

    columns: Callable[[], Sequence[Column | str]]
    cells: Callable[[str, Found], Sequence[str]]
    """Of the tenant and a hit."""
    fields: Callable[[str, Found], Mapping[str, Any]]


def _scene(tenant: str, hit: Found) -> dict[str, Any]:
    row = hit.row
    number = row.details["number"]
    return {"project": f"{tenant}/{row.project}", "scene": number, "title": row.title}


def _shot(_: str, hit: Found) -> dict[str, Any]:
    row = hit.row
    known = dict(row.details)
    return {
        "footage": known.pop("footage"),
        "shot": known.pop("number"),
        "length_s": row.duration_s,
        **known,
        "text": row.text,
    }


def _shot_cells(tenant: str, hit: Found) -> list[str]:
    shot = _shot(tenant, hit)
    times = moment_text(shot["start_s"]), moment_text(shot["end_s"])
    return [shot["footage"], str(shot["shot"]), *times, shot["text"]]


def _song(_: str, hit: Found) -> dict[str, Any]:
    row = hit.row
    return {"id": row.key, "title": row.title, "length_s": row.duration_s, **row.details}


def _song_cells(_: str, hit: Found) -> list[str]:
    row = hit.row
    length = "" if row.duration_s is None else length_text(row.duration_s)
    return [row.key, row.title, ", ".join(row.details.get("artists", ())), length]


def _experience(tenant: str, hit: Found) -> dict[str, Any]:
    row = hit.row
    return {
        "id": f"{tenant}/{row.project} {row.key}" if row.project else row.key,
        "title": row.title,
        "place": row.place,
        "seasons": list(row.seasons),
        "length_s": row.duration_s,
        "price": None if row.price is None else plain(row.price),
        "currency": row.currency,
        **row.details,
    }


def _experience_cells(tenant: str, hit: Found) -> list[str]:
    row = hit.row
    price = price_text(row.price, row.currency)
    return [_experience(tenant, hit)["id"], row.title, hours_text(row.duration_s), price]


_SHAPES: Mapping[Kind, _Shape] = {
    Kind.SCENE: _Shape(
        lambda: [name_column("project"), "scene", "title"],
        lambda tenant, hit: [str(value) for value in _scene(tenant, hit).values()],
        _scene,
    ),
    Kind.SHOT: _Shape(
        lambda: [name_column("footage"), *figure_columns("shot", "from", "to"), "known"],
        _shot_cells,
        _shot,
    ),
    Kind.SONG: _Shape(
        lambda: [name_column("id"), "title", "by", *figure_columns("length")], _song_cells, _song
    ),
    Kind.EXPERIENCE: _Shape(
        lambda: [name_column("id"), "title", *figure_columns("length", "price")],
        _experience_cells,
        _experience,
    ),
}
