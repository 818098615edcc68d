"""Takes: the stored results of generations, found by their fingerprint."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, select

from manike.errors import ConflictError, CorruptBlobError, NotFoundError
from manike.generation.fingerprint import Job
from manike.ids import TenantId
from manike.money import Money
from manike.storage.blobs import BlobStore
from manike.studio.database import Database
from manike.studio.models import Take

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class TakeResult:
    """A take, found or made."""

    fingerprint: str
    files: Mapping[str, str]
    """SHA-256 of each file by its name."""
    details: Mapping[str, Any]
    provider: str
    model: str
    cost: Money
    seconds: float
    """How long it took to make, then or now."""
    size_bytes: int
    made_at: datetime
    was_made: bool
    """Made by this call; otherwise it was there."""
    notes: Mapping[str, Any] = field(default_factory=dict)
    """What else is known of its making: usage, providers that were tried before."""


class Takes:
    """Takes kept in the studio database, their files in the store."""

    def __init__(self, database: Database, blobs: BlobStore) -> None:
        self._database = database
        self._blobs = blobs

    def find(self, tenant: TenantId, fingerprint: str) -> TakeResult | None:
        """The stored take, if all of its files are whole.

        A take with a missing or damaged file is not there for the caller, who makes another. Its
        record stays until that other one is stored.

        Raises:
            StoreError: a file can't be read, or all of the tenant's files are gone.
        """
        row = self._row(tenant, fingerprint)
        if row is None or not self._is_whole(tenant, row):
            return None
        return _result(row, was_made=False)

    def first(self, tenant: TenantId, fingerprints: Sequence[str]) -> TakeResult | None:
        """The first of several takes that is there.

        Raises:
            StoreError: as ``find``.
        """
        found = (self.find(tenant, fingerprint) for fingerprint in fingerprints)
        return next((take for take in found if take is not None), None)

    def made_by(
        self, tenant: TenantId, job: Job, provider: str, model: str, but: Collection[str]
    ) -> Mapping[str, Mapping[str, Any]]:
        """What is recorded of all that a model has made of a kind, by fingerprint, but for some.

        Whether their files are whole is not looked at.
        """
        mine = (
            col(Take.tenant) == tenant.slug,
            col(Take.job) == job.value,
            col(Take.provider) == provider,
            col(Take.model) == model,
        )
        found: dict[str, Mapping[str, Any]] = {}
        with self._database.transaction() as session:
            new = sorted(set(session.exec(select(Take.fingerprint).where(*mine))) - set(but))
            for start in range(0, len(new), _AT_ONCE):
                some = col(Take.fingerprint).in_(new[start : start + _AT_ONCE])
                query = select(Take.fingerprint, Take.details).where(*mine, some)
                found.update((fingerprint, details) for fingerprint, details in session.exec(query))
        return found

    def recorded(self, tenant: TenantId, fingerprints: Sequence[str]) -> Mapping[str, TakeResult]:
        """Takes by their fingerprints, those that there are.

        Whether their files are whole is not looked at.
        """
        found: dict[str, TakeResult] = {}
        with self._database.transaction() as session:
            for start in range(0, len(fingerprints), _AT_ONCE):
                some = col(Take.fingerprint).in_(fingerprints[start : start + _AT_ONCE])
                for row in session.exec(select(Take).where(Take.tenant == tenant.slug, some)):
                    found[row.fingerprint] = _result(row, was_made=False)
        return found

    def forget(self, tenant: TenantId, job: Job, but: Collection[str]) -> Collection[str]:
        """Take away the records of a kind of take, but for some; their files stay.

        Returns:
            The SHA-256 of all files of those that are gone.
        """
        mine = (col(Take.tenant) == tenant.slug, col(Take.job) == job.value)
        with self._database.transaction() as session:
            query = select(Take.fingerprint, Take.files).where(*mine)
            gone = {mark: files for mark, files in session.exec(query) if mark not in set(but)}
            for start in range(0, len(gone), _AT_ONCE):
                some = col(Take.fingerprint).in_(list(gone)[start : start + _AT_ONCE])
                session.execute(delete(Take).where(*mine, some))
        return {sha256 for files in gone.values() for sha256 in files.values()}

    def holding(self, tenant: TenantId, hashes: Collection[str]) -> Collection[str]:
        """Those of these files that a take of the tenant is made of."""
        wanted, found = set(hashes), set[str]()
        with self._database.transaction() as session:
            for files in session.exec(select(Take.files).where(Take.tenant == tenant.slug)):
                found |= wanted & set(files.values())
        return found

    def files(self, tenant: TenantId, take: TakeResult) -> dict[str, Path]:
        """Where the files of a take lie, by their names."""
        return {name: self._blobs.path(tenant, sha) for name, sha in take.files.items()}

    def keep(
        self,
        tenant: TenantId,
        made: Take,
        besides: Callable[[Session], None] = lambda _session: None,
    ) -> TakeResult:
        """Store a take in place of a damaged one; a whole one that came first stays.

        Two workers make one take if the database was away for longer than a claim lasts.

        Args:
            tenant: whose it is.
            made: the take; its files are in the store.
            besides: what else is written in the same transaction: the payment of this take.
        """
        before: Take | None = None
        try:
            with self._database.transaction() as session:
                before = _row_in(session, tenant, made.fingerprint)
                if before is None:
                    session.add(made)
                    besides(session)
            if before is not None and self._is_whole(tenant, before):
                self._besides(besides)
                return _result(before, was_made=before.files == made.files)
            if before is not None:
                with self._database.transaction() as session:
                    session.execute(delete(Take).where(col(Take.id) == before.id))
                    session.add(made)
                    besides(session)
        except ConflictError:  # stored by another worker between the look and the writing
            found = self.find(tenant, made.fingerprint)
            if found is None:
                raise
            self._besides(besides)
            return found
        return _result(made, was_made=True)

    def _besides(self, besides: Callable[[Session], None]) -> None:
        """What was to be written with a take, though another worker's take stays.

        A conflict means that the other worker wrote it as well.
        """
        with suppress(ConflictError), self._database.transaction() as session:
            besides(session)

    def _row(self, tenant: TenantId, fingerprint: str) -> Take | None:
        with self._database.transaction() as session:
            return _row_in(session, tenant, fingerprint)

    def _is_whole(self, tenant: TenantId, row: Take) -> bool:
        self._blobs.require(tenant)
        try:
            for sha256 in row.files.values():
                self._blobs.verify(tenant, sha256)
        except (NotFoundError, CorruptBlobError):
            return False
        return True


def _row_in(session: Session, tenant: TenantId, fingerprint: str) -> Take | None:
    return session.exec(
        select(Take).where(Take.tenant == tenant.slug, Take.fingerprint == fingerprint)
    ).first()


def _result(row: Take, *, was_made: bool) -> TakeResult:
    return TakeResult(
        fingerprint=row.fingerprint,
        files=dict(row.files),
        details=dict(row.details),
        provider=row.provider,
        model=row.model,
        cost=Money(row.cost, row.currency),
        seconds=row.seconds,
        size_bytes=row.size_bytes,
        made_at=row.created_at,
        was_made=was_made,
        notes=dict(row.notes),
    )
