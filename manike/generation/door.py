"""The one door: every generation passes here, so that nothing is made, or paid for, twice."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from manike.errors import (
    PermanentProviderError,
    ProviderError,
    RefusedContentError,
    StoreError,
    TransientProviderError,
)
from manike.generation.claims import Claims
from manike.generation.courier import Courier, Errand
from manike.generation.fingerprint import Generation, Job, hash_of
from manike.generation.remote import RemoteJob
from manike.generation.steps import Delivery
from manike.generation.takes import TakeResult, Takes
from manike.generation.tried import Tried, notes_of, summary_of
from manike.generation.workers import core_count
from manike.ids import TenantId
from manike.media.files import scratch_folder
from manike.storage.blobs import BlobStore
from manike.storage.layout import Layout
from manike.studio.clock import Clock
from manike.studio.models import Take
from manike.studio.owners import owner_name

_WAIT_S = 0.25
"""Between looks at a take that another worker makes."""

Produce = Callable[[Path], Mapping[str, Any]]
"""Makes the files of a take in an empty folder and returns the provider's record of them."""


@dataclass(frozen=True, slots=True)
class MadeHere:
    """A way to a take: in this process, for nothing."""

    generation: Generation
    produce: Produce


@dataclass(frozen=True, slots=True)
class MadeThere:
    """A way to a take: by a job at a provider."""

    generation: Generation
    job: RemoteJob
    reworded: Callable[[RefusedContentError], RemoteJob] | None = None
    """The same job in other words, if a refusal may be answered so, once."""


Offer = MadeHere | MadeThere


