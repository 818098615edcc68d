"""``manike songs load|search``."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from manike.cli.invocation import (
    DEFAULT_TENANT,
    Invocation,
    console,
    figure_columns,
    name_column,
    print_json,
)
from manike.errors import BadInputError
from manike.ids import TenantId
from manike.production.songs import Loaded, load_songs, song_catalogue
from manike.song_ports import Song, SongQuery
from manike.songs.local import LOCAL
from manike.songs.searching import songs_found

app = typer.Typer(help="Look songs up.", no_args_is_help=True)

Tenant = Annotated[str, typer.Option(help="Whose catalogue.")]


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
        str,
        typer.Option(help="By what right the folder's recordings may be used in films."),
    ] = "",
) -> None:
    """Make the songs of a file, or of a folder, a tenant's own, in the place of those before."""
    invocation: Invocation = context.obj
    with invocation.house() as house:
        loaded = load_songs(house, TenantId(tenant), source, licence)
    _print_loaded(tenant, loaded)


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
    table = Table("title", "artists", "album", name_column("released"), *figure_columns("length"))
    for song in found:
        table.add_row(*_cells(song))
    console.print(table)


def _print_loaded(tenant: str, loaded: Loaded) -> None:
    for name, why in loaded.problems:
        console.print(f"{name}: {why}", style="yellow", markup=False)
    console.print(f"{tenant} has {loaded.count} songs: {loaded.changes}.")


def _cells(song: Song) -> tuple[str, ...]:
    minutes, seconds = divmod(round(song.duration_s), 60)
    artists = ", ".join(artist.name for artist in song.artists)
    return song.title, artists, song.album, song.released, f"{minutes}:{seconds:02d}"


def _span(text: str) -> tuple[int, int] | None:
    if not text:
        return None
    first, _, last = text.partition("-")
    try:
        return int(first), int(last or first)
    except ValueError as error:
        raise BadInputError("years", f"{text!r} is not 2019 or 2016-2019.") from error
