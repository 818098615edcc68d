"""``manike trace``."""

from typing import Annotated

import typer
from rich.text import Text

from manike.cli.invocation import Invocation, console, print_json, project_id
from manike.film.inserts import Insert
from manike.money import Money
from manike.production.lineage import Trace
from manike.production.lineage import trace as trace_moment
from manike.production.origins import Origin


def trace(
    context: typer.Context,
    project: Annotated[str, typer.Argument(help="tenant/project.", show_default=False)],
    at: Annotated[
        str,
        typer.Option(
            help="Time in the film: 31.5, 00:31 or 1:02:03; or a frame counted from 0: f930.",
            show_default=False,
        ),
    ],
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Name what a moment of the film was made from: scene, takes, prompts, providers, costs."""
    invocation: Invocation = context.obj
    with invocation.house() as house:
        found = trace_moment(house, project_id(project), at)
    if json:
        print_json(found.as_json())
    else:
        _print(found)


def _print(found: Trace) -> None:
    moment, timeline = found.moment, found.timeline
    where = f" at {found.at}, frame {moment.frame} of {timeline.frame_count}"
    console.print(Text.assemble((f"{found.project}", "bold"), where))
    if moment.transition is not None:
        kind = moment.transition.kind.value.replace("_", " ")
        console.print(f"In a {kind} of {moment.transition.frame_count} frames.")
    if moment.insert is not None:
        content = found.lineage.inserts.get(moment.insert.kind, "")
        _print_insert(moment.insert, moment.frame, content)
    if moment.word:
        console.print(f"Spoken: {moment.word}")
    for seen in moment.seen:
        scene = seen.scene
        heading = f"Scene {scene.number}: {scene.title}"
        console.print(Text.assemble((heading, "bold"), f", frame {seen.clip_frame} of its clip"))
        for origin in found.takes(seen):
            _print_origin(origin)
    for cue, origin in zip(moment.cues, found.music, strict=True):
        under = f", under scenes {cue.first_scene} to {cue.last_scene}"
        console.print(Text.assemble((f"Music cue {cue.number}", "bold"), under))
        _print_origin(origin)
    script = found.lineage.script
    approved = f" {script.sha256}, approved by {script.reviewer}"
    console.print(Text.assemble(("Script", "bold"), approved))
    if script.written is not None:
        _print_origin(script.written)


def _print_insert(insert: Insert, frame: int, content_sha256: str) -> None:
    whose = "cut from footage" if insert.footage else "of the brand kit"
    inside = f", frame {frame - insert.start_frame} of {insert.frame_count}, {whose}"
    console.print(Text.assemble((insert.kind.label, "bold"), inside))
    if insert.text:
        console.print(Text("  says: " + ", ".join(insert.text.splitlines())))
    if insert.footage:
        console.print(f"  from: {insert.footage}", markup=False)
    if insert.sha256:
        console.print(f"  the tenant's file {insert.sha256}")
    if content_sha256:
        console.print(f"    content     {content_sha256}")


def _print_origin(origin: Origin) -> None:
    name = f"{origin.asset} {origin.part}".strip()
    made = f"{origin.made_at:%Y-%m-%d %H:%M:%S} UTC" if origin.made_at else "at an unknown time"
    by = f"{origin.provider} {origin.model}, {Money(origin.cost, origin.currency)}"
    console.print(f"  {name}, take {origin.take_number}: {by}, made {made}")
    console.print(f"    from: {origin.prompt}")
    console.print(f"    fingerprint {origin.fingerprint}")
    console.print(f"    content     {origin.content_sha256}")
