"""Marks that say whether a tenant's scene index holds what it should."""

import hashlib
from collections.abc import Sequence

from sqlmodel import select

from manike.ids import ProjectId, TenantId
from manike.studio.models import Tenant
from manike.studio.room import Room, tenant_row


class IndexMarks(Room):
    """What the index of each tenant should hold, and does."""

    def want_index(self, project: ProjectId, film: str) -> None:
        """Say that the tenant's index should hold the scenes of this film.

        Args:
            project: whose film.
            film: hash of what the film is made from; the same film again changes nothing.
        """
        # A mark that changes with every film: naming all scenes would cost a read of every
        # project of the tenant for each film. It is counted, so that a film that was made before
        # another one and is made again gets a mark of its own.
        content = hashlib.sha256(f"{project} {film}".encode()).hexdigest()
        with self.database.transaction() as session:
            row = tenant_row(session, project.tenant, lock=True)
            count, _, before = row.index_wanted.rpartition(":")
            if before != content:
                row.index_wanted = f"{int(count or 0) + 1}:{content}"
                session.add(row)

    def index_wanted(self, tenant: TenantId) -> str:
        """The mark of what the tenant's index should hold now; empty before the first film."""
        with self.database.transaction() as session:
            return tenant_row(session, tenant).index_wanted

    def index_built(self, tenant: TenantId, mark: str) -> None:
        """Say that the index holds what was wanted when the mark was this one."""
        with self.database.transaction() as session:
            row = tenant_row(session, tenant, lock=True)
            row.index_key = mark
            session.add(row)

    def stale_indexes(self) -> Sequence[tuple[TenantId, str]]:
        """Tenants whose index does not hold what it should, with the mark that it should have."""
        with self.database.transaction() as session:
            rows = session.exec(select(Tenant).where(Tenant.index_key != Tenant.index_wanted))
            return [(TenantId(row.slug), row.index_wanted) for row in rows]
