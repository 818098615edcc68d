"""``manike index``."""

from collections.abc import Mapping, Sequence
from typing import Annotated

import typer
from rich.table import Table

from manike.cli.invocation import (
    DEFAULT_TENANT,
    Invocation,
    console,
    figure_columns,
    name_column,
    print_figures,
    print_json,
)
from manike.errors import BadInputError, ManikeError
from manike.ids import TenantId
from manike.production.search.indexers import INDEXERS, bring_in_step

_FIGURES = ("rows", "new", "gone", "recall_at_10", "seconds")


def index(
    context: typer.Context,
    tenant: Annotated[str, typer.Option(help="Whose.")] = DEFAULT_TENANT,
    kind: Annotated[
        list[str] | None,
        typer.Option(help=f"Only this: {', '.join(INDEXERS)}.", show_default=False),
    ] = None,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Build the vectors anew, and measure the recall.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Bring what a tenant can find in step with its films and catalogues."""
    owner, kinds = TenantId(tenant), _known(kind or list(INDEXERS))
    invocation: Invocation = context.obj
    found: dict[str, Mapping[str, float | str]] = {}
    failed: list[ManikeError] = []
    with invocation.house() as house:
        house.studio.tenant_name(owner)  # there is one
        for each in kinds:
            try:
                found[each] = bring_in_step(house, owner, each, rebuild=rebuild)
            except ManikeError as error:  # the others are indexed all the same
                failed.append(error)
    if json:
        print_json(found)
    else:
        _print(found)
    for other in failed[1:]:
        console.print(str(other), style="red")
    if failed:
        raise failed[0]


def _known(kinds: Sequence[str]) -> Sequence[str]:
    for kind in kinds:
        if kind not in INDEXERS:
            raise BadInputError("kind", f"{kind!r} is not one of {', '.join(INDEXERS)}.")
    return tuple(dict.fromkeys(kinds))


def _print(found: Mapping[str, Mapping[str, float | str]]) -> None:
    table = Table(name_column("kind"), *figure_columns(*_FIGURES), name_column("model"))
    for kind, figures in found.items():
        cells = [str(figures.get(name, "")) for name in (*_FIGURES, "model")]
        table.add_row(kind, *cells)
    print_figures(table)
