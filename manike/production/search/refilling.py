"""A catalogue made findable as a whole, where it has changed since it was indexed last."""

from collections.abc import Callable, Sequence
from pathlib import Path

from manike.ids import TenantId
from manike.media.files import write_text, writing
from manike.search.library import Library
from manike.studio.search_filters import Findable


def refill(
    library: Library,
    tenant: TenantId,
    kind: str,
    *,
    place: Path,
    version: str,
    read: Callable[[], tuple[Sequence[Findable], bool]],
) -> dict[str, float | str]:
    """Make all that a tenant has of a kind what can be found, unless the mark says that it is.

    Args:
        library: what the tenant can find; nobody else changes this kind meanwhile.
        tenant: whose.
        kind: of rows.
        place: of the mark.
        version: the state that is indexed.
        read: gives the rows, and whether these are all; if not, it is asked again the next time.

    Returns:
        How many can be found, how many of their texts are new, and how many vectors are gone.
    """
    if _marked(place) == version and library.is_in_step(tenant, kind):
        return {f"{kind}s": library.index(tenant, kind).count(), "new": 0, "gone": 0}
    findables, are_all = read()
    _unmark(place)
    library.rows.put(tenant, kind, "", findables)
    synced = library.sync(tenant, kind)
    if are_all:
        write_text(place, version)
    return {f"{kind}s": synced.rows, "new": synced.embedded, "gone": synced.deleted}


def _marked(path: Path) -> str:
    """The state that was indexed last; empty if none is known."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _unmark(path: Path) -> None:
    """Say that rows and vectors are of no state that is known, before they change.

    Who dies in between leaves no mark of rows that are no more.
    """
    with writing(path):
        path.unlink(missing_ok=True)
