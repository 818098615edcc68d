"""Keeps secrets out of every log record of the process."""

import logging
import traceback
from typing import Any

from manike.scrubbing import scrub, scrub_json

_OWN_FIELDS = frozenset(vars(logging.makeLogRecord({})))


def scrub_logs() -> None:
    """Scrub each record where it is made, whatever logger and handler it is for; once is enough."""
    current = logging.getLogRecordFactory()
    if not isinstance(current, _ScrubbingFactory):
        logging.setLogRecordFactory(_ScrubbingFactory(current))


class ScrubbingFilter(logging.Filter):
    """Scrubs what was added to a record after it was made; for a handler that writes all fields."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record in place and let it pass."""
        scrub_record(record)
        return True


class _ScrubbingFactory:
    def __init__(self, make: Any) -> None:  # noqa: ANN401 - as logging types it
        self._make = make

    def __call__(self, *args: Any, **kwargs: Any) -> logging.LogRecord:  # noqa: ANN401
        record: logging.LogRecord = self._make(*args, **kwargs)
        scrub_record(record)
        return record


def scrub_record(record: logging.LogRecord) -> None:
    """Take secrets out of a record's message, error, stack and further fields, in place."""
    _scrub_message(record)
    if record.exc_info and record.exc_info[1] is not None:
        text = "".join(traceback.format_exception(record.exc_info[1])).rstrip("\n")
        if scrub(text) != text:
            # no handler may print the error itself again
            record.exc_text, record.exc_info = scrub(text), None
    if record.exc_text:
        record.exc_text = scrub(record.exc_text)
    if record.stack_info:
        record.stack_info = scrub(record.stack_info)
    for name in vars(record).keys() - _OWN_FIELDS:
        value = vars(record)[name]
        if isinstance(value, str | dict | list):
            setattr(record, name, scrub_json(value))


def _scrub_message(record: logging.LogRecord) -> None:
    try:
        said = record.getMessage()
    except (TypeError, ValueError, KeyError):  # a wrong format is for logging itself to report
        return
    if scrub(said) == said:
        return
    if isinstance(record.args, tuple):
        # uvicorn's formatter wants the arguments one by one
        kept = tuple(scrub(a) if isinstance(a, str) else a for a in record.args)
        if record.args and (clean := str(record.msg) % kept) == scrub(clean):
            record.args = kept
            return
    record.msg, record.args = scrub(said), ()
