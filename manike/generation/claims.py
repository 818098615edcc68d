"""Claims: of all workers that want one take, a single one makes it."""

from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import col

from manike.errors import ConflictError
from manike.ids import TenantId
from manike.studio.clock import Clock
from manike.studio.database import Database
from manike.studio.models import Claim
from manike.studio.owners import is_gone
from manike.studio.renewal import renewing

LEASE_S = 60.0
"""A claim whose owner is silent for so long is taken over."""
_RENEW_S = 15.0


class Claims:
    """Claims kept in the studio database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def take(self, tenant: TenantId, fingerprint: str, owner: str) -> bool:
        """Claim a fingerprint, unless another living owner has it."""
        try:
            return self._take(tenant, fingerprint, owner)
        except ConflictError:  # on PostgreSQL two may insert at once; the other was first
            return False

    def _take(self, tenant: TenantId, fingerprint: str, owner: str) -> bool:
        with self._database.transaction() as session:
            row = session.get(Claim, (tenant.slug, fingerprint), with_for_update=True)
            now = self._clock.now()
            if row is not None and row.owner != owner and not _is_abandoned(row, now):
                return False
            row = row or Claim(
                tenant=tenant.slug, fingerprint=fingerprint, owner=owner, expires_at=now
            )
            row.owner, row.expires_at = owner, now + timedelta(seconds=LEASE_S)
            session.add(row)
            return True

    def is_held(self, tenant: TenantId, fingerprint: str) -> bool:
        """Whether a living owner is at it."""
        with self._database.transaction() as session:
            row = session.get(Claim, (tenant.slug, fingerprint))
            return row is not None and not _is_abandoned(row, self._clock.now())

    def give_back(self, tenant: TenantId, fingerprint: str, owner: str) -> None:
        """End a claim; a claim that was taken over stays with its new owner."""
        with self._database.transaction() as session:
            session.execute(
                delete(Claim).where(
                    col(Claim.tenant) == tenant.slug,
                    col(Claim.fingerprint) == fingerprint,
                    col(Claim.owner) == owner,
                )
            )

    def renewed(
        self, tenant: TenantId, fingerprint: str, owner: str
    ) -> AbstractContextManager[None]:
        """Keep a claim alive while the block runs, however long it takes."""
        return renewing(lambda: self.take(tenant, fingerprint, owner), _RENEW_S)


def _is_abandoned(claim: Claim, now: datetime) -> bool:
    """Silent for too long, or its process is gone."""
    return claim.expires_at <= now or is_gone(claim.owner)
