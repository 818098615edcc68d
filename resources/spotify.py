"""Spotify as a song catalogue: what is left open to new applications, search, tracks, artists."""

import re
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, Field, PositiveInt, ValidationError

from manike.errors import NotFoundError, PermanentProviderError
from manike.secrets import Secret
from manike.song_ports import Artist, Song, SongPage, SongQuery
from manike.studio.clock import Clock
from resources.spotify_calls import PROVIDER, SpotifyClient

_ID = re.compile("[0-9A-Za-z]{22}")
_DATE = re.compile("[1-9][0-9]{3}(-[0-9]{2}){0,2}")
"""What is not known comes as 0000."""
_NOT_FOUND = "HTTP 404"
M = TypeVar("M", bound=BaseModel)


def spotify_catalogue(
    client_id: Secret | None = None,
    client_secret: Secret | None = None,
    *,
    base_url: str = "",
    token_url: str = "",
    clock: Clock | None = None,
) -> "SpotifyCatalogue":
    """Spotify as a ``SongCatalogue``; nothing is asked yet. See ``SpotifyClient``."""
    client = SpotifyClient(
        client_id, client_secret, base_url=base_url, token_url=token_url, clock=clock
    )
    return SpotifyCatalogue(client)


class SpotifyCatalogue:
    """See ``spotify_catalogue``. Tags and tempo of a song are unknown to it."""

    name = PROVIDER

    def __init__(self, client: SpotifyClient) -> None:
        self._client = client

    def search(self, query: SongQuery, *, start: int = 0) -> SongPage:
        """See ``SongCatalogue``; of very many songs the first thousand can be had."""
        figures = self._client.figures
        if start > figures.last_start:
            return SongPage((), 0, None)
        asked = _query_of(query)
        answer = self._client.ask(
            lambda sdk: sdk.search(asked, limit=figures.page, offset=start, type="track")
        )
        page = _read(_Found, answer).tracks
        end = start + len(page.items)
        has_more = page.next is not None and page.items and end <= figures.last_start
        songs = tuple(item.song() for item in page.items)
        return SongPage(songs, page.total, end if has_more else None)

    def song(self, song_id: str) -> Song:
        """See ``SongCatalogue``."""
        return _read(_Track, self._one("track", song_id)).song()

    def artist(self, artist_id: str) -> Artist:
        """See ``SongCatalogue``."""
        return _read(_Artist, self._one("artist", artist_id)).artist()

    def _one(self, kind: str, own_id: str) -> Any:  # noqa: ANN401 - JSON
        missing = f"Spotify has no {kind} {own_id[:60]!r}."
        if not _ID.fullmatch(own_id):
            raise NotFoundError(missing)
        try:
            return self._client.ask(lambda sdk: getattr(sdk, kind)(own_id))
        except PermanentProviderError as error:
            if _NOT_FOUND in error.said:
                raise NotFoundError(missing) from error
            raise


def _query_of(query: SongQuery) -> str:
    """In Spotify's words. A colon or a quotation mark of ours must not become a filter."""
    filters = {
        "track": query.title,
        "artist": query.artist,
        "album": query.album,
        "isrc": query.isrc,
    }
    parts = [_plain(query.words)]
    parts += [f'{name}:"{_plain(text)}"' for name, text in filters.items() if text.strip()]
    if query.years is not None:
        parts.append("year:{}-{}".format(*query.years))
    return " ".join(part for part in parts if part)


def _plain(text: str) -> str:
    return " ".join(re.sub(r'[":]', " ", text).split())


class _Artist(BaseModel):
    id: str
    name: str

    def artist(self) -> Artist:
        return Artist(id=self.id, name=self.name)


class _Album(BaseModel):
    name: str = ""
    release_date: str = ""


class _Ids(BaseModel):
    isrc: str = ""


class _Links(BaseModel):
    spotify: str = ""


class _Track(BaseModel):
    """What is kept of a track; the fields that Spotify has closed are not looked at."""

    id: str
    name: str
    artists: Annotated[tuple[_Artist, ...], Field(min_length=1)]
    album: _Album = _Album()
    duration_ms: PositiveInt
    explicit: bool = False
    external_ids: _Ids = _Ids()
    external_urls: _Links = _Links()

    def song(self) -> Song:
        """As a catalogue has it."""
        released = self.album.release_date
        return Song(
            id=self.id,
            title=self.name,
            artists=tuple(each.artist() for each in self.artists),
            album=self.album.name,
            released=released if _DATE.fullmatch(released) else "",
            duration_s=self.duration_ms / 1000,
            is_explicit=self.explicit,
            isrc=self.external_ids.isrc,
            link=self.external_urls.spotify,
        )


class _Page(BaseModel):
    items: tuple[_Track, ...]
    total: int
    next: str | None


class _Found(BaseModel):
    tracks: _Page


def _read(kind: type[M], answer: object) -> M:
    try:
        return kind.model_validate(answer)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        said = f"its answer can't be used: {field}: {first['msg']}"
        raise PermanentProviderError(said, provider=PROVIDER) from error
