"""``manike experiences load|list|search|remove``."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from manike.cli.invocation import (
    DEFAULT_TENANT,
    NOTHING_FOUND,
    Invocation,
    amount_of,
    console,
    currency_of,
    figure_columns,
    name_column,
    print_json,
)
from manike.errors import BadInputError
from manike.ids import TenantId
from manike.money import Money
from manike.production.catalogues.experiences import (
    load_experiences,
    own_experiences,
    remove_experiences,
)
from manike.production.house import House
from manike.production.search.experience_index import (
    ExperienceHit,
    index_experiences,
    search_experiences,
)
from manike.script.vocabulary import Mood, Place, Season
from manike.search.ranking import Ranking
from manike.studio.search_filters import Filters

app = typer.Typer(help="Experiences to be found by meaning.", no_args_is_help=True)

Tenant = Annotated[str, typer.Option(help="Whose catalogue.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
_HOUR_S = 3600


@app.command("load")
def load(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(help="A .csv, .json, .jsonl or .parquet file.", show_default=False),
    ],
    tenant: Tenant = DEFAULT_TENANT,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Leave rows out that can't be used, and name them.")
    ] = False,
) -> None:
    """Add a file's experiences to a tenant's; one whose id is there takes its place."""
    owner = TenantId(tenant)
    invocation: Invocation = context.obj
    with invocation.house() as house:
        loaded = load_experiences(house, owner, file, skip_bad=skip_bad)
        for problem in loaded.problems:
            console.print(f"Left out: {problem}", style="yellow", markup=False)
        console.print(f"{tenant} has {loaded.count} experiences: {loaded.changes}.")
        _index(house, owner)


@app.command("list")
def listed(context: typer.Context, tenant: Tenant = DEFAULT_TENANT, json: AsJson = False) -> None:
    """List a tenant's experiences."""
    invocation: Invocation = context.obj
    with invocation.house() as house:
        found = own_experiences(house, TenantId(tenant))
    if json:
        print_json([each.model_dump(mode="json", exclude_none=True) for each in found])
        return
    names = ("title", "where", "seasons")
    table = Table(name_column("id"), *names, *figure_columns("length", "price"))
    for each in found:
        where = ", ".join(part for part in (each.where, each.country) if part)
        seasons = ", ".join(each.seasons) or "all year"
        price = _price(each.price, each.currency)
        table.add_row(each.id, each.title, where, seasons, _hours(each.duration_s), price)
    console.print(table)


@app.command("search")
def search(  # noqa: PLR0913, PLR0917 - each is an option of the command
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="What to look for.", show_default=False)],
    tenant: Tenant = DEFAULT_TENANT,
    count: Annotated[int, typer.Option(min=1, max=100, help="How many.")] = 10,
    by: Annotated[
        Ranking, typer.Option(help="Meaning and words, or one of them.")
    ] = Ranking.HYBRID,
    season: Annotated[
        list[Season] | None, typer.Option(help="In any of these.", show_default=False)
    ] = None,
    place: Annotated[
        list[Place] | None, typer.Option(help="At any of these.", show_default=False)
    ] = None,
    mood: Annotated[
        list[Mood] | None, typer.Option(help="Any of these.", show_default=False)
    ] = None,
    most_price: Annotated[
        str, typer.Option(help="Not dearer, for one person; needs --currency.", show_default=False)
    ] = "",
    currency: Annotated[str, typer.Option(help="Such as USD; prices are not converted.")] = "",
    most_hours: Annotated[
        float | None, typer.Option(min=0, help="Not longer.", show_default=False)
    ] = None,
    json: AsJson = False,
) -> None:
    """Find experiences, and days of itineraries, by meaning and words."""
    filters = Filters(
        seasons=tuple(each.value for each in season or ()),
        places=tuple(each.value for each in place or ()),
        moods=tuple(each.value for each in mood or ()),
        most_price=amount_of("most-price", most_price) if most_price else None,
        currency=currency_of(currency),
        most_s=None if most_hours is None else most_hours * _HOUR_S,
    )
    invocation: Invocation = context.obj
    with invocation.house() as house:
        hits = search_experiences(house, TenantId(tenant), query, count, filters, ranking=by)
    if json:
        print_json([_as_json(tenant, hit) for hit in hits])
        return
    if not hits:
        console.print(NOTHING_FOUND)
        return
    table = Table("score", name_column("id"), "title", *figure_columns("length", "price"))
    for hit in hits:
        price = _price(hit.price, hit.currency)
        table.add_row(
            f"{hit.score:.3f}", _id(tenant, hit), hit.title, _hours(hit.duration_s), price
        )
    console.print(table)


@app.command("remove")
def remove(
    context: typer.Context,
    ids: Annotated[
        list[str] | None, typer.Argument(help="As manike experiences list shows them.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="All of the tenant's.")] = False,
    tenant: Tenant = DEFAULT_TENANT,
) -> None:
    """Take experiences out of a tenant's catalogue."""
    if every == bool(ids):
        raise BadInputError("ids", "name some, or give --all.")
    owner = TenantId(tenant)
    invocation: Invocation = context.obj
    with invocation.house() as house:
        gone: Sequence[str] = ids or [each.id for each in own_experiences(house, owner)]
        left = remove_experiences(house, owner, gone)
        console.print(f"{len(set(gone))} removed; {tenant} has {left} experiences.")
        _index(house, owner)


def _index(house: House, tenant: TenantId) -> None:
    figures = index_experiences(house, tenant)
    console.print(
        f"{figures['experiences']} of them and {figures['days']} days of itineraries can be "
        f"found; {figures['new']} texts were new."
    )


def _as_json(tenant: str, hit: ExperienceHit) -> dict[str, Any]:
    return {
        "id": _id(tenant, hit),
        "title": hit.title,
        "score": round(hit.score, 4),
        "place": hit.place,
        "seasons": list(hit.seasons),
        "duration_s": hit.duration_s,
        "price": None if hit.price is None else str(Money(hit.price, hit.currency)),
        **hit.details,
    }


def _id(tenant: str, hit: ExperienceHit) -> str:
    """Of a day, its project and number."""
    return f"{tenant}/{hit.project} {hit.key}" if hit.project else hit.key


def _price(price: Decimal | None, currency: str) -> str:
    if price is None:
        return ""
    return "free" if price == 0 else str(Money(price, currency))


def _hours(duration_s: float | None) -> str:
    return "" if duration_s is None else f"{duration_s / _HOUR_S:g} h"
