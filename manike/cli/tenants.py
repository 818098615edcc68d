"""``manike tenant add|list|brand|pronounce|wording``."""

from pathlib import Path
from typing import Annotated

import typer

from manike.cli.invocation import Invocation, console, print_json
from manike.errors import BadInputError
from manike.film.brand import read_brand_kit
from manike.film.brand_clips import ClipField
from manike.ids import TenantId
from manike.production.brand.brands import change_brand
from manike.production.brand.dictionaries import change_pronunciations
from manike.production.brand.wordings import change_wording, template_of, text_of, wording_parts

app = typer.Typer(
    help="Add and list tenants, set their brand and how their words are said.", no_args_is_help=True
)

Tenant = Annotated[str, typer.Argument(help="Tenant.", show_default=False)]


@app.command("add")
def add(
    context: typer.Context,
    tenant: Tenant,
    name: Annotated[str, typer.Option(help="The tenant's full name.")] = "",
) -> None:
    """Add a tenant."""
    invocation: Invocation = context.obj
    key = TenantId(tenant)
    with invocation.house() as house:
        house.studio.add_tenant(key, name)
    console.print(f"Tenant {key} is added.")


@app.command("list")
def list_(
    context: typer.Context,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List all tenants."""
    invocation: Invocation = context.obj
    with invocation.house() as house:
        found = {str(tenant): house.studio.counts(tenant) for tenant in house.studio.tenants()}
    if json:
        print_json(found)
        return
    for tenant, counts in found.items():
        said = ", ".join(f"{count} {status}" for status, count in sorted(counts.items()))
        console.print(f"{tenant}: {said or 'no projects'}")


@app.command("brand")
def brand(  # noqa: PLR0913, PLR0917 - each is an option of the command
    context: typer.Context,
    tenant: Tenant,
    values: Annotated[
        list[str] | None, typer.Option("--set", help="field=value; may be given several times.")
    ] = None,
    logo: Annotated[
        Path | None,
        typer.Option(help="PNG or JPEG to show in the top right corner.", show_default=False),
    ] = None,
    intro: Annotated[
        Path | None,
        typer.Option(
            help="MP4, MOV, WebM or MKV to open each film, 15 s at most.", show_default=False
        ),
    ] = None,
    outro: Annotated[
        Path | None,
        typer.Option(help="The same, to close each film.", show_default=False),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show or change a tenant's brand kit; films change when they are rendered again."""
    invocation: Invocation = context.obj
    key = TenantId(tenant)
    with invocation.house() as house:
        files: dict[ClipField, Path | None] = {"intro": intro, "outro": outro}
        clips = {field: path for field, path in files.items() if path is not None}
        if values or logo or clips:
            changes = dict(_pair(value) for value in values or [])
            kit = change_brand(house, key, changes, logo, clips)
        else:
            kit = read_brand_kit(house.studio.brand(key))
    shown = kit.model_dump(mode="json")
    if json:
        print_json(shown)
        return
    for field, value in shown.items():
        console.print(f"{field} = {value}")


@app.command("pronounce")
def pronounce(
    context: typer.Context,
    tenant: Tenant,
    values: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            help="word=KAN-dee or word=/IPA/; may be given several times. word= takes it out.",
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show or change how a tenant's own words are said; voice-overs with them are made anew."""
    invocation: Invocation = context.obj
    key = TenantId(tenant)
    with invocation.house() as house:
        if values:
            entries = change_pronunciations(house, key, dict(_pair(value) for value in values))
        else:
            entries = house.studio.pronunciations(key)
    if json:
        print_json(entries)
        return
    for word, said in entries.items():
        console.print(f"{word} = {said}")
    if not entries:
        console.print(f"{tenant} has no pronunciations of its own.")


@app.command("wording")
def own_wording(
    context: typer.Context,
    tenant: Tenant,
    part: Annotated[
        str, typer.Argument(help="What for, such as script.system; else all.", show_default=False)
    ] = "",
    file: Annotated[
        Path | None, typer.Option(help="A Jinja2 template to use from now on.", show_default=False)
    ] = None,
    reset: Annotated[bool, typer.Option("--reset", help="Back to the words that ship.")] = False,
) -> None:
    """Show or change the words that models are asked in; scripts asked for so are written anew."""
    invocation: Invocation = context.obj
    key = TenantId(tenant)
    with invocation.house() as house:
        if file is not None or reset:
            change_wording(house, key, part, "" if file is None else template_of(file))
        found = house.studio.prompts(key)
    if not part:
        for each, is_own in wording_parts(found).items():
            console.print(f"{each}{' (own)' if is_own else ''}")
        return
    print(text_of(found, part))  # noqa: T201 - as it is, to be kept in a file


def _pair(text: str) -> tuple[str, str]:
    field, equals, value = text.partition("=")
    if not equals:
        raise BadInputError("set", f"{text!r} is not of the form name=value.")
    return field.strip(), value.strip()
