"""``manike studio`` and ``manike doctor``."""

from typing import Annotated

import typer
from rich.text import Text

from manike.cli.invocation import Invocation, console, print_json


def studio(
    context: typer.Context,
    port: Annotated[
        int,
        typer.Option(min=0, max=65535, help="Port on loopback; 0 takes MANIKE_PORT or 3000."),
    ] = 0,
) -> None:
    """Start the studio: Dagster's UI, its daemon and the media route on one port."""
    from resources.studio_server import serve

    invocation: Invocation = context.obj
    serve(invocation.settings, port or invocation.settings.studio_port)


def doctor(
    context: typer.Context,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Check what this machine needs to make films."""
    from manike.doctor import examine

    invocation: Invocation = context.obj
    findings = examine(invocation.settings)
    if json:
        print_json([{"check": f.name, "ok": f.ok, "message": f.message} for f in findings])
    else:
        for finding in findings:
            mark = ("ok   ", "green") if finding.ok else ("fails", "red")
            console.print(Text.assemble(mark, f" {finding.name}: {finding.message}"))
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)
