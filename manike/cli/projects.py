"""``manike status``, ``manike projects`` and ``manike project …``."""

from getpass import getuser
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from manike.cli.invocation import (
    DEFAULT_TENANT,
    Invocation,
    console,
    name_column,
    print_json,
    project_id,
)
from manike.ids import ProjectId, TenantId
from manike.production.deleting import delete_project
from manike.production.house import House
from manike.production.overview import ProjectView, view_of

app = typer.Typer(help="Work on one project.", no_args_is_help=True)

Project = Annotated[str, typer.Argument(help="tenant/project.", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def status(context: typer.Context, project: Project, json: Json = False) -> None:
    """Show how far a project is."""
    invocation: Invocation = context.obj
    with invocation.house() as house:
        view = view_of(house, project_id(project))
    if json:
        print_json(view.as_json())
        return
    console.print(Text.assemble((view.project, "bold"), f": {view.status}", _problem(view)))
    for stage, (made, wanted) in view.stages.items():
        console.print(f"  {stage:<12} {made} of {wanted}")


def projects(
    context: typer.Context,
    tenant: Annotated[str, typer.Option(help="Whose projects.")] = DEFAULT_TENANT,
    json: Json = False,
) -> None:
    """List a tenant's projects, the last changed first."""
    invocation: Invocation = context.obj
    with invocation.house() as house:
        rows = house.studio.projects(TenantId(tenant))
    if json:
        print_json(
            [
                {
                    "project": f"{row.tenant}/{row.slug}",
                    "status": row.status,
                    "problem": row.problem,
                }
                for row in rows
            ]
        )
        return
    if not rows:
        console.print(f"{tenant} has no projects yet.")
        return
    table = Table(name_column("project"), "status", "changed", "problem")
    for row in rows:
        changed = row.updated_at.strftime("%Y-%m-%d %H:%M")
        table.add_row(f"{row.tenant}/{row.slug}", row.status, changed, row.problem)
    console.print(table)


@app.command("archive")
def archive(context: typer.Context, project: Project) -> None:
    """Put a project to rest: its partition keys leave Dagster, its record and film stay."""
    from jobs.in_process import open_instance
    from manike_assets.archive import forget_partitions

    invocation: Invocation = context.obj
    key = project_id(project)
    with invocation.house() as house, open_instance(invocation.settings) as instance:
        house.studio.archive(key)
        forget_partitions(instance, key)
    console.print(f"{key} is archived. Its film can still be exported.")


@app.command("delete")
def delete(
    context: typer.Context,
    project: Project,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    by: Annotated[str, typer.Option(help="Who wants it.", show_default="the user")] = "",
) -> None:
    """Delete a project for good: its record, film, files, and what finds it. Bills stay."""
    from jobs.in_process import open_instance
    from manike_assets.archive import forget_partitions, forget_runs
    from resources.runs_underway import projects_underway

    invocation: Invocation = context.obj
    key = project_id(project)
    if not yes and not typer.confirm(f"Delete {key} and its film for good?"):
        raise typer.Exit(1)
    with invocation.house() as house, open_instance(invocation.settings) as instance:
        place = key.tenant.slug, key.slug
        deleted = delete_project(
            house,
            key,
            by=by or getuser(),
            is_underway=lambda: place in projects_underway(instance),
        )
        forget_partitions(instance, key)
        forget_runs(instance, key)
    kept = f" {deleted.kept_takes} takes stay: other projects use them." * bool(deleted.kept_takes)
    console.print(
        f"{key} is deleted: {deleted.takes} takes, {deleted.files} files, "
        f"{deleted.rows} rows of the search.{kept} What was paid stays in the ledger."
    )


@app.command("retry")
def retry(context: typer.Context, project: Project) -> None:
    """Ask again for what failed; what is made is kept."""
    invocation: Invocation = context.obj
    key = project_id(project)
    with invocation.house() as house:
        house.studio.retry(key)
    console.print(f"{key} is taken up again by the studio.")


@app.command("regenerate")
def regenerate(
    context: typer.Context,
    project: Project,
    scene: Annotated[list[int], typer.Option(help="Scene number; may be given several times.")],
    job: Annotated[str, typer.Option(help="picture, voice or clip.")] = "picture",
) -> None:
    """Ask for new takes of scenes, and for the film with them."""
    invocation: Invocation = context.obj
    key = project_id(project)
    with invocation.house() as house:
        _regenerate(house, key, scene, job)
    console.print(f"New takes of {job} of scenes {', '.join(map(str, scene))} are asked for.")


def _regenerate(house: House, key: ProjectId, scenes: list[int], job: str) -> None:
    from manike.errors import BadInputError
    from manike.ids import slot_of

    if job not in ("picture", "voice", "clip"):
        raise BadInputError("job", f"{job!r} is not picture, voice or clip.")
    house.studio.project(key)
    count = len(house.approved(key).scenes)
    for number in scenes:
        if not 1 <= number <= count:
            raise BadInputError("scene", f"{number} is not between 1 and {count}.")
    house.studio.regenerate(key, [(job, slot_of(number)) for number in scenes])


def _problem(view: ProjectView) -> str:
    return f"\n  {view.problem}" if view.problem else ""
