"""Video that is dropped as files into a tenant's inbox folder: ``inbox/TENANT/footage/``."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from manike.errors import BadInputError, ConflictError, ManikeError, MediaError, NotFoundError
from manike.ids import TenantId
from manike.inbox import is_tenant_name, is_waiting, reject, shown_name, tenant_folders
from manike.media.files import writing
from manike.production.footage.library import add_footage
from manike.production.house import House

FOLDER: Final = "footage"
REST_S: Final = 10.0
"""A file that changed more recently may still be written."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one dropped file."""

    file: str
    """Its name, as it can be shown."""
    fate: Literal["taken", "rejected", "left"]
    """``rejected``: moved to ``rejected/`` beside a text that says why. ``left``: a fault of the
    machine; it is tried again."""
    said: str


def resting_footage(inbox: Path, now_s: float) -> Mapping[TenantId, Sequence[Path]]:
    """Dropped files that nobody writes to any more, by tenant.

    Folders that are no tenant's name (see ``misnamed_folders``), and links to folders, are passed
    over.
    """
    waiting = {tenant: resting_files(inbox, tenant, now_s) for tenant, _ in tenant_folders(inbox)}
    return {tenant: files for tenant, files in waiting.items() if files}


def misnamed_folders(inbox: Path) -> Sequence[str]:
    """Names of folders in which footage waits for ever, as they can be no tenant's."""
    return [
        shown_name(folder.parent)
        for folder in sorted(inbox.glob(f"*/{FOLDER}"))
        if not is_tenant_name(folder.parent.name) and any(map(is_waiting, folder.glob("*")))
    ]


def resting_files(inbox: Path, tenant: TenantId, now_s: float) -> Sequence[Path]:
    """The dropped files of one tenant that nobody writes to any more."""
    folder = inbox / tenant.slug / FOLDER
    if folder.is_symlink() or folder.parent.is_symlink() or not folder.is_dir():
        return ()
    return [file for file in sorted(folder.glob("*")) if _rests(file, now_s)]


def take_in(house: House, tenant: TenantId, inbox: Path, now_s: float) -> tuple[Taken, ...]:
    """Make dropped files the tenant's footage; a tenant that is not known yet is added.

    A file goes when it is kept, one that can't be used moves to ``rejected/``. Stopped between the
    two, the next call finds the same content kept already.
    """
    files = resting_files(inbox, tenant, now_s)
    if files:
        try:
            house.studio.tenant_name(tenant)
        except NotFoundError:
            with suppress(ConflictError):  # added by another command meanwhile
                house.studio.add_tenant(tenant)
    return tuple(_take(house, tenant, file) for file in files)


def _take(house: House, tenant: TenantId, file: Path) -> Taken:
    """What became of one file. One that can't be handled now stays, and stops no other."""
    shown = shown_name(file)
    try:
        return _take_or_reject(house, tenant, file, shown)
    except (ManikeError, OSError) as error:
        return Taken(shown, "left", str(error))


def _take_or_reject(house: House, tenant: TenantId, file: Path, shown: str) -> Taken:
    try:
        _refuse_link(file, shown)
        added = add_footage(house, tenant, file, follow_links=False)
    except (BadInputError, ConflictError, MediaError) as error:
        reject(file, error)
        return Taken(shown, "rejected", str(error))
    with writing(file):
        file.unlink()
    return Taken(shown, "taken", f"{added.item.name} {added}.")


def _refuse_link(file: Path, shown: str) -> None:
    if file.is_symlink():
        raise BadInputError("file", f"{shown} is a link; put the file itself here.")


def _rests(file: Path, now_s: float) -> bool:
    if not is_waiting(file):
        return False
    try:
        state = file.lstat()
    except OSError:  # taken by another run
        return False
    # a copy that keeps its time has an old mtime, but never an old ctime
    return now_s - max(state.st_mtime, state.st_ctime) >= REST_S
