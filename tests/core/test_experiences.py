"""Experiences of a tenant, and the days of its itineraries, found by meaning and narrowed."""

from decimal import Decimal

import pytest

from manike.errors import BadInputError, NotFoundError, StoreError
from manike.experiences.itineraries import days_of
from manike.ids import ProjectId, TenantId
from manike.production.catalogues.experiences import (
    EXPERIENCE,
    load_experiences,
    own_experiences,
    remove_experiences,
)
from manike.production.scripts import approve_script, write_script
from manike.production.search.experience_index import index_experiences, is_itinerary
from manike.production.search.searching import search_kind
from manike.script.preferences import Preferences
from manike.studio.search_filters import NO_FILTERS, Filters

ACME, OTHER = TenantId("acme"), TenantId("other")
HEADER = "id,title,place,seasons,duration_h,price,currency\n"
ROWS = (
    "boats,Zigzag zebra jazz,lake,spring,1,12,USD\n"
    "walk,Quick foxes jump,forest,,5,0,USD\n"
    "tea,Vivid wax hymns,hills,winter,2,40,EUR\n"
)


@pytest.fixture
def house(house):
    """One where both tenants are known."""
    for tenant in (ACME, OTHER):
        house.studio.add_tenant(tenant)
    return house


def loaded(house, folder, rows, tenant=ACME, **how):
    file = folder / "experiences.csv"
    file.write_text(HEADER + rows, encoding="utf-8")
    return load_experiences(house, tenant, file, **how)


@pytest.fixture
def catalogue(house, tmp_path):
    loaded(house, tmp_path, ROWS)
    index_experiences(house, ACME)
    return house


def film(house, name, prompt, **preferences):
    project = ProjectId.parse(name)
    house.studio.submit(project, prompt, Preferences(duration_s=10, **preferences))
    write_script(house, project)
    approve_script(house, project)
    return project


def search_experiences(house, tenant, query, count, filters=NO_FILTERS):
    return [hit.row for hit in search_kind(house, tenant, EXPERIENCE, query, count, filters)]


def found(house, query, tenant=ACME, **filters):
    return [hit.key for hit in search_experiences(house, tenant, query, 10, Filters(**filters))]


def test_what_means_the_query_comes_first_with_its_price_and_length(catalogue):
    best = search_experiences(catalogue, ACME, "zigzag zebra jazz", 3)[0]
    assert (best.key, best.price, best.currency, best.duration_s) == (
        "boats", Decimal(12), "USD", 3600,
    )  # fmt: skip
    assert best.project == ""


@pytest.mark.parametrize(
    ("filters", "keys"),
    [
        ({"places": ("lake",)}, {"boats"}),
        ({"seasons": ("winter",)}, {"walk", "tea"}),
        ({"most_s": 2 * 3600}, {"boats", "tea"}),
        ({"most_price": Decimal(20), "currency": "USD"}, {"boats", "walk"}),
        ({"most_price": Decimal(20), "currency": "EUR"}, set()),
    ],
)
def test_filters_narrow_what_is_found_and_no_season_is_every_season(filters, keys, catalogue):
    assert set(found(catalogue, "fox", **filters)) == keys


def test_a_file_adds_to_the_catalogue_and_an_id_takes_its_own_place(catalogue, tmp_path):
    loaded_again = loaded(catalogue, tmp_path, "walk,Slow snails,forest,,5,1,USD\nnew,New,,,,,\n")
    changes = loaded_again.changes
    assert (changes.added, changes.changed, changes.gone, changes.kept) == (1, 1, 0, 2)
    assert [each.id for each in own_experiences(catalogue, ACME)] == ["boats", "walk", "tea", "new"]
    figures = index_experiences(catalogue, ACME)
    assert (figures["experiences"], figures["new"], figures["gone"]) == (4, 2, 1)


def test_another_price_embeds_nothing_and_is_found_at_once(catalogue, tmp_path):
    loaded(catalogue, tmp_path, ROWS.replace("12,USD", "99,USD"))
    assert index_experiences(catalogue, ACME)["new"] == 0
    assert found(catalogue, "x", most_price=Decimal(50), currency="USD") == ["walk"]


def test_a_refused_file_leaves_the_catalogue_as_it_was(catalogue, tmp_path):
    before = own_experiences(catalogue, ACME)
    with pytest.raises(BadInputError, match="line 3, duration_h"):
        loaded(catalogue, tmp_path, "a,Good,,,1,,\nb,Bad,,,long,,\n")
    assert own_experiences(catalogue, ACME) == before
    kept = loaded(catalogue, tmp_path, "a,Good,,,1,,\nb,Bad,,,long,,\n", skip_bad=True)
    assert (kept.count, len(kept.problems)) == (4, 1)


