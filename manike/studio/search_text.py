"""Full text of what can be found: FTS5 on SQLite, tsvector on PostgreSQL, one ranking on both.

A row counts by which words of the query it has, rare ones more. How rare a word is, is counted
among the tenant's own rows: what others have changes nothing that a tenant sees.
"""

import hashlib
import re
from dataclasses import dataclass
from math import log

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    func,
    literal,
    literal_column,
    select,
    table,
    union_all,
)
from sqlmodel import Session, col

from manike.studio.search_filters import Filters
from manike.studio.search_table import SearchRow

_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 32
_SMALL = (
    "a about all an and any are as at be been but by can do does for from had has have he her his "
    "how i if in into is it its like me my near no not of off on or our out over she some "
    "something than that the their them then there these they this to up us was we were what when "
    "where which who will with without you your"
)
_SMALL_WORDS = frozenset(_SMALL.split())


def words_of(query: str, *, most: int | None = _MOST_WORDS) -> tuple[str, ...]:
    """The words of a query that say something, each once; ``None`` for however many they are."""
    found = dict.fromkeys(word.casefold() for word in _WORD.findall(query))
    return tuple(word for word in found if word not in _SMALL_WORDS)[:most]


@dataclass(frozen=True, slots=True)
class Place:
    """Whose rows of which kind."""

    tenant: str
    kind: str

    @property
    def scope(self) -> str:
        """Both as one number: a word of the full text that no stemmer changes."""
        said = hashlib.sha256(f"{self.tenant}/{self.kind}".encode()).digest()
        return str(int.from_bytes(said[:7], "big"))

    @property
    def own(self) -> ColumnElement[bool]:
        """That a row is one of these."""
        return and_(col(SearchRow.tenant) == self.tenant, col(SearchRow.kind) == self.kind)


def best_by_text(
    session: Session, place: Place, query: str, filters: Filters, count: int
) -> list[tuple[int, float]]:
    """Ids of the rows that have words of a query, best first.

    Returns:
        Ids, and the share of the query's words that each has, above 0 to 1: rare words count more,
        those that no row of the tenant has the most, as what was meant by them is not there.
    """
    total = session.scalar(select(func.count()).select_from(SearchRow).where(place.own)) or 0
    words = words_of(query)
    if not words:
        return []
    rarities = {word: _rarity(session, place, word, total) for word in words}
    whole = sum(rarities.values())
    parts = []
    for word, rarity in rarities.items():
        having = _having(session, place, word).subquery()
        parts.append(select(having.c.id, literal(rarity / whole).label("score")))
    hits = union_all(*parts).subquery()
    score = func.sum(hits.c.score).label("score")
    ranked = (
        select(hits.c.id, score)
        .join(SearchRow, col(SearchRow.id) == hits.c.id)
        .where(place.own, *filters.conditions())
        .group_by(hits.c.id)
        .order_by(score.desc(), hits.c.id)
        .limit(count)
    )
    return [(int(row), float(value)) for row, value in session.execute(ranked)]


def _rarity(session: Session, place: Place, word: str, total: int) -> float:
    """What a word counts: the more, the fewer of the rows have it; above 0."""
    having = _having(session, place, word).subquery()
    rows = session.scalar(select(func.count()).select_from(having)) or 0
    return log(1 + (total - rows + 0.5) / (rows + 0.5))


def _having(session: Session, place: Place, word: str) -> Select[tuple[int]]:
    """The ids of all rows that have a word in any of its forms."""
    if session.get_bind().dialect.name == "sqlite":
        match = f'scope:"{place.scope}" AND {{title text}}:"{word}"'
        index: ColumnElement[str] = literal_column("search_text")
        found: Select[tuple[int]] = select(literal_column("rowid", Integer).label("id"))
        return found.select_from(table("search_text")).where(index.op("MATCH")(match))
    document: ColumnElement[str] = literal_column("document")
    wanted = func.to_tsquery("english", f"'{word}'")
    ids: Select[tuple[int]] = select(col(SearchRow.id).label("id"))
    return ids.where(place.own, document.op("@@")(wanted))
