"""``manike export``."""

from pathlib import Path
from typing import Annotated

import typer

from manike.cli.exporting import export_project
from manike.cli.invocation import Invocation, console, print_json, project_id


def export(
    context: typer.Context,
    project: Annotated[str, typer.Argument(help="tenant/project.", show_default=False)],
    out: Annotated[Path, typer.Option(help="Folder to write into.")] = Path("out"),
    media: Annotated[
        bool,
        typer.Option(help="With film.otio, the cut for an editor, and its clips and music."),
    ] = True,
    json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Write film, captions, script, narration, pictures, cut and report into a folder."""
    invocation: Invocation = context.obj
    key = project_id(project)
    with invocation.house() as house:
        report = export_project(house, key, out, media=media)
    if json:
        print_json(report)
    else:
        console.print(f"{report['title']}: {out / 'film.mp4'}")
