"""Where a tenant's songs come from, remembered so that they can be fetched again."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from manike.errors import NotFoundError, StoreError
from manike.ids import TenantId
from manike.production.house import House
from manike.song_ports import SongQuery
from manike.songs.local import Source

SONG = "song"
"""The kind of a song catalogue, of its rows and of its index."""


class _Remembered(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    problem: str = ""
    """Why it could not be had when it was asked last; empty if it could."""


class FolderSource(_Remembered):
    """A folder of recordings."""

    kind: Literal["folder"] = "folder"
    folder: Path
    licence: str = ""

    def __str__(self) -> str:
        return str(self.folder)


class SearchSource(_Remembered):
    """Searches of a catalogue over the network."""

    kind: Literal["searches"] = "searches"
    catalogue: str
    queries: tuple[SongQuery, ...]
    most: int
    """Songs of one search."""

    def __str__(self) -> str:
        said = ", ".join(each.words or each.artist or "a search" for each in self.queries)
        return f"{self.catalogue}: {said}"


SongSource = FolderSource | SearchSource
_ADAPTER: TypeAdapter[SongSource] = TypeAdapter(SongSource)


def song_sources(house: House, tenant: TenantId) -> Mapping[Source, SongSource]:
    """What a tenant's songs come from and can be fetched again, by what it gives.

    Raises:
        NotFoundError: there is no such tenant.
        StoreError: what was remembered can't be read.
    """
    kept = house.studio.catalogue_sources(tenant, SONG)
    try:
        return {Source(name): _ADAPTER.validate_python(source) for name, source in kept.items()}
    except (ValidationError, ValueError) as error:
        said = f"What is remembered of {tenant}'s songs can't be read. Load them again."
        raise StoreError(said) from error


def remember_source(house: House, tenant: TenantId, name: Source, source: SongSource) -> None:
    """Remember where songs come from, in the place of what was remembered for the same."""
    content = source.model_dump(mode="json")

    def with_it(kept: dict[str, Any]) -> dict[str, Any]:
        return {**kept, name.value: content}

    house.studio.change_sources(tenant, SONG, with_it)


def forget_source(house: House, tenant: TenantId, name: Source) -> None:
    """Fetch from there no more; the songs that came from there stay.

    Raises:
        NotFoundError: nothing is remembered of that name.
    """
    if name not in song_sources(house, tenant):
        raise NotFoundError(f"Nothing of {tenant}'s songs is fetched again by {name.value}.")

    def without_it(kept: dict[str, Any]) -> dict[str, Any]:
        return {other: content for other, content in kept.items() if other != name.value}

    house.studio.change_sources(tenant, SONG, without_it)
