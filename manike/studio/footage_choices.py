"""Which footage films show: in the place of a scene's picture, as intro or as outro."""

from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, Session, SQLModel, col, select

from manike.errors import NotFoundError
from manike.ids import ProjectId, TenantId
from manike.studio.footage_table import FootageRow
from manike.studio.models import Project, RequestKind, Status
from manike.studio.projects import Projects
from manike.studio.room import key_of, readable


class FootageChoiceRow(SQLModel, table=True):
    """Footage that a part of a film shows; what else its content says is not known here."""

    __tablename__ = "footage_choice"

    tenant: str = Field(primary_key=True, max_length=39)
    project: str = Field(primary_key=True, max_length=39)
    part: str = Field(primary_key=True, max_length=10)
    """A scene's slot, ``intro`` or ``outro``."""
    name: str = Field(max_length=100)
    """Of the footage."""
    content: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class FootageChoices(Projects):
    """The footage that tenants have chosen for their films."""

    def footage_choices(self, project: ProjectId) -> dict[str, dict[str, Any]]:
        """What was chosen, by part."""
        tenant, slug = key_of(project)
        query = select(FootageChoiceRow).where(
            FootageChoiceRow.tenant == tenant, FootageChoiceRow.project == slug
        )
        with readable(f"The footage of {project}"), self.database.transaction() as session:
            return {row.part: dict(row.content) for row in session.exec(query)}

    def choose_footage(
        self, project: ProjectId, part: str, name: str, content: dict[str, Any]
    ) -> None:
        """Have a part of a film show footage, or, with empty content, what it showed before.

        Raises:
            NotFoundError: no such project; or the footage was removed meanwhile.
            BadInputError: the project is archived.
        """
        tenant, slug = key_of(project)
        with self.database.transaction() as session:
            if content and session.get(FootageRow, (tenant, name), with_for_update=True) is None:
                raise NotFoundError(f"{project.tenant} has no footage {name[:100]!r} any more.")
            before = session.get(FootageChoiceRow, (tenant, slug, part))
            if (before.content if before else {}) == content:
                return
            details = {"part": part, "footage": name if content else ""}
            # first: it locks the project's row, so that two choices come one after the other
            self._take_up_again(session, project, RequestKind.REGENERATE, details)
            if before is not None:
                session.delete(before)
                session.flush()
            if content:
                row = FootageChoiceRow(
                    tenant=tenant, project=slug, part=part, name=name, content=content
                )
                session.add(row)
            self._audit(session, project, "choose footage", details)

    def projects_showing(self, tenant: TenantId, name: str) -> tuple[ProjectId, ...]:
        """The tenant's projects that are not archived and show this footage, by name."""
        with self.database.transaction() as session:
            return showing(session, tenant, name)


def showing(session: Session, tenant: TenantId, name: str) -> tuple[ProjectId, ...]:
    """See ``FootageChoices.projects_showing``."""
    chosen = select(FootageChoiceRow.project).where(
        FootageChoiceRow.tenant == tenant.slug, FootageChoiceRow.name == name
    )
    query = (
        select(Project.slug)
        .where(
            Project.tenant == tenant.slug,
            Project.status != Status.ARCHIVED.value,
            col(Project.slug).in_(chosen),
        )
        .order_by(Project.slug)
    )
    return tuple(ProjectId(tenant, slug) for slug in session.exec(query))
