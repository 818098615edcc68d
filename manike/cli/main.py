"""The ``manike`` command."""

import logging
import sys
from typing import Annotated

import typer
from rich.console import Console

from manike.cli import (
    attempts,
    budget,
    cost,
    experiences,
    export,
    footage,
    indexes,
    plan,
    price,
    projects,
    render,
    script,
    search,
    songs,
    studio,
    submit,
    tenants,
    trace,
    voices,
)
from manike.cli.entry import STOPPED, STOPPED_CODE
from manike.cli.invocation import Invocation, plain_error
from manike.errors import ManikeError

app = typer.Typer(
    name="manike",
    help="A text prompt becomes a finished, narrated film.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command("submit")(submit.submit)
app.command("video")(submit.video)
app.command("status")(projects.status)
app.command("projects")(projects.projects)
app.command("export")(export.export)
app.command("render")(render.render)
app.command("trace")(trace.trace)
app.command("plan")(plan.plan)
app.command("cost")(cost.cost)
app.command("reconcile")(cost.reconcile)
app.command("search")(search.search)
app.command("index")(indexes.index)
app.command("doctor")(studio.doctor)
app.command("studio")(studio.studio)
app.add_typer(script.app, name="script")
app.add_typer(tenants.app, name="tenant")
app.add_typer(attempts.app, name="attempts")
app.add_typer(budget.app, name="budget")
app.add_typer(price.app, name="price")
app.add_typer(footage.app, name="footage")
app.add_typer(songs.app, name="songs")
app.add_typer(experiences.app, name="experiences")
app.add_typer(voices.app, name="voice")
app.add_typer(projects.app, name="project")


@app.callback()
def _options(
    context: typer.Context,
    debug: Annotated[bool, typer.Option(help="Show the trace of an error.")] = False,
) -> None:
    context.obj = Invocation(debug=debug)


def main() -> None:
    """Run the command; an error becomes one or two sentences and exit code 1."""
    debug = "--debug" in sys.argv
    logging.getLogger("dagster").setLevel(logging.DEBUG if debug else logging.CRITICAL)
    try:
        app()
    except ManikeError as error:
        if debug:
            raise
        stderr = Console(stderr=True, soft_wrap=True, markup=False, emoji=False)
        stderr.print(plain_error(error), style="red")
        sys.exit(1)
    except UnicodeEncodeError as error:
        if debug:
            raise
        said = f"{error.object!r} holds bytes that are no UTF-8; write it anew, or rename the file."
        Console(stderr=True, soft_wrap=True, markup=False).print(said, style="red")
        sys.exit(1)
    except BaseException as error:
        if debug or not _is_stop(error):
            raise
        Console(stderr=True).print(STOPPED)
        sys.exit(STOPPED_CODE)


def _is_stop(error: BaseException) -> bool:
    """Ctrl-C, as Typer or, within a run, Dagster says it; Dagster is not imported to know that."""
    if isinstance(error, SystemExit):
        return error.code == STOPPED_CODE
    dagster = sys.modules.get("dagster")
    return isinstance(error, KeyboardInterrupt) or (
        dagster is not None and isinstance(error, dagster.DagsterExecutionInterruptedError)
    )
