"""Leases: a project that a command makes itself is left alone by the studio and other commands."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from manike.errors import ConflictError
from manike.ids import ProjectId
from manike.studio.models import Project
from manike.studio.owners import is_gone
from manike.studio.renewal import renewing
from manike.studio.room import Room, project_row

LEASE_S = 120.0
"""The sensors take over from a command that is silent for so long."""
_RENEW_S = 20.0


class Leases(Room):
    """Which command makes which project."""

    def lease(self, project: ProjectId, owner: str, seconds: float = LEASE_S) -> None:
        """Take a project for a command that makes its film itself; sensors pass it by.

        Raises:
            ConflictError: another command holds it.
        """
        with self.database.transaction() as session:
            row = project_row(session, project, lock=True)
            if row.lease_owner != owner and self.is_leased(row):
                who = f"{project} is being made by another command, {row.lease_owner}"
                until = f"{row.lease_until:%H:%M} UTC"
                raise ConflictError(f"{who}. Wait for it or stop it; if it died, wait for {until}.")
            row.lease_owner = owner
            row.lease_until = self._clock.now() + timedelta(seconds=seconds)
            session.add(row)

    @contextmanager
    def leased(self, project: ProjectId, owner: str) -> Iterator[None]:
        """Hold a project while the block runs, however long a step of it takes.

        Raises:
            ConflictError: another command holds it.
        """
        self.lease(project, owner)
        try:
            with renewing(lambda: self._renew(project, owner), _RENEW_S):
                yield
        finally:
            self.release(project, owner)

    def release(self, project: ProjectId, owner: str) -> None:
        """Give a leased project back to the sensors."""
        with self.database.transaction() as session:
            row = project_row(session, project, lock=True)
            if row.lease_owner == owner:
                row.lease_owner, row.lease_until = "", None
                session.add(row)

    def is_leased(self, row: Project) -> bool:
        """Whether a command makes this project's film itself."""
        is_held = row.lease_until is not None and row.lease_until > self._clock.now()
        return is_held and not is_gone(row.lease_owner)

    def _renew(self, project: ProjectId, owner: str) -> bool:
        """Whether the lease goes on; one that was taken over stays with its new owner."""
        with self.database.transaction() as session:
            row = project_row(session, project, lock=True)
            if row.lease_owner != owner:
                return False
            row.lease_until = self._clock.now() + timedelta(seconds=LEASE_S)
            session.add(row)
            return True
