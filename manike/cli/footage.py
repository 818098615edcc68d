"""``manike footage add|list|show|describe|analyse|use|remove``."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from manike.analysis.report import FootageReport
from manike.cli.footage_use import use
from manike.cli.hits import moment_text
from manike.cli.invocation import (
    DEFAULT_TENANT,
    Invocation,
    console,
    figure_columns,
    name_column,
    plain_error,
    print_json,
)
from manike.cli.progress import StageProgress
from manike.errors import BadInputError, ConflictError, ManikeError, MediaError
from manike.ids import TenantId
from manike.production.footage.analysis import FileOutcome, analyse_footage_of
from manike.production.footage.keyframes import choose_key_frames
from manike.production.footage.library import (
    add_footage,
    checked_about,
    footage_of,
    report_of_item,
)
from manike.production.footage.removal import remove_footage
from manike.production.search.shot_index import index_shots
from manike.studio.footage import FootageItem
from manike.studio.footage_table import FootageState

app = typer.Typer(
    help="A tenant's own video: keep it, look at it, find it, show it.", no_args_is_help=True
)
app.command("use")(use)

Tenant = Annotated[str, typer.Option(help="Whose footage.")]
Name = Annotated[str, typer.Argument(help="The file's name in the list.", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command("add")
def add(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="Videos.", show_default=False)],
    tenant: Tenant = DEFAULT_TENANT,
    name: Annotated[str, typer.Option(help="By which one file is asked for.")] = "",
    about: Annotated[str, typer.Option(help="What is in it: it is found by that as well.")] = "",
) -> None:
    """Keep videos as a tenant's footage; one that can't be used stops no other."""
    if name and len(files) > 1:
        raise BadInputError("name", "is for one file; add the files one by one.")
    invocation: Invocation = context.obj
    bad = 0
    with invocation.house() as house:
        for file in files:
            try:
                added = add_footage(house, TenantId(tenant), file, name=name, about=about)
            except (BadInputError, ConflictError, MediaError) as error:
                console.print(plain_error(error), style="yellow")
                bad += 1
                continue
            item = added.item
            console.print(f"{item.name} {added}: {_media(item)}.")
            if about.strip() not in {"", item.about}:
                kept = f"manike footage describe {item.name} TEXT --tenant {tenant}"
                console.print(f"What is written of it stays; change it: {kept}", style="yellow")
    console.print(f"{len(files) - bad} of {len(files)} files are there.")
    if bad:
        raise typer.Exit(1)


@app.command("list")
def list_(context: typer.Context, tenant: Tenant = DEFAULT_TENANT, json: Json = False) -> None:
    """List a tenant's footage and how far each file is."""
    invocation: Invocation = context.obj
    with invocation.house() as house:
        items = house.studio.footage(TenantId(tenant))
    if json:
        print_json([_item_as_json(item) for item in items])
        return
    table = Table(
        name_column("footage"), *figure_columns("length", "MB"), "picture", "state", "about"
    )
    for item in items:
        size = f"{item.size_bytes / 1e6:.1f}"
        length = moment_text(float(item.media["duration_s"]))
        state = f"refused: {item.problem}" if item.problem else item.state.value
        table.add_row(item.name, length, size, _picture(item), state, item.about)
    console.print(table)


@app.command("show")
def show(
    context: typer.Context, name: Name, tenant: Tenant = DEFAULT_TENANT, json: Json = False
) -> None:
    """Show what was found in one file, shot by shot."""
    invocation: Invocation = context.obj
    with invocation.house() as house:
        item = footage_of(house, TenantId(tenant), name)
        report = report_of_item(house, TenantId(tenant), item)
    if json:
        print_json(report.model_dump(mode="json"))
        return
    console.print(f"{item.name}: {_media(item)}; shots found by {report.detector}.")
    for line in (item.about, *report.notes):
        if line:
            console.print(line)
    console.print(_shots(report))


