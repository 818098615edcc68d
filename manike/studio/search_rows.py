"""What of each tenant can be found: rows with their text and what they are narrowed by."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import insert, not_
from sqlmodel import Session, col, delete, func, select

from manike.ids import ProjectId, TenantId
from manike.studio.room import Room, tenant_row
from manike.studio.search_filters import NO_FILTERS, Filters, Findable
from manike.studio.search_table import SearchRow
from manike.studio.search_text import Place, best_by_text

ValueT = TypeVar("ValueT")
_AT_ONCE = 500
"""Ids in one statement; SQLite takes 32,766 values, PostgreSQL's driver as many as memory holds."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What putting rows has changed."""

    kept: int
    added: int
    gone: int


class SearchRows(Room):
    """Rows of all tenants. Every call names its tenant and sees no row of another."""

    def put(self, tenant: TenantId, kind: str, project: str, things: Sequence[Findable]) -> Changes:
        """Make these, and only these, what can be found of a kind in a project.

        A thing whose text is there already keeps its row, whatever else of it changes.

        Args:
            tenant: whose.
            kind: ``scene``, ``shot``, ``song`` or ``experience``.
            project: a project's slug; empty for what is the tenant's as a whole.
            things: in any order.

        Raises:
            NotFoundError: no such tenant.
        """
        place = Place(tenant.slug, kind)
        with self.database.transaction() as session:
            tenant_row(session, tenant, lock=True)
            before: dict[str, list[SearchRow]] = defaultdict(list)
            held = select(SearchRow).where(place.own, col(SearchRow.project) == project)
            for row in session.exec(held.order_by(col(SearchRow.id).desc())):
                before[row.text_sha256].append(row)
            new = []
            for thing in map(_kept_whole, things):
                sha256 = hashlib.sha256(thing.text.encode()).hexdigest()
                if before[sha256]:
                    _write(session, before[sha256].pop(), thing)
                else:
                    new.append(_new_row(place, project, sha256, thing))
            for part in _parts(new):
                session.execute(insert(SearchRow), part)
            gone = [row.id or 0 for rows in before.values() for row in rows]
            _delete(session, place, gone)
        return Changes(len(things) - len(new), len(new), len(gone))

    def keep_only(self, tenant: TenantId, kind: str, projects: Sequence[str]) -> int:
        """Forget rows of a kind whose project is none of these; returns how many they were."""
        place = Place(tenant.slug, kind)
        with self.database.transaction() as session:
            query = select(SearchRow.id, SearchRow.project).where(place.own)
            kept = set(projects)
            gone = [row or 0 for row, project in session.exec(query) if project not in kept]
            _delete(session, place, gone)
        return len(gone)

    def forget(self, project: ProjectId) -> tuple[str, ...]:
        """Forget all rows of a project; returns the kinds that it had some of."""
        own = (
            col(SearchRow.tenant) == project.tenant.slug,
            col(SearchRow.project) == project.slug,
        )
        with self.database.transaction() as session:
            kinds = session.exec(select(SearchRow.kind).where(*own).distinct()).all()
            session.execute(delete(SearchRow).where(*own))
        return tuple(sorted(kinds))

    def tenants(self) -> Sequence[TenantId]:
        """Tenants that can find something, by name."""
        query = select(SearchRow.tenant).distinct().order_by(SearchRow.tenant)
        with self.database.transaction() as session:
            return [TenantId(slug) for slug in session.exec(query)]

    def ids(self, tenant: TenantId, kind: str, filters: Filters = NO_FILTERS) -> NDArray[np.int64]:
        """The ids of all rows that filters let through, ascending."""
        conditions = (Place(tenant.slug, kind).own, *filters.conditions())
        with self.database.transaction() as session:
            found = session.connection().execute(select(SearchRow.id).where(*conditions))
            return np.sort(np.array(found.scalars().all(), np.int64))

    def count(self, tenant: TenantId, kind: str) -> int:
        """How many rows there are."""
        with self.database.transaction() as session:
            place = Place(tenant.slug, kind)
            return session.exec(select(func.count()).select_from(SearchRow).where(place.own)).one()

    def rows(self, tenant: TenantId, kind: str, ids: Sequence[int]) -> dict[int, SearchRow]:
        """Rows by their ids; those that are not this tenant's and of this kind are left out."""
        place = Place(tenant.slug, kind)
        found: dict[int, SearchRow] = {}
        with self.database.transaction() as session:
            for part in _parts([int(row) for row in ids]):
                query = select(SearchRow).where(place.own, col(SearchRow.id).in_(part))
                found |= {row.id or 0: row for row in session.exec(query)}
        return found

    def of_others(self, tenant: TenantId, kind: str, ids: Sequence[int]) -> int:
        """How many of these ids are rows of another tenant or kind; says nothing else of them."""
        own, count = Place(tenant.slug, kind).own, 0
        with self.database.transaction() as session:
            for part in _parts([int(row) for row in ids]):
                query = select(func.count()).select_from(SearchRow)
                query = query.where(col(SearchRow.id).in_(part), not_(own))
                count += session.exec(query).one()
        return count

    def texts(self, tenant: TenantId, kind: str, ids: Sequence[int]) -> dict[int, str]:
        """What is embedded of these rows, by id."""
        place = Place(tenant.slug, kind)
        found: dict[int, str] = {}
        with self.database.transaction() as session:
            for part in _parts([int(row) for row in ids]):
                query = select(SearchRow.id, SearchRow.text)
                query = query.where(place.own, col(SearchRow.id).in_(part))
                found |= {row or 0: text for row, text in session.exec(query)}
        return found

    def twins(self, tenant: TenantId, kind: str, ids: Sequence[int]) -> dict[int, tuple[int, ...]]:
        """Other rows of a kind that have the same text as these, by id."""
        place = Place(tenant.slug, kind)
        by_text: dict[str, list[int]] = defaultdict(list)
        hashes: dict[int, str] = {}
        sha256 = SearchRow.text_sha256
        with self.database.transaction() as session:
            # In two steps: SQLite would begin a join with the rows of the whole tenant.
            for part in _parts([int(row) for row in ids]):
                query = select(SearchRow.id, sha256).where(place.own, col(SearchRow.id).in_(part))
                hashes |= {row or 0: text for row, text in session.exec(query)}
            for some in _parts(sorted(set(hashes.values()))):
                same = select(SearchRow.id, sha256).where(place.own, col(sha256).in_(some))
                for row, text in session.exec(same):
                    by_text[text].append(row or 0)
        others = {
            row: tuple(twin for twin in by_text[text] if twin != row)
            for row, text in hashes.items()
        }
        return {row: twins for row, twins in others.items() if twins}

    def best_by_text(
        self,
        tenant: TenantId,
        kind: str,
        query: str,
        count: int,
        filters: Filters = NO_FILTERS,
    ) -> list[tuple[int, float]]:
        """Ids of the rows that have words of a query, best first; see ``search_text``."""
        with self.database.transaction() as session:
            return best_by_text(session, Place(tenant.slug, kind), query, filters, count)


