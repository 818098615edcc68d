"""``manike voice add|list|remove``."""

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from manike.cli.invocation import Invocation, console, name_column, print_json
from manike.ids import TenantId
from manike.production.brand.voice_samples import add_voice, remove_voice
from manike.production.provider_plans.imitators import recorded_voices
from manike.voice_samples import Consent, VoiceSample

app = typer.Typer(
    help="Voices of real people that a tenant may have imitated, each with its owner's consent.",
    no_args_is_help=True,
)

Tenant = Annotated[str, typer.Argument(help="Tenant.", show_default=False)]
Name = Annotated[str, typer.Argument(help="By which the voice is asked for.", show_default=False)]
_DAY = ["%Y-%m-%d"]


class Gender(StrEnum):
    """Of a voice."""

    FEMALE = "female"
    MALE = "male"


@app.command("add")
def add(  # noqa: PLR0913, PLR0917 - each is an option of the command
    context: typer.Context,
    tenant: Tenant,
    name: Name,
    file: Annotated[Path, typer.Argument(help="3 to 30 s of clear speech.", show_default=False)],
    said: Annotated[str, typer.Option(help="What is said in it, word for word.")],
    gender: Annotated[Gender, typer.Option(help="Of the voice.")],
    by: Annotated[str, typer.Option(help="Who agreed: whose voice it is.")] = "",
    on: Annotated[
        datetime | None, typer.Option(formats=_DAY, help="When they agreed.", show_default=False)
    ] = None,
    record: Annotated[str, typer.Option(help="Where the signed consent is kept.")] = "",
    until: Annotated[
        datetime | None,
        typer.Option(formats=_DAY, help="First day it does not hold.", show_default=False),
    ] = None,
) -> None:
    """Keep a voice with the consent to its imitation; the tenant's first one narrates."""
    invocation: Invocation = context.obj
    ends_on = None if until is None else until.date()
    consent = None if on is None else Consent(by, on.date(), record, "", ends_on)
    with invocation.house() as house:
        given = VoiceSample(name, file, said, gender.value, consent)
        add_voice(house, TenantId(tenant), given)
    console.print(f"{tenant} may use the voice {name}.")


@app.command("list")
def list_(
    context: typer.Context,
    tenant: Tenant,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List a tenant's voices and on what grounds they may be used."""
    invocation: Invocation = context.obj
    with invocation.house() as house:
        found = recorded_voices(house.studio, house.layout, TenantId(tenant))
    if json:
        print_json([_as_json(sample) for sample in found])
        return
    table = Table(name_column("voice"), "gender", "consent of", "since", "until", "on record")
    for sample in found:
        shown = _as_json(sample)
        table.add_row(*(shown[name] for name in ("name", "gender", "by", "on", "until", "record")))
    console.print(table)


@app.command("remove")
def remove(context: typer.Context, tenant: Tenant, name: Name) -> None:
    """Forget a voice and erase its recording; what was spoken in it stays."""
    invocation: Invocation = context.obj
    with invocation.house() as house:
        remove_voice(house, TenantId(tenant), name)
    console.print(f"{tenant} uses the voice {name} no more.")


def _as_json(sample: VoiceSample) -> dict[str, Any]:
    consent = sample.consent or Consent("", date.min, "", "")
    return {
        "name": sample.name,
        "gender": sample.gender,
        "by": consent.given_by,
        "on": consent.given_on.isoformat(),
        "until": consent.ends_on.isoformat() if consent.ends_on else "",
        "record": consent.record,
    }
