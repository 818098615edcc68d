"""``manike script show|edit|approve``."""

from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.table import Table
from rich.text import Text

from manike.cli.invocation import Invocation, console, print_json, project_id
from manike.errors import BadInputError
from manike.given import text_of_file
from manike.production.scripts import edit_script
from manike.script.models import ScriptBreakdown
from manike.studio.repository import Draft

app = typer.Typer(help="Read, edit and approve a script.", no_args_is_help=True)

Project = Annotated[str, typer.Argument(help="tenant/project.", show_default=False)]


@app.command("show")
def show(
    context: typer.Context,
    project: Project,
    json: Annotated[
        bool, typer.Option("--json", help="Print the script as JSON, to edit.")
    ] = False,
) -> None:
    """Show the newest script."""
    invocation: Invocation = context.obj
    with invocation.house() as house:
        draft = house.studio.draft(project_id(project))
    if json:
        print_json(draft.script.model_dump(mode="json"))
    else:
        _print(draft)


@app.command("edit")
def edit(
    context: typer.Context,
    project: Project,
    file: Annotated[Path, typer.Option(help="The edited script, as JSON.")],
    editor: Annotated[str, typer.Option(help="Who edits.")] = "editor",
) -> None:
    """Replace the script by an edited one; its approval is asked for anew."""
    invocation: Invocation = context.obj
    key = project_id(project)
    with invocation.house() as house:
        house.studio.project(key)
        draft = edit_script(house, key, _read(file), editor)
    console.print(f"Revision {draft.revision} of the script of {key} is kept.")


@app.command("approve")
def approve(
    context: typer.Context,
    project: Project,
    reviewer: Annotated[str, typer.Option(help="Who approves.")] = "reviewer",
) -> None:
    """Approve the newest script; the studio makes the film."""
    invocation: Invocation = context.obj
    key = project_id(project)
    with invocation.house() as house:
        draft = house.studio.draft(key)
        house.studio.approve(key, draft.sha256, reviewer)
    console.print(f"Revision {draft.revision} of the script of {key} is approved.")


def _read(file: Path) -> ScriptBreakdown:
    try:
        return ScriptBreakdown.model_validate_json(text_of_file(file))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in ("script", *first["loc"]))
        raise BadInputError(where, f"{first['msg']}.") from error


def _print(draft: Draft) -> None:
    script = draft.script
    by = f" (revision {draft.revision}, by {draft.author})"
    console.print(Text.assemble((script.title, "bold"), by))
    console.print(script.logline)
    for character in script.characters:
        console.print(f"  {character.name}: {character.description}")
    table = Table("scene", "setting", "seconds", "narration", "then", show_lines=True)
    for scene in script.scenes:
        place = scene.setting
        table.add_row(
            f"{scene.number}. {scene.title}",
            f"{place.name or place.place.value}, {place.time_of_day.value}, {place.weather.value}",
            f"{scene.duration_s:.1f}",
            scene.narration,
            "" if scene is script.scenes[-1] else scene.transition.value.replace("_", " "),
        )
    console.print(table)
