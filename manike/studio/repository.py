"""What the studio keeps, read and changed in whole transactions. Every call names its tenant."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlmodel import Session, col, func, select

from manike.errors import BadInputError, ConflictError, NotFoundError
from manike.ids import ProjectId, TenantId
from manike.script.models import ScriptBreakdown
from manike.script.preferences import Preferences
from manike.studio.clock import Clock
from manike.studio.database import Database
from manike.studio.models import (
    Approval,
    AuditEntry,
    Project,
    Prompt,
    Request,
    RequestKind,
    ScriptRevision,
    Status,
    TakeNumber,
    Tenant,
)
from manike.studio.owners import is_gone

CLOSED = (Status.DONE, Status.FAILED, Status.ARCHIVED, Status.AWAITING_REVIEW)
"""Statuses in which the reconciler leaves a project alone."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A script with the hash that approvals are bound to."""

    script: ScriptBreakdown
    revision: int
    sha256: str
    author: str


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """A request that sensors still have to see through."""

    id: int
    project: ProjectId
    kind: RequestKind


def script_sha256(script: ScriptBreakdown) -> str:
    """The hash of a script's content; what an approval is bound to."""
    return hashlib.sha256(
        json.dumps(script.model_dump(mode="json"), sort_keys=True).encode()
    ).hexdigest()


