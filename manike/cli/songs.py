"""``manike songs load|fetch|refresh|sources|search|match|use|compose``."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from manike.cli.invocation import (
    DEFAULT_TENANT,
    NOTHING_FOUND,
    Invocation,
    console,
    figure_columns,
    name_column,
    print_json,
    project_id,
)
from manike.errors import BadInputError
from manike.given import text_of_file
from manike.ids import TenantId
from manike.production.catalogues.song_choices import compose_instead, use_song
from manike.production.catalogues.song_refresh import refresh_songs, song_figures
from manike.production.catalogues.song_sources import forget_source, song_sources
from manike.production.catalogues.songs import (
    SPOTIFY,
    Loaded,
    fetch_songs,
    load_songs,
    song_catalogue,
)
from manike.production.house import House
from manike.production.search.song_index import CueMatches, match_songs
from manike.song_ports import Song, SongQuery
from manike.songs.local import LOCAL, Source
from manike.songs.searching import songs_found
from manike.songs.words import length_text

app = typer.Typer(help="Look songs up.", no_args_is_help=True)

Tenant = Annotated[str, typer.Option(help="Whose catalogue.")]
Project = Annotated[str, typer.Argument(help="TENANT/PROJECT.", show_default=False)]
Cue = Annotated[int, typer.Argument(help="The cue's number.", show_default=False)]
SongId = Annotated[
    str, typer.Argument(help="As manike songs match and search show it.", show_default=False)
]


@app.command("load")
def load(
    context: typer.Context,
    source: Annotated[
        Path,
        typer.Argument(
            help="A .csv, .json or .parquet file, or a folder of recordings.", show_default=False
        ),
    ],
    tenant: Tenant = DEFAULT_TENANT,
    licence: Annotated[
        str | None,
        typer.Option(
            help="By what right the folder's recordings may be used in films; as stated before "
            "where it is left out, none where it is empty.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Make the songs of a file, or of a folder, a tenant's own, in the place of those before."""
    invocation: Invocation = context.obj
    with invocation.house() as house:
        loaded = load_songs(house, TenantId(tenant), source, licence)
        _print_loaded(house, tenant, loaded)


@app.command("fetch")
def fetch(  # noqa: PLR0913, PLR0917 - each is an option of the command
    context: typer.Context,
    searches: Annotated[
        list[str] | None, typer.Argument(help="Words of a search, each in quotes.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--from", help="A text file with a search on each line.")
    ] = None,
    artist: Annotated[str, typer.Option(help="Only by this one.")] = "",
    years: Annotated[str, typer.Option(help="Only released then: 2019 or 2016-2019.")] = "",
    catalogue: Annotated[str, typer.Option("--in", help="Who is asked.")] = SPOTIFY,
    tenant: Tenant = DEFAULT_TENANT,
    most: Annotated[int, typer.Option(min=1, max=1000, help="Songs of one search.")] = 200,
) -> None:
    """Make what searches find a tenant's own; what was stopped is gone on with."""
    words = [*(searches or ()), *_lines(file)]
    if not words and artist:
        words = [""]
    queries = [SongQuery(each, artist=artist, years=_span(years)) for each in words]
    invocation: Invocation = context.obj
    with invocation.house() as house:
        owner = TenantId(tenant)
        loaded, fetched = fetch_songs(house, owner, queries, name=catalogue, most=most)
        _print_loaded(house, tenant, loaded)
    console.print(f"{fetched.pages} pages were asked for; {fetched.found_again} songs came again.")


@app.command("refresh")
def refresh(context: typer.Context, tenant: Tenant = DEFAULT_TENANT) -> None:
    """Fetch a tenant's songs again from the folder and the searches they came from."""
    invocation: Invocation = context.obj
    with invocation.house() as house:
        found = refresh_songs(house, TenantId(tenant))
    for each in found:
        console.print(str(each), style="yellow" if each.problem else None, markup=False)
    if any(each.problem for each in found):
        raise typer.Exit(1)
    if not found:
        console.print(f"No song of {tenant} came from a folder or from searches.")


@app.command("sources")
def sources(
    context: typer.Context,
    tenant: Tenant = DEFAULT_TENANT,
    forget: Annotated[
        Source | None, typer.Option(help="Fetch from there no more.", show_default=False)
    ] = None,
) -> None:
    """Show where a tenant's songs come from and are fetched again each night."""
    invocation: Invocation = context.obj
    owner = TenantId(tenant)
    with invocation.house() as house:
        if forget is not None:
            forget_source(house, owner, forget)
        known = song_sources(house, owner)
    table = Table(name_column("source"), "where", "problem")
    for name, source in known.items():
        table.add_row(name.value, str(source), source.problem)
    console.print(table)


