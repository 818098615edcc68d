"""Core errors as Dagster failures with the right retry semantics."""

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from manike.errors import ManikeError, TransientProviderError

RETRIES = dg.RetryPolicy(
    max_retries=2, delay=2.0, backoff=dg.Backoff.EXPONENTIAL, jitter=dg.Jitter.PLUS_MINUS
)


@contextmanager
def core_failures() -> Iterator[None]:
    """Let Dagster retry what may succeed and stop at what can't."""
    try:
        yield
    except ManikeError as error:
        raise failure(error) from error


def failure(error: ManikeError) -> dg.Failure:
    """The failure that stands for an error of the core."""
    return dg.Failure(
        description=str(error),
        metadata={"error": type(error).__name__},
        allow_retries=isinstance(error, TransientProviderError),
    )
