"""Two tenants search side by side: ten thousand queries, none with a row of the other."""

import random

import numpy as np
import pytest

from manike.errors import ManikeError
from manike.ids import TenantId
from manike.search.library import Library
from manike.search.ranking import Ranking
from manike.studio.search_filters import Filters, Findable
from manike.testing.fakes import FakeEmbedder

ACME, GLOBEX = TenantId("acme"), TenantId("globex")
KINDS = ("scene", "song")
_WORDS = "fox owl boat harbour bread rain lake night winter glass song letter"
WORDS = _WORDS.split()
QUERIES = 10_000
ODD = (
    "", " ", "'", '"', "%", "_", "*", "fox*", "globex", "scope:1", "tenant = 'globex'",
    "' OR 1=1 --", "NEAR(fox owl)", "{title}:fox", "\x00", "fox\n" * 50, "\N{FOX FACE}", "x" * 1001,
)  # fmt: skip


@pytest.fixture
def library(house):
    library = Library(house.search_rows, house.indexes, FakeEmbedder(), house.layout)
    chance = random.Random(1)
    for tenant in (ACME, GLOBEX):
        house.studio.add_tenant(tenant)
        for kind in KINDS:
            for project in ("a", "b"):
                library.rows.put(tenant, kind, project, [thing(chance, n) for n in range(25)])
            library.sync(tenant, kind)
    return library


def thing(chance, number):
    text = " ".join(chance.choices(WORDS, k=6))
    return Findable(
        key=str(number), title=chance.choice(WORDS), text=text,
        moods=(chance.choice(("calm", "eerie")),), duration_s=chance.uniform(1, 9),
    )  # fmt: skip


def any_filters(chance):
    odd = chance.choice(("a", "b", "globex", "a' OR '1'='1", "%", ""))
    return Filters(
        projects=(odd,) if chance.random() < 0.4 else (),
        moods=(chance.choice(("calm", "eerie", "%", " ")),) if chance.random() < 0.4 else (),
        least_s=chance.choice((None, 0.0, 5.0, -1e308)),
        most_s=chance.choice((None, 6.0, 1e308)),
    )


def any_ids(chance, others):
    """Ids as somebody could guess them: one's own, the other's, none at all."""
    return np.array([chance.choice((*others, 0, -1, 2**62, 7)) for _ in range(5)], np.int64)


def test_no_query_of_one_tenant_ever_finds_a_row_of_the_other(library):
    chance = random.Random(2)
    ids = {(t, k): library.rows.ids(t, k).tolist() for t in (ACME, GLOBEX) for k in KINDS}
    indexes = {place: library.index(*place) for place in ids}
    model = indexes[ACME, "scene"].model()
    vectors = dict(zip(WORDS, FakeEmbedder().embed(WORDS), strict=True))
    found_any, refused = 0, 0
    for number in range(QUERIES):
        tenant, kind = chance.choice(list(ids))
        own = set(ids[tenant, kind])
        foreign = [row for place in ids if place != (tenant, kind) for row in ids[place]]
        if number % 20:  # the parts that take ids, far more often than the whole
            asked = any_ids(chance, foreign)
            query, allowed = vectors[chance.choice(WORDS)], chance.choice((asked, None))
            near = indexes[tenant, kind].search(model, query, 50, allowed=allowed)
            found = set(near.ids.tolist())
            if number % 7 == 0:
                found |= library.rows.rows(tenant, kind, asked.tolist()).keys()
                found |= library.rows.texts(tenant, kind, asked.tolist()).keys()
        else:
            query = chance.choice((" ".join(chance.choices(WORDS, k=2)), chance.choice(ODD)))
            how = any_filters(chance), chance.choice(list(Ranking))
            try:
                hits = library.find(tenant, kind, query, 100, how[0], ranking=how[1])
                found = {hit.row.id for hit in hits}
            except ManikeError:
                refused += 1
                continue
        assert found <= own, (number, tenant, kind, query)
        found_any += bool(found)
    assert found_any > QUERIES / 3
    assert 0 < refused < QUERIES / 10