@app.command("describe")
def describe(
    context: typer.Context,
    name: Name,
    about: Annotated[str, typer.Argument(help="What is in it.", show_default=False)],
    tenant: Tenant = DEFAULT_TENANT,
) -> None:
    """Write what is in a file; its shots are found by these words as well."""
    invocation: Invocation = context.obj
    with invocation.house() as house:
        house.studio.describe_footage(TenantId(tenant), name, checked_about(about))
        index_shots(house, TenantId(tenant))
    console.print(f"{name} is described.")


@app.command("analyse")
def analyse(
    context: typer.Context,
    names: Annotated[
        list[str] | None, typer.Argument(help="Only these files; all by default.")
    ] = None,
    tenant: Tenant = DEFAULT_TENANT,
    json: Json = False,
) -> None:
    """Find shots and key frames of what was not looked at yet; what was stopped is gone on with.

    MANIKE_SHOT_DETECTOR chooses who finds the shots: embedded, pyscenedetect or transnet.
    """
    invocation: Invocation = context.obj
    owner = TenantId(tenant)
    detector = invocation.settings.shot_detector
    with (
        StageProgress(console, quiet=json or not console.is_terminal) as listener,
        invocation.house(listener) as house,
    ):
        outcomes = analyse_footage_of(house, owner, detector, names or ())
        frames = choose_key_frames(house, owner)
        figures = index_shots(house, owner)
    if json:
        print_json([_outcome_as_json(outcome) for outcome in outcomes])
    else:
        for outcome in outcomes:
            console.print(_said(outcome), style="" if outcome.error is None else "red")
        console.print(
            f"{figures['shots']} shots can be found; {len(frames.frames)} key frames in "
            f"{len(frames.clusters)} clusters."
        )
    if any(outcome.error is not None for outcome in outcomes):
        raise typer.Exit(1)


@app.command("remove")
def remove(context: typer.Context, name: Name, tenant: Tenant = DEFAULT_TENANT) -> None:
    """Take a file that no film shows away, with its report, key frames, rows and vectors."""
    invocation: Invocation = context.obj
    with invocation.house() as house:
        gone = remove_footage(house, TenantId(tenant), name)
    kept = f"; {gone.kept} are used elsewhere and stay" if gone.kept else ""
    console.print(f"{name} is gone: {gone.shots} shots, {gone.blobs} files{kept}.")


def _said(outcome: FileOutcome) -> str:
    name, error = outcome.item.name, outcome.error
    if error is not None:
        said = plain_error(error) if isinstance(error, ManikeError) else type(error).__name__
        return f"{name} could not be looked at: {said}"
    if outcome.item.state is FootageState.REFUSED:
        return f"{name} is refused: {outcome.item.problem}"
    return f"{name} {'was analysed before' if outcome.fate == 'known' else 'is analysed'}."


def _shots(report: FootageReport) -> Table:
    table = Table(
        *figure_columns("shot", "from", "length"), "begins", *figure_columns("keys"), "words"
    )
    for shot in report.shots:
        length = f"{shot.end_s - shot.start_s:.1f} s"
        words = ", ".join((*shot.setting, *shot.words))
        keys = str(len(shot.key_frames))
        table.add_row(str(shot.number), moment_text(shot.start_s), length, shot.begins, keys, words)
    return table


def _media(item: FootageItem) -> str:
    return f"{moment_text(float(item.media['duration_s']))}, {_picture(item)}"


def _picture(item: FootageItem) -> str:
    media = item.media
    sound = media["sound_codec"] or "no sound"
    return f"{media['width_px']}x{media['height_px']} {media['codec']}, {sound}"


def _item_as_json(item: FootageItem) -> dict[str, Any]:
    return {
        "name": item.name,
        "state": item.state.value,
        "problem": item.problem,
        "about": item.about,
        "sha256": item.sha256,
        "size_bytes": item.size_bytes,
        "added_at": item.added_at.isoformat(),
        "analysis": item.analysis,
        "report_sha256": item.report_sha256,
        "media": dict(item.media),
    }


def _outcome_as_json(outcome: FileOutcome) -> dict[str, Any]:
    error = outcome.error
    return {
        "name": outcome.item.name,
        "outcome": outcome.fate,
        "problem": outcome.item.problem or ("" if error is None else str(error)),
        "seconds": outcome.seconds,
    }
