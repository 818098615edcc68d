"""``manike price set|list``."""

from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.table import Table

from manike.cli.invocation import Invocation, amount_of, console, print_json
from manike.errors import BadInputError
from manike.generation.fingerprint import Job
from manike.ids import TenantId
from manike.money import plain
from manike.production.provider_plans.own_plans import known_provider
from manike.studio.price_list import Matter, Price

app = typer.Typer(
    help="Set how many credits a tenant is charged for what is made anew.", no_args_is_help=True
)

Tenant = Annotated[str, typer.Argument(help="Tenant.", show_default=False)]
_ANY = "any"


@app.command("set")
def set_(  # noqa: PLR0913, PLR0917 - each is an option of the command
    context: typer.Context,
    tenant: Tenant,
    factor: Annotated[
        str | None,
        typer.Option(
            help="Credits are the cost in hundredths (0.01 USD) times this.", show_default=False
        ),
    ] = None,
    per_take: Annotated[
        str | None, typer.Option(help="So many credits for each take.", show_default=False)
    ] = None,
    default: Annotated[bool, typer.Option("--default", help="End an earlier rule.")] = False,
    job: Annotated[Job | None, typer.Option(help="Only for this job.", show_default=False)] = None,
    provider: Annotated[str, typer.Option(help="Only for this provider.")] = "",
    model: Annotated[str, typer.Option(help="Only for this model.")] = "",
    since: Annotated[
        datetime | None,
        typer.Option(
            "--from",
            formats=["%Y-%m-%d"],
            help="From this day (UTC); else from now.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Add a rule to a tenant's price list; the most precise rule counts: model, provider, job."""
    if (factor is not None) + (per_take is not None) + default != 1:
        raise BadInputError("price", "give one of --factor, --per-take and --default.")
    price = Price(
        matter=Matter(job or "", provider, model),
        factor=None if factor is None else amount_of("factor", factor),
        credits_per_take=None if per_take is None else amount_of("per-take", per_take),
        valid_from=since and since.replace(tzinfo=UTC),
    )
    invocation: Invocation = context.obj
    key = TenantId(tenant)
    with invocation.house() as house:
        if provider:
            known_provider(house.roster, provider)
        house.studio.set_price(key, price)
    console.print(f"{key} is charged {price} for {_said(price.matter)}.")


@app.command("list")
def list_(
    context: typer.Context,
    tenant: Tenant,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List all rules of a tenant, those by default first, then as they were set."""
    invocation: Invocation = context.obj
    with invocation.house() as house:
        prices = house.studio.prices(TenantId(tenant))
    if json:
        print_json(
            [
                {
                    "job": price.matter.job,
                    "provider": price.matter.provider,
                    "model": price.matter.model,
                    "factor": None if price.factor is None else plain(price.factor),
                    "credits_per_take": None
                    if price.credits_per_take is None
                    else plain(price.credits_per_take),
                    "from": price.valid_from and price.valid_from.isoformat(),
                }
                for price in prices
            ]
        )
        return
    table = Table("job", "provider", "model", "price", "from")
    for price in prices:
        matter = price.matter
        begun = f"{price.valid_from:%Y-%m-%d %H:%M}" if price.valid_from else "always"
        names = (matter.job or _ANY, matter.provider or _ANY, matter.model or _ANY)
        table.add_row(*names, str(price), begun)
    console.print(table)


def _said(matter: Matter) -> str:
    words = filter(None, (matter.job, matter.provider, matter.model))
    return " ".join(words) or "everything"
