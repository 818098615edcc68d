"""A tenant's songs fetched again from where they came from, and what is known of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from manike.errors import ManikeError, StoreError
from manike.ids import TenantId
from manike.production.catalogues.song_sources import (
    FolderSource,
    SongSource,
    remember_source,
    song_sources,
)
from manike.production.catalogues.songs import Loaded, fetch_songs, load_songs
from manike.production.house import House
from manike.songs.local import Source, all_songs, kept_songs

_LACKING = ("tempo_bpm", "key", "licence", "file")


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What became of one source."""

    name: Source
    source: SongSource
    loaded: Loaded | None
    """``None`` where it could not be had: its songs of before stay."""
    problem: str
    """Why it could not be had, with the cure; empty if it could."""

    def __str__(self) -> str:
        said = self.problem if self.loaded is None else str(self.loaded.changes)
        return f"{self.source}: {said}"


def refresh_songs(house: House, tenant: TenantId) -> Sequence[Refreshed]:
    """Fetch a tenant's songs again from each of its sources.

    Of a folder only recordings that are new or changed are heard. A fetch that was stopped goes on
    where it stopped. A source that can't be had keeps no other from being asked.

    Raises:
        NotFoundError: there is no such tenant.
        StoreError: the catalogue is damaged.
    """
    return [
        _refreshed(house, tenant, name, source)
        for name, source in song_sources(house, tenant).items()
    ]


def song_figures(house: House, tenant: TenantId) -> Mapping[str, int]:
    """What a tenant's catalogue holds: all songs, those of each source, those that lack something.

    A file of rows is ``rows``; the others are ``folder`` and ``fetched``.
    """
    folder = house.layout.songs(tenant)
    songs = all_songs(folder)
    lacking: Counter[str] = Counter()
    for song in songs:
        lacking.update(name for name in _LACKING if not getattr(song, name))
    return {
        "songs": len(songs),
        **{f"from {source.value}": len(kept_songs(folder, source)) for source in Source},
        **{f"without {name.removesuffix('_bpm')}": lacking[name] for name in _LACKING},
    }


def _refreshed(house: House, tenant: TenantId, name: Source, source: SongSource) -> Refreshed:
    loaded, problem = None, ""
    try:
        loaded = _again(house, tenant, source)
    except StoreError:
        raise
    except ManikeError as error:
        problem = str(error)
        remember_source(house, tenant, name, source.model_copy(update={"problem": problem}))
    return Refreshed(name, source, loaded, problem)


def _again(house: House, tenant: TenantId, source: SongSource) -> Loaded:
    """Asking remembers the source once more, without the problem that it had before."""
    if isinstance(source, FolderSource):
        return load_songs(house, tenant, source.folder, source.licence)
    return fetch_songs(house, tenant, source.queries, name=source.catalogue, most=source.most)[0]
