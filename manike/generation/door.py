"""The one door: every generation passes here, so that nothing is made, or paid for, twice."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import delete
from sqlmodel import col, select

from manike.errors import ConflictError, CorruptBlobError, NotFoundError, StoreError
from manike.generation.claims import Claims
from manike.generation.fingerprint import Generation
from manike.ids import ProjectId, TenantId
from manike.media.files import scratch_folder
from manike.money import Money
from manike.storage.blobs import BlobStore
from manike.storage.layout import Layout
from manike.studio.clock import Clock
from manike.studio.database import Database
from manike.studio.models import Take
from manike.studio.owners import owner_name

_WAIT_S = 0.25
"""Between looks at a take that another worker makes."""

Produce = Callable[[Path], Mapping[str, Any]]
"""Makes the files of a take in an empty folder and returns the provider's record of them."""


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


class Door:
    """Finds takes by their fingerprint and has the missing ones made, each by one worker."""

    def __init__(self, database: Database, layout: Layout, blobs: BlobStore, clock: Clock) -> None:
        self._database = database
        self._layout = layout
        self._blobs = blobs
        self._clock = clock
        self._claims = Claims(database, clock)

    def obtain(self, project: ProjectId, generation: Generation, produce: Produce) -> TakeResult:
        """The take of this generation: the one that is there, or a new one.

        Whatever dies on the way leaves either a whole take or none, and the next call goes on.

        Raises:
            ProviderError: ``produce`` failed; nothing is kept of it.
            StoreError: the tenant's files are not there; nothing is made.
        """
        tenant, fingerprint, owner = project.tenant, generation.fingerprint, owner_name()
        while True:
            found = self.find(tenant, fingerprint)
            if found is not None:
                return found
            if self._claims.take(tenant, fingerprint, owner):
                break
            self._clock.sleep(_WAIT_S)
        try:
            with self._claims.renewed(tenant, fingerprint, owner):
                # The take may have been finished between the look and the claim.
                return self.find(tenant, fingerprint) or self._make(project, generation, produce)
        finally:
            self._claims.give_back(tenant, fingerprint, owner)

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

    def files(self, tenant: TenantId, take: TakeResult) -> dict[str, Path]:
        """Where the files of a take lie, by their names."""
        return {name: self._blobs.path(tenant, sha) for name, sha in take.files.items()}

    def _make(self, project: ProjectId, generation: Generation, produce: Produce) -> TakeResult:
        started_s = self._clock.monotonic_s()
        with scratch_folder(self._layout.scratch(project.tenant)) as folder:
            details = dict(produce(folder))
            made = sorted(path for path in folder.iterdir() if path.is_file())
            if not made:
                raise StoreError(f"{generation.provider} reported success but wrote no file.")
            size_bytes = sum(path.stat().st_size for path in made)
            files = {path.name: self._blobs.adopt(project.tenant, path) for path in made}
        row = Take(
            tenant=project.tenant.slug,
            project=project.slug,
            job=generation.job.value,
            fingerprint=generation.fingerprint,
            provider=generation.provider,
            model=generation.model,
            files=files,
            details=details,
            cost=Decimal(0),
            seconds=round(self._clock.monotonic_s() - started_s, 3),
            size_bytes=size_bytes,
            created_at=self._clock.now(),
        )
        return self._keep(project.tenant, row)

    def _keep(self, tenant: TenantId, made: Take) -> TakeResult:
        """Store a take in place of a damaged one; a whole one that came first stays.

        Two workers make one take if the database was away for longer than a claim lasts.
        """
        before = self._row(tenant, made.fingerprint)
        if before is not None and self._is_whole(tenant, before):
            return _result(before, was_made=before.files == made.files)
        try:
            with self._database.transaction() as session:
                if before is not None:
                    session.execute(delete(Take).where(col(Take.id) == before.id))
                session.add(made)
        except ConflictError:  # stored by another worker between the look and the writing
            found = self.find(tenant, made.fingerprint)
            if found is None:
                raise
            return found
        return _result(made, was_made=True)

    def _row(self, tenant: TenantId, fingerprint: str) -> Take | None:
        with self._database.transaction() as session:
            return session.exec(
                select(Take).where(Take.tenant == tenant.slug, Take.fingerprint == fingerprint)
            ).first()

    def _is_whole(self, tenant: TenantId, row: Take) -> bool:
        self._blobs.require(tenant)
        try:
            for sha256 in row.files.values():
                self._blobs.verify(tenant, sha256)
        except (NotFoundError, CorruptBlobError):
            return False
        return True


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
    )
