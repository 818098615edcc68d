"""The table of what can be found: scenes, shots, songs, experiences."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Column, Date, Dialect, Index, Numeric, String, TypeDecorator
from sqlmodel import Field, SQLModel


class Words(TypeDecorator[tuple[str, ...]]):
    """Some words of which each can be asked for: `` autumn spring ``, empty for none."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str:
        """Between spaces, so that no word is found in another."""
        del dialect
        return f" {' '.join(value)} " if value else ""

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:
        """The words."""
        del dialect
        return tuple((value or "").split())


def _words() -> Any:  # noqa: ANN401 - SQLModel's Field is untyped
    return Field(default=(), sa_column=Column(Words, nullable=False))


class SearchRow(SQLModel, table=True):
    """One thing that can be found. Its text never changes: another text is another row.

    So a vector belongs to a row's id for good. Ids are never given twice.
    """

    __tablename__ = "search_row"
    __table_args__ = (
        # All that filters ask for: of 100,000 rows those that they let through are told from the
        # index alone, without reading the texts.
        Index(
            "search_row_place",
            "tenant",
            "kind",
            "project",
            "aspect",
            "duration_s",
            "on_date",
            "moods",
            "seasons",
            "place",
            "price",
            "currency",
        ),
        Index("search_row_twins", "tenant", "kind", "text_sha256"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    tenant: str = Field(max_length=39)
    kind: str = Field(max_length=20)
    scope: str = Field(max_length=20)
    """Tenant and kind as one number, for the full text; see ``scope_of``."""
    project: str = Field(default="", max_length=39)
    """Empty for what is the tenant's as a whole."""
    key: str = Field(max_length=200)
    """What it is within its project or catalogue: a scene's number, a song's id."""
    title: str
    text: str
    """What is embedded and read; the title is in it where it says something."""
    text_sha256: str = Field(max_length=64)
    aspect: str = Field(default="", max_length=10)
    duration_s: float | None = None
    on_date: date | None = Field(default=None, sa_column=Column(Date))
    moods: tuple[str, ...] = _words()
    seasons: tuple[str, ...] = _words()
    place: str = Field(default="", max_length=120)
    price: Decimal | None = Field(default=None, sa_column=Column(Numeric(18, 8)))
    currency: str = Field(default="", max_length=3)
    details: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    """What a hit shows besides, of this kind."""