class Studio:
    """The studio database in the studio's own words."""

    def __init__(self, database: Database, clock: Clock | None = None) -> None:
        self.database = database
        self._clock = clock or Clock()

    # tenants

    def add_tenant(self, tenant: TenantId, name: str = "") -> None:
        """Add a customer.

        Raises:
            ConflictError: there is one of that name.
        """
        with self.database.transaction() as session:
            if session.get(Tenant, tenant.slug) is not None:
                raise ConflictError(f"Tenant {tenant} exists already.")
            self._add_tenant(session, tenant, name)

    def tenants(self) -> Sequence[TenantId]:
        """All customers, by name."""
        with self.database.transaction() as session:
            return [
                TenantId(slug) for slug in session.exec(select(Tenant.slug).order_by(Tenant.slug))
            ]

    def brand(self, tenant: TenantId) -> dict[str, Any]:
        """The tenant's brand kit as stored; empty for the defaults."""
        with self.database.transaction() as session:
            return dict(_tenant(session, tenant).brand)

    def set_brand(self, tenant: TenantId, brand: dict[str, Any]) -> None:
        """Replace the tenant's brand kit; films change when they are rendered again."""
        with self.database.transaction() as session:
            row = _tenant(session, tenant)
            row.brand = brand
            session.add(row)
            self._audit(session, tenant, "", "set brand", brand)

    # prompts and projects

    def submit(self, project: ProjectId, text: str, preferences: Preferences) -> int:
        """Keep a prompt and ask for its film, in one transaction; adds the tenant if need be.

        Returns:
            The request's number.

        Raises:
            ConflictError: the tenant has a project of that name.
        """
        with self.database.transaction() as session:
            if session.get(Tenant, project.tenant.slug) is None:
                self._add_tenant(session, project.tenant, "")
            if session.get(Project, _key(project)) is not None:
                raise ConflictError(f"{project} exists already. Choose another project name.")
            prompt = Prompt(
                tenant=project.tenant.slug,
                project=project.slug,
                text=text,
                preferences=preferences.model_dump(mode="json"),
                created_at=self._clock.now(),
            )
            session.add(prompt)
            session.flush()
            now = self._clock.now()
            session.add(
                Project(
                    tenant=project.tenant.slug,
                    slug=project.slug,
                    prompt_id=prompt.id or 0,
                    created_at=now,
                    updated_at=now,
                )
            )
            return self._ask(session, project, RequestKind.PRODUCE, {})

    def prompt(self, project: ProjectId) -> tuple[str, Preferences]:
        """The prompt's text and preferences."""
        with self.database.transaction() as session:
            row = session.get(Prompt, _project(session, project).prompt_id)
            if row is None:
                raise NotFoundError(f"{project} has no prompt.")
            return row.text, Preferences.model_validate(row.preferences)

    def project(self, project: ProjectId) -> Project:
        """The project's row."""
        with self.database.transaction() as session:
            return _project(session, project)

    def exists(self, project: ProjectId) -> bool:
        """Whether this tenant has this project."""
        with self.database.transaction() as session:
            return session.get(Project, _key(project)) is not None

    def projects(self, tenant: TenantId, *, limit: int = 1000) -> Sequence[Project]:
        """A tenant's projects, the last changed first."""
        with self.database.transaction() as session:
            query = select(Project).where(Project.tenant == tenant.slug)
            return session.exec(query.order_by(col(Project.updated_at).desc()).limit(limit)).all()

    def open_projects(self, *, limit: int = 500) -> Sequence[Project]:
        """Projects that are not finished, over all tenants; as fast however many are."""
        with self.database.transaction() as session:
            query = select(Project).where(col(Project.is_open))
            return session.exec(query.order_by(Project.tenant, Project.slug).limit(limit)).all()

    def advance(self, project: ProjectId, status: Status, *, problem: str = "") -> None:
        """Set how far a project is; requests for it are closed when it comes to rest."""
        with self.database.transaction() as session:
            row = _project(session, project)
            if row.status == Status.ARCHIVED:
                return
            row.status, row.problem, row.updated_at = status.value, problem, self._clock.now()
            row.is_open = status not in CLOSED
            session.add(row)
            if not row.is_open:
                self._close_requests(session, project)

    def retry(self, project: ProjectId) -> int:
        """Ask again for what failed; made takes are kept."""
        return self._reopen(project, RequestKind.RETRY, {})

    def archive(self, project: ProjectId) -> None:
        """Put a project to rest for good; its record and film stay."""
        with self.database.transaction() as session:
            row = _project(session, project)
            row.status, row.is_open, row.updated_at = (
                Status.ARCHIVED.value,
                False,
                self._clock.now(),
            )
            session.add(row)
            self._close_requests(session, project)
            self._audit(session, project.tenant, project.slug, "archive", {})

    def lease(self, project: ProjectId, owner: str, seconds: float) -> None:
        """Take a project for a command that makes its film itself; sensors pass it by.

        Raises:
            ConflictError: another command holds it.
        """
        with self.database.transaction() as session:
            row = _project(session, project)
            now = self._clock.now()
            if row.lease_owner != owner and self.is_leased(row):
                raise ConflictError(f"{project} is being made by another command.")
            row.lease_owner, row.lease_until = owner, now + timedelta(seconds=seconds)
            session.add(row)

    def release(self, project: ProjectId, owner: str) -> None:
        """Give a leased project back to the sensors."""
        with self.database.transaction() as session:
            row = _project(session, project)
            if row.lease_owner == owner:
                row.lease_owner, row.lease_until = "", None
                session.add(row)

    def is_leased(self, row: Project) -> bool:
        """Whether a command makes this project's film itself."""
        is_held = row.lease_until is not None and row.lease_until > self._clock.now()
        return is_held and not is_gone(row.lease_owner)

    # requests

    def open_requests(self, *, limit: int = 200) -> Sequence[OpenRequest]:
        """Requests that are not seen through, oldest first."""
        with self.database.transaction() as session:
            query = (
                select(Request).where(col(Request.is_open)).order_by(col(Request.id)).limit(limit)
            )
            return [
                OpenRequest(
                    row.id or 0, ProjectId(TenantId(row.tenant), row.project), RequestKind(row.kind)
                )
                for row in session.exec(query)
            ]

    def close_requests(self, project: ProjectId, kind: RequestKind) -> None:
        """A run has taken up what these requests ask for."""
        with self.database.transaction() as session:
            self._close_requests(session, project, kind)

    # scripts

    def save_script(self, project: ProjectId, script: ScriptBreakdown, author: str) -> Draft:
        """Keep a script as the newest revision; the same script again is not kept twice."""
        sha256 = script_sha256(script)
        with self.database.transaction() as session:
            _project(session, project)
            last = _newest_revision(session, project)
            if last is not None and last.sha256 == sha256:
                return _draft(last)
            row = ScriptRevision(
                tenant=project.tenant.slug,
                project=project.slug,
                revision=1 if last is None else last.revision + 1,
                sha256=sha256,
                author=author,
                script=script.model_dump(mode="json"),
                created_at=self._clock.now(),
            )
            session.add(row)
            self._audit(
                session,
                project.tenant,
                project.slug,
                "save script",
                {"revision": row.revision, "author": author},
            )
            return _draft(row)

    def draft(self, project: ProjectId) -> Draft:
        """The newest revision of the script.

        Raises:
            NotFoundError: nothing is written yet.
        """
        with self.database.transaction() as session:
            row = _newest_revision(session, project)
            if row is None:
                _project(session, project)
                raise NotFoundError(f"{project} has no script yet.")
            return _draft(row)

    def approve(self, project: ProjectId, script_hash: str, reviewer: str) -> None:
        """Say yes to one exact script and ask for the rest of the film.

        Raises:
            ConflictError: the script was edited meanwhile.
        """
        with self.database.transaction() as session:
            newest = _newest_revision(session, project)
            if newest is None or newest.sha256 != script_hash:
                raise ConflictError(f"{project}: the script changed meanwhile. Look at it again.")
            if session.get(Approval, (*_key(project), script_hash)) is None:
                session.add(
                    Approval(
                        tenant=project.tenant.slug,
                        project=project.slug,
                        script_sha256=script_hash,
                        reviewer=reviewer,
                        created_at=self._clock.now(),
                    )
                )
                self._audit(
                    session,
                    project.tenant,
                    project.slug,
                    "approve",
                    {"script": script_hash, "reviewer": reviewer},
                )
            row = _project(session, project)
            if row.status in (Status.AWAITING_REVIEW, Status.DONE, Status.FAILED):
                self._open(session, row, Status.PREPARING)
                self._ask(session, project, RequestKind.CONTINUE, {"script": script_hash})

    def approval(self, project: ProjectId, script_hash: str) -> str | None:
        """Who approved exactly this script, ``None`` if nobody did."""
        with self.database.transaction() as session:
            row = session.get(Approval, (*_key(project), script_hash))
            return None if row is None else row.reviewer

    # take numbers

    def take_numbers(self, project: ProjectId) -> dict[tuple[str, str], int]:
        """Take numbers above 1 by (job, subject)."""
        with self.database.transaction() as session:
            query = select(TakeNumber).where(
                TakeNumber.tenant == project.tenant.slug, TakeNumber.project == project.slug
            )
            return {(row.job, row.subject): row.number for row in session.exec(query)}

    def ask_for_new_takes(
        self, project: ProjectId, subjects: Sequence[tuple[str, str]], *, run_id: str = ""
    ) -> None:
        """Raise the take number of each (job, subject) by one.

        Args:
            project: whose takes.
            subjects: what is to be made anew, such as ``("picture", "s003")``.
            run_id: the run that asks; the same run asking again changes nothing, so that its
                re-execution doesn't make yet another take.
        """
        with self.database.transaction() as session:
            for job, subject in subjects:
                row = session.get(TakeNumber, (*_key(project), job, subject)) or TakeNumber(
                    tenant=project.tenant.slug,
                    project=project.slug,
                    job=job,
                    subject=subject,
                    number=1,
                )
                if run_id and row.asked_by == run_id:
                    continue
                row.number, row.asked_by = row.number + 1, run_id
                session.add(row)
                self._audit(
                    session,
                    project.tenant,
                    project.slug,
                    "new take",
                    {"job": job, "subject": subject, "number": row.number},
                )

    def regenerate(self, project: ProjectId, subjects: Sequence[tuple[str, str]]) -> int:
        """Ask for new takes and for the film with them."""
        self.ask_for_new_takes(project, subjects)
        return self._reopen(
            project, RequestKind.REGENERATE, {"subjects": [list(s) for s in subjects]}
        )

    # search index

    def want_index(self, project: ProjectId, film: str) -> None:
        """Say that the tenant's index should hold the scenes of this film.

        Args:
            project: whose film.
            film: hash of what the film is made from; the same film again changes nothing.
        """
        with self.database.transaction() as session:
            row = _tenant(session, project.tenant)
            # A mark that changes with every film: naming all scenes would cost a read of every
            # project of the tenant for each film.
            mark = hashlib.sha256(f"{project} {film}".encode()).hexdigest()
            if row.index_wanted != mark:
                row.index_wanted = mark
                session.add(row)

    def index_wanted(self, tenant: TenantId) -> str:
        """The mark of what the tenant's index should hold now; empty before the first film."""
        with self.database.transaction() as session:
            return _tenant(session, tenant).index_wanted

    def index_built(self, tenant: TenantId, key: str) -> None:
        """Say that the index holds what was wanted when the mark was ``key``."""
        with self.database.transaction() as session:
            row = _tenant(session, tenant)
            row.index_key = key
            session.add(row)

    def stale_indexes(self) -> Sequence[tuple[TenantId, str]]:
        """Tenants whose index does not hold what it should, with the hash that it should have."""
        with self.database.transaction() as session:
            rows = session.exec(select(Tenant).where(Tenant.index_key != Tenant.index_wanted))
            return [(TenantId(row.slug), row.index_wanted) for row in rows]

    def counts(self, tenant: TenantId) -> dict[str, int]:
        """How many projects a tenant has by status."""
        with self.database.transaction() as session:
            query = select(Project.status, func.count()).where(Project.tenant == tenant.slug)
            return dict(session.exec(query.group_by(Project.status)).all())

    def _reopen(self, project: ProjectId, kind: RequestKind, details: dict[str, Any]) -> int:
        with self.database.transaction() as session:
            row = _project(session, project)
            if row.status == Status.ARCHIVED:
                raise BadInputError("project", f"{project} is archived; submit a new project.")
            row.attempt += 1
            self._open(session, row, Status.PREPARING)
            return self._ask(session, project, kind, details)

    def _open(self, session: Session, row: Project, status: Status) -> None:
        row.status, row.is_open, row.problem = status.value, True, ""
        row.updated_at = self._clock.now()
        session.add(row)

    def _ask(
        self, session: Session, project: ProjectId, kind: RequestKind, details: dict[str, Any]
    ) -> int:
        row = Request(
            tenant=project.tenant.slug,
            project=project.slug,
            kind=kind.value,
            details=details,
            created_at=self._clock.now(),
        )
        session.add(row)
        session.flush()
        self._audit(session, project.tenant, project.slug, kind.value, details)
        return row.id or 0

    def _close_requests(
        self, session: Session, project: ProjectId, kind: RequestKind | None = None
    ) -> None:
        query = select(Request).where(
            Request.tenant == project.tenant.slug,
            Request.project == project.slug,
            col(Request.is_open),
        )
        for row in session.exec(query):
            if kind is None or row.kind == kind:
                row.is_open = False
                session.add(row)

    def _add_tenant(self, session: Session, tenant: TenantId, name: str) -> None:
        session.add(
            Tenant(slug=tenant.slug, name=name or tenant.slug, created_at=self._clock.now())
        )
        session.flush()
        self._audit(session, tenant, "", "add tenant", {"name": name})

    def _audit(
        self, session: Session, tenant: TenantId, project: str, action: str, details: dict[str, Any]
    ) -> None:
        session.add(
            AuditEntry(
                tenant=tenant.slug,
                project=project,
                action=action,
                details=details,
                at=self._clock.now(),
            )
        )


def _key(project: ProjectId) -> tuple[str, str]:
    return project.tenant.slug, project.slug


def _tenant(session: Session, tenant: TenantId) -> Tenant:
    row = session.get(Tenant, tenant.slug)
    if row is None:
        raise NotFoundError(f"There is no tenant {tenant}.")
    return row


def _project(session: Session, project: ProjectId) -> Project:
    row = session.get(Project, _key(project))
    if row is None:
        raise NotFoundError(f"There is no project {project}.")
    return row


def _newest_revision(session: Session, project: ProjectId) -> ScriptRevision | None:
    query = select(ScriptRevision).where(
        ScriptRevision.tenant == project.tenant.slug, ScriptRevision.project == project.slug
    )
    return session.exec(query.order_by(col(ScriptRevision.revision).desc()).limit(1)).first()


def _draft(row: ScriptRevision) -> Draft:
    return Draft(ScriptBreakdown.model_validate(row.script), row.revision, row.sha256, row.author)
