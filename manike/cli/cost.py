"""``manike cost`` and ``manike reconcile``."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Column, Table

from manike.cli.invocation import (
    Invocation,
    amount_of,
    console,
    figure_columns,
    owner_of,
    print_figures,
    print_json,
)
from manike.ids import TenantId
from manike.money import Money, plain
from manike.production.provider_plans.own_plans import known_provider
from manike.studio.ledger.reconciliation import TOLERANCE, JobDifference
from manike.studio.ledger.report import CostLine, totals_of
from manike.studio.ledger.usage_export import read_export

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def cost(
    context: typer.Context,
    owner: Annotated[
        str, typer.Argument(metavar="PROJECT|TENANT", help="tenant/project or tenant.")
    ],
    json: Json = False,
    since: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"],
            help="Only what was begun then or later, in UTC.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Show what was spent, by asset, provider and model."""
    invocation: Invocation = context.obj
    with invocation.house() as house:
        lines = house.ledger.costs(owner_of(owner), since and since.replace(tzinfo=UTC))
    if json:
        print_json(
            {
                "lines": [_as_json(line) for line in lines],
                "totals": [_as_json(line) for line in totals_of(lines)],
            }
        )
    elif not lines:
        console.print(f"Nothing was paid for {owner}.")
    else:
        print_figures(_table(lines))
        _print_overruns(lines)


def reconcile(
    context: typer.Context,
    tenant: Annotated[str, typer.Argument(help="Tenant.", show_default=False)],
    file: Annotated[
        Path, typer.Argument(help="The provider's usage export, CSV or JSON.", show_default=False)
    ],
    provider: Annotated[str, typer.Option(help="Whose export it is.", show_default=False)],
    tolerance: Annotated[
        str, typer.Option(help="Amounts that differ by no more are the same.")
    ] = plain(TOLERANCE),
    json: Json = False,
) -> None:
    """Compare the ledger with a provider's usage export; the exit code is 1 if they differ."""
    invocation: Invocation = context.obj
    key, billed = TenantId(tenant), read_export(file)
    margin = amount_of("tolerance", tolerance)
    with invocation.house() as house:
        known_provider(house.roster, provider)
        unsound = [str(difference) for difference in house.ledger.audit(key)]
        found = house.ledger.reconcile(key, provider, billed, margin)
    if json:
        print_json({"jobs": [_fields(difference) for difference in found], "audit": unsound})
    else:
        _print_differences(found, unsound, provider, len(billed))
    if found or unsound:
        raise typer.Exit(1)


def _table(lines: Sequence[CostLine]) -> Table:
    """Without a frame: where a terminal is narrow, long names of models go on in the next line."""
    table = Table(
        *(Column(name, overflow="fold") for name in ("asset", "provider", "model")),
        *figure_columns("takes", "held", "settled", "", "credits"),
        box=None,
        padding=(0, 1, 0, 0),
        pad_edge=False,
    )
    for line in lines:
        table.add_row(line.asset, line.provider, line.model, *_figures(line))
    for line in totals_of(lines):
        table.add_row("total", "", "", *_figures(line), style="bold")
    return table


def _figures(line: CostLine) -> tuple[str, ...]:
    amounts = plain(line.held), plain(line.settled), line.currency, plain(line.credits)
    return str(line.takes), *amounts


def _print_overruns(lines: Sequence[CostLine]) -> None:
    for line in lines:
        if line.overrun:
            over = Money(line.overrun, line.currency)
            console.print(
                f"{line.provider} {line.model} billed {over} beyond its quotes for {line.asset}: "
                "not charged to the tenant. Correct the price in the provider's price data."
            )


def _print_differences(
    found: Sequence[JobDifference], unsound: Sequence[str], provider: str, line_count: int
) -> None:
    for message in unsound:
        console.print(f"The ledger itself does not add up: {message}.", style="red")
    if not found:
        console.print(f"The ledger agrees with all {line_count} jobs that {provider} bills.")
        return
    for one in found:
        of = f"{one.job}, {one.project} {one.what}" if one.project else one.job
        ledger, bill = ("nothing" if a is None else plain(a) for a in (one.ledger, one.provider))
        console.print(f"{one.kind}: {of}: ledger {ledger}, provider {bill}")


def _as_json(line: CostLine) -> dict[str, Any]:
    fields = _fields(line)
    return fields if line.asset else {k: v for k, v in fields.items() if v != ""}


def _fields(record: CostLine | JobDifference) -> dict[str, Any]:
    """Amounts as texts, so that no reader makes floats of them."""
    return {
        name: plain(value) if isinstance(value, Decimal) else value
        for name, value in asdict(record).items()
    }
