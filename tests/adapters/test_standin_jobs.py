"""Jobs of the stand-in: phases, faults, bills, for every vendor that works by jobs."""

import threading
from decimal import Decimal

import pytest

from manike.testing.standin.faults import Fault, FaultScript, When
from manike.testing.standin.jobs import Made, Phase
from manike.testing.standin.wire import Asked, Charge


@pytest.fixture
def jobs(standin):
    return standin.world.jobs


@pytest.fixture
def asked(standin):
    def asking(kind="", **details):
        script = FaultScript(kind=kind, **details)
        return Asked(
            vendor="acme",
            route="video",
            call_id=1,
            account="key_1",
            body={},
            files=(),
            headers={},
            path={},
            query={},
            base_url=standin.url,
            idempotency_key="",
            fault=Fault(script, When.ACTED) if kind else None,
            world=standin.world,
        )

    return asking


@pytest.fixture
def made(standin):
    path = standin.world.shelf.put(b"film", "video/mp4", ".mp4")
    return Made(standin.url + path, Charge("5 s", Decimal("0.25")), (path,))


def phases(jobs, job, count):
    return [jobs.look(job).phase.value for _ in range(count)]


def test_a_job_runs_at_the_first_look_and_is_billed_once_at_its_end(standin, jobs, asked, made):
    job = jobs.take(asked(), lambda: made, own_id="mine")
    assert (job.phase, standin.bills()) == (Phase.STARTING, [])
    assert phases(jobs, job, 3) == ["processing", "succeeded", "succeeded"]
    assert jobs.look(job).output == made.output
    bill = standin.bills()[0]
    assert (len(standin.bills()), bill.amount, bill.own_id) == (1, Decimal("0.25"), "mine")
    assert bill.job_id == job.id


@pytest.mark.parametrize(
    ("kind", "seen", "said"),
    [
        ("cold_start", ["starting"] * 3, ""),
        ("stuck", ["processing"] * 3, ""),
        ("aborted", ["aborted"] * 3, ""),
        ("canceled", ["processing", "canceled", "canceled"], ""),
        ("failed", ["processing", "failed", "failed"], "error"),
        ("interrupted", ["processing", "failed", "failed"], "code: PA"),
        ("flagged", ["processing", "failed", "failed"], "E005"),
    ],
)
def test_a_job_that_gives_nothing_is_not_billed(jobs, asked, made, kind, seen, said):
    job = jobs.take(asked(kind), lambda: made)
    assert phases(jobs, job, 3) == seen
    assert said in jobs.look(job).error
    assert job.asked.world.accounts.bills() == []


def test_a_cold_start_ends_after_so_many_looks(jobs, asked, made):
    job = jobs.take(asked("cold_start", options={"looks": 2}), lambda: made)
    assert phases(jobs, job, 4) == ["starting", "starting", "processing", "succeeded"]


def test_a_job_without_output_and_one_whose_output_is_gone_are_billed(standin, jobs, asked, made):
    lacking, gone = (jobs.take(asked(kind), lambda: made) for kind in ("no_output", "dead_url"))
    assert phases(jobs, lacking, 2) == phases(jobs, gone, 2) == ["processing", "succeeded"]
    assert jobs.look(lacking).output is None
    assert standin.world.shelf.get(made.paths[0].rsplit("/", 1)[1]) is None
    assert len(standin.bills()) == 2


def test_cancelling_bills_what_runs_where_the_vendor_does(standin, jobs, asked, made):
    waiting, running, free = (
        jobs.take(asked("stuck"), lambda: made, bills_what_runs=bills)
        for bills in (True, True, False)
    )
    jobs.look(running)
    jobs.look(free)
    jobs.cancel(waiting)
    jobs.cancel(free)
    assert standin.bills() == []
    assert jobs.cancel(running).phase is Phase.CANCELED
    jobs.cancel(running)
    assert [bill.job_id for bill in standin.bills()] == [running.id]


def test_a_job_is_found_by_either_id_of_its_own_customer(jobs, asked, made):
    job = jobs.take(asked(), lambda: made, own_id="mine")
    assert jobs.find("acme", "key_1", job_id=job.id) is job
    assert jobs.find("acme", "key_1", own_id="mine") is job
    assert jobs.find("acme", "key_2", job_id=job.id) is None
    assert jobs.find("other", "key_1", own_id="mine") is None


def test_a_job_with_a_webhook_ends_by_itself(standin, jobs, asked, made):
    told, ended = [], threading.Event()

    def on_end(job):
        told.append(job.phase)
        ended.set()

    jobs.take(asked(), lambda: made, on_end=on_end)
    assert ended.wait(5)
    assert (told, len(standin.bills())) == ([Phase.SUCCEEDED], 1)
