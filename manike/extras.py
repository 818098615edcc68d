"""What only the extra [songs] brings: it is asked for when it is needed, and named if it lacks."""

from collections.abc import Iterator
from contextlib import contextmanager

from manike.errors import MachineError


@contextmanager
def songs_extra(what: str) -> Iterator[None]:
    """Around imports of what the extra brings.

    Args:
        what: can't be done without it.

    Raises:
        MachineError: it is not installed; says how to.
    """
    try:
        yield
    except ImportError as error:
        lacking = f"{what} needs the extra [songs]: pip install 'manike[songs]' ({error})."
        raise MachineError(lacking) from error
