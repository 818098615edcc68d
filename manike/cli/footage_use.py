"""``manike footage use``."""

from typing import Annotated

import typer

from manike.cli.invocation import Invocation, console, project_id
from manike.errors import BadInputError
from manike.film.inserts import InsertKind
from manike.ids import ProjectId, slot_of
from manike.production.footage.using import Wish, stop_footage, use_as_insert, use_footage
from manike.production.house import House


def use(  # noqa: PLR0913, PLR0917 - each is an option of the command
    context: typer.Context,
    project: Annotated[str, typer.Argument(help="TENANT/PROJECT.", show_default=False)],
    name: Annotated[str, typer.Argument(help="As manike footage list shows it.")] = "",
    scene: Annotated[int, typer.Option(help="The scene that shows it.", show_default=False)] = 0,
    intro: Annotated[bool, typer.Option("--intro", help="The film begins with it.")] = False,
    outro: Annotated[bool, typer.Option("--outro", help="The film ends with it.")] = False,
    shot: Annotated[
        int, typer.Option(help="This shot; else the one that serves best.", show_default=False)
    ] = 0,
    from_s: Annotated[
        float | None,
        typer.Option("--from", metavar="SECONDS", help="From then on.", show_default=False),
    ] = None,
    to_s: Annotated[
        float | None,
        typer.Option("--to", metavar="SECONDS", help="Up to then.", show_default=False),
    ] = None,
    stop: Annotated[bool, typer.Option("--stop", help="Show it no more.")] = False,
) -> None:
    """Have a scene of a film show footage in its picture's place, or the film begin or end with it.

    The scene's clip, and the film from there, is made again; narration and music stay.
    """
    key, part = project_id(project), _part(scene, intro=intro, outro=outro)
    invocation: Invocation = context.obj
    with invocation.house() as house:
        if stop:
            _stop(house, key, part)
        elif not name:
            raise BadInputError(
                "name", "say which footage; manike footage list shows what is there."
            )
        else:
            _use(house, key, part, name, Wish(shot, from_s, to_s))


Part = int | InsertKind


def _part(scene: int, *, intro: bool, outro: bool) -> Part:
    named: list[Part] = [scene] if scene else []
    named += [InsertKind.INTRO] if intro else []
    named += [InsertKind.OUTRO] if outro else []
    if len(named) != 1:
        raise BadInputError("scene", "say where it is shown: --scene N, --intro or --outro.")
    return named[0]


def _use(house: House, project: ProjectId, part: Part, name: str, wish: Wish) -> None:
    if isinstance(part, InsertKind):
        used = use_as_insert(house, project, part, name, wish)
        console.print(f"The {part.value} of {project} is {used.choice}.", markup=False)
    else:
        used = use_footage(house, project, part, name, wish)
        console.print(f"Scene {part} of {project} shows {used.choice}.", markup=False)
    for note in used.notes:
        console.print(note, markup=False)


def _stop(house: House, project: ProjectId, part: Part) -> None:
    is_insert = isinstance(part, InsertKind)
    what = f"The {part.value}" if isinstance(part, InsertKind) else f"Scene {part}"
    slot = part.value if isinstance(part, InsertKind) else slot_of(part)
    if not stop_footage(house, project, slot):
        console.print(f"{what} of {project} shows no footage.")
    elif is_insert:
        console.print(f"{what} of {project} is that of the brand kit, if it has one.")
    else:
        console.print(f"{what} of {project} shows its picture again.")
