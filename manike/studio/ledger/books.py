"""Reading the ledger: single holds, costs, audits, and comparison with a provider's bill."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from sqlmodel import Session

from manike.errors import NotFoundError
from manike.ids import ProjectId, TenantId
from manike.studio.ledger.audit import Difference, audit_in
from manike.studio.ledger.budgets import require_owner
from manike.studio.ledger.holding import Holding, holding_of
from manike.studio.ledger.posting import movements_of
from manike.studio.ledger.reconciliation import TOLERANCE, JobDifference, reconcile_in
from manike.studio.ledger.report import CostLine, costs_in
from manike.studio.ledger.usage_export import Billed
from manike.studio.room import Room


class Books(Room):
    """The ledger as its readers see it."""

    def find(self, hold_id: str) -> Holding:
        """A hold and what became of it.

        Raises:
            NotFoundError: there is no such hold.
        """
        with self.database.transaction() as session:
            return self.find_in(session, hold_id)

    def find_in(self, session: Session, hold_id: str) -> Holding:
        """As ``find``, in an open transaction."""
        movements = movements_of(session, hold_id)
        if not movements:
            raise NotFoundError(f"There is no hold {hold_id}.")
        return holding_of(movements)

    def audit(self, tenant: TenantId) -> Sequence[Difference]:
        """Reckon a tenant's totals again from its entries; empty if all of them are right."""
        with self.database.transaction() as session:
            return audit_in(session, tenant)

    def costs(
        self, owner: TenantId | ProjectId, since: datetime | None = None
    ) -> Sequence[CostLine]:
        """What a tenant or one project spent, by asset, provider and model.

        Raises:
            NotFoundError: there is no such tenant or project.
        """
        with self.database.transaction() as session:
            require_owner(session, owner)
            return costs_in(session, owner, since)

    def reconcile(
        self,
        tenant: TenantId,
        provider: str,
        billed: Sequence[Billed],
        tolerance: Decimal = TOLERANCE,
    ) -> Sequence[JobDifference]:
        """Every job of a tenant over which the ledger and a provider's bill differ.

        Raises:
            NotFoundError: there is no such tenant.
        """
        with self.database.transaction() as session:
            require_owner(session, tenant)
            return reconcile_in(session, tenant, provider, billed, tolerance)
