"""Budgets: the most that a tenant, its month or one of its films may cost, held money included."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, and_, bindparam, case, literal, or_, select
from sqlmodel import Session

from manike.errors import BadInputError, BudgetError
from manike.ids import ProjectId, TenantId
from manike.money import Money, plain
from manike.studio.ledger.holding import Purpose
from manike.studio.ledger.posting import TENANT, month_scope, project_scope
from manike.studio.ledger.tables import Budget, LedgerTotal, currency_code, exact, table_of
from manike.studio.room import Room, project_row, tenant_row


class BudgetKind(StrEnum):
    """What a budget is for."""

    TENANT = "tenant"
    """All that a tenant ever spends."""
    MONTH = "month"
    """What it spends in each calendar month (UTC)."""
    FILM = "film"
    """What each of its films may cost."""
    PROJECT = "project"
    """What one named film may cost."""


@dataclass(frozen=True, slots=True)
class BudgetState:
    """A budget, and what is held and spent of it."""

    kind: BudgetKind
    most: Money
    project: str = ""
    """Of whose film; empty for a film budget shown by itself, and for tenants and months."""
    month: str = ""
    held: Decimal = Decimal(0)
    spent: Decimal = Decimal(0)

    @property
    def free(self) -> Decimal:
        """What may still be held; below zero if the budget was lowered under what is spent."""
        return self.most.amount - self.held - self.spent


_BUDGET = table_of(Budget)
_TOTAL = table_of(LedgerTotal)
_SCOPE = case(
    (_BUDGET.c.kind == BudgetKind.TENANT.value, TENANT),
    (_BUDGET.c.kind == BudgetKind.MONTH.value, bindparam("month")),
    (_BUDGET.c.kind == BudgetKind.FILM.value, bindparam("film")),
    else_=literal(project_scope("")) + _BUDGET.c.project,
)
_OF_TENANT = (
    select(_BUDGET, _TOTAL.c.held, _TOTAL.c.spent)
    .outerjoin(
        _TOTAL,
        and_(
            _TOTAL.c.tenant == _BUDGET.c.tenant,
            _TOTAL.c.scope == _SCOPE,
            _TOTAL.c.currency == _BUDGET.c.currency,
        ),
    )
    .where(_BUDGET.c.tenant == bindparam("of_tenant"))
    .order_by(_BUDGET.c.kind, _BUDGET.c.project)
)
_OF_PROJECT = _OF_TENANT.where(
    or_(_BUDGET.c.project == "", _BUDGET.c.project == bindparam("of_project"))
)


class Budgets(Room):
    """The budgets of all tenants."""

    def set_budget(
        self, owner: TenantId | ProjectId, most: Money, kind: BudgetKind | None = None
    ) -> None:
        """Set a budget; what is held or spent already stays, even above it.

        Args:
            owner: a tenant, or one project.
            most: what may be held and spent together.
            kind: of a tenant's budget: all time if not given, each month or each film.

        Raises:
            BadInputError: the amount is negative or finer than a billionth, or the kind is not
                one for this owner.
            NotFoundError: there is no such tenant or project.
        """
        key = _key(owner, kind)
        amount, currency = exact("budget", most.amount), currency_code(most.currency)
        if amount != most.amount:
            said = f"{plain(most.amount)} is too fine: amounts are kept in billionths."
            raise BadInputError("budget", said)
        with self.database.transaction() as session:
            require_owner(session, owner)
            row = session.get(Budget, key, with_for_update=True) or Budget(
                tenant=key[0],
                kind=key[1],
                project=key[2],
                most=amount,
                currency=currency,
                set_at=self._clock.now(),
            )
            row.most, row.currency, row.set_at = amount, currency, self._clock.now()
            session.add(row)
            self._audit(session, owner, "set budget", {"kind": key[1], "most": str(most)})

    def clear_budget(self, owner: TenantId | ProjectId, kind: BudgetKind | None = None) -> bool:
        """Take a budget away; says whether there was one."""
        key = _key(owner, kind)
        with self.database.transaction() as session:
            require_owner(session, owner)
            row = session.get(Budget, key, with_for_update=True)
            if row is not None:
                session.delete(row)
                self._audit(session, owner, "clear budget", {"kind": key[1]})
            return row is not None

    def budgets(self, owner: TenantId | ProjectId) -> Sequence[BudgetState]:
        """The budgets that apply to a project, or all of a tenant, with what is used of them."""
        month = f"{self._clock.now():%Y-%m}"
        with self.database.transaction() as session:
            require_owner(session, owner)
            if isinstance(owner, ProjectId):
                return states_in(session, owner, month)
            names = {"of_tenant": owner.slug, "month": month_scope(month), "film": ""}
            rows = session.connection().execute(_OF_TENANT, names)
            return [_state(row, film="", month=month) for row in rows]


def require_room(session: Session, purpose: Purpose, month: str, asked: Money) -> None:
    """Refuse money that would pass a budget; the caller has locked the tenant's money.

    Raises:
        BudgetError: names the budget, what is used of it, what was asked for, and the cure.
    """
    if not asked.amount:
        return
    for state in states_in(session, purpose.project, month):
        _require_one(state, purpose, asked)


def states_in(session: Session, project: ProjectId, month: str) -> list[BudgetState]:
    """All budgets that a film of a tenant must keep to, with what is used of them.

    What belongs to no project keeps to those of the tenant and its months.
    """
    names = {
        "of_tenant": project.tenant.slug,
        "of_project": project.slug,
        "month": month_scope(month),
        "film": project_scope(project.slug),
    }
    rows = session.connection().execute(_OF_PROJECT, names)
    return [
        _state(row, film=project.slug, month=month)
        for row in rows
        if project.slug or row.kind != BudgetKind.FILM  # what belongs to no film is not one
    ]


def _state(row: Row[Any], *, film: str, month: str) -> BudgetState:
    kind = BudgetKind(row.kind)
    return BudgetState(
        kind=kind,
        most=Money(row.most, row.currency),
        project=film if kind is BudgetKind.FILM else row.project,
        month=month if kind is BudgetKind.MONTH else "",
        held=row.held or Decimal(0),
        spent=row.spent or Decimal(0),
    )


def _require_one(limit: BudgetState, purpose: Purpose, asked: Money) -> None:
    name = f"The {_name(limit, purpose.project)}"
    what = " ".join(filter(None, (purpose.asset, purpose.part)))
    wanted = f"{what} by {purpose.provider} {purpose.model} may cost {asked}"
    if asked.currency != limit.most.currency:
        raise BudgetError(
            f"{name} is {limit.most}, but {wanted}: what it would leave can't be reckoned. "
            f"{_cure(limit, purpose.project)} in {asked.currency}."
        )
    if asked.amount > limit.free:
        held, spent = Money(limit.held, asked.currency), Money(limit.spent, asked.currency)
        raise BudgetError(
            f"{name} is {limit.most}: {held} are held and {spent} spent, and {wanted}. "
            f"{_cure(limit, purpose.project)}, or choose a cheaper provider."
        )


def _name(limit: BudgetState, project: ProjectId) -> str:
    return {
        BudgetKind.TENANT: f"budget of tenant {project.tenant}",
        BudgetKind.MONTH: f"budget of tenant {project.tenant} for {limit.month}",
        BudgetKind.FILM: f"budget for each film of {project.tenant}",
        BudgetKind.PROJECT: f"budget of project {project}",
    }[limit.kind] + (f", here {project}," if limit.kind is BudgetKind.FILM else "")


def _cure(limit: BudgetState, project: ProjectId) -> str:
    owner = {
        BudgetKind.TENANT: f"{project.tenant} AMOUNT",
        BudgetKind.MONTH: f"{project.tenant} AMOUNT --per month",
        BudgetKind.FILM: f"{project.tenant} AMOUNT --per film",
        BudgetKind.PROJECT: f"{project} AMOUNT",
    }[limit.kind]
    return f"Set another one with: manike budget set {owner}"


def _key(owner: TenantId | ProjectId, kind: BudgetKind | None) -> tuple[str, str, str]:
    if isinstance(owner, ProjectId):
        if kind not in {None, BudgetKind.PROJECT}:
            raise BadInputError("per", f"a {kind} budget is one of a tenant, not of a project.")
        return owner.tenant.slug, BudgetKind.PROJECT.value, owner.slug
    if kind is BudgetKind.PROJECT:
        raise BadInputError("per", "name the project: tenant/project.")
    return owner.slug, (kind or BudgetKind.TENANT).value, ""


def require_owner(session: Session, owner: TenantId | ProjectId) -> None:
    """Check that there is such a tenant or project.

    Raises:
        NotFoundError: there is none.
    """
    if isinstance(owner, TenantId):
        tenant_row(session, owner)
    else:
        project_row(session, owner)
