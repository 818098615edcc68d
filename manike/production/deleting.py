"""A project is deleted: no row, vector, manifest or file of it stays that nothing else uses.

The database lets go of it in one transaction; then its files go. What is left to do lies beside
the tenant's projects from before the transaction until the last file is gone, so that whoever is
killed in between is followed by somebody who finishes it.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from manike.errors import ConflictError, StoreError
from manike.ids import ProjectId, TenantId
from manike.media.files import write_text, writing
from manike.production.house import House
from manike.production.pruning import drop_unused_segments
from manike.production.search.index_portraits import drop_plots
from manike.search.library import Library
from manike.storage.references import hashes_of, hashes_written
from manike.studio.clock import Clock
from manike.studio.deletions import Deletions
from manike.studio.owners import owner_name

KINDS = ("experience", "scene", "shot", "song")
"""Of rows; their locks are taken in this order."""
_LEASE_S = 3600.0


class _Left(BaseModel):
    """What is left to do of a deletion."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[1] = 1
    kinds: tuple[str, ...]
    """Of the rows that it had."""
    files: tuple[str, ...]
    """Hashes of its files; those that something else uses stay."""


@dataclass(frozen=True, slots=True)
class Deleted:
    """What a deletion took away."""

    takes: int
    kept_takes: int
    """Takes that another project of the tenant uses."""
    rows: int
    """Rows that could be found."""
    files: int
    """Files of takes, not counting manifests and what is kept to save work."""


def delete_project(
    house: House,
    project: ProjectId,
    *,
    by: str,
    is_underway: Callable[[], bool] = lambda: False,
    clock: Clock | None = None,
) -> Deleted:
    """Delete a project for good, or finish what somebody who was killed has begun.

    Args:
        house: the studio.
        project: which.
        by: who wants it, for the audit.
        is_underway: whether a run works on it; asked when no other run can begin any more.
        clock: the machine's if not given.

    Raises:
        NotFoundError: no such project.
        ConflictError: a run or a command works on it, or a generation for it is open.
        StoreError: a file can't be read or taken away; call again when it can.
    """
    clock = clock or Clock()
    left = house.layout.deletion(project)
    if left.exists() and not house.studio.exists(project):
        return Deleted(0, 0, 0, _finish(house, project, clock))
    database, tenant = Deletions(house.studio.database, clock), project.tenant
    house.studio.lease(project, owner_name(), _LEASE_S)
    try:
        _expect_rest(project, is_underway)
        with _alone(_library(house), tenant):
            files = database.files_of(project) | _named(house.layout.project(project))
            kinds = tuple(database.kinds_found(project))
            write_text(left, _Left(kinds=kinds, files=tuple(sorted(files))).model_dump_json())
            used = database.files_used(tenant, project)
            used |= hashes_written(house.layout, tenant, project)
            removed = database.delete(project, used, by=by)
    except BaseException:
        if house.studio.exists(project):
            left.unlink(missing_ok=True)
            house.studio.release(project, owner_name())
        raise
    count = _finish(house, project, clock)
    return Deleted(removed.takes, removed.kept_takes, removed.rows, count)


def finish_deletions(house: House, tenant: TenantId, clock: Clock | None = None) -> int:
    """Finish the deletions of a tenant's projects that somebody who was killed has begun.

    Returns how many there were.
    """
    count = 0
    for path in house.layout.deletions(tenant):
        project = ProjectId(tenant, path.stem)
        if not house.studio.exists(project):
            _finish(house, project, clock or Clock())
            count += 1
    return count


def _expect_rest(project: ProjectId, is_underway: Callable[[], bool]) -> None:
    if is_underway():
        raise ConflictError(f"A run works on {project}. Stop it in the studio, or wait.")


def _finish(house: House, project: ProjectId, clock: Clock) -> int:
    """Take away what the database does not know any more; returns how many blobs it was."""
    tenant, home = project.tenant, house.layout.project(project)
    library = _library(house)
    with _alone(library, tenant):
        # Somebody else has perhaps finished it, and a new project of that name begun.
        if not house.layout.deletion(project).exists() or house.studio.exists(project):
            return 0
        left = _read(house.layout.deletion(project))
        for kind in left.kinds:
            library.erase(tenant, kind)
            drop_plots(house, tenant, kind)
        # Looked at again: a run may have found one of the takes just before they went.
        used = Deletions(house.studio.database).files_used(tenant)
        used |= hashes_written(house.layout, tenant, project)
        count = sum(house.blobs.drop(tenant, sha256) for sha256 in left.files if sha256 not in used)
        with writing(home):
            rmtree(home, ignore_errors=not home.exists())
        drop_unused_segments(house, tenant, clock.now().timestamp())
        with writing(home):
            house.layout.deletion(project).unlink(missing_ok=True)
    return count


def _library(house: House) -> Library:
    """Rows and vectors; nothing is embedded, so that it does not matter by whom."""
    return Library(house.search_rows, house.indexes, house.providers.embedder, house.layout)


def _named(home: Path) -> set[str]:
    """Hashes that a project's manifests name."""
    found: set[str] = set()
    for path in home.rglob("*.json"):
        found |= hashes_of(path)
    return found


def _read(path: Path) -> _Left:
    try:
        return _Left.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        said = f"{path} can't be read. Files of the deleted project may be left in that folder."
        raise StoreError(said) from error


@contextmanager
def _alone(library: Library, tenant: TenantId, kinds: Sequence[str] = KINDS) -> Iterator[None]:
    """Wait for whoever brings an index of the tenant in step."""
    with ExitStack() as stack:
        for kind in kinds:
            stack.enter_context(library.alone(tenant, kind))
        yield
