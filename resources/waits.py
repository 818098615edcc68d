"""How long a provider asks to be left alone: whatever it says, a number that can be waited for."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST_S = 86_400.0
"""A day: whoever names a longer wait is asked again after it."""


def wait_of(said: object) -> float | None:
    """A wait in seconds, at most ``LONGEST_S``; ``None`` if what was said is none."""
    if isinstance(said, bool) or not isinstance(said, str | int | float):
        return None
    try:
        wait_s = float(said)
    except ValueError:
        return None
    except OverflowError:  # a whole number of hundreds of digits
        return LONGEST_S if said > 0 else None  # type: ignore[operator]
    return min(wait_s, LONGEST_S) if wait_s >= 0 else None


def retry_after_s(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """The wait that an answer asks for; ``None`` if it names none.

    Args:
        headers: with names in lower case, or blind to case.
        now: what a date is counted from (UTC); the answer's own ``Date`` if not given.
    """
    exact_ms = wait_of(headers.get("retry-after-ms", ""))
    if exact_ms is not None:
        return exact_ms / 1000
    said = headers.get("retry-after", "")
    wait_s = wait_of(said)
    if wait_s is not None:
        return wait_s
    until, since = _time(said), now or _time(headers.get("date", ""))
    if until is None or since is None:
        return None
    return min(max(0.0, (until - since).total_seconds()), LONGEST_S)


def _time(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
