"""``manike search``."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

import typer

from manike.cli.hits import Kind, json_of, table_of
from manike.cli.invocation import (
    DEFAULT_TENANT,
    NOTHING_FOUND,
    Invocation,
    amount_of,
    console,
    currency_of,
    print_figures,
    print_json,
)
from manike.errors import BadInputError
from manike.ids import ProjectId, TenantId
from manike.production.search.searching import search_kind
from manike.script.preferences import Aspect
from manike.script.vocabulary import Mood, Place, Season
from manike.search.ranking import Ranking
from manike.studio.search_filters import Filters

Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], show_default=False)]
Seconds = Annotated[float | None, typer.Option(min=0, show_default=False)]
_HOUR_S = 3600


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
    most_hours: Annotated[
        float | None, typer.Option(min=0, help="Not longer.", show_default=False)
    ] = None,
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
        most_s=_most_s(least_s, most_s, most_hours),
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
    if json:
        print_json(json_of(tenant, kind, hits))
    elif hits:
        print_figures(table_of(tenant, kind, hits))
    else:
        console.print(NOTHING_FOUND)


def _own(tenant: str, project: str) -> str:
    """A project of the tenant, with or without the tenant before it, as searches show it."""
    owner, _, slug = project.rpartition("/")
    if owner and owner != tenant:
        raise BadInputError("project", f"{project} is not of {tenant}; give --tenant {owner}.")
    return slug


def _values(chosen: Sequence[StrEnum] | None) -> tuple[str, ...]:
    return tuple(each.value for each in chosen or ())


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _most_s(least_s: float | None, most_s: float | None, most_hours: float | None) -> float | None:
    if most_hours is None:
        return most_s
    if most_s is not None:
        raise BadInputError("most-hours", "give it or --most-s, not both.")
    if least_s is not None and least_s > most_hours * _HOUR_S:
        raise BadInputError("most-hours", f"{most_hours:g} is less than least-s, {least_s:g} s.")
    return most_hours * _HOUR_S
