"""How long a provider asks to be left alone: any text from outside becomes a bounded wait."""

from datetime import UTC, datetime, timedelta

import pytest

from resources.waits import LONGEST_S, retry_after_s, wait_of

NOON = "Sat, 21 Nov 2026 12:00:00 GMT"
NOW = datetime(2026, 11, 21, 11, 59, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "wait_s"),
    [
        ("7", 7.0),
        (" 2.5 ", 2.5),
        (5, 5.0),
        (0, 0.0),
        ("1e20", LONGEST_S),
        (10**400, LONGEST_S),
        (-(10**400), None),
        ("9" * 400, LONGEST_S),
        ("inf", LONGEST_S),
        ("-1", None),
        ("nan", None),
        ("soon", None),
        ("", None),
        (True, None),
        (None, None),
        ([5], None),
    ],
)
def test_a_wait_is_a_number_that_can_be_waited_for(said, wait_s):
    assert wait_of(said) == wait_s
    assert wait_s is None or timedelta(seconds=wait_s) <= timedelta(days=1)


@pytest.mark.parametrize(
    ("headers", "wait_s"),
    [
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": "7", "retry-after-ms": "6500"}, 6.5),
        ({"retry-after": "1e20"}, LONGEST_S),
        ({"retry-after": "7", "retry-after-ms": "nan"}, 7.0),
        ({"retry-after": "-7"}, None),
        ({"retry-after": NOON, "date": "Sat, 21 Nov 2026 11:58:00 GMT"}, 120.0),
        ({"retry-after": NOON, "date": "Sat, 21 Nov 2026 13:00:00 GMT"}, 0.0),
        ({"retry-after": NOON, "date": "Sun, 21 Nov 1926 12:00:00 GMT"}, LONGEST_S),
        ({"retry-after": NOON, "date": "yesterday"}, None),
        ({"retry-after": NOON}, None),
        ({"retry-after": "Sat, 99 Nov 2026 12:00:00 GMT", "date": NOON}, None),
        ({}, None),
    ],
)
def test_the_wait_of_an_answer_is_read_in_seconds_or_as_a_date(headers, wait_s):
    assert retry_after_s(headers) == wait_s


def test_a_date_is_counted_from_the_clock_where_there_is_one():
    assert retry_after_s({"retry-after": NOON, "date": NOON}, NOW) == 30.0
