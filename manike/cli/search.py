"""``manike search``."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.table import Column, Table

from manike.cli.invocation import (
    DEFAULT_TENANT,
    NOTHING_FOUND,
    Invocation,
    amount_of,
    console,
    currency_of,
    figure_columns,
    name_column,
    print_figures,
    print_json,
)
from manike.errors import BadInputError
from manike.ids import ProjectId, TenantId
from manike.money import Money, plain
from manike.production.search.searching import search_kind
from manike.script.preferences import Aspect
from manike.script.vocabulary import Mood, Place, Season
from manike.search.library import Found
from manike.search.ranking import Ranking
from manike.studio.search_filters import Filters

Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], show_default=False)]
Seconds = Annotated[float | None, typer.Option(min=0, show_default=False)]
_MINUTE_S = 60


class Kind(StrEnum):
    """What is looked for."""

    SCENE = "scene"
    SHOT = "shot"
    SONG = "song"
    EXPERIENCE = "experience"


@dataclass(frozen=True, slots=True)
class _Shape:
    """How what is found of a kind is shown."""

    columns: Callable[[], Sequence[Column | str]]
    cells: Callable[[str, Found], Sequence[str]]
    """Of the tenant and a hit."""
    fields: Callable[[str, Found], Mapping[str, Any]]


def search(  # noqa: PLR0913, PLR0917 - each is an option of the command
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="What to look for.", show_default=False)],
    kind: Annotated[Kind, typer.Option(help="What to find.")] = Kind.SCENE,
    tenant: Annotated[str, typer.Option(help="Whose.")] = DEFAULT_TENANT,
    count: Annotated[int, typer.Option(min=1, max=100, help="How many.")] = 10,
    by: Annotated[
        Ranking, typer.Option(help="Meaning and words, or one of them.")
    ] = Ranking.HYBRID,
    project: Annotated[
        list[str] | None, typer.Option(help="Only of these projects.", show_default=False)
    ] = None,
    aspect: Annotated[
        list[Aspect] | None, typer.Option(help="Only of this shape.", show_default=False)
    ] = None,
    mood: Annotated[
        list[Mood] | None, typer.Option(help="Any of these.", show_default=False)
    ] = None,
    season: Annotated[
        list[Season] | None, typer.Option(help="Any of these.", show_default=False)
    ] = None,
    place: Annotated[
        list[Place] | None, typer.Option(help="Any of these.", show_default=False)
    ] = None,
    least_s: Seconds = None,
    most_s: Seconds = None,
    since: Day = None,
    until: Day = None,
    most_price: Annotated[
        str, typer.Option(help="Not dearer; needs --currency.", show_default=False)
    ] = "",
    currency: Annotated[
        str, typer.Option(help="Such as USD; prices are not converted.", show_default=False)
    ] = "",
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Find scenes, shots, songs or experiences of a tenant by meaning and words."""
    filters = Filters(
        projects=tuple(_own(tenant, each) for each in project or ()),
        aspects=_values(aspect),
        moods=_values(mood),
        seasons=_values(season),
        places=_values(place),
        least_s=least_s,
        most_s=most_s,
        since=_day(since),
        until=_day(until),
        most_price=amount_of("most-price", most_price) if most_price else None,
        currency=currency_of(currency),
    )
    invocation: Invocation = context.obj
    with invocation.house() as house:
        for slug in filters.projects:
            house.studio.project(ProjectId(TenantId(tenant), slug))  # there is one
        hits = search_kind(house, TenantId(tenant), kind.value, query, count, filters, ranking=by)
    shape = _SHAPES[kind]
    if json:
        print_json([{**shape.fields(tenant, hit), "score": round(hit.score, 4)} for hit in hits])
        return
    if not hits:
        console.print(NOTHING_FOUND)
        return
    table = Table("score", *shape.columns())
    for hit in hits:
        table.add_row(f"{hit.score:.3f}", *shape.cells(tenant, hit))
    print_figures(table)


def _own(tenant: str, project: str) -> str:
    """A project of the tenant, with or without the tenant before it, as searches show it."""
    owner, _, slug = project.rpartition("/")
    if owner and owner != tenant:
        raise BadInputError("project", f"{project} is not of {tenant}; give --tenant {owner}.")
    return slug


def _scene(tenant: str, hit: Found) -> dict[str, Any]:
    row = hit.row
    number = row.details["number"]
    return {"project": f"{tenant}/{row.project}", "scene": number, "title": row.title}


def _shot(tenant: str, hit: Found) -> dict[str, Any]:
    del tenant
    row = hit.row
    return {"shot": row.key, "length_s": row.duration_s, **row.details, "text": row.text}


def _song(tenant: str, hit: Found) -> dict[str, Any]:
    del tenant
    row = hit.row
    return {"id": row.key, "title": row.title, "length_s": row.duration_s, **row.details}


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


def _length(seconds: float | None) -> str:
    """Such as 3:05."""
    if seconds is None:
        return ""
    return f"{int(seconds) // _MINUTE_S}:{int(seconds) % _MINUTE_S:02d}"


def _price(price: Decimal | None, currency: str) -> str:
    if price is None:
        return ""
    return "free" if price == 0 else str(Money(price, currency))


def _hours(seconds: float | None) -> str:
    return "" if seconds is None else f"{seconds / 3600:g} h"


_SHAPES: Mapping[Kind, _Shape] = {
    Kind.SCENE: _Shape(
        lambda: [name_column("project"), "scene", "title"],
        lambda tenant, hit: [str(value) for value in _scene(tenant, hit).values()],
        _scene,
    ),
    Kind.SHOT: _Shape(
        lambda: [name_column("shot"), *figure_columns("length"), "known"],
        lambda _, hit: [hit.row.key, f"{hit.row.duration_s or 0:.1f} s", hit.row.text],
        _shot,
    ),
    Kind.SONG: _Shape(
        lambda: [name_column("id"), "title", "by", *figure_columns("length")],
        lambda _, hit: [
            hit.row.key,
            hit.row.title,
            ", ".join(hit.row.details.get("artists", ())),
            _length(hit.row.duration_s),
        ],
        _song,
    ),
    Kind.EXPERIENCE: _Shape(
        lambda: [name_column("id"), "title", *figure_columns("length", "price")],
        lambda tenant, hit: [
            str(_experience(tenant, hit)["id"]),
            hit.row.title,
            _hours(hit.row.duration_s),
            _price(hit.row.price, hit.row.currency),
        ],
        _experience,
    ),
}


def _values(chosen: Sequence[StrEnum] | None) -> tuple[str, ...]:
    return tuple(each.value for each in chosen or ())


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