@app.command("search")
def search(  # noqa: PLR0913, PLR0917 - each is an option of the command
    context: typer.Context,
    words: Annotated[str, typer.Argument(help="Words in titles, names, albums, tags.")] = "",
    artist: Annotated[str, typer.Option(help="Only by this one.")] = "",
    album: Annotated[str, typer.Option(help="Only of this one.")] = "",
    years: Annotated[str, typer.Option(help="Only released then: 2019 or 2016-2019.")] = "",
    catalogue: Annotated[str, typer.Option("--in", help="local or spotify.")] = LOCAL,
    tenant: Tenant = DEFAULT_TENANT,
    count: Annotated[int, typer.Option(min=1, max=100, help="How many songs.")] = 10,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Find songs by what is known of them."""
    query = SongQuery(words, artist=artist, album=album, years=_span(years))
    invocation: Invocation = context.obj
    with invocation.house() as house:
        found = songs_found(song_catalogue(house, TenantId(tenant), catalogue), query, count)
    if json:
        print_json([song.model_dump(mode="json") for song in found])
        return
    if not found:
        console.print(NOTHING_FOUND)
        return
    names = ("title", "artists", "album")
    table = Table(name_column("song"), *names, name_column("released"), *figure_columns("length"))
    for song in found:
        table.add_row(song.id, *_cells(song))
    console.print(table)


@app.command("match")
def match(
    context: typer.Context,
    project: Project,
    words: Annotated[str, typer.Option(help="What else to look for: solo piano.")] = "",
    count: Annotated[int, typer.Option(min=1, max=50, help="Songs for each cue.")] = 5,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Rank the tenant's songs for each music cue of a script, and say why."""
    invocation: Invocation = context.obj
    with invocation.house() as house:
        cues = match_songs(house, project_id(project), count, words)
    if json:
        print_json([_cue_as_json(each) for each in cues])
        return
    for each in cues:
        cue = each.cue
        scenes = f"scenes {cue.first_scene}-{cue.last_scene}"
        console.print(
            f"Cue {cue.number}: {cue.mood.value}, {cue.tempo_bpm} beats a minute, "
            f"{length_text(each.length_s)}, {scenes}"
        )
        table = Table(*figure_columns("score"), name_column("song"), "title", "artists", "why")
        for found in each.matches:
            title, artists, *_ = _cells(found.song)
            why = "; ".join(found.reasons)
            table.add_row(f"{found.score:.2f}", found.song.id, title, artists, why)
        console.print(table)


@app.command("use")
def use(context: typer.Context, project: Project, cue: Cue, song: SongId) -> None:
    """Have a music cue play a recording of the tenant's, whose licence is stated."""
    invocation: Invocation = context.obj
    key = project_id(project)
    with invocation.house() as house:
        choice = use_song(house, key, cue, song)
    console.print(f"Cue {cue} of {key} plays {choice}.", markup=False)


@app.command("compose")
def compose(context: typer.Context, project: Project, cue: Cue) -> None:
    """Have a music cue composed again, instead of the recording that was chosen for it."""
    invocation: Invocation = context.obj
    key = project_id(project)
    with invocation.house() as house:
        compose_instead(house, key, cue)
    console.print(f"Cue {cue} of {key} is composed.")


def _cue_as_json(found: CueMatches) -> dict[str, Any]:
    return {
        "cue": found.cue.model_dump(mode="json") | {"length_s": found.length_s},
        "words": found.words,
        "songs": [
            {
                "song": each.song.model_dump(mode="json"),
                "score": each.score,
                "mood": each.mood,
                "tempo": each.tempo,
                "length": each.length,
                "why": list(each.reasons),
            }
            for each in found.matches
        ],
    }


def _lines(file: Path | None) -> list[str]:
    lines = [] if file is None else text_of_file(file).splitlines()
    return [line.strip() for line in lines if line.strip()]


def _print_loaded(house: House, tenant: str, loaded: Loaded) -> None:
    for name, why in loaded.problems:
        console.print(f"{name}: {why}", style="yellow", markup=False)
    if loaded.licence:
        console.print(f"Licence of the recordings: {loaded.licence}.", markup=False)
    total = song_figures(house, TenantId(tenant))["songs"]
    of_all = "" if total == loaded.count else f", {loaded.count} of them from here"
    console.print(f"{tenant} has {total} songs{of_all}: {loaded.changes}.")
    if loaded.changes.added or loaded.changes.changed or loaded.changes.gone:
        cure = f"manike index --tenant {tenant} --kind song"
        console.print(f"A running studio makes them findable by meaning, and so does: {cure}")


def _cells(song: Song) -> tuple[str, ...]:
    artists = ", ".join(artist.name for artist in song.artists)
    return song.title, artists, song.album, song.released, length_text(song.duration_s)


def _span(text: str) -> tuple[int, int] | None:
    if not text:
        return None
    first, dash, last = text.partition("-")
    try:
        return int(first), int(last if dash else first)
    except ValueError as error:
        raise BadInputError("years", f"{text!r} is not 2019 or 2016-2019.") from error
