"""Searches over the network become a catalogue of a tenant's own, page by page."""

import pytest

from manike.errors import BadInputError, ConflictError, StoreError, TransientProviderError
from manike.ids import TenantId
from manike.production.catalogues.songs import fetch_songs, own_songs
from manike.song_ports import PAGE, SongPage, SongQuery
from manike.songs.journal import Journal
from manike.testing.song_fakes import FakeCatalogue, invented_songs

ACME, OTHER = TenantId("acme"), TenantId("other")
EVERYTHING = SongQuery(years=(2016, 2024))
SEA = SongQuery("sea salt")


class Limited(FakeCatalogue):
    """Answers so many pages, then wants to be left alone."""

    def __init__(self, pages, catalogue=None):
        super().__init__(catalogue)
        self.pages, self.starts = pages, []

    def search(self, query, *, start=0):
        if self.pages == 0:
            raise TransientProviderError("slow down", provider="fake", retry_after_s=3600.0)
        self.pages -= 1
        self.starts.append((query.words, start))
        return super().search(query, start=start)


@pytest.fixture
def fetch(house):
    for each in (ACME, OTHER):
        house.studio.add_tenant(each)

    def go(catalogue, *queries, tenant=ACME, most=200):
        house.roster.songs["fake"] = catalogue
        return fetch_songs(house, tenant, queries, name="fake", most=most)

    return go


def test_all_pages_of_all_searches_are_one_catalogue_with_each_song_once(fetch, house):
    loaded, fetched = fetch(Limited(9), SEA, EVERYTHING)
    assert (loaded.count, fetched.pages) == (22, 4)
    assert fetched.found_again == 2
    assert len({song.id for song in own_songs(house, ACME).songs}) == 22


def test_a_limited_fetch_goes_on_where_it_stopped(fetch, house):
    with pytest.raises(TransientProviderError):
        fetch(Limited(2), EVERYTHING, SEA)
    catalogue = Limited(9)
    loaded, fetched = fetch(catalogue, EVERYTHING, SEA)
    assert catalogue.starts == [("", 2 * PAGE), ("sea salt", 0)]
    assert (loaded.count, fetched.pages) == (22, 2)


def test_what_a_kill_cut_off_is_asked_for_again(fetch, house):
    with pytest.raises(TransientProviderError):
        fetch(Limited(2), EVERYTHING)
    journal = house.layout.songs(ACME) / "fake-fetch.jsonl"
    journal.write_bytes(journal.read_bytes()[:-30])
    catalogue = Limited(9)
    assert fetch(catalogue, EVERYTHING)[0].count == 22
    assert catalogue.starts == [("", PAGE), ("", 2 * PAGE)]


def test_until_a_fetch_is_through_the_catalogue_before_it_stands(fetch, house):
    fetch(Limited(9), SEA)
    with pytest.raises(TransientProviderError):
        fetch(Limited(1), EVERYTHING)
    assert len(own_songs(house, ACME)) == 2


def test_a_new_fetch_knows_what_is_new_changed_and_gone(fetch):
    songs = invented_songs()
    fetch(Limited(9, songs[:12]), EVERYTHING)
    louder = songs[1].model_copy(update={"album": "Another"})
    loaded, _ = fetch(Limited(9, (louder, *songs[2:14])), EVERYTHING)
    assert loaded.changes.added == (songs[12].id, songs[13].id)
    assert (loaded.changes.changed, loaded.changes.gone) == ((songs[1].id,), (songs[0].id,))
    assert loaded.changes.kept == 10


def test_a_song_that_moved_to_the_next_page_is_kept_once(fetch, house):
    class Moving(FakeCatalogue):
        def search(self, query, *, start=0):
            page = super().search(query, start=max(start - 2, 0))
            return SongPage(page.songs, page.total, page.next_start and start + PAGE)

    loaded, fetched = fetch(Moving(), EVERYTHING)
    assert fetched.found_again > 0
    assert len({song.id for song in own_songs(house, ACME).songs}) == loaded.count == 22


def test_a_search_stops_at_the_most_that_is_wanted(fetch):
    loaded, fetched = fetch(Limited(9), EVERYTHING, most=12)
    assert (loaded.count, fetched.pages) == (12, 2)


def test_one_fetch_of_a_tenant_runs_at_a_time(fetch, house):
    with Journal(house.layout.songs(ACME) / "fake-fetch.jsonl"):
        with pytest.raises(ConflictError, match="Another run or command reads songs"):
            fetch(Limited(9), SEA)
        assert fetch(Limited(9), SEA, tenant=OTHER)[0].count == 2


def test_what_can_not_be_fetched_says_so(fetch, house):
    with pytest.raises(BadInputError, match="say what to look for"):
        fetch(Limited(9))
    with pytest.raises(BadInputError, match="are there already"):
        fetch_songs(house, ACME, [SEA], name="local")
    journal = house.layout.songs(ACME) / "fake-fetch.jsonl"
    journal.parent.mkdir(parents=True, exist_ok=True)
    journal.write_text('{"search": "x"}\n')
    with pytest.raises(StoreError, match="Remove it"):
        fetch(Limited(9), SEA)