class Door:
    """Finds takes by their fingerprint and has the missing ones made, each by one worker."""

    def __init__(
        self,
        takes: Takes,
        claims: Claims,
        courier: Courier,
        layout: Layout,
        blobs: BlobStore,
        clock: Clock,
    ) -> None:
        self._takes = takes
        self._claims = claims
        self._courier = courier
        self._layout = layout
        self._blobs = blobs
        self._clock = clock
        # Scenes wait for providers side by side; what is made here would share cores and memory.
        self._cores = BoundedSemaphore(core_count())

    def find(self, tenant: TenantId, fingerprint: str) -> TakeResult | None:
        """See ``Takes.find``."""
        return self._takes.find(tenant, fingerprint)

    def first(self, tenant: TenantId, fingerprints: Sequence[str]) -> TakeResult | None:
        """See ``Takes.first``."""
        return self._takes.first(tenant, fingerprints)

    def is_begun(self, tenant: TenantId, generation: Generation) -> bool:
        """Whether a provider may be making it, or may have made it."""
        return self._courier.is_begun(tenant, generation)

    def files(self, tenant: TenantId, take: TakeResult) -> dict[str, Path]:
        """Where the files of a take lie, by their names."""
        return self._takes.files(tenant, take)

    def obtain(
        self,
        errand: Errand,
        offers: Sequence[Offer],
        acceptable: Sequence[str] = (),
        *,
        passed_over: Sequence[tuple[Offer, str]] = (),
    ) -> TakeResult:
        """The take that one of the offers names: one that is there, or a new one.

        A take of any offer counts, so that a film that was made with the second provider while the
        first was away is not paid for again. A new one is asked of the first;
        of the next only when it is certain that the one before neither made nor bills it. One that
        was begun is gone on with before any other is asked, wherever it stands by now.

        Whatever dies on the way leaves either a whole take or none, and the next call goes on.

        Args:
            errand: for what it is made.
            offers: one or more, the preferred one first.
            acceptable: fingerprints of the takes that count, the preferred one first, so that it
                does not change what is found if the offers come in another order today; those of
                the offers if not given.
            passed_over: those of the offers that would come before the first one, and why they do
                not: what another makes in their place is a fallback.

        Raises:
            BudgetError: a budget does not allow it; nothing is made.
            UnknownOutcomeError: whether a provider made it can't be told yet.
            ProviderError: no provider delivered; the first one's error. Nothing is kept of it.
            StoreError: the tenant's files are not there; nothing is made.
        """
        tenant = errand.project.tenant
        offered = [offer.generation.fingerprint for offer in offers]
        fingerprints = list(dict.fromkeys((*acceptable, *offered)))
        while True:
            found = self._takes.first(tenant, fingerprints)
            if found is not None:
                return found
            with ExitStack() as claimed:
                if self._claimed(tenant, fingerprints, claimed):
                    # It may have been finished between the look and the claim.
                    found = self._takes.first(tenant, fingerprints)
                    return found or self._from_first_that_delivers(errand, offers, passed_over)
            self._clock.sleep(_WAIT_S)

    def made_by(
        self, tenant: TenantId, job: Job, provider: str, model: str, but: Collection[str]
    ) -> Mapping[str, Mapping[str, Any]]:
        """See ``Takes.made_by``."""
        return self._takes.made_by(tenant, job, provider, model, but)

    def begun(self, tenant: TenantId, job: Job, provider: str, model: str) -> Sequence[Generation]:
        """See ``Courier.begun``."""
        return self._courier.begun(tenant, job, provider, model)

    def recorded(self, tenant: TenantId, fingerprints: Sequence[str]) -> Mapping[str, TakeResult]:
        """See ``Takes.recorded``."""
        return self._takes.recorded(tenant, fingerprints)

    def forget(self, tenant: TenantId, job: Job, but: Collection[str]) -> Collection[str]:
        """See ``Takes.forget``."""
        return self._takes.forget(tenant, job, but)

    def holding(self, tenant: TenantId, hashes: Collection[str]) -> Collection[str]:
        """See ``Takes.holding``."""
        return self._takes.holding(tenant, hashes)

    @contextmanager
    def alone(self, tenant: TenantId, task: str) -> Iterator[None]:
        """Wait until nobody else does a task of that name for this tenant, on any machine."""
        with ExitStack() as claimed:
            while not self._claimed(tenant, [hash_of(task)], claimed):
                self._clock.sleep(_WAIT_S)
            yield

    def pick_up(self, errand: Errand, generation: Generation, job: RemoteJob) -> TakeResult | None:
        """The take of an attempt that was left behind, if its job has made it by now.

        Nothing is submitted, and nobody waited for. ``None`` if a worker is at it, if the job
        still works, or if it was never submitted: the attempt is closed then.

        Raises:
            UnknownOutcomeError: a person has to tell what became of it.
            ProviderError: as ``Pickup.pick_up``.
            StoreError: the tenant's files are not there.
        """
        tenant, fingerprint = errand.project.tenant, generation.fingerprint
        with ExitStack() as claimed:
            if not self._claimed(tenant, [fingerprint], claimed):
                return None
            started_s = self._clock.monotonic_s()
            with scratch_folder(self._layout.scratch(tenant)) as folder:
                delivery = self._courier.pick_up(tenant, fingerprint, job, folder)
                if delivery is None:
                    return None
                row = self._take(errand, generation, folder, started_s)
            return self._delivered(errand, row, delivery, ())

    def _claimed(self, tenant: TenantId, fingerprints: Sequence[str], claimed: ExitStack) -> bool:
        """Claim all of them, or none; in one order everywhere, so that no two wait for each other.

        All: a worker with another order of providers must not ask one while this one asks another.
        """
        owner = owner_name()
        with ExitStack() as taken:
            for fingerprint in sorted(set(fingerprints)):
                if not self._claims.take(tenant, fingerprint, owner):
                    return False
                taken.callback(self._claims.give_back, tenant, fingerprint, owner)
                taken.enter_context(self._claims.renewed(tenant, fingerprint, owner))
            claimed.push(taken.pop_all())
        return True

    def _from_first_that_delivers(
        self, errand: Errand, offers: Sequence[Offer], passed_over: Sequence[tuple[Offer, str]]
    ) -> TakeResult:
        tenant, tried = errand.project.tenant, list[Tried]()
        for offer in self._begun_first(tenant, offers):
            skipped = [_passed(other, why) for other, why in passed_over if other is not offer]
            try:
                return self._made(errand, offer, [*skipped, *tried])
            except (PermanentProviderError, TransientProviderError) as error:
                if self._is_begun(tenant, offer):
                    raise  # it is made and paid for, and could not be loaded yet
                tried.append(Tried(offer.generation, error))
        raise summary_of(tried)

    def _begun_first(self, tenant: TenantId, offers: Sequence[Offer]) -> Sequence[Offer]:
        if len(offers) == 1:
            return offers
        return sorted(offers, key=lambda offer: not self._is_begun(tenant, offer))

    def _is_begun(self, tenant: TenantId, offer: Offer) -> bool:
        return isinstance(offer, MadeThere) and self.is_begun(tenant, offer.generation)

    def _made(self, errand: Errand, offer: Offer, tried: Sequence[Tried]) -> TakeResult:
        if isinstance(offer, MadeHere):
            return self._made_here(errand, offer, tried)
        try:
            return self._made_there(errand, offer, offer.job, tried)
        except RefusedContentError as error:
            if offer.reworded is None:
                raise
            tried = [*tried, Tried(offer.generation, error)]
            try:
                return self._made_there(errand, offer, offer.reworded(error), tried)
            except ProviderError as again:
                again.is_billed |= error.is_billed
                raise

    def _made_here(self, errand: Errand, offer: MadeHere, tried: Sequence[Tried]) -> TakeResult:
        with (
            self._cores,
            scratch_folder(self._layout.scratch(errand.project.tenant)) as folder,
        ):
            started_s = self._clock.monotonic_s()
            details = dict(offer.produce(folder))
            row = self._take(errand, offer.generation, folder, started_s)
        row.details, row.notes = details, notes_of({}, tried)
        return self._takes.keep(errand.project.tenant, row)

    def _made_there(
        self, errand: Errand, offer: MadeThere, job: RemoteJob, tried: Sequence[Tried]
    ) -> TakeResult:
        started_s, generation = self._clock.monotonic_s(), offer.generation
        with scratch_folder(self._layout.scratch(errand.project.tenant)) as folder:
            delivery = self._courier.fetch(errand, generation, job, folder)
            row = self._take(errand, generation, folder, started_s)
        return self._delivered(errand, row, delivery, tried)

    def _delivered(
        self, errand: Errand, row: Take, delivery: Delivery, tried: Sequence[Tried]
    ) -> TakeResult:
        """Store a take whose files are in the store, and pay for it, both or neither."""
        collected = delivery.collected
        row.details, row.notes = dict(collected.record), notes_of(collected.notes, tried)
        row.cost, row.currency = collected.cost.amount, collected.cost.currency
        return self._takes.keep(
            errand.project.tenant, row, lambda session: self._courier.settle_in(session, delivery)
        )

    def _take(self, errand: Errand, generation: Generation, folder: Path, started_s: float) -> Take:
        """The record of a take whose files lie in a folder; they are moved into the store."""
        tenant = errand.project.tenant
        made = sorted(path for path in folder.iterdir() if path.is_file())
        if not made:
            raise StoreError(f"{generation.provider} reported success but wrote no file.")
        size_bytes = sum(path.stat().st_size for path in made)
        return Take(
            tenant=tenant.slug,
            project=errand.project.slug,
            job=generation.job.value,
            fingerprint=generation.fingerprint,
            provider=generation.provider,
            model=generation.model,
            files={path.name: self._blobs.adopt(tenant, path) for path in made},
            details={},
            cost=Decimal(0),
            seconds=round(self._clock.monotonic_s() - started_s, 3),
            size_bytes=size_bytes,
            created_at=self._clock.now(),
        )


def _passed(offer: Offer, why: str) -> Tried:
    generation = offer.generation
    return Tried(generation, TransientProviderError(why, provider=generation.provider))
