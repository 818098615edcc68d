"""A broken file from a provider is the provider's error."""

from collections.abc import Iterator
from contextlib import contextmanager

from manike.errors import MediaError, PermanentProviderError


@contextmanager
def arriving(provider: str) -> Iterator[None]:
    """For ``RemoteJob.collect``: what can't be used of an arrival is this provider's fault.

    Raises:
        PermanentProviderError: the block found the file broken, not whole or of another kind.
    """
    try:
        yield
    except MediaError as error:
        raise PermanentProviderError(f"its file can't be used: {error}", provider=provider) from (
            error
        )