def _kept_whole(thing: Findable) -> Findable:
    """Without zero characters, which PostgreSQL keeps in no text; one would lose all the others."""
    if not any("\x00" in said for said in (thing.key, thing.title, thing.text)):
        return thing
    key, title, text = (said.replace("\x00", " ") for said in (thing.key, thing.title, thing.text))
    return replace(thing, key=key, title=title, text=text)


def _new_row(place: Place, project: str, text_sha256: str, thing: Findable) -> dict[str, Any]:
    """The values of a new row; 20,000 are written in a third of the time that objects take."""
    return {
        "tenant": place.tenant,
        "kind": place.kind,
        "scope": place.scope,
        "project": project,
        "text_sha256": text_sha256,
        **{each.name: getattr(thing, each.name) for each in fields(thing)},
    }


def _write(session: Session, row: SearchRow, thing: Findable) -> None:
    for each in fields(thing):
        value = getattr(thing, each.name)
        if getattr(row, each.name) != value:
            setattr(row, each.name, value)
    session.add(row)


def _delete(session: Session, place: Place, ids: Sequence[int]) -> None:
    for part in _parts([int(row) for row in ids]):
        session.execute(delete(SearchRow).where(place.own, col(SearchRow.id).in_(part)))


def _parts(values: Sequence[ValueT]) -> list[Sequence[ValueT]]:
    return [values[at : at + _AT_ONCE] for at in range(0, len(values), _AT_ONCE)]