def test_what_is_removed_is_not_found_and_leaves_no_vector(catalogue):
    assert remove_experiences(catalogue, ACME, ["boats", "tea"]) == 1
    index_experiences(catalogue, ACME)
    assert found(catalogue, "zebra") == ["walk"]
    assert catalogue.indexes.open(ACME, "experience").count() == 1
    with pytest.raises(NotFoundError, match="acme has no experience 'boats'"):
        remove_experiences(catalogue, ACME, ["walk", "boats"])
    assert len(own_experiences(catalogue, ACME)) == 1


def test_another_tenant_finds_none_of_it(catalogue, tmp_path):
    with pytest.raises(NotFoundError, match="load some with manike experiences load"):
        search_experiences(catalogue, OTHER, "zebra", 3)
    loaded(catalogue, tmp_path, "own,Own,,,,,\n", OTHER)
    index_experiences(catalogue, OTHER)
    assert found(catalogue, "zebra", OTHER) == ["own"]
    assert "own" not in found(catalogue, "own")


def test_a_damaged_catalogue_is_told_and_nothing_is_taken_from_the_index(catalogue):
    (catalogue.layout.experiences(ACME) / "experiences.json").write_text("{")
    with pytest.raises(StoreError, match="load the experiences again"):
        index_experiences(catalogue, ACME)
    assert len(found(catalogue, "zebra")) == 3


def test_the_days_of_an_itinerary_stand_beside_the_catalogue(catalogue):
    film(
        catalogue, "acme/kandy", "A boat leaves at dawn. It comes home at night.", genre="itinerary"
    )
    film(catalogue, "acme/story", "A fox sleeps. It wakes.", genre="story")
    figures = index_experiences(catalogue, ACME)
    assert (figures["experiences"], figures["days"]) == (3, 1)
    hits = search_experiences(catalogue, ACME, "a boat comes home", 10)
    [day] = [hit for hit in hits if hit.project]
    assert (day.project, day.key, day.details["scenes"]) == ("kandy", "day-1", [1, 2])
    assert found(catalogue, "boat", projects=("kandy",)) == ["day-1"]


def test_a_deleted_itinerary_leaves_no_day(catalogue):
    film(catalogue, "acme/kandy", "A boat. A lake.", genre="itinerary")
    index_experiences(catalogue, ACME)
    script = catalogue.layout.project(ProjectId.parse("acme/kandy")) / "approved_script"
    (script / "whole.json").unlink()
    assert index_experiences(catalogue, ACME)["gone"] == 1
    assert found(catalogue, "boat", projects=("kandy",)) == []


@pytest.mark.parametrize(
    ("prompt", "genre", "is_one"),
    [
        ("Two days in Kandy: the lake, the temple", "", True),
        ("A weekend in Ghent", "", True),
        ("A weekend in Ghent", "story", False),
        ("A fox sleeps.", "", False),
        ("A fox sleeps.", "itinerary", True),
    ],
)
def test_an_itinerary_is_known_by_its_genre_or_its_prompt(prompt, genre, is_one, house):
    project = ProjectId.parse("acme/film")
    house.studio.submit(project, prompt, Preferences(genre=genre))
    assert is_itinerary(house, project) is is_one


def script_of(house, *scenes):
    """A script whose scenes have these times and narrations."""
    project = film(house, "acme/tour", "A boat. A lake.")
    script = house.studio.draft(project).script
    first = script.scenes[0]
    made = [
        first.model_copy(
            update={
                "number": number,
                "narration": narration,
                "setting": first.setting.model_copy(update={"time_of_day": time}),
            }
        )
        for number, (time, narration) in enumerate(scenes, 1)
    ]
    return script.model_copy(update={"scenes": tuple(made)})


def test_a_day_ends_where_the_script_says_so_or_where_it_dawns_again(house):
    script = script_of(
        house,
        ("dawn", "Welcome."),
        ("dawn", "The lake."),
        ("night", "Dances."),
        ("dawn", "Day two belongs to gardens."),
        ("day", "On the second day, tea."),
        ("day", "The third morning, a train."),
        ("dusk", "Home."),
    )
    assert [[scene.number for scene in day.scenes] for day in days_of(script)] == [
        [1, 2, 3], [4, 5], [6, 7],
    ]  # fmt: skip


def test_a_change_is_wanted_until_it_is_indexed(house, tmp_path):
    def stale():
        return [(each.tenant, each.kind) for each in house.studio.changed_catalogues()]

    assert stale() == []
    loaded(house, tmp_path, ROWS)
    assert stale() == [(ACME, "experience")]
    index_experiences(house, ACME)
    assert stale() == []
    loaded(house, tmp_path, ROWS)
    assert stale() == []
    remove_experiences(house, ACME, ["tea"])
    assert stale() == [(ACME, "experience")]
