from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from manike.errors import BadInputError, NotFoundError
from manike.ids import ProjectId, TenantId
from manike.studio.search_filters import Filters, Findable
from manike.studio.search_rows import Changes, SearchRows
from manike.studio.search_text import words_of

ACME, GLOBEX = TenantId("acme"), TenantId("globex")

LAKE = Findable(
    key="1", title="The lake", text="A girl rows over a frozen lake.", aspect="16:9",
    duration_s=4.5, on_date=date(2026, 3, 1), moods=("calm", "dreamy"), seasons=("winter",),
    place="lake", details={"scene": 1},
)  # fmt: skip
FOX = Findable(
    key="2", title="Foxes", text="Two foxes are running in the wood.", aspect="9:16",
    duration_s=9.0, on_date=date(2026, 5, 1), moods=("playful",), seasons=("autumn", "spring"),
    place="forest", price=Decimal("12.50"), currency="USD",
)  # fmt: skip
OWL = Findable(key="3", title="An owl", text="An owl and a fox look at each other.")


@pytest.fixture
def rows(house):
    for tenant in (ACME, GLOBEX):
        house.studio.add_tenant(tenant)
    rows = SearchRows(house.studio.database)
    rows.put(ACME, "scene", "boats", [LAKE, FOX, OWL])
    return rows


def keys(rows, ids, tenant=ACME, kind="scene"):
    found = rows.rows(tenant, kind, list(ids))
    return [found[row].key for row in ids]


def by_text(rows, query, filters=None, tenant=ACME, kind="scene"):
    found = rows.best_by_text(tenant, kind, query, 10, filters or Filters())
    return keys(rows, [row for row, _ in found], tenant, kind)


def test_a_row_comes_back_as_it_was_put(rows):
    found = rows.rows(ACME, "scene", rows.ids(ACME, "scene").tolist()).values()
    first, second, _ = sorted(found, key=lambda row: row.key)
    for row, thing in ((first, LAKE), (second, FOX)):
        assert {name: getattr(row, name) for name in Findable.__slots__} == {
            name: getattr(thing, name) for name in Findable.__slots__
        }
    assert (first.tenant, first.kind, first.project) == ("acme", "scene", "boats")


def test_a_zero_character_costs_no_other_row_its_place(rows):
    odd = replace(OWL, title="An\x00owl", text="An owl\x00hoots.")
    for _ in range(2):
        rows.put(ACME, "scene", "boats", [LAKE, odd])
    assert by_text(rows, "owl") == ["3"]
    assert rows.put(ACME, "scene", "boats", [LAKE, odd]) == Changes(2, 0, 0)


def test_a_text_that_stays_keeps_its_row_and_a_new_one_gets_a_new_one(rows):
    before = rows.ids(ACME, "scene").tolist()
    moved = replace(OWL, key="1", moods=("eerie",))
    again = replace(LAKE, text="A girl skates over a frozen lake.")
    assert rows.put(ACME, "scene", "boats", [moved, again, FOX]) == Changes(2, 1, 1)
    after = rows.ids(ACME, "scene").tolist()
    assert after[:2] == before[1:]
    assert after[2] > before[2]
    assert keys(rows, rows.ids(ACME, "scene", Filters(moods=("eerie",)))) == ["1"]
    assert by_text(rows, "rows skates") == ["1"]


def test_two_scenes_with_one_text_have_a_row_each(rows):
    rows.put(ACME, "scene", "owls", [OWL, replace(OWL, key="4")])
    assert rows.put(ACME, "scene", "owls", [OWL, replace(OWL, key="5")]) == Changes(2, 0, 0)
    ids = rows.ids(ACME, "scene", Filters(projects=("owls",)))
    assert keys(rows, ids) == ["3", "5"]


