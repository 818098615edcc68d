"""Vendors that work by jobs, each port of each through the one door: paid once, come what may."""

from datetime import UTC, datetime

import pytest

from manike.errors import (
    DeniedError,
    PermanentProviderError,
    QuotaError,
    RefusedContentError,
    TransientProviderError,
    UnknownOutcomeError,
)
from manike.generation.fingerprint import Job
from manike.generation.remote import Recovery
from manike.testing.standin.failures import failures
from tests.adapters.job_cases import CASES, Desk, Dying, Killed, Requests

PAID = {
    "replicate": "predictions.create",
    "runware": "imageInference",
    "fal": "submit",
}
"""By vendor the call that is billed."""
FILES = {
    Job.CLIP: ["raw_clip.mp4"],
    Job.MUSIC: ["music.wav"],
    Job.VOICE: ["voice.wav"],
    Job.PICTURE: ["image.jpg", "plane-00.png"],
}
ONE_A_VENDOR = ["replicate images", "runware images", "fal images"]
"""All of a vendor's ports share one class of jobs; pictures are made fastest."""


@pytest.fixture(scope="module")
def requests(tmp_path_factory):
    return Requests(tmp_path_factory.mktemp("requests"))


@pytest.fixture
def desk(standin, paid, requests):
    paid.clock.set(datetime.now(UTC))  # the stand-in's own, by which lists are searched
    desk = Desk(standin, paid, requests)
    yield desk
    desk.close()


@pytest.mark.parametrize("case", CASES)
def test_a_take_is_made_once_and_the_ledger_equals_the_bill(case, desk):
    kind, _, job = desk.offer(case)
    take, _ = desk.obtain(case)
    assert sorted(take.files) == FILES[kind]
    [billed] = desk.billed()
    assert desk.paid.spent() == take.cost.amount == billed > 0
    assert billed <= job.quote().most.amount
    again, _ = desk.obtain(case)
    assert (again.was_made, len(desk.billed())) == (False, 1)


@pytest.mark.parametrize("case", ONE_A_VENDOR)
def test_whatever_step_dies_it_is_billed_once(case, desk):
    _, steps = desk.obtain(case, die_at=1000)
    assert steps >= 6
    for die_at in range(1, steps + 1):
        desk.standin.reset()
        kind, provider, job = desk.offer(case)
        with pytest.raises(Killed):
            desk.paid.obtain(kind, provider, Dying(job, die_at), take_number=die_at + 1)
        try:
            take = desk.paid.obtain(kind, provider, desk.offer(case)[2], take_number=die_at + 1)
        except UnknownOutcomeError:
            # Nobody asks again: a person looks there. Only where its answer did not come.
            assert (job.recovery, die_at <= 2) == (Recovery.NONE, True)
            assert len(desk.standin.calls(case.split()[0], PAID[case.split()[0]])) <= 1
        else:
            assert (die_at, desk.billed()) == (die_at, [take.cost.amount])


KINDS = {
    "rate_limited": TransientProviderError,
    "quota": QuotaError,
    "server_error": UnknownOutcomeError,
    "hang": UnknownOutcomeError,
    "disconnect": UnknownOutcomeError,
    "lost": UnknownOutcomeError,
    "hang_billed": UnknownOutcomeError,
    "malformed": UnknownOutcomeError,
    "truncated": UnknownOutcomeError,
    "unauthorized": DeniedError,
    "not_found": PermanentProviderError,
}
"""What a submission ends with."""
ENDS = {
    "cold_start": TransientProviderError,
    "aborted": TransientProviderError,
    "canceled": PermanentProviderError,  # it ran, and was billed
    "stuck": PermanentProviderError,  # the same, as it was cancelled
    "interrupted": TransientProviderError,
    "flagged": RefusedContentError,
    "failed": PermanentProviderError,
    "no_output": PermanentProviderError,
    "blackened": RefusedContentError,
    "dead_url": PermanentProviderError,
}
"""What a job ends with."""
OTHERWISE = {
    ("runware", "failed"): TransientProviderError,  # its SDK counts errors of its providers so
}
UNSTOPPABLE = ("runware", "fal")
"""A job out of time counts as billed in full, as it goes on."""


def concerned(vendor):
    return [each for each in failures() if vendor in each.vendors]


@pytest.mark.parametrize(
    ("case", "failure"),
    [
        pytest.param(case, failure, id=f"{case}: {failure.name}")
        for case in ONE_A_VENDOR
        for failure in concerned(case.split()[0])
    ],
)
def test_each_reported_failure_ends_as_it_should_and_is_paid_as_billed(case, failure, desk):
    vendor, fault = case.split()[0], failure.order.kind
    if fault.startswith("hang"):
        desk.hurry()
    wanted = OTHERWISE.get((vendor, fault)) or KINDS.get(fault) or ENDS.get(fault)
    kind, provider, job = desk.offer(case)
    order = failure.of(vendor).model_copy(update={"route": PAID[vendor]})
    if wanted is UnknownOutcomeError:
        order = order.model_copy(update={"times": 1})
        # What can be found again is found at once.
        wanted = wanted if job.recovery is Recovery.NONE else None
    if order.options.get("looks"):
        wanted = None  # a cold start of some minutes is waited for
    desk.standin.world.faults.order(order)
    if wanted is None:
        take = desk.paid.obtain(kind, provider, job)
        assert [take.cost.amount] == desk.billed()
        return
    with pytest.raises(wanted) as caught:
        desk.paid.obtain(kind, provider, job)
    assert type(caught.value) is wanted
    if wanted is UnknownOutcomeError:
        with pytest.raises(UnknownOutcomeError):
            desk.paid.obtain(kind, provider, desk.offer(case)[2])
        assert len(desk.standin.calls(vendor, PAID[vendor])) == 1
    elif fault == "stuck" and vendor in UNSTOPPABLE:
        assert desk.paid.spent() == job.quote().most.amount
    else:
        assert desk.paid.spent() == sum(desk.billed())
