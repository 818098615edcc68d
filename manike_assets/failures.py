"""Core errors as Dagster failures with the right retry semantics."""

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from manike.errors import ManikeError, TransientProviderError
from manike.scrubbing import scrub, scrub_error

STOPPED = "Stopped by the user."

RETRIES = dg.RetryPolicy(
    max_retries=2, delay=2.0, backoff=dg.Backoff.EXPONENTIAL, jitter=dg.Jitter.PLUS_MINUS
)


@contextmanager
def core_failures() -> Iterator[None]:
    """Let Dagster retry what may succeed and stop at what can't; no secret gets into its events."""
    try:
        yield
    except ManikeError as error:
        scrub_error(error)
        raise failure(error) from error
    except (KeyboardInterrupt, dg.DagsterExecutionInterruptedError) as interrupt:
        # Dagster takes an interrupt for one more reason to try again where there is a policy.
        raise dg.Failure(description=STOPPED, allow_retries=False) from interrupt
    except Exception as error:
        scrub_error(error)
        raise


def failure(error: Exception) -> dg.Failure:
    """The failure that stands for an error; what the core did not foresee may be tried again."""
    is_foreseen = isinstance(error, ManikeError)
    return dg.Failure(
        description=reason_of(error),
        metadata={"error": type(error).__name__},
        allow_retries=isinstance(error, TransientProviderError) or not is_foreseen,
    )


def reason_of(error: Exception) -> str:
    """What went wrong, for people; an error that is not the core's may say nothing but its name."""
    said = scrub(str(error))
    return (
        said if isinstance(error, ManikeError) else f"{type(error).__name__}: {said}".rstrip(": ")
    )


def failure_reason(event: dg.DagsterEvent) -> str:
    """The innermost reason of a failed step, empty if it gave none."""
    data = event.step_failure_data if event.is_step_failure else event.step_retry_data
    failure = getattr(data, "user_failure_data", None)
    if failure is not None and failure.description:
        return str(failure.description)
    error = data.error
    while error is not None and error.cause is not None:
        error = error.cause
    return (
        "" if error is None else error.message.partition(": ")[2].strip() or error.message.strip()
    )