def test_an_id_is_never_given_twice(rows):
    before = rows.ids(ACME, "scene").tolist()
    rows.put(ACME, "scene", "boats", [])
    rows.put(ACME, "scene", "boats", [LAKE])
    assert rows.ids(ACME, "scene").tolist()[0] > max(before)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), ["1", "2", "3"]),
        (Filters(projects=("boats", "x")), ["1", "2", "3"]),
        (Filters(projects=("x",)), []),
        (Filters(aspects=("9:16",)), ["2"]),
        (Filters(moods=("dreamy", "tense")), ["1"]),
        (Filters(moods=("dream", "%", "_")), []),
        (Filters(seasons=("spring",)), ["2"]),
        (Filters(places=("lake", "forest")), ["1", "2"]),
        (Filters(least_s=4.5, most_s=8), ["1"]),
        (Filters(since=date(2026, 3, 2)), ["2"]),
        (Filters(until=date(2026, 3, 1)), ["1"]),
        (Filters(most_price=Decimal("12.50"), currency="USD"), ["2"]),
        (Filters(most_price=Decimal("12.49"), currency="USD"), []),
        (Filters(most_price=Decimal(99), currency="EUR"), []),
        (Filters(places=("lake",), aspects=("9:16",)), []),
    ],
)
def test_filters_let_through_what_they_say(rows, filters, expected):
    assert keys(rows, rows.ids(ACME, "scene", filters)) == expected
    assert sorted(by_text(rows, "lake fox", filters)) == expected


def test_a_price_needs_its_currency():
    with pytest.raises(BadInputError, match="currency"):
        Filters(most_price=Decimal(5))


def test_words_are_found_in_any_form_and_rare_ones_count_more(rows):
    assert by_text(rows, "run") == ["2"]
    assert by_text(rows, "frozen fox") == ["1", "2", "3"]
    assert by_text(rows, "nothing") == []


@pytest.mark.parametrize(
    "query", ["", "the of", '"', "fox*", "title:", "a OR b", "')); --", "ü" * 500, "\x00", "-fox'"]
)
def test_a_query_is_words_and_never_syntax(rows, query):
    assert set(by_text(rows, query)) <= {"2", "3"}


def test_a_query_s_small_and_repeated_words_are_left_out():
    assert words_of("Where is the fox, the FOX?") == ("fox",)


def test_the_rows_of_another_tenant_or_kind_are_not_seen_nor_counted(rows):
    alone = rows.best_by_text(ACME, "scene", "fox", 10)
    rows.put(GLOBEX, "scene", "boats", [FOX, OWL] * 20)
    rows.put(ACME, "shot", "boats", [FOX])
    assert rows.best_by_text(ACME, "scene", "fox", 10) == alone
    assert by_text(rows, "fox", tenant=ACME, kind="shot") == ["2"]
    other = rows.ids(GLOBEX, "scene").tolist()
    assert rows.rows(ACME, "scene", other) == {}
    assert rows.texts(ACME, "scene", other) == {}
    assert rows.count(ACME, "scene") == 3


def test_a_forgotten_project_leaves_no_row_and_no_text(rows):
    rows.put(ACME, "shot", "boats", [FOX])
    rows.put(ACME, "scene", "owls", [OWL])
    rows.put(GLOBEX, "scene", "boats", [FOX])
    assert rows.forget(ProjectId(ACME, "boats")) == ("scene", "shot")
    assert by_text(rows, "fox lake owl") == ["3"]
    assert rows.count(ACME, "shot") == 0
    assert rows.count(GLOBEX, "scene") == 1


def test_projects_that_are_gone_are_forgotten(rows):
    rows.put(ACME, "scene", "owls", [OWL])
    assert rows.keep_only(ACME, "scene", ["owls"]) == 3
    assert keys(rows, rows.ids(ACME, "scene")) == ["3"]


def test_a_tenant_that_is_not_there_has_nothing_to_find(rows):
    with pytest.raises(NotFoundError):
        rows.put(TenantId("nobody"), "scene", "", [LAKE])
