"""Songs of a tenant as vectors with what was measured beside them, and those that suit a film."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from manike.generation.fingerprint import hash_of
from manike.ids import ProjectId, TenantId
from manike.production.catalogues.song_sources import SONG
from manike.production.catalogues.songs import own_songs
from manike.production.house import House
from manike.production.search.embeddings import embedder_of
from manike.production.search.indexing import library_of
from manike.production.search.refilling import refill
from manike.production.wanted import cue_length_s
from manike.script.models import MusicCue
from manike.script.vocabulary import Mood
from manike.search.ranking import Ranking
from manike.search_ports import model_of
from manike.song_ports import Song
from manike.songs.local import all_songs, stored_version
from manike.songs.matching import MOOD_WORDS, Match, ranked
from manike.songs.words import text_of
from manike.studio.search_filters import Findable

_CONSIDERED = 300
"""Songs nearest to a cue's mood, of which tempo and length choose."""
_MOODS = frozenset(mood.value for mood in Mood)
_MARK = "indexed"


@dataclass(frozen=True, slots=True)
class CueMatches:
    """Songs for one cue, best first."""

    cue: MusicCue
    length_s: float
    words: str
    """What the songs were looked for by."""
    matches: tuple[Match, ...]


def index_songs(house: House, tenant: TenantId) -> dict[str, float | str]:
    """Bring the tenant's song index in step with its catalogue; only new texts are embedded.

    Returns:
        Figures for the operator; a tenant without songs has an index of none.
    """
    embedder = embedder_of(house, tenant)
    library = library_of(house, tenant, embedder)
    folder = house.layout.songs(tenant)
    with library.alone(tenant, SONG):
        wanted = house.studio.catalogue_wanted(tenant, SONG)
        version = hash_of([stored_version(folder), model_of(embedder).sha256])
        figures = refill(
            library,
            tenant,
            SONG,
            place=folder / _MARK,
            version=version,
            read=lambda: ([findable_of(song) for song in all_songs(folder)], True),
        )
        house.studio.catalogue_indexed(tenant, SONG, wanted)
    return {**figures, "model": embedder.model}


def findable_of(song: Song) -> Findable:
    """A song as it is put among what can be found, with what was measured in its details."""
    known = song.model_dump(mode="json", exclude_none=True)
    measured = ("tempo_bpm", "key", "loudness_lufs", "brightness_hz", "onsets_per_s")
    kept = (*measured, "album", "released", "licence", "tags")
    artists = [artist.name for artist in song.artists]
    return Findable(
        key=song.id,
        title=song.title,
        text=text_of(song),
        duration_s=song.duration_s,
        on_date=_day_of(song.released),
        moods=tuple(dict.fromkeys(tag for tag in map(str.lower, song.tags) if tag in _MOODS)),
        details={"artists": artists} | {name: known[name] for name in kept if known.get(name)},
    )


def match_songs(
    house: House, project: ProjectId, most: int, words: str = ""
) -> Sequence[CueMatches]:
    """The tenant's songs that go best with each cue of a project's newest script.

    Args:
        house: the studio.
        project: whose script.
        most: songs for each cue.
        words: what else is looked for, such as ``solo piano``.

    Raises:
        NotFoundError: there is no script, or no song, yet.
    """
    script = house.studio.draft(project).script
    tenant = project.tenant
    index_songs(house, tenant)
    known = {song.id: song for song in own_songs(house, tenant).songs}
    library = library_of(house, tenant, of_queries=True)
    found = []
    for cue in script.music:
        text = f"{words} {MOOD_WORDS[cue.mood]}".strip()
        hits = library.find(tenant, SONG, text, _CONSIDERED, ranking=Ranking.HYBRID)
        songs = [(known[hit.row.key], hit.cosine) for hit in hits if hit.row.key in known]
        length_s = cue_length_s(script, cue)
        found.append(CueMatches(cue, length_s, text, ranked(cue, length_s, songs, most)))
    return found


def _day_of(released: str) -> date | None:
    """The first day of a year or month that is all that is known."""
    try:
        year, month, day = (int(part) for part in f"{released}-01-01".split("-")[:3])
        return date(year, month, day)
    except ValueError:
        return None
