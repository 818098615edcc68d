"""Songs by what is known of them: their texts, their index, and which go with a cue."""

import pytest

from manike.errors import NotFoundError
from manike.ids import TenantId
from manike.production.catalogues.song_sources import SONG
from manike.production.catalogues.songs import load_songs
from manike.production.search.song_index import findable_of, index_songs
from manike.script.models import MusicCue
from manike.script.vocabulary import Mood
from manike.song_ports import Artist, Song
from manike.songs.matching import MOOD_WORDS, ranked
from manike.songs.words import measured_words, text_of

ACME = TenantId("acme")
CUE = MusicCue(number=1, first_scene=1, last_scene=2, mood=Mood.CALM, tempo_bpm=80, key="C major")


def song(title="Salt", **known):
    artists = (Artist(id="a", name="Hollow Pine"),)
    return Song(**{"id": title, "title": title, "artists": artists, "duration_s": 120.0} | known)


def test_a_text_says_what_is_known_and_nothing_else():
    assert text_of(song()) == "Salt by Hollow Pine."
    known = song(
        album="Coast",
        tags=("calm", "sea"),
        released="2023-04",
        tempo_bpm=72.0,
        loudness_lufs=-24.0,
        brightness_hz=900.0,
        key="A minor",
    )
    said = "Salt by Hollow Pine. From Coast. calm, sea. 2023. slow, quiet, dark, A minor."
    assert text_of(known) == said
    nobody = (Artist(id="a", name="unknown artist"),)
    assert text_of(song(artists=nobody, album="Salt")) == "Salt."


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({"tempo_bpm": 60.0}, ("very slow",)),
        ({"tempo_bpm": 100.0}, ("moderate",)),
        ({"tempo_bpm": 150.0}, ("very fast",)),
        ({"loudness_lufs": -8.0, "brightness_hz": 3000.0}, ("loud", "bright")),
        ({"loudness_lufs": -14.0, "brightness_hz": 2000.0}, ()),
        ({"onsets_per_s": 0.0}, ("sparse",)),
    ],
)
def test_figures_are_said_in_words(known, words):
    assert measured_words(song(**known)) == words


def test_what_was_measured_lies_beside_the_text():
    found = findable_of(song(tags=("Calm", "late night"), tempo_bpm=72.0, released="2023"))
    assert (found.moods, found.on_date.isoformat()) == (("calm",), "2023-01-01")
    assert found.details["tempo_bpm"] == 72.0
    assert found.details["artists"] == ["Hollow Pine"]
    assert "key" not in found.details


def test_every_mood_has_words():
    assert set(MOOD_WORDS) == set(Mood)


def test_mood_counts_most_then_tempo_then_length():
    near, fast, short = song("Near"), song("Fast", tempo_bpm=130.0), song("Short", tempo_bpm=80.0)
    short = short.model_copy(update={"duration_s": 20.0})
    fits = song("Fits", tempo_bpm=81.0)
    found = [(fast, 0.3), (short, 0.3), (fits, 0.3), (near, 0.6)]
    order = [match.song.title for match in ranked(CUE, 40.0, found, 4)]
    assert order == ["Near", "Fits", "Short", "Fast"]
    assert [match.song.title for match in ranked(CUE, 40.0, found, 1)] == ["Near"]


def test_twice_or_half_the_tempo_goes_too_but_less_well():
    songs = [(song(str(bpm), tempo_bpm=float(bpm)), 0.3) for bpm in (80, 160, 40, 113)]
    fits = {match.song.title: match.tempo for match in ranked(CUE, 40.0, songs, 9)}
    assert (fits["80"], fits["160"], fits["40"]) == (1.0, 0.8, 0.8)
    assert fits["113"] < 0.1


def test_each_rank_is_explained():
    asked = [
        (song(tags=("calm",), tempo_bpm=160.0, file="/x.wav", licence="own work"), 0.45),
        (song("Rain", duration_s=20.0, file="/y.wav"), 0.1),
    ]
    best, other = ranked(CUE, 45.0, asked, 2)
    assert best.reasons == (
        "near to calm: calm",
        "160 beats a minute, twice of 80",
        "2:00, faded out after 0:45",
        "may be used: own work",
    )
    assert other.reasons == (
        "far from calm",
        "its tempo is not known",
        "0:20, repeated to 0:45",
        "no licence is stated",
    )


def test_only_new_and_changed_texts_are_embedded(house, tmp_path):
    house.studio.add_tenant(ACME)
    rows = tmp_path / "songs.csv"

    def loaded(*titles):
        rows.write_text("title,artists,duration_s\n" + "".join(f"{t},A,61\n" for t in titles))
        load_songs(house, ACME, rows)
        figures = index_songs(house, ACME)
        return tuple(figures[name] for name in ("songs", "new", "gone"))

    assert loaded("Salt", "Rain") == (2, 2, 0)
    assert loaded("Rain", "Sun", "Salt") == (3, 1, 0)
    assert loaded("Rain") == (1, 0, 2)
    assert loaded("Rain") == (1, 0, 0)
    assert house.search_rows.count(ACME, SONG) == 1
    with pytest.raises(NotFoundError):
        index_songs(house, TenantId("other"))
