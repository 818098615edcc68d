"""Revisions of scripts and their approvals."""

import hashlib
import json
from dataclasses import dataclass

from sqlmodel import Session, col, select

from manike.errors import ConflictError, NotFoundError
from manike.ids import ProjectId
from manike.script.models import ScriptBreakdown
from manike.studio.models import Approval, Project, RequestKind, ScriptRevision, Status
from manike.studio.room import Room, key_of, project_row, readable

_AT_REST = (Status.AWAITING_REVIEW, Status.DONE, Status.FAILED)


@dataclass(frozen=True, slots=True)
class Draft:
    """A script with the hash that approvals are bound to."""

    script: ScriptBreakdown
    revision: int
    sha256: str
    author: str


def script_sha256(script: ScriptBreakdown) -> str:
    """The hash of a script's content; what an approval is bound to."""
    return hashlib.sha256(
        json.dumps(script.model_dump(mode="json"), sort_keys=True).encode()
    ).hexdigest()


class Scripts(Room):
    """The scripts of all projects."""

    def save_script(self, project: ProjectId, script: ScriptBreakdown, author: str) -> Draft:
        """Keep a script as the newest revision; the same script again is not kept twice."""
        sha256 = script_sha256(script)
        with readable(f"The script of {project}"), self.database.transaction() as session:
            owner = project_row(session, project, lock=True)
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
            self._mark_edit(session, owner, row)
            self._audit(
                session, project, "save script", {"revision": row.revision, "author": author}
            )
            return _draft(row)

    def draft(self, project: ProjectId) -> Draft:
        """The newest revision of the script.

        Raises:
            NotFoundError: nothing is written yet.
            StoreError: what is stored can't be read.
        """
        with readable(f"The script of {project}"), self.database.transaction() as session:
            row = _newest_revision(session, project)
            if row is None:
                project_row(session, project)
                raise NotFoundError(f"{project} has no script yet.")
            return _draft(row)

    def approve(self, project: ProjectId, script_hash: str, reviewer: str) -> None:
        """Say yes to one exact script and ask for the rest of the film.

        Raises:
            ConflictError: the script was edited meanwhile.
        """
        with readable(f"The script of {project}"), self.database.transaction() as session:
            row = project_row(session, project, lock=True)
            newest = _newest_revision(session, project)
            if newest is None or newest.sha256 != script_hash:
                raise ConflictError(f"{project}: the script changed meanwhile. Look at it again.")
            if session.get(Approval, (*key_of(project), script_hash)) is None:
                self._add_approval(session, project, script_hash, reviewer)
            if row.status in _AT_REST:
                self._reopen(session, row)
                self._ask(session, project, RequestKind.CONTINUE, {"script": script_hash})

    def approval(self, project: ProjectId, script_hash: str) -> str | None:
        """Who approved exactly this script, ``None`` if nobody did."""
        with self.database.transaction() as session:
            row = session.get(Approval, (*key_of(project), script_hash))
            return None if row is None else row.reviewer

    def _mark_edit(self, session: Session, project: Project, row: ScriptRevision) -> None:
        """Have runs of this script get keys of their own, even if it is an earlier one again."""
        project.updated_at = self._clock.now()
        if row.revision > 1:  # the first is written by the run that the attempt began with
            project.attempt += 1
        session.add(project)

    def _add_approval(
        self, session: Session, project: ProjectId, script_hash: str, reviewer: str
    ) -> None:
        session.add(
            Approval(
                tenant=project.tenant.slug,
                project=project.slug,
                script_sha256=script_hash,
                reviewer=reviewer,
                created_at=self._clock.now(),
            )
        )
        self._audit(session, project, "approve", {"script": script_hash, "reviewer": reviewer})


def _newest_revision(session: Session, project: ProjectId) -> ScriptRevision | None:
    query = select(ScriptRevision).where(
        ScriptRevision.tenant == project.tenant.slug, ScriptRevision.project == project.slug
    )
    return session.exec(query.order_by(col(ScriptRevision.revision).desc()).limit(1)).first()


def _draft(row: ScriptRevision) -> Draft:
    return Draft(ScriptBreakdown.model_validate(row.script), row.revision, row.sha256, row.author)
