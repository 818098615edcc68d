"""What webhooks have told: a job has news. Only a hint, as polling alone finds out everything."""

from datetime import timedelta

from sqlalchemy import delete, update
from sqlmodel import col, select

from manike.errors import ConflictError
from manike.studio.clock import Clock
from manike.studio.database import Database
from manike.studio.guard_tables import JobNudge

_KEPT = timedelta(days=1)
"""Longer than any webhook stays valid (5 minutes), so that none counts twice."""
_LOOK_EVERY_S = 1.0


class Nudges:
    """Nudges for those who poll, kept in the studio database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add(self, vendor: str, delivery_id: str, job_id: str) -> bool:
        """Note that a job has news; whether this delivery was not known before.

        Args:
            vendor: whose webhook it is.
            delivery_id: the webhook's own id, the same whenever it is sent again.
            job_id: the vendor's id of the job.
        """
        now = self._clock.now()
        try:
            with self._database.transaction() as session:
                session.execute(delete(JobNudge).where(col(JobNudge.at) < now - _KEPT))
                if session.get(JobNudge, (vendor, delivery_id)) is not None:
                    return False
                session.add(JobNudge(vendor=vendor, delivery_id=delivery_id, job_id=job_id, at=now))
        except ConflictError:  # the same delivery came twice at the same moment
            return False
        return True

    def take(self, vendor: str, job_id: str) -> bool:
        """Whether a job was nudged since this was asked last; writes only if it was.

        A thousand jobs that wait look a thousand times a second: none holds up a writer.
        """
        with self._database.reading() as session:
            unseen = select(JobNudge.delivery_id).where(
                JobNudge.vendor == vendor,
                JobNudge.job_id == job_id,
                col(JobNudge.is_seen).is_(False),
            )
            if session.exec(unseen.limit(1)).first() is None:
                return False
        with self._database.transaction() as session:
            seen = session.connection().execute(
                update(JobNudge)
                .where(
                    col(JobNudge.vendor) == vendor,
                    col(JobNudge.job_id) == job_id,
                    col(JobNudge.is_seen).is_(False),
                )
                .values(is_seen=True)
            )
            return seen.rowcount > 0

    def wait(self, vendor: str, job_id: str, seconds: float) -> bool:
        """Wait until a job is nudged, so long at most; whether it was."""
        end_s = self._clock.monotonic_s() + seconds
        while not self.take(vendor, job_id):
            left_s = end_s - self._clock.monotonic_s()
            if left_s <= 0:
                return False
            self._clock.sleep(min(left_s, _LOOK_EVERY_S))
        return True
