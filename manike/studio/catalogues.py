"""What each tenant's catalogues hold, whether their indexes do, and where they come from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, Session, SQLModel, col, select

from manike.ids import TenantId
from manike.studio.room import Room, readable, tenant_row

Sources = Mapping[str, Mapping[str, Any]]
"""Where a catalogue comes from, by the source's name; what they say is not known here."""


class CatalogueRow(SQLModel, table=True):
    """A catalogue of a tenant."""

    __tablename__ = "catalogue"

    tenant: str = Field(primary_key=True, max_length=39)
    kind: str = Field(primary_key=True, max_length=20)
    """``song`` or ``experience``."""
    wanted: str = ""
    """The mark of what its index should hold: how often it has changed, and a hash of it."""
    indexed: str = ""
    """The mark that ``wanted`` had when it was indexed; empty before the first time."""
    sources: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


@dataclass(frozen=True, slots=True)
class ChangedCatalogue:
    """A catalogue whose index does not hold what it should."""

    tenant: TenantId
    kind: str
    wanted: str


class Catalogues(Room):
    """The catalogues of all tenants."""

    def catalogue_changed(self, tenant: TenantId, kind: str, version: str) -> None:
        """Say what a catalogue holds now; the same again changes nothing.

        Args:
            tenant: whose.
            kind: of what.
            version: hash of all that it holds.
        """
        with self.database.transaction() as session:
            row = _row(session, tenant, kind)
            # Counted, so that a catalogue that is as it was two changes ago has another mark.
            count, _, before = row.wanted.rpartition(":")
            if before != version:
                row.wanted = f"{int(count or 0) + 1}:{version}"
                session.add(row)

    def catalogue_wanted(self, tenant: TenantId, kind: str) -> str:
        """The mark of what a catalogue's index should hold; empty if nothing was ever loaded."""
        with self.database.transaction() as session:
            row = session.get(CatalogueRow, (tenant.slug, kind))
            return row.wanted if row else ""

    def catalogue_indexed(self, tenant: TenantId, kind: str, mark: str) -> None:
        """Say that the index holds what was wanted when the mark was this one."""
        with self.database.transaction() as session:
            row = session.get(CatalogueRow, (tenant.slug, kind))
            if row is not None and row.indexed != mark:
                row.indexed = mark
                session.add(row)

    def changed_catalogues(self) -> Sequence[ChangedCatalogue]:
        """Those whose index does not hold what it should."""
        query = select(CatalogueRow).where(CatalogueRow.indexed != CatalogueRow.wanted)
        with self.database.transaction() as session:
            rows = session.exec(query.order_by(CatalogueRow.tenant, CatalogueRow.kind))
            return [ChangedCatalogue(TenantId(row.tenant), row.kind, row.wanted) for row in rows]

    def catalogue_sources(self, tenant: TenantId, kind: str) -> Sources:
        """Where a catalogue comes from; empty if nothing of it can be fetched again.

        Raises:
            NotFoundError: no such tenant.
        """
        said = f"The sources of {tenant}"
        with readable(said), self.database.transaction() as session:
            tenant_row(session, tenant)
            row = session.get(CatalogueRow, (tenant.slug, kind))
            return dict(row.sources) if row else {}

    def change_sources(
        self, tenant: TenantId, kind: str, change: Callable[[dict[str, Any]], dict[str, Any]]
    ) -> None:
        """Put what ``change`` makes of a catalogue's sources in their place; none is lost."""
        with self.database.transaction() as session:
            row = _row(session, tenant, kind)
            row.sources = change(dict(row.sources))
            session.add(row)

    def tenants_with_sources(self, kind: str) -> Sequence[TenantId]:
        """Tenants whose catalogue can be fetched again, by name."""
        query = select(CatalogueRow).where(CatalogueRow.kind == kind)
        with self.database.transaction() as session:
            rows = session.exec(query.order_by(col(CatalogueRow.tenant)))
            return [TenantId(row.tenant) for row in rows if row.sources]


def _row(session: Session, tenant: TenantId, kind: str) -> CatalogueRow:
    """The catalogue's row, made if it is new; the tenant's is locked, so two never make it."""
    tenant_row(session, tenant, lock=True)
    row = session.get(CatalogueRow, (tenant.slug, kind))
    return row or CatalogueRow(tenant=tenant.slug, kind=kind)
