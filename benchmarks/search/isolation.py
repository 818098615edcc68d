"""Two tenants search at random, with filters and malformed ids: no row of the other, ever."""

import argparse
import json
import random
import string
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np

from manike.errors import BadInputError, NotFoundError
from manike.ids import ProjectId, TenantId
from manike.search.faiss_index import FaissIndexes
from manike.search.library import Library
from manike.search.ranking import Ranking
from manike.search_ports import VectorIndexes, model_of
from manike.storage.layout import Layout
from manike.studio.database import Database
from manike.studio.repository import Studio
from manike.studio.search_filters import Filters, Findable
from manike.studio.search_rows import SearchRows
from manike.testing.fakes import FakeEmbedder

ACME, GLOBEX = TenantId("acme"), TenantId("acme-2")
"""One name begins with the other."""
KINDS = ("scene", "shot", "song", "experience")
PROJECTS = ("spring", "boats", "day-1", "")
QUERIES = 10_000
_ROWS = 12
_SHARED = ("lake", "boat", "night", "temple", "tea", "quiet", "water", "children", "morning")
_ODD = (
    "' OR 1=1 --", '"', "scope:1", "{title text}:lake", "lake* OR boat", "NEAR(lake boat)",
    "%", "_", "\\", "\x00", "ü" * 50, "a:b & c | !d", "-1", "0", "9223372036854775808",
    "../acme-2", "acme-2", "acme/spring", "🦊", "a" * 1001, "  ",
)  # fmt: skip


@dataclass
class Tally:
    """What was asked and what came of it."""

    queries: int = 0
    found: int = 0
    refused: int = 0
    """Malformed: an error of our own, of the kind that names the field."""
    foreign: int = 0
    """Rows or vectors of the other tenant or of another kind. None may ever be."""
    surprises: list[str] = field(default_factory=list)
    """Errors of another kind."""


def stocked(rows: SearchRows, indexes: VectorIndexes, layout: Layout) -> Library:
    """Two tenants with rows of every kind in every project; each says whose it is in its text."""
    library = Library(rows, indexes, FakeEmbedder(), layout)
    chance = random.Random(1)
    for tenant in (ACME, GLOBEX):
        for kind in KINDS:
            for project in PROJECTS:
                things = [_thing(tenant, kind, project, number, chance) for number in range(_ROWS)]
                rows.put(tenant, kind, project, things)
            library.sync(tenant, kind)
    return library


def _thing(
    tenant: TenantId, kind: str, project: str, number: int, chance: random.Random
) -> Findable:
    words = " ".join(chance.choices(_SHARED, k=5))
    return Findable(
        key=str(number),
        title=f"{chance.choice(_SHARED)} of {tenant}",
        text=f"{words}. {tenant} {kind} {project} {number}",
        aspect=chance.choice(("16:9", "9:16")),
        duration_s=chance.uniform(1, 60),
        on_date=date(2026, chance.randint(1, 12), 1),
        moods=(chance.choice(("calm", "epic")),),
        seasons=(chance.choice(("spring", "winter")),),
        place=chance.choice(("lake", "market")),
        price=Decimal(chance.randint(1, 100)),
        currency=chance.choice(("USD", "EUR")),
        details={"owner": tenant.slug},
    )


def searched(library: Library, count: int, *, seed: int = 7) -> Tally:
    """Search at random as each of the two tenants in turn."""
    tally, chance = Tally(), random.Random(seed)
    everyone = {tenant: _ids(library, tenant) for tenant in (ACME, GLOBEX)}
    for number in range(count):
        tenant = (ACME, GLOBEX)[number % 2]
        other = (GLOBEX, ACME)[number % 2]
        tally.queries += 1
        try:
            tally.foreign += _one(library, tenant, everyone[other], chance, tally)
        except (BadInputError, NotFoundError):
            tally.refused += 1
        except Exception as error:  # noqa: BLE001 - what it is, is what is looked for
            tally.surprises.append(f"{type(error).__name__}: {str(error)[:200]}")
    return tally


def _one(
    library: Library, tenant: TenantId, foreign: Sequence[int], chance: random.Random, tally: Tally
) -> int:
    """One call of one of the ways in; returns how many rows came that are not the tenant's."""
    kind = chance.choice(KINDS)
    way = chance.random()
    if way < 0.7:  # most are searches
        filters = _filters(chance)
        hits = library.find(
            tenant, kind, _words(chance), chance.randint(1, 60), filters,
            ranking=chance.choice(list(Ranking)),
        )  # fmt: skip
        tally.found += len(hits)
        return sum(not _is_own(hit.row, tenant, kind) for hit in hits)
    ids = [*chance.sample(list(foreign), 5), 0, -1, 2**62, chance.randint(1, 500)]
    if way < 0.8:  # ids of the other tenant, and such as there are none
        rows = library.rows.rows(tenant, kind, ids).values()
        texts = library.rows.texts(tenant, kind, ids).values()
        twins = library.rows.twins(tenant, kind, ids)
        own = set(library.rows.ids(tenant, kind).tolist())
        leaked = {each for row, others in twins.items() for each in (row, *others)} - own
        strange = [text for text in texts if f" {tenant} {kind} " not in f" {text} "]
        return sum(not _is_own(row, tenant, kind) for row in rows) + len(strange) + len(leaked)
    if way < 0.9:  # the index itself, allowed the other's ids
        model, query = model_of(FakeEmbedder()), FakeEmbedder().embed([_words(chance)])[0]
        index = library.index(tenant, kind)
        near = index.search(model, query, 20, allowed=np.array(ids, np.int64)).ids
        return int(np.isin(near, np.array(foreign)).sum())
    odd = chance.choice(_ODD)
    if way < 0.95:  # a malformed kind
        hits = library.find(tenant, odd, "lake", 10)
        return sum(not _is_own(hit.row, tenant, odd) for hit in hits)
    hits = library.find(TenantId(odd), kind, "lake", 10)  # a malformed tenant
    return 0 if odd == GLOBEX.slug else sum(hit.row.tenant != odd for hit in hits)


