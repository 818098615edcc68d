"""``manike budget set|show|clear``."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.table import Table

from manike.cli.invocation import (
    Invocation,
    amount_of,
    console,
    figure_columns,
    name_column,
    owner_of,
    print_json,
)
from manike.ids import ProjectId
from manike.money import Money, plain
from manike.studio.ledger.budgets import BudgetKind, BudgetState

app = typer.Typer(
    help="Set what a tenant, each of its months or each of its films may cost.",
    no_args_is_help=True,
)

Owner = Annotated[str, typer.Argument(help="tenant or tenant/project.", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


class Per(StrEnum):
    """What of a tenant a budget is for, if not all it ever spends."""

    MONTH = "month"
    FILM = "film"


PerOption = Annotated[
    Per | None,
    typer.Option(
        help="The tenant's budget for each calendar month (UTC) or each film; else for all time.",
        show_default=False,
    ),
]


@app.command("set", context_settings={"ignore_unknown_options": True})  # -5 is an amount
def set_(
    context: typer.Context,
    owner: Owner,
    amount: Annotated[str, typer.Argument(help="Such as 20 or 12.50.", show_default=False)],
    per: PerOption = None,
    currency: Annotated[str, typer.Option(help="Currency of the amount.")] = "USD",
) -> None:
    """Set a budget: what is held and spent together never passes it."""
    invocation: Invocation = context.obj
    whose, kind = owner_of(owner), _kind(per)
    most = Money(amount_of("amount", amount), currency.upper())
    with invocation.house() as house:
        house.studio.set_budget(whose, most, kind)
        states = house.studio.budgets(whose)
    meant = kind or (BudgetKind.PROJECT if isinstance(whose, ProjectId) else BudgetKind.TENANT)
    used = next(state for state in states if state.kind is meant)
    free = Money(max(used.free, Decimal(0)), used.most.currency)
    rest = " for each" if meant is BudgetKind.FILM else f"; {free} of it are free"
    console.print(f"The {meant} budget of {whose} is {most}{rest}.")


@app.command("show")
def show(context: typer.Context, owner: Owner, json: Json = False) -> None:
    """Show the budgets of a tenant, or those that one project must keep to."""
    invocation: Invocation = context.obj
    with invocation.house() as house:
        states = house.studio.budgets(owner_of(owner))
    if json:
        print_json([_as_json(state) for state in states])
        return
    if not states:
        console.print(f"{owner} has no budget: it may spend without limit.")
        return
    table = Table(name_column("budget"), "of", *figure_columns("most", "held", "spent", "free"))
    for state in states:
        row = (state.most, *(Money(a, state.most.currency) for a in _used(state)))
        is_each = state.kind is BudgetKind.FILM and not state.project
        shown = [str(state.most), "", "", ""] if is_each else [str(money) for money in row]
        table.add_row(state.kind.value, state.project or state.month, *shown)
    console.print(table)


@app.command("clear")
def clear(context: typer.Context, owner: Owner, per: PerOption = None) -> None:
    """Take a budget away."""
    invocation: Invocation = context.obj
    whose = owner_of(owner)
    with invocation.house() as house:
        was_there = house.studio.clear_budget(whose, _kind(per))
    console.print(
        f"The budget of {whose} is gone." if was_there else f"{whose} had no such budget."
    )


def _kind(per: Per | None) -> BudgetKind | None:
    return None if per is None else BudgetKind(per.value)


def _used(state: BudgetState) -> tuple[Decimal, Decimal, Decimal]:
    return state.held, state.spent, state.free


def _as_json(state: BudgetState) -> dict[str, Any]:
    return {
        "kind": state.kind.value,
        "project": state.project,
        "month": state.month,
        "currency": state.most.currency,
        "most": plain(state.most.amount),
        "held": plain(state.held),
        "spent": plain(state.spent),
        "free": plain(state.free),
    }
