"""``manike attempts list|resolve|gather``."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Any

import typer

from manike.cli.invocation import Invocation, amount_of, console, owner_of, print_json
from manike.errors import BadInputError
from manike.generation.resolution import Billed, Finding, Found, NotMade, OpenAttempt, Resolutions
from manike.ids import ProjectId
from manike.money import Money, plain
from manike.production.strays import Fate, gather, gather_open
from manike.studio.models import AttemptState

app = typer.Typer(
    help="See submissions to providers that have not ended, and settle those that nobody can tell."
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.callback(invoke_without_command=True)
def attempts(context: typer.Context) -> None:
    """List all, unless told otherwise."""
    if context.invoked_subcommand is None:
        list_(context)


@app.command("list")
def list_(
    context: typer.Context,
    owner: Annotated[
        str, typer.Argument(help="tenant or tenant/project; else all.", show_default=False)
    ] = "",
    json: Json = False,
) -> None:
    """List attempts that have not ended, the oldest first."""
    invocation: Invocation = context.obj
    with invocation.house() as house:
        whose = owner_of(owner) if owner else None
        tenant = whose.tenant if isinstance(whose, ProjectId) else whose
        found = Resolutions(house.ledger).open_ones(tenant)
    if isinstance(whose, ProjectId):
        found = [attempt for attempt in found if attempt.project == whose]
    if json:
        print_json([_as_json(attempt) for attempt in found])
    elif not found:
        console.print("No attempt is open.")
    else:
        _print(found)


@app.command("resolve")
def resolve(  # noqa: PLR0913, PLR0917 - each is an option of the command
    context: typer.Context,
    attempt: Annotated[str, typer.Argument(help="The attempt's id.", show_default=False)],
    why: Annotated[str, typer.Option(help="How you know, for the audit.", show_default=False)],
    by: Annotated[str, typer.Option(help="Who you are.")] = "operator",
    not_made: Annotated[
        bool, typer.Option("--not-made", help="It was not made and is not billed.")
    ] = False,
    billed: Annotated[
        str | None,
        typer.Option(help="It is billed, such as 0.25, and its result lost.", show_default=False),
    ] = None,
    job: Annotated[
        str,
        typer.Option(help="It was made, and the provider has it under this id."),
    ] = "",
    currency: Annotated[str, typer.Option(help="Currency of the amount.")] = "USD",
) -> None:
    """Say what became of an attempt: --not-made, --billed AMOUNT, or --job ID to take its result.

    Look it up at the provider first: what you say decides whether it is submitted again.
    """
    finding = _finding(billed, job, currency, is_made=not not_made)
    invocation: Invocation = context.obj
    with invocation.house() as house:
        project = Resolutions(house.ledger).resolve(attempt, finding, by=by, why=why)
        spent = house.ledger.find(attempt).spent
    console.print(f"{_said(finding, spent)} Go on with: manike project retry {project}")


@app.command("gather")
def gather_(
    context: typer.Context,
    attempt: Annotated[
        str, typer.Argument(help="The attempt's id; else all that are open.", show_default=False)
    ] = "",
) -> None:
    """Take what open attempts have made, and close those that failed; nothing is submitted.

    The studio does so by itself with those that were left for ten minutes.
    """
    invocation: Invocation = context.obj
    with invocation.house() as house:
        found = [gather(house, attempt)] if attempt else gather_open(house)
    for each in found:
        console.print(f"{each.attempt}  {each.project}\n  {_FATES[each.fate]}{_why(each.said)}")
    if not found:
        console.print("No attempt is open.")


def _why(said: str) -> str:
    return f": {said}" if said else ""


def _finding(billed: str | None, job: str, currency: str, *, is_made: bool) -> Finding:
    if is_made == (billed is None and not job):
        raise BadInputError("finding", "give --not-made, or --billed AMOUNT, or --job ID.")
    if not is_made:
        return NotMade()
    if billed is None:
        return Found(job)
    return Billed(Money(amount_of("billed", billed), currency.upper()), job)


def _said(finding: Finding, spent: Money) -> str:
    if isinstance(finding, Found):
        return f"The next run takes the result of {finding.job_id}; nothing is submitted again."
    if isinstance(finding, Billed):
        return f"{finding.amount} are spent, without credits; the next run may submit another."
    if spent.amount:
        return f"{spent} are spent on calls that were answered; the next run may submit another."
    return "What was held is free; the next run may submit another."


def _print(found: Sequence[OpenAttempt]) -> None:
    """Two lines each: ids are to be copied whole."""
    for one in found:
        console.print(f"{one.id}  {one.project}")
        of = f"{one.job} by {one.provider} {one.model} of {one.since:%Y-%m-%d %H:%M} UTC"
        console.print(f"  {of}: {_stand(one)}; {one.quoted} held")
        if one.said:
            console.print(f"  looked at last: {one.said}")


def _stand(attempt: OpenAttempt) -> str:
    """Where an attempt stands, for people."""
    if attempt.is_under_way:
        return "a worker is at it"
    if attempt.state is AttemptState.ACCEPTED:
        return f"the next run looks at job {attempt.job_id}"
    if attempt.state is AttemptState.ANSWERED:
        return "the next run takes its stored reply"
    return "it may have been submitted, or not"


_FATES = {
    Fate.TAKEN: "taken: it is there for the next run, and paid",
    Fate.ENDED: "ended without a result",
    Fate.WORKING: "not done yet, or a worker is at it",
    Fate.BUSY: "not to be had just now",
    Fate.UNKNOWN: "for a person to tell",
}


def _as_json(attempt: OpenAttempt) -> dict[str, Any]:
    return {
        **asdict(attempt),
        "project": str(attempt.project),
        "quoted": plain(attempt.quoted.amount),
        "currency": attempt.quoted.currency,
        "since": attempt.since.isoformat(),
    }