def _ids(library: Library, tenant: TenantId) -> list[int]:
    return [row for kind in KINDS for row in library.rows.ids(tenant, kind).tolist()]


def _is_own(row: object, tenant: TenantId, kind: str) -> bool:
    of = (getattr(row, "tenant", ""), getattr(row, "kind", ""))
    said: str = getattr(row, "text", "")
    return of == (tenant.slug, kind) and f" {tenant} {kind} " in said


def _words(chance: random.Random) -> str:
    pool = (*_SHARED, *_ODD, "acme", "acme-2", ACME.slug + " song", "spring")
    random_word = "".join(chance.choices(string.printable, k=chance.randint(1, 12)))
    return " ".join(chance.choices((*pool, random_word), k=chance.randint(1, 4)))


def _filters(chance: random.Random) -> Filters:
    def maybe(*values: str) -> tuple[str, ...]:
        return tuple(chance.sample((*values, *_ODD), chance.randint(1, 3))) * (
            chance.random() < 0.2
        )

    price = chance.random() < 0.2  # a fifth
    return Filters(
        projects=maybe(*PROJECTS),
        aspects=maybe("16:9"),
        moods=maybe("calm"),
        seasons=maybe("spring"),
        places=maybe("lake"),
        least_s=chance.choice((None, None, 5.0, -1.0, float("inf"))),
        until=chance.choice((None, None, date(2026, 6, 1), date.min, date.max)),
        most_price=Decimal(50) if price else None,
        currency=chance.choice(("USD", "' OR 1=1 --")) if price else "",
    )


def forgotten(library: Library, layout: Layout) -> dict[str, int]:
    """Delete a project of one tenant; what is left of it, and what the other one has lost."""
    project = ProjectId(ACME, "spring")
    theirs = {kind: library.rows.ids(GLOBEX, kind).tolist() for kind in KINDS}
    gone, vectors = [], []
    for kind in KINDS:
        ids = library.rows.ids(ACME, kind, Filters(projects=("spring",)))
        vectors += [row.tobytes() for row in library.index(ACME, kind).vectors(ids)]
        gone += ids.tolist()
    library.forget(project)
    left = sum(np.isin(library.index(ACME, kind).ids(), gone).sum() for kind in KINDS)
    rows = sum(len(library.rows.rows(ACME, kind, gone)) for kind in KINDS)
    files = [path.read_bytes() for path in layout.tenant(ACME).rglob("*") if path.is_file()]
    kept = [
        row.tobytes()
        for kind in KINDS
        for row in library.index(ACME, kind).vectors(library.rows.ids(ACME, kind))
    ]
    on_disk = sum(any(each in file for file in files) for each in set(vectors) - set(kept))
    lost = sum(library.rows.ids(GLOBEX, kind).tolist() != theirs[kind] for kind in KINDS)
    exact = all(library.audit(tenant, kind).is_exact for tenant in (ACME, GLOBEX) for kind in KINDS)
    return {
        "deleted_rows": len(gone),
        "rows_left": rows,
        "vectors_left": int(left),
        "vectors_left_on_disk": on_disk,
        "indexes_of_the_other_changed": lost + (not exact),
    }


def main() -> None:
    """Search 10,000 times and delete a project; print the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--queries", type=int, default=QUERIES)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="manike-isolation-") as folder:
        database = Database(f"sqlite:///{folder}/studio.db")
        database.migrate()
        for tenant in (ACME, GLOBEX):
            Studio(database).add_tenant(tenant)
        layout = Layout(Path(folder) / "store")
        library = stocked(SearchRows(database), FaissIndexes(layout), layout)
        tally = searched(library, options.queries)
        figures: dict[str, int] = {
            "queries": tally.queries,
            "rows_found": tally.found,
            "refused": tally.refused,
            "rows_of_others": tally.foreign,
            "surprises": len(tally.surprises),
            **forgotten(library, layout),
        }
        database.close()
    text = json.dumps(figures, indent=1)
    print(text)
    for surprise in sorted(set(tally.surprises))[:10]:
        print(surprise)
    if options.json:
        options.json.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
