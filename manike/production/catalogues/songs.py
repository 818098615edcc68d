"""Songs for a tenant: its own catalogue, and those over the network that are set up."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from manike.errors import BadInputError, NotFoundError
from manike.ids import TenantId
from manike.production.catalogues.song_sources import (
    SONG,
    FolderSource,
    SearchSource,
    remember_source,
    song_sources,
)
from manike.production.house import House
from manike.song_ports import Song, SongCatalogue, SongQuery
from manike.songs.changes import CatalogueChanges, changes_between
from manike.songs.fetching import Fetched, SongFetch
from manike.songs.folder import SongFolder, read_recording
from manike.songs.local import (
    LOCAL,
    LocalCatalogue,
    Source,
    keep_songs,
    kept_songs,
    stored_version,
)
from manike.songs.rows import read_songs
from manike.tables import is_table

STAGE = "songs"
"""Of the progress that a listener is told."""
SPOTIFY = "spotify"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading songs came to."""

    count: int
    """Songs of this source now."""
    changes: CatalogueChanges
    problems: tuple[tuple[str, str], ...] = ()
    """Recordings that can't be used, with the reason."""
    licence: str = ""
    """By what right a folder's recordings may be used in films; empty where none is stated."""


def load_songs(house: House, tenant: TenantId, source: Path, licence: str | None = None) -> Loaded:
    """Make the songs of a file or folder the tenant's own, in the place of those before.

    A folder is remembered, so that it can be read again.

    Args:
        house: the studio.
        tenant: whose.
        source: a file of rows, or a folder of recordings.
        licence: by what right the folder's recordings may be used in films; ``None``: by the one
            that was stated of this folder before, if any was.

    Raises:
        BadInputError: the file or one of its rows can't be read, or no recording of the folder;
            nothing is changed.
        NotFoundError: there is no such tenant.
        ConflictError: the folder is being read by another run.
        MachineError: the extra [songs] is needed and missing.
    """
    house.studio.tenant_name(tenant)  # there is one
    if not source.is_dir() and (source.is_file() or is_table(source)):
        if licence:
            raise BadInputError("licence", "is for a folder; a file has it in a column.")
        return replace_songs(house, tenant, Source.ROWS, read_songs(source))
    if licence is None:
        licence = _stated_licence(house, tenant, source)
    workers = house.workers
    read = SongFolder(source, licence).read(
        house.layout.songs(tenant),
        lambda path: workers.call(read_recording, path),
        at_once=workers.count,
        report=partial(house.listener.report, STAGE),
    )
    loaded = replace_songs(house, tenant, Source.FOLDER, read.songs, read.problems)
    place = FolderSource(folder=source.resolve(), licence=licence)
    remember_source(house, tenant, Source.FOLDER, place)
    return replace(loaded, licence=licence)


def _stated_licence(house: House, tenant: TenantId, folder: Path) -> str:
    known = song_sources(house, tenant).get(Source.FOLDER)
    if isinstance(known, FolderSource) and known.folder == folder.resolve():
        return known.licence
    return ""


def fetch_songs(
    house: House,
    tenant: TenantId,
    queries: Sequence[SongQuery],
    *,
    name: str = SPOTIFY,
    most: int = 200,
) -> tuple[Loaded, Fetched]:
    """Make what searches find the tenant's own, in the place of what was fetched before.

    A fetch that stops, whatever stops it, goes on where it stopped when it is asked for again.
    The searches are remembered, so that a schedule can ask for them.

    Args:
        house: the studio.
        tenant: whose.
        queries: one or more searches.
        name: the catalogue over the network.
        most: songs of one search.

    Raises:
        ProviderError: it does not answer, or wants to be left alone for longer.
        BadInputError: no search is given, or the catalogue is not set up.
        NotFoundError: there is no such tenant.
        ConflictError: the tenant's songs are being fetched by another run.
    """
    if not queries:
        raise BadInputError("searches", "say what to look for.")
    if name == LOCAL:
        raise BadInputError("catalogue", "the tenant's own songs are there already.")
    house.studio.tenant_name(tenant)  # there is one
    kept: list[Loaded] = []
    journal = house.layout.songs(tenant) / f"{name}-fetch.jsonl"
    fetch = SongFetch(journal, song_catalogue(house, tenant, name), most)
    searches = SearchSource(catalogue=name, queries=tuple(queries), most=most)
    remember_source(house, tenant, Source.FETCHED, searches)
    fetched = fetch.run(
        queries,
        keep=lambda songs: kept.append(replace_songs(house, tenant, Source.FETCHED, songs)),
        report=partial(house.listener.report, STAGE),
    )
    return kept[0], fetched


def replace_songs(
    house: House,
    tenant: TenantId,
    source: Source,
    songs: tuple[Song, ...],
    problems: tuple[tuple[str, str], ...] = (),
) -> Loaded:
    """Put songs in the place of those that a source gave before, and say what has changed."""
    folder = house.layout.songs(tenant)
    changes = changes_between(kept_songs(folder, source), songs)
    keep_songs(folder, source, songs)
    house.studio.catalogue_changed(tenant, SONG, stored_version(folder))
    return Loaded(len(songs), changes, problems)


def own_songs(house: House, tenant: TenantId) -> LocalCatalogue:
    """The tenant's own catalogue.

    Raises:
        NotFoundError: there is no such tenant, or it has none yet.
        StoreError: it is damaged.
    """
    house.studio.tenant_name(tenant)  # there is one
    try:
        return LocalCatalogue.open(house.layout.songs(tenant))
    except NotFoundError as error:
        cure = f"load some with manike songs load FILE --tenant {tenant}."
        raise NotFoundError(f"{tenant} has no songs yet: {cure}") from error


def song_catalogue(house: House, tenant: TenantId, name: str) -> SongCatalogue:
    """A catalogue by its name: ``local`` is the tenant's own.

    Raises:
        BadInputError: there is none of that name, or it is not set up.
        NotFoundError: the tenant has none of its own yet.
    """
    if name == LOCAL:
        return own_songs(house, tenant)
    if name in house.roster.songs:
        return house.roster.songs[name]
    known = ", ".join((LOCAL, *house.roster.songs))
    why = house.roster.missing.get(name, f"choose one of {known}")
    raise BadInputError("catalogue", f"{name!r} is not set up: {why}.")
