"""Which files of a tenant its other files name."""

from collections.abc import Iterator
from pathlib import Path

from manike.errors import StoreError
from manike.hashes import hashes_in
from manike.ids import ProjectId, TenantId
from manike.storage.layout import Layout

_NAMING = (".json", ".jsonl")


def hashes_written(layout: Layout, tenant: TenantId, but: ProjectId | None = None) -> set[str]:
    """Hashes that manifests and catalogues of a tenant name, but for those of one project.

    Raises:
        StoreError: a file can't be read: what it names is not known.
    """
    skipped = (layout.project(but), layout.deletion(but)) if but is not None else ()
    found: set[str] = set()
    for path in _files(layout, tenant):
        if not any(path.is_relative_to(each) for each in skipped):
            found |= hashes_of(path)
    return found


def hashes_of(path: Path) -> set[str]:
    """Hashes that a file names; none if it is gone meanwhile.

    Raises:
        StoreError: it can't be read.
    """
    try:
        return hashes_in(path.read_text(encoding="utf-8", errors="replace"))
    except FileNotFoundError:
        return set()
    except OSError as error:
        raise StoreError(f"{path} can't be read: {error.strerror}.") from error


def _files(layout: Layout, tenant: TenantId) -> Iterator[Path]:
    """All that can name a file: neither files themselves nor what can be made again."""
    others = {layout.blobs(tenant), layout.segments(tenant), layout.scratch(tenant)}
    home = layout.tenant(tenant)
    for folder in home.iterdir() if home.is_dir() else ():
        if folder.is_dir() and folder not in others:
            yield from (path for path in folder.rglob("*") if path.suffix in _NAMING)
