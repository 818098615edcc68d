"""``manike experiences load|list|remove``."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from manike.cli.hits import hours_text, price_text
from manike.cli.invocation import (
    DEFAULT_TENANT,
    Invocation,
    console,
    figure_columns,
    name_column,
    print_json,
)
from manike.errors import BadInputError
from manike.ids import TenantId
from manike.production.catalogues.experiences import (
    load_experiences,
    own_experiences,
    remove_experiences,
)
from manike.production.house import House
from manike.production.search.experience_index import (
    index_experiences,
)

app = typer.Typer(help="Experiences to be found by meaning.", no_args_is_help=True)

Tenant = Annotated[str, typer.Option(help="Whose catalogue.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


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
        price = price_text(each.price, each.currency)
        table.add_row(each.id, each.title, where, seasons, hours_text(each.duration_s), price)
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
        f"To be found: experiences {figures['experiences']}, days of itineraries "
        f"{figures['days']}; new texts {figures['new']}."
    )
