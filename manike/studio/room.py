"""What the rooms of the studio share: the database, the clock, and rows that several of them use.

Who reads a row in order to change it locks it first. PostgreSQL would let two transactions read the
same row and both write it; on SQLite every transaction has the database to itself.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, col, select

from manike.errors import NotFoundError, StoreError
from manike.ids import ProjectId, TenantId
from manike.studio.clock import Clock
from manike.studio.database import Database
from manike.studio.models import AuditEntry, Project, Request, RequestKind, Status, Tenant

Row = TypeVar("Row", bound=SQLModel)


class Room:
    """A part of the studio database with one purpose."""

    def __init__(self, database: Database, clock: Clock | None = None) -> None:
        self.database = database
        self._clock = clock or Clock()

    def _audit(
        self, session: Session, owner: TenantId | ProjectId, action: str, details: dict[str, Any]
    ) -> None:
        """Write down who did what."""
        tenant, project = (owner, "") if isinstance(owner, TenantId) else (owner.tenant, owner.slug)
        session.add(
            AuditEntry(
                tenant=tenant.slug,
                project=project,
                action=action,
                details=details,
                at=self._clock.now(),
            )
        )

    def _add_tenant(self, session: Session, tenant: TenantId, name: str = "") -> None:
        session.add(
            Tenant(slug=tenant.slug, name=name or tenant.slug, created_at=self._clock.now())
        )
        session.flush()
        self._audit(session, tenant, "add tenant", {"name": name})

    def _ensure_tenant(self, session: Session, tenant: TenantId) -> None:
        if session.get(Tenant, tenant.slug) is not None:
            return
        try:
            with session.begin_nested():
                self._add_tenant(session, tenant)
        except IntegrityError:  # another command added the tenant meanwhile, which is as good
            return

    def _ask(
        self, session: Session, project: ProjectId, kind: RequestKind, details: dict[str, Any]
    ) -> int:
        """Add a request that sensors see; returns its number."""
        row = Request(
            tenant=project.tenant.slug,
            project=project.slug,
            kind=kind.value,
            details=details,
            created_at=self._clock.now(),
        )
        session.add(row)
        session.flush()
        self._audit(session, project, kind.value, details)
        return row.id or 0

    def _reopen(self, session: Session, row: Project) -> None:
        """Have the reconciler look at a project again, with run keys that were never used."""
        row.status, row.is_open, row.problem = Status.PREPARING.value, True, ""
        row.attempt += 1
        row.updated_at = self._clock.now()
        session.add(row)


def key_of(project: ProjectId) -> tuple[str, str]:
    """A project's primary key."""
    return project.tenant.slug, project.slug


def tenant_row(session: Session, tenant: TenantId, *, lock: bool = False) -> Tenant:
    """A tenant's row.

    Raises:
        NotFoundError: no such tenant.
    """
    row = session.get(Tenant, tenant.slug, with_for_update=lock or None)
    if row is None:
        raise NotFoundError(f"There is no tenant {tenant}. Add it: manike tenant add {tenant}")
    return row


def project_row(session: Session, project: ProjectId, *, lock: bool = False) -> Project:
    """A project's row.

    Raises:
        NotFoundError: no such project.
    """
    row = session.get(Project, key_of(project), with_for_update=lock or None)
    if row is None:
        raise NotFoundError(f"There is no project {project}.")
    return row


def close_requests(session: Session, project: ProjectId, kind: RequestKind | None = None) -> None:
    """Close a project's requests of one kind, or all."""
    query = select(Request).where(
        Request.tenant == project.tenant.slug,
        Request.project == project.slug,
        col(Request.is_open),
    )
    for row in session.exec(query):
        if kind is None or row.kind == kind:
            row.is_open = False
            session.add(row)


@contextmanager
def readable(what: str) -> Iterator[None]:
    """What is stored in a form that this version can't read, as an error of this package.

    Raises:
        StoreError: a value is no JSON, or not of its model.
    """
    try:
        yield
    except ValueError as error:  # of the JSON reader and of pydantic alike
        said = str(error).splitlines()[0]
        raise StoreError(f"{what} in the studio database can't be read: {said}.") from error


def locked_row(session: Session, new: Row, key: str) -> Row:
    """The row of that key, locked until the transaction ends; ``new`` if there is none yet."""
    table = type(new)
    row = session.get(table, key, with_for_update=True)
    if row is not None:
        return row
    try:
        with session.begin_nested():
            session.add(new)
    except IntegrityError:  # another worker was quicker to make it
        session.expire_all()
    return session.get_one(table, key, with_for_update=True)
