"""What every song catalogue promises, run over all of them; all hold the same songs."""

import csv

import pytest

from manike.errors import BadInputError, NotFoundError
from manike.secrets import Secret
from manike.song_ports import PAGE, SongQuery
from manike.songs.local import LocalCatalogue, Source, keep_songs
from manike.songs.rows import read_songs
from manike.songs.searching import songs_found
from manike.testing.clock import StoppedClock
from manike.testing.song_fakes import FakeCatalogue, invented_songs
from manike.testing.standin.running import Standin
from resources.spotify import spotify_catalogue

KEY = Secret("SPOTIPY_CLIENT_SECRET", "of no worth at all")
COLUMNS = ("title", "artists", "album", "released", "duration_s", "is_explicit", "isrc")


@pytest.fixture(scope="module")
def standin(tmp_path_factory):
    with Standin(tmp_path_factory.mktemp("standin"), fast=True) as running:
        yield running


@pytest.fixture(params=["spotify", "local", "fake"])
def catalogue(request, tmp_path, standin):
    if request.param == "fake":
        return FakeCatalogue()
    if request.param == "local":
        return local(tmp_path)
    url = standin.base_url("spotify")
    token_url = standin.url + "/spotify/api/token"
    return spotify_catalogue(KEY, KEY, base_url=url, token_url=token_url, clock=StoppedClock())


def local(folder):
    """The invented songs, by way of a file of rows and of the store."""
    with (folder / "songs.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for song in invented_songs():
            names = ";".join(artist.name for artist in song.artists)
            known = song.model_dump() | {"artists": names}
            writer.writerow([known[name] for name in COLUMNS])
    keep_songs(folder / "store", Source.ROWS, read_songs(folder / "songs.csv"))
    return LocalCatalogue.open(folder / "store")


def titles(page):
    return [song.title for song in page.songs]


def test_a_song_is_found_by_words_with_all_that_is_known(catalogue):
    song = catalogue.search(SongQuery("energetic")).songs[0]
    assert (song.title, [artist.name for artist in song.artists]) == ("Energetic", ["Volt Parade"])
    assert (song.album, song.released, song.duration_s) == ("Electric Summer", "2022-06-24", 192.0)
    assert (song.is_explicit, song.isrc) == (True, "QZMNK2200006")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (SongQuery(title="Triumph"), ["Triumph"]),
        (SongQuery(album="Grey Rooms"), ["Grey Rooms", "Sad Piano for Rainy Streets"]),
        (SongQuery(artist="Hollow Pine", years=(2023, 2023)), ["A Walk by the Sea", "Lighthouse"]),
        (SongQuery(isrc="QZMNK2000016"), ["Über den Dächern"]),
        (SongQuery("mountains", artist="Orbit Nine"), []),
    ],
)
def test_all_that_is_given_must_hold(catalogue, query, found):
    names = sorted(titles(catalogue.search(query)))
    assert [name.removesuffix(" Song") for name in names] == found


def test_what_is_not_there_is_an_empty_page(catalogue):
    page = catalogue.search(SongQuery("xylophone"))
    assert (page.songs, page.total, page.next_start) == ((), 0, None)


def test_pages_hold_each_song_once(catalogue):
    query = SongQuery(years=(2016, 2024))
    first = catalogue.search(query)
    assert (len(first.songs), first.total, first.next_start) == (PAGE, 22, PAGE)
    every = songs_found(catalogue, query, 100)
    assert len({song.id for song in every}) == len(every) == 22
    assert songs_found(catalogue, query, 12) == every[:12]


def test_a_search_is_gone_on_with_where_it_stopped(catalogue):
    query = SongQuery(years=(2016, 2024))
    last = catalogue.search(query, start=20)
    assert (len(last.songs), last.next_start) == (2, None)
    assert catalogue.search(query, start=500).songs == ()


def test_song_and_artist_are_found_again_by_their_ids(catalogue):
    song = catalogue.search(SongQuery("picnic")).songs[0]
    assert catalogue.song(song.id) == song
    assert catalogue.artist(song.artists[0].id) == song.artists[0]


@pytest.mark.parametrize("missing", ["", "1" * 22, "../search", "spotify:track:" + "1" * 22])
def test_an_id_that_is_not_there_is_not_found(catalogue, missing):
    with pytest.raises(NotFoundError, match="no "):
        catalogue.song(missing)
    with pytest.raises(NotFoundError, match="no "):
        catalogue.artist(missing)


@pytest.mark.parametrize(
    "words", ["year:2016 picnic", 'artist:"Nobody" picnic', "&limit=50 picnic"]
)
def test_words_are_words_and_no_commands(catalogue, words):
    assert "Picnic" in titles(catalogue.search(SongQuery(words)))


@pytest.mark.parametrize("given", [{}, {"words": " "}, {"words": "a" * 201}, {"years": (2020, 2)}])
def test_a_query_that_says_nothing_is_refused(given):
    with pytest.raises(BadInputError):
        SongQuery(**given)
