"""Take numbers: how often another take of one thing was asked for."""

from collections.abc import Sequence

from sqlmodel import Session, select

from manike.ids import ProjectId
from manike.studio.models import RequestKind, TakeNumber
from manike.studio.projects import Projects
from manike.studio.room import key_of, project_row

Subject = tuple[str, str]
"""A job and what it is done for, such as ``("picture", "s003")``."""


class TakeNumbers(Projects):
    """The take numbers of all projects."""

    def take_numbers(self, project: ProjectId) -> dict[Subject, int]:
        """Take numbers above 1 by (job, subject)."""
        with self.database.transaction() as session:
            query = select(TakeNumber).where(
                TakeNumber.tenant == project.tenant.slug, TakeNumber.project == project.slug
            )
            return {(row.job, row.subject): row.number for row in session.exec(query)}

    def ask_for_new_takes(
        self, project: ProjectId, subjects: Sequence[Subject], *, run_id: str = ""
    ) -> None:
        """Raise the take number of each (job, subject) by one.

        Args:
            project: whose takes.
            subjects: what is to be made anew.
            run_id: the run that asks; the same run asking again changes nothing, so that its
                re-execution doesn't make yet another take.
        """
        with self.database.transaction() as session:
            self._raise(session, project, subjects, run_id)

    def regenerate(self, project: ProjectId, subjects: Sequence[Subject]) -> int:
        """Ask for new takes and for the film with them."""
        details = {"subjects": [list(subject) for subject in subjects]}
        with self.database.transaction() as session:
            self._raise(session, project, subjects)
            return self._take_up_again(session, project, RequestKind.REGENERATE, details)

    def _raise(
        self, session: Session, project: ProjectId, subjects: Sequence[Subject], run_id: str = ""
    ) -> None:
        owner = project_row(session, project, lock=True)
        owner.updated_at = self._clock.now()
        session.add(owner)
        for job, subject in subjects:
            row = session.get(TakeNumber, (*key_of(project), job, subject)) or TakeNumber(
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
            found = {"job": job, "subject": subject, "number": row.number}
            self._audit(session, project, "new take", found)
