import pytest

from manike.errors import ConflictError, NotFoundError
from manike.film.pruning import UNUSED_S
from manike.generation.attempts import Attempts
from manike.generation.fingerprint import Generation, Job
from manike.generation.remote import Quote
from manike.production.pruning import prune_exchanges
from manike.studio.exchanges import Exchange, Exchanges
from manike.testing.clock import StoppedClock
from manike.testing.exchanges import ExchangesInMemory
from manike.testing.vendor import PRICE


@pytest.fixture(params=["database", "memory"])
def book(request, house):
    if request.param == "memory":
        return ExchangesInMemory()
    return Exchanges(house.studio.database, StoppedClock())


def test_calls_are_kept_in_order_with_what_was_said(book):
    book.leaves("one", 1)
    assert book.of("one") == (Exchange(1, None),)
    book.answered("one", 1, {"text": "{}"})
    book.leaves("one", 2)
    book.leaves("two", 1)
    assert book.of("one") == (Exchange(1, {"text": "{}"}), Exchange(2, None))


def test_two_workers_can_not_make_the_same_call(book):
    book.leaves("one", 1)
    with pytest.raises(ConflictError):
        book.leaves("one", 1)


def test_a_call_that_was_not_taken_can_be_made_again(book):
    book.leaves("one", 1)
    book.refused("one", 1)
    assert book.of("one") == ()
    book.leaves("one", 1)


def test_an_answer_is_never_taken_back(book):
    book.leaves("one", 1)
    book.answered("one", 1, {"text": "{}"})
    book.refused("one", 1)
    assert book.of("one") == (Exchange(1, {"text": "{}"}),)


def test_an_answer_belongs_to_a_call_that_left(house):
    with pytest.raises(NotFoundError):
        Exchanges(house.studio.database, StoppedClock()).answered("one", 1, {})


def test_raw_replies_of_ended_attempts_go_after_two_weeks(house, project):
    clock = StoppedClock()
    book, attempts = Exchanges(house.studio.database, clock), Attempts(house.studio.database, clock)
    thing = Generation(job=Job.SCRIPT, provider="vendor", model="1", parameters={})
    opened = attempts.open(project, thing, "vendor", Quote(PRICE, ""), lambda *_: None)
    for submission in (opened.row.id, "ended"):
        book.leaves(submission, 1)
        book.answered(submission, 1, {"cost": "0.01", "currency": "USD"})
    clock.turn(UNUSED_S - 1)
    book.leaves("young", 1)
    assert prune_exchanges(house, clock) == 0
    clock.turn(2)
    assert prune_exchanges(house, clock) == 1
    kept = [bool(book.of(each)) for each in (opened.row.id, "ended", "young")]
    assert kept == [True, False, True]
    attempts.failed(opened.row, "it ended", None, lambda *_: None)
    assert prune_exchanges(house, clock) == 1
