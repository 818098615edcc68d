"""Projects taken out of the studio database, whole or not at all."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, update
from sqlmodel import Session, SQLModel, col, func, select

from manike.errors import ConflictError
from manike.hashes import hashes_in
from manike.ids import ProjectId, TenantId
from manike.studio.exchange_table import ExchangeRow
from manike.studio.footage_choices import FootageChoiceRow
from manike.studio.footage_table import FootageRow
from manike.studio.ledger.tables import Budget
from manike.studio.models import (
    Approval,
    Attempt,
    Prompt,
    Request,
    ScriptRevision,
    Take,
    TakeNumber,
)
from manike.studio.provider_plans import ProviderPlanRow
from manike.studio.room import Room, project_row, tenant_row
from manike.studio.search_table import SearchRow
from manike.studio.song_choices import SongChoiceRow

_OWN: Sequence[type[SQLModel]] = (
    Prompt,
    Request,
    ScriptRevision,
    Approval,
    TakeNumber,
    SongChoiceRow,
    FootageChoiceRow,
    ProviderPlanRow,
    Budget,
    SearchRow,
)
"""Tables whose rows of a project go with it, beside the project itself and its takes."""
_EMBEDDING = "embedding"
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Removed:
    """What a deletion took out of the database."""

    takes: int
    kept_takes: int
    """Takes that something else uses; they are the tenant's now."""
    rows: int
    """Rows that could be found."""


class Deletions(Room):
    """Takes projects out. What was paid stays in the ledger."""

    def kinds_found(self, project: ProjectId) -> Sequence[str]:
        """The kinds of rows by which a project can be found."""
        with self.database.transaction() as session:
            query = select(SearchRow.kind).where(*_own(SearchRow, project)).distinct()
            return sorted(session.exec(query))

    def files_of(self, project: ProjectId) -> set[str]:
        """Hashes of the files that belong to a project's takes and replies."""
        with self.database.transaction() as session:
            found = {sha for take in _takes(session, project) for sha in take.files.values()}
            payloads = select(Attempt.payload_sha256).where(*_own(Attempt, project))
            return (found | set(session.exec(payloads))) - {""}

    def files_used(self, tenant: TenantId, but: ProjectId | None = None) -> set[str]:
        """Hashes of all files that rows of a tenant name, but for those of one project."""
        slug = but.slug if but else None
        with self.database.transaction() as session:
            row = tenant_row(session, tenant)
            said: list[Any] = [row.brand, row.voices, row.prompts]
            takes = select(Take.files).where(Take.tenant == tenant.slug, Take.project != slug)
            said += session.exec(takes)
            payloads = select(Attempt.payload_sha256)
            payloads = payloads.where(Attempt.tenant == tenant.slug, Attempt.project != slug)
            said += session.exec(payloads)
            songs = select(SongChoiceRow.content)
            songs = songs.where(SongChoiceRow.tenant == tenant.slug, SongChoiceRow.project != slug)
            said += session.exec(songs)
            cuts = select(FootageChoiceRow.content)
            said += session.exec(
                cuts.where(FootageChoiceRow.tenant == tenant.slug, FootageChoiceRow.project != slug)
            )
            footage = select(FootageRow.sha256, FootageRow.report_sha256)
            footage = footage.where(FootageRow.tenant == tenant.slug)
            said += [list(pair) for pair in session.exec(footage)]
        return hashes_in(json.dumps(said))

    def delete(self, project: ProjectId, used: Collection[str], *, by: str) -> Removed:
        """Take a project out, in one transaction.

        Args:
            project: which.
            used: hashes of files and fingerprints of takes that something else of the tenant uses.
            by: who wants it, for the audit.

        Raises:
            NotFoundError: no such project.
            ConflictError: a generation for it is open at a provider: what it costs is not known.
        """
        with self.database.transaction() as session:
            tenant = tenant_row(session, project.tenant, lock=True)
            row = project_row(session, project, lock=True)
            _expect_no_open_attempt(session, project)
            gone_texts, rows = _texts_that_go(session, project)
            taken, kept = _split(session, project, set(used), gone_texts)
            _delete_by_id(session, taken)
            session.execute(update(Take).where(*_own(Take, project)).values(project=""))
            _empty_attempts(session, project)
            for table in _OWN:
                session.execute(delete(table).where(*_own(table, project)))
            session.delete(row)
            # The index of what is left must be looked at: whoever indexes had perhaps read it all.
            count = tenant.index_wanted.partition(":")[0]
            tenant.index_wanted = f"{int(count or 0) + 1}:without {project.slug}"
            session.add(tenant)
            removed = Removed(len(taken), kept, rows)
            details = {"by": by, "takes": removed.takes, "kept_takes": removed.kept_takes}
            self._audit(session, project, "delete", details)
        return removed


def _own(table: type[SQLModel], project: ProjectId) -> tuple[Any, Any]:
    columns: Any = table
    return columns.tenant == project.tenant.slug, columns.project == project.slug


def _takes(session: Session, project: ProjectId) -> Iterable[Take]:
    return session.exec(select(Take).where(*_own(Take, project)))


def _expect_no_open_attempt(session: Session, project: ProjectId) -> None:
    query = select(func.count()).select_from(Attempt)
    count = session.exec(query.where(*_own(Attempt, project), col(Attempt.is_open))).one()
    if count:
        raise ConflictError(
            f"{count} generations for {project} are open at a provider. "
            "See manike attempts list, and delete it when they have ended."
        )


def _texts_that_go(session: Session, project: ProjectId) -> tuple[set[str], int]:
    """Hashes of texts that nothing else of the tenant has, and how many rows the project has."""
    sha256 = SearchRow.text_sha256
    mine: list[str] = list(session.exec(select(sha256).where(*_own(SearchRow, project))))
    others = select(sha256).where(
        SearchRow.tenant == project.tenant.slug, SearchRow.project != project.slug
    )
    rest: set[str] = set(session.exec(others))
    return set(mine) - rest, len(mine)


def _split(
    session: Session, project: ProjectId, used: set[str], gone_texts: set[str]
) -> tuple[list[int], int]:
    """Ids of takes that go, and how many of the project's stay."""
    gone, kept = [], 0
    for take in _takes(session, project):
        texts = set(take.details.get("texts", ())) if take.job == _EMBEDDING else set()
        is_used = {take.fingerprint, *take.files.values()} & used or texts - gone_texts
        if is_used:
            kept += 1
        else:
            gone.append(take.id or 0)
    if gone_texts:  # embedded on the tenant's own account
        whole = select(Take).where(
            Take.tenant == project.tenant.slug, Take.project == "", Take.job == _EMBEDDING
        )
        for take in session.exec(whole):
            texts = set(take.details.get("texts", ()))
            if texts and texts <= gone_texts:
                gone.append(take.id or 0)
    return gone, kept


def _delete_by_id(session: Session, ids: Sequence[int]) -> None:
    for at in range(0, len(ids), _AT_ONCE):
        session.execute(delete(Take).where(col(Take.id).in_(ids[at : at + _AT_ONCE])))


def _empty_attempts(session: Session, project: ProjectId) -> None:
    """Of what was submitted only the account stays: when, to whom, for how much."""
    own = _own(Attempt, project)
    session.execute(
        delete(ExchangeRow).where(col(ExchangeRow.submission).in_(select(Attempt.id).where(*own)))
    )
    session.execute(update(Attempt).where(*own).values(reply=None, asked=None, payload_sha256=""))
