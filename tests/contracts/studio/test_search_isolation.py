import pytest

from benchmarks.search.isolation import ACME, GLOBEX, KINDS, forgotten, searched, stocked
from manike.testing.index_fakes import FakeIndexes

QUERIES = 100


@pytest.fixture(params=["faiss", "fake"])
def library(request, house):
    for tenant in (ACME, GLOBEX):
        house.studio.add_tenant(tenant)
    indexes = FakeIndexes() if request.param == "fake" else house.indexes
    return stocked(house.search_rows, indexes, house.layout)


def test_no_search_or_malformed_id_shows_a_row_of_another_tenant(library, house):
    tally = searched(library, QUERIES)
    assert tally.found > QUERIES
    assert tally.refused > 0
    assert (tally.foreign, tally.surprises) == (0, [])
    left = forgotten(library, house.layout)
    assert left.pop("deleted_rows") == 12 * len(KINDS)
    assert set(left.values()) == {0}


def test_the_count_of_foreign_rows_is_no_mere_zero(library, monkeypatch):
    """The proof sees a leak where there is one."""
    real = library.rows.rows
    monkeypatch.setattr(library.rows, "rows", lambda tenant, kind, ids: real(GLOBEX, kind, ids))
    monkeypatch.setattr(library, "_indexes", _Swapped(library._indexes))
    assert searched(library, 60).foreign > 0


class _Swapped:
    """Opens the other tenant's index."""

    def __init__(self, indexes):
        self._indexes = indexes

    def open(self, tenant, name):
        del tenant
        return self._indexes.open(GLOBEX, name)
