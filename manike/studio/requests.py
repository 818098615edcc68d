"""Requests that sensors still have to see through."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, func, select

from manike.ids import ProjectId, TenantId
from manike.studio.models import Request, RequestKind
from manike.studio.room import Room, close_requests


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """A request that sensors still have to see through."""

    id: int
    project: ProjectId
    kind: RequestKind


class Requests(Room):
    """What was asked for and is not taken up yet."""

    def open_requests(
        self, kind: RequestKind | None = None, *, limit: int = 200
    ) -> Sequence[OpenRequest]:
        """Requests of one kind, or all, that are not seen through.

        The tenants take turns, each with its oldest first: one with 200 requests hides nobody.
        """
        turn = func.row_number().over(partition_by=col(Request.tenant), order_by=[col(Request.id)])
        query = select(Request).where(col(Request.is_open))
        if kind is not None:
            query = query.where(Request.kind == kind.value)
        with self.database.transaction() as session:
            rows = session.exec(query.order_by(turn, col(Request.id)).limit(limit))
            return [
                OpenRequest(
                    row.id or 0, ProjectId(TenantId(row.tenant), row.project), RequestKind(row.kind)
                )
                for row in rows
            ]

    def is_asked(self, project: ProjectId, kind: RequestKind) -> bool:
        """Whether an open request asks this of the project."""
        query = select(Request.id).where(
            Request.tenant == project.tenant.slug,
            Request.project == project.slug,
            Request.kind == kind.value,
            col(Request.is_open),
        )
        with self.database.transaction() as session:
            return session.exec(query).first() is not None

    def close_requests(self, project: ProjectId, kind: RequestKind) -> None:
        """A run has taken up what these requests ask for."""
        with self.database.transaction() as session:
            close_requests(session, project, kind)
