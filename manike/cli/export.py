"""``manike export``."""

from pathlib import Path
from typing import Annotated

import typer

from manike.cli.exporting import export_project
from manike.cli.session import Session, console, print_json, project_id


def export(
    context: typer.Context,
    project: Annotated[str, typer.Argument(help="tenant/project.", show_default=False)],
    out: Annotated[Path, typer.Option(help="Folder to write into.")] = Path("out"),
    json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Write film, captions, timeline, script, narration, pictures and report into a folder."""
    session: Session = context.obj
    key = project_id(project)
    with session.house() as house:
        report = export_project(house, key, out)
    if json:
        print_json(report)
    else:
        console.print(f"{report['title']}: {out / 'film.mp4'}")
