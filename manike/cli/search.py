"""``manike search``."""

from typing import Annotated

import typer
from rich.table import Table

from manike.cli.invocation import DEFAULT_TENANT, Invocation, console, name_column, print_json
from manike.ids import TenantId
from manike.production.indexing import search_scenes


def search(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="What to look for.", show_default=False)],
    tenant: Annotated[str, typer.Option(help="Whose films.")] = DEFAULT_TENANT,
    count: Annotated[int, typer.Option(min=1, max=100, help="How many scenes.")] = 10,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Find scenes by meaning, over all films of a tenant."""
    invocation: Invocation = context.obj
    with invocation.house() as house:
        hits = search_scenes(house, TenantId(tenant), query, count)
    if json:
        print_json(
            [
                {
                    "project": f"{tenant}/{hit.entry.project}",
                    "scene": hit.entry.number,
                    "title": hit.entry.title,
                    "score": round(hit.score, 4),
                }
                for hit in hits
            ]
        )
        return
    table = Table("score", name_column("project"), "scene", "title")
    for hit in hits:
        project = f"{tenant}/{hit.entry.project}"
        table.add_row(f"{hit.score:.3f}", project, str(hit.entry.number), hit.entry.title)
    console.print(table)
