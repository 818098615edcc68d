"""``manike search``."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

import typer
from rich.table import Table

from manike.cli.invocation import DEFAULT_TENANT, Invocation, console, name_column, print_json
from manike.ids import TenantId
from manike.production.indexing import search_scenes
from manike.script.preferences import Aspect
from manike.script.vocabulary import Mood, Place, Season
from manike.search.ranking import Ranking
from manike.studio.search_filters import Filters

Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], show_default=False)]
Seconds = Annotated[float | None, typer.Option(min=0, show_default=False)]


def search(  # noqa: PLR0913, PLR0917 - each is an option of the command
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="What to look for.", show_default=False)],
    tenant: Annotated[str, typer.Option(help="Whose films.")] = DEFAULT_TENANT,
    count: Annotated[int, typer.Option(min=1, max=100, help="How many scenes.")] = 10,
    by: Annotated[
        Ranking, typer.Option(help="Meaning and words, or one of them.")
    ] = Ranking.HYBRID,
    project: Annotated[
        list[str] | None, typer.Option(help="Only of these projects.", show_default=False)
    ] = None,
    aspect: Annotated[
        list[Aspect] | None, typer.Option(help="Only films of this shape.", show_default=False)
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
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Find scenes by meaning and words, over all films of a tenant."""
    filters = Filters(
        projects=tuple(project or ()),
        aspects=_values(aspect),
        moods=_values(mood),
        seasons=_values(season),
        places=_values(place),
        least_s=least_s,
        most_s=most_s,
        since=_day(since),
        until=_day(until),
    )
    invocation: Invocation = context.obj
    with invocation.house() as house:
        hits = search_scenes(house, TenantId(tenant), query, count, filters, ranking=by)
    if json:
        print_json(
            [
                {
                    "project": f"{tenant}/{hit.project}",
                    "scene": hit.number,
                    "title": hit.title,
                    "score": round(hit.score, 4),
                }
                for hit in hits
            ]
        )
        return
    table = Table("score", name_column("project"), "scene", "title")
    for hit in hits:
        table.add_row(f"{hit.score:.3f}", f"{tenant}/{hit.project}", str(hit.number), hit.title)
    console.print(table)


def _values(chosen: Sequence[StrEnum] | None) -> tuple[str, ...]:
    return tuple(each.value for each in chosen or ())


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
