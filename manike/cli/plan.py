"""``manike plan``."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Any

import typer
from rich.table import Table

from manike.cli.invocation import (
    Invocation,
    console,
    figure_columns,
    name_column,
    owner_of,
    print_json,
    project_id,
)
from manike.errors import BadInputError
from manike.ids import ProjectId
from manike.money import Money, plain
from manike.production.provider_plans.estimates import Estimate, estimates, total_of
from manike.production.provider_plans.own_plans import plan_content
from manike.production.provider_plans.provider_plan import Part, plan_of, shipped_plans
from manike.studio.ledger.budgets import BudgetState


def plan(
    context: typer.Context,
    owner: Annotated[
        str, typer.Argument(metavar="[PROJECT|TENANT]", help="tenant/project or tenant.")
    ] = "",
    use: Annotated[
        str,
        typer.Option(
            metavar="PLAN", help="Follow this plan: its name, or a YAML file.", show_default=False
        ),
    ] = "",
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show who would make what of a film, why, and what it costs at most; asks nobody.

    Of a tenant: the plan it follows. Without either: the plans that can be followed. With --use:
    follow one; what is made stays.
    """
    invocation: Invocation = context.obj
    if use:
        _follow(invocation, owner, use)
    elif owner:
        if not _show_followed(invocation, owner, json=json):
            _show(invocation, project_id(owner), json=json)
    elif json:
        print_json({name: each.model_dump(mode="json") for name, each in shipped_plans().items()})
    else:
        _list()


def _show(invocation: Invocation, project: ProjectId, *, json: bool) -> None:
    with invocation.house() as house:
        found, followed = estimates(house, project), house.cast(project).plan
        budgets = house.studio.budgets(project)
    short = [said for budget in budgets if (said := _short(budget, total_of(found)))]
    if json:
        lines, most = [_as_json(line) for line in found], str(total_of(found))
        print_json({"plan": followed.name, "lines": lines, "most": most, "short": short})
        return
    console.print(_table(found))
    left_out = {name: why for line in found for name, why in line.left_out.items()}
    for name, why in sorted(left_out.items()):
        console.print(f"Not asked: {name}: {why}.")
    to_make = sum(not line.is_there for line in found)
    console.print(
        f"Plan {followed.name}: {to_make} of {len(found)} takes to make,"
        f" for at most {total_of(found)} by those who are asked first."
    )
    for said in short:
        console.print(said)
    if [line.asset for line in found] == ["script"]:
        console.print("What the film costs is known when its script is written.")


def _short(budget: BudgetState, most: Money) -> str:
    """What a budget lacks for all that is to be made; empty if it is enough."""
    if most.currency != budget.most.currency or most.amount <= budget.free:
        return ""
    free = Money(max(budget.free, Decimal(0)), most.currency)
    return f"The {budget.kind} budget has {free} free: it may not be enough. See manike budget."


def _show_followed(invocation: Invocation, owner: str, *, json: bool) -> bool:
    """Show the plan that a tenant follows; false if there is no tenant of that name."""
    whose = owner_of(owner)
    with invocation.house() as house:
        if isinstance(whose, ProjectId) or whose not in house.studio.tenants():
            return False
        followed, missing = plan_of(house.studio.provider_plan(whose)), house.roster.missing
    if json:
        print_json({"plan": followed.name, **followed.model_dump(mode="json")})
        return True
    console.print(f"{whose} follows the plan {followed.name}.")
    for part in Part:
        console.print(f"{part}: {', '.join(followed.of(part).order)}")
    asked = {name for part in Part for name in followed.of(part).order}
    for name in sorted(asked & missing.keys()):
        console.print(f"Not asked: {name}: {missing[name]}.")
    return True


def _follow(invocation: Invocation, owner: str, name: str) -> None:
    if not owner:
        raise BadInputError("owner", "say whose films follow it: a tenant, or tenant/project.")
    with invocation.house() as house:
        content = plan_content(name, house.roster)
        chosen = plan_of(content)
        house.studio.choose_provider_plan(owner_of(owner), content)
    console.print(f"{owner} follows the plan {chosen.name}.")


def _list() -> None:
    table = Table(name_column("plan"), *(part.value for part in Part))
    for name, each in shipped_plans().items():
        table.add_row(name, *(", ".join(each.of(part).order) for part in Part))
    console.print(table)


def _table(found: Sequence[Estimate]) -> Table:
    table = Table("what", name_column("provider"), "model", "why", "then", *figure_columns("most"))
    for line in found:
        what = f"{line.asset} {line.part}".strip()
        if line.is_there:
            table.add_row(what, "", "", "there already", "", plain(Money.zero().amount))
        else:
            then = ", ".join(line.then)
            table.add_row(what, line.provider, line.model, line.why, then, plain(line.most.amount))
    return table


def _as_json(line: Estimate) -> dict[str, Any]:
    return {
        "asset": line.asset,
        "part": line.part,
        "is_there": line.is_there,
        "provider": line.provider,
        "model": line.model,
        "why": line.why,
        "most": str(line.most),
        "then": list(line.then),
        "left_out": dict(line.left_out),
    }
