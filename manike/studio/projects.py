"""Projects: their prompts, how far they are, and how they are taken up again."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, func, select

from manike.errors import BadInputError, ConflictError, NotFoundError
from manike.ids import ProjectId, TenantId
from manike.script.preferences import Aspect, Preferences
from manike.studio.leases import LEASE_S
from manike.studio.models import Project, Prompt, RequestKind, Status
from manike.studio.provider_plans import provider_plan_row
from manike.studio.room import Room, close_requests, key_of, project_row, readable

CLOSED = (Status.DONE, Status.FAILED, Status.ARCHIVED, Status.AWAITING_REVIEW)
"""Statuses in which the reconciler leaves a project alone."""


class Projects(Room):
    """The projects of all tenants."""

    def submit(
        self,
        project: ProjectId,
        text: str,
        preferences: Preferences,
        *,
        plan: Mapping[str, Any] = MappingProxyType({}),
        owner: str = "",
    ) -> int:
        """Keep a prompt and ask for its film, in one transaction; adds the tenant if need be.

        Args:
            project: its name.
            text: the prompt.
            preferences: what goes with it.
            plan: the project's own provider plan; empty for the tenant's.
            owner: the command that makes the film itself; it holds the project's lease from the
                first moment, so that no sensor begins the same film.

        Returns:
            The request's number.

        Raises:
            ConflictError: the tenant has a project of that name.
        """
        with self.database.transaction() as session:
            self._ensure_tenant(session, project.tenant)
            if session.get(Project, key_of(project)) is not None:
                raise _name_is_taken(project)
            prompt = self._add_prompt(session, project, text, preferences)
            now = self._clock.now()
            row = Project(
                tenant=project.tenant.slug,
                slug=project.slug,
                prompt_id=prompt.id or 0,
                created_at=now,
                updated_at=now,
            )
            if owner:
                row.lease_owner, row.lease_until = owner, now + timedelta(seconds=LEASE_S)
            session.add(row)
            try:
                session.flush()
            except IntegrityError as error:  # another command was first
                raise _name_is_taken(project) from error
            if plan:
                session.add(provider_plan_row(project, plan))
            return self._ask(session, project, RequestKind.PRODUCE, {})

    def prompt(self, project: ProjectId) -> tuple[str, Preferences]:
        """The prompt's text and preferences.

        Raises:
            StoreError: what is stored can't be read.
        """
        with readable(f"The prompt of {project}"), self.database.transaction() as session:
            row = session.get(Prompt, project_row(session, project).prompt_id)
            if row is None:
                raise NotFoundError(f"{project} has no prompt.")
            return row.text, Preferences.model_validate(row.preferences)

    def project(self, project: ProjectId) -> Project:
        """The project's row."""
        with self.database.transaction() as session:
            return project_row(session, project)

    def exists(self, project: ProjectId) -> bool:
        """Whether this tenant has this project."""
        with self.database.transaction() as session:
            return session.get(Project, key_of(project)) is not None

    def projects(self, tenant: TenantId, *, limit: int = 1000) -> Sequence[Project]:
        """A tenant's projects, the last changed first."""
        with self.database.transaction() as session:
            query = select(Project).where(Project.tenant == tenant.slug)
            return session.exec(query.order_by(col(Project.updated_at).desc()).limit(limit)).all()

    def counts(self, tenant: TenantId) -> dict[str, int]:
        """How many projects a tenant has by status."""
        with self.database.transaction() as session:
            query = select(Project.status, func.count()).where(Project.tenant == tenant.slug)
            return dict(session.exec(query.group_by(Project.status)).all())

    def open_projects(self, *, limit: int = 500) -> Sequence[Project]:
        """Projects that are not finished, over all tenants; as fast however many are.

        The tenants take turns, each with its oldest first: one with 500 open projects hides nobody.
        """
        turn = func.row_number().over(
            partition_by=col(Project.tenant), order_by=[col(Project.created_at), col(Project.slug)]
        )
        with self.database.transaction() as session:
            query = select(Project).where(col(Project.is_open))
            query = query.order_by(turn, col(Project.created_at), Project.tenant)
            return session.exec(query.limit(limit)).all()

    def advance(
        self,
        project: ProjectId,
        status: Status,
        *,
        problem: str = "",
        planned_from: Project | None = None,
    ) -> bool:
        """Set how far a project is; requests for it are closed when it comes to rest.

        Args:
            project: which.
            status: how far it is.
            problem: why it failed.
            planned_from: the row that the caller drew its conclusion from. If more was asked for
                since, nothing is changed.

        Returns:
            Whether the status was set.
        """
        with self.database.transaction() as session:
            row = project_row(session, project, lock=True)
            if row.status == Status.ARCHIVED or not _is_still(row, planned_from):
                return False
            row.status, row.problem, row.updated_at = status.value, problem, self._clock.now()
            was_open, row.is_open = row.is_open, status not in CLOSED
            if row.is_open and not was_open:  # a run by hand: what follows needs new run keys
                row.attempt += 1
            session.add(row)
            if not row.is_open:
                close_requests(session, project)
            return True

    def retry(self, project: ProjectId) -> int:
        """Ask again for what failed; made takes are kept."""
        with self.database.transaction() as session:
            return self._take_up_again(session, project, RequestKind.RETRY, {})

    def want_renditions(self, project: ProjectId, aspects: Sequence[Aspect]) -> bool:
        """Ask for the film in further shapes; returns whether any is new.

        Raises:
            BadInputError: the project is archived.
        """
        with readable(f"The prompt of {project}"), self.database.transaction() as session:
            prompt_id = project_row(session, project, lock=True).prompt_id
            prompt = session.get_one(Prompt, prompt_id)
            before = Preferences.model_validate(prompt.preferences)
            wanted = before.with_also(aspects)
            if wanted.renditions == before.renditions:
                return False
            prompt.preferences = wanted.model_dump(mode="json")
            session.add(prompt)
            details = {"also": [aspect.value for aspect in wanted.renditions]}
            self._take_up_again(session, project, RequestKind.RENDER, details)
            return True

    def archive(self, project: ProjectId) -> None:
        """Put a project to rest for good; its record and film stay."""
        with self.database.transaction() as session:
            row = project_row(session, project, lock=True)
            row.status, row.is_open = Status.ARCHIVED.value, False
            row.updated_at = self._clock.now()
            session.add(row)
            close_requests(session, project)
            self._audit(session, project, "archive", {})

    def _take_up_again(
        self, session: Session, project: ProjectId, kind: RequestKind, details: dict[str, Any]
    ) -> int:
        row = project_row(session, project, lock=True)
        if row.status == Status.ARCHIVED:
            raise BadInputError("project", f"{project} is archived; submit a new project.")
        self._reopen(session, row)
        return self._ask(session, project, kind, details)

    def _add_prompt(
        self, session: Session, project: ProjectId, text: str, preferences: Preferences
    ) -> Prompt:
        prompt = Prompt(
            tenant=project.tenant.slug,
            project=project.slug,
            text=text,
            preferences=preferences.model_dump(mode="json"),
            created_at=self._clock.now(),
        )
        session.add(prompt)
        session.flush()
        return prompt


def _is_still(row: Project, before: Project | None) -> bool:
    return before is None or (row.attempt, row.updated_at) == (before.attempt, before.updated_at)


def _name_is_taken(project: ProjectId) -> ConflictError:
    return ConflictError(f"{project} exists already. Choose another project name.")
