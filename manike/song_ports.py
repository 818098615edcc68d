"""The port of song catalogues: where songs are looked up by what is known of them.

A catalogue raises only ``ProviderError``, ``NotFoundError``, ``BadInputError``, ``StoreError`` or
``MachineError``.
"""

from dataclasses import dataclass
from typing import Annotated, Protocol

from pydantic import BaseModel, ConfigDict, Field

from manike.errors import BadInputError

PAGE = 10
"""Songs on a page, at most."""
_LONGEST_CHARS = 200
KEY = r"^([A-G](#|b)? (major|minor))?$"


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Artist(_Record):
    """Somebody who plays."""

    id: str
    """The catalogue's own."""
    name: str


class Song(_Record):
    """What a catalogue knows of a song; it holds no sound."""

    id: str
    """The catalogue's own."""
    title: str
    artists: Annotated[tuple[Artist, ...], Field(min_length=1)]
    album: str = ""
    released: Annotated[str, Field(pattern=r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$")] = ""
    """As exact as it is known: ``2019``, ``2019-03`` or ``2019-03-08``; empty if it is not."""
    duration_s: Annotated[float, Field(gt=0)]
    is_explicit: bool = False
    """Whether its words are not for everybody."""
    isrc: str = ""
    """International Standard Recording Code: the same recording has it in every catalogue."""
    tags: tuple[str, ...] = ()
    """Mood, genre and use, in the tenant's own words."""
    tempo_bpm: Annotated[float | None, Field(gt=0)] = None
    key: Annotated[str, Field(pattern=KEY)] = ""
    """Such as ``A minor``; empty if it is not known."""
    loudness_lufs: float | None = None
    """Integrated, after EBU R128."""
    brightness_hz: Annotated[float | None, Field(ge=0)] = None
    """Where the weight of its spectrum lies: some 800 is dark, some 3000 bright."""
    onsets_per_s: Annotated[float | None, Field(ge=0)] = None
    """How often a note or beat begins."""
    licence: str = ""
    """By what right the tenant may use the recording in a film, in its words; empty if by none."""
    file: str = ""
    """The recording on the tenant's own disk; empty where there is none."""
    link: str = ""
    """Where it can be heard, for people."""


@dataclass(frozen=True, slots=True)
class SongQuery:
    """What is looked for. All that is given must hold; of the words, one or more."""

    words: str = ""
    """Anywhere: in titles, names, albums, tags."""
    title: str = ""
    artist: str = ""
    album: str = ""
    years: tuple[int, int] | None = None
    """First and last year of its release."""
    isrc: str = ""

    def __post_init__(self) -> None:
        texts = (self.words, self.title, self.artist, self.album, self.isrc)
        if not any(text.strip() for text in texts) and self.years is None:
            raise BadInputError("query", "say what to look for: words, an artist, a year.")
        if sum(map(len, texts)) > _LONGEST_CHARS:
            raise BadInputError("query", f"use at most {_LONGEST_CHARS} characters.")
        if self.years is not None and not 1000 <= self.years[0] <= self.years[1] <= 9999:  # noqa: PLR2004
            raise BadInputError("years", "give the first and the last, such as 2016 and 2019.")


@dataclass(frozen=True, slots=True)
class SongPage:
    """A part of what was found, best first."""

    songs: tuple[Song, ...]
    """At most ``PAGE``."""
    total: int
    """About how many there are on all pages."""
    next_start: int | None
    """Where the next page starts, so that a search can be gone on with later; ``None`` at the
    end."""


class SongCatalogue(Protocol):
    """Finds songs."""

    @property
    def name(self) -> str:
        """The vendor, or ``local``."""
        ...

    def search(self, query: SongQuery, *, start: int = 0) -> SongPage:
        """One page of the songs that a query means; a page without songs if there are none."""
        ...

    def song(self, song_id: str) -> Song:
        """One song.

        Raises:
            NotFoundError: the catalogue has none of that id.
        """
        ...

    def artist(self, artist_id: str) -> Artist:
        """One artist.

        Raises:
            NotFoundError: the catalogue has none of that id.
        """
        ...
