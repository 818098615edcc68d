"""``manike render``."""

from pathlib import Path
from typing import Annotated

import typer

from manike.cli.exporting import export_project
from manike.cli.invocation import Invocation, console, print_json, project_id
from manike.cli.progress import StageProgress
from manike.ids import ProjectId
from manike.production.house import House
from manike.production.plan import StepKind
from manike.production.renditions import good_renditions
from manike.production.verdicts import good_film
from manike.script.preferences import Aspect
from manike.studio.owners import owner_name


def render(
    context: typer.Context,
    project: Annotated[str, typer.Argument(help="tenant/project.", show_default=False)],
    aspect: Annotated[
        list[str], typer.Option(help="16:9, 9:16 or 1:1; may be given several times.")
    ],
    out: Annotated[
        Path | None, typer.Option(help="Folder to write into; all renditions are written.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Make a finished film in further shapes now, with its own voices, music and times.

    The shapes stay with the project: what is changed in the film later is changed in them.
    """
    invocation: Invocation = context.obj
    key, shapes = project_id(project), [Aspect.of(text) for text in aspect]
    with StageProgress(console, quiet=json) as progress, invocation.house(progress) as house:
        good_film(house, key)
        with house.studio.leased(key, owner_name()):
            house.studio.want_renditions(key, shapes)
            _produce(invocation, house, key, progress)
        if out is not None:
            export_project(house, key, out)
        made = {
            each.value: str(house.file(key, film.files["film.mp4"]))
            for each, film in good_renditions(house, key).items()
        }
    if json:
        print_json({"project": str(key), "renditions": made})
        return
    where = f" They are in {out}." if out else f" Write them into a folder: manike export {key}"
    console.print(f"{key} is there in {', '.join(made) or 'its own shape'}.{where}")


def _produce(invocation: Invocation, house: House, key: ProjectId, progress: StageProgress) -> None:
    from jobs.in_process import InProcess, open_instance

    with open_instance(invocation.settings, keeps_output=False) as instance:
        jobs = InProcess(instance, house, "DEBUG" if invocation.debug else "CRITICAL")
        jobs.produce(key, owner_name(), progress.start)
    progress.start(StepKind.DONE)
