"""Which provider plan a tenant or a project has; what a plan says is not known here."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel, col, select

from manike.ids import ProjectId, TenantId
from manike.studio.models import Status
from manike.studio.room import Room, project_row, readable, tenant_row


class ProviderPlanRow(SQLModel, table=True):
    """A plan as it was chosen: its name, or all of it."""

    __tablename__ = "provider_plan"

    tenant: str = Field(primary_key=True, max_length=39)
    project: str = Field(primary_key=True, max_length=39)
    """Empty for all of the tenant's projects."""
    content: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class ProviderPlans(Room):
    """The plans that tenants and projects have chosen."""

    def provider_plan(self, owner: TenantId | ProjectId) -> dict[str, Any]:
        """The plan of a project, else its tenant's; empty where nobody has chosen one."""
        tenant, project = _key(owner)
        query = select(ProviderPlanRow).where(
            ProviderPlanRow.tenant == tenant, col(ProviderPlanRow.project).in_({project, ""})
        )
        with readable(f"The provider plan of {owner}"), self.database.transaction() as session:
            rows = sorted(session.exec(query), key=lambda row: row.project)
            return dict(rows[-1].content) if rows else {}

    def choose_provider_plan(self, owner: TenantId | ProjectId, content: dict[str, Any]) -> None:
        """Give a tenant or a project a plan; an empty one takes its own away.

        Films that are finished stay as they are: what was made by another provider of the plan
        counts.

        Raises:
            NotFoundError: no such tenant or project.
        """
        tenant, project = _key(owner)
        with self.database.transaction() as session:
            if isinstance(owner, TenantId):
                tenant_row(session, owner, lock=True)
            else:
                row = project_row(session, owner, lock=True)
                if row.status == Status.FAILED:  # it may have failed by those whom it was made with
                    self._reopen(session, row)
            before = session.get(ProviderPlanRow, (tenant, project))
            if before is not None:
                session.delete(before)
                session.flush()
            if content:
                session.add(provider_plan_row(owner, content))
            self._audit(session, owner, "choose provider plan", content)


def provider_plan_row(owner: TenantId | ProjectId, content: Mapping[str, Any]) -> ProviderPlanRow:
    """A plan to keep."""
    tenant, project = _key(owner)
    return ProviderPlanRow(tenant=tenant, project=project, content=dict(content))


def _key(owner: TenantId | ProjectId) -> tuple[str, str]:
    return (owner.slug, "") if isinstance(owner, TenantId) else (owner.tenant.slug, owner.slug)
