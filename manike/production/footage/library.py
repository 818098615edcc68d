"""A tenant's own video: taken in, looked up, described."""

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from manike.analysis.material import Material, examine
from manike.analysis.report import FootageReport
from manike.analysis.reporting import media_facts
from manike.errors import BadInputError, ConflictError, MediaError, NotFoundError, StoreError
from manike.ids import TenantId
from manike.media.files import scratch_folder, sha256_of
from manike.production.house import House
from manike.studio.footage import FootageItem
from manike.studio.footage_table import FootageState

MOST_ABOUT_CHARS: Final = 1000
_MOST_NAME_CHARS: Final = 100
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Added:
    """What adding a file came to."""

    item: FootageItem
    is_new: bool
    """Otherwise the tenant had the very same file already, perhaps by another name."""
    is_found: bool = False
    """Its file had been lost, and is there again."""

    def __str__(self) -> str:
        if self.is_found:
            return "is there again"
        return "is kept" if self.is_new else "was there already, with the same content"


def add_footage(
    house: House,
    tenant: TenantId,
    file: Path,
    *,
    name: str = "",
    about: str = "",
    follow_links: bool = True,
) -> Added:
    """Keep a copy of a video as the tenant's footage; its analysis comes later.

    Args:
        house: the studio.
        tenant: whose.
        file: any video that ffmpeg reads; it stays as it is.
        name: by which it is asked for; made of the file's name if not given.
        about: what the tenant says of it; it is found by these words as well.
        follow_links: whether the file may be a link: not so where others than the operator can put
            one, which could lead to another tenant's files.

    Raises:
        BadInputError: it is no video, or its name or description can't be used.
        ConflictError: the tenant has another file of that name; says the cure.
        NotFoundError: there is no such tenant.
        MachineError: the disk is full.
    """
    known_by = _checked_name(name) if name else name_of(file)
    text = checked_about(about)
    house.studio.tenant_name(tenant)  # there is one
    with scratch_folder(house.layout.scratch(tenant)) as folder:
        copy = _copied(file, folder, 0 if follow_links else os.O_NOFOLLOW)
        sha256 = sha256_of(copy)
        same = house.studio.footage_of_content(tenant, sha256)
        if same is not None:
            is_lost = not house.blobs.has(tenant, sha256)
            if is_lost:
                house.blobs.adopt(tenant, copy)
            return Added(same, is_new=False, is_found=is_lost)
        _refuse_taken(house, tenant, known_by, file)
        media = media_facts(_examined(copy, file.name)).model_dump(mode="json")
        house.blobs.adopt(tenant, copy)
    return _kept(house, tenant, known_by, sha256, media, text)


def footage_of(house: House, tenant: TenantId, name: str) -> FootageItem:
    """One file of a tenant's footage by its name; its content is the tenant's blob.

    Raises:
        NotFoundError: the tenant has none of that name.
    """
    return house.studio.footage_item(tenant, name)


def report_of(house: House, tenant: TenantId, name: str) -> FootageReport:
    """What was found in a file.

    Raises:
        NotFoundError: the tenant has none of that name, or it is not analysed yet.
        BadInputError: it was refused; says why.
        StoreError: the report is missing or damaged; says the cure.
    """
    return report_of_item(house, tenant, footage_of(house, tenant, name))


def report_of_item(house: House, tenant: TenantId, item: FootageItem) -> FootageReport:
    """Like ``report_of`` for a file that is known."""
    if item.state is FootageState.REFUSED:
        raise BadInputError("footage", f"{item.name} can't be used: {item.problem}")
    if not item.report_sha256:
        cure = f"manike footage analyse --tenant {tenant}"
        raise NotFoundError(f"{item.name} of {tenant} is not analysed yet: {cure}.")
    try:
        content = house.blobs.verify(tenant, item.report_sha256).read_bytes()
        return FootageReport.model_validate_json(content)
    except (NotFoundError, StoreError, ValidationError, OSError) as error:
        cure = f"manike footage analyse --tenant {tenant} makes it again"
        raise StoreError(f"The report of {item.name} is missing or damaged: {cure}.") from error


def lost_file(tenant: TenantId, item: FootageItem) -> str:
    """What is said of footage whose file is not in the store any more."""
    cure = f"manike footage add FILE --tenant {tenant}"
    return f"Its file is gone; add the same file again: {cure}"


def name_of(file: Path) -> str:
    """A name made of a file's: ``My Clip (1).MP4`` -> ``my-clip-1.mp4``.

    Raises:
        BadInputError: none can be made of it.
    """
    stem, suffix = (re.sub(r"[^a-z0-9._-]+", "-", part.lower()) for part in _parts(file))
    stem = re.sub(r"-{2,}", "-", stem).strip("-._")[: _MOST_NAME_CHARS - len(suffix)]
    if not stem:
        raise BadInputError("name", f"none can be made of {file.name[:60]!r}; give one (--name).")
    return f"{stem.rstrip('-._')}{suffix}"


def checked_about(about: str) -> str:
    """What a tenant writes about a file, in one line.

    Raises:
        BadInputError: it is too long.
    """
    text = " ".join(about.split())
    if len(text) > MOST_ABOUT_CHARS:
        raise BadInputError("about", f"use at most {MOST_ABOUT_CHARS} characters.")
    return text


def _parts(file: Path) -> tuple[str, str]:
    """Stem and suffix; what is no usual suffix belongs to the stem."""
    suffix = file.suffix
    is_usual = re.fullmatch(r"\.[A-Za-z0-9]{1,8}", suffix, re.ASCII) is not None
    return (file.stem, suffix) if is_usual else (file.name, "")


def _checked_name(name: str) -> str:
    if not _NAME.fullmatch(name):
        said = f"{name[:60]!r}: use 1-100 of a-z, 0-9, '.', '-' and '_', a letter or digit first."
        raise BadInputError("name", said)
    return name


def _copied(file: Path, folder: Path, flags: int) -> Path:
    """A copy in the store's own folder, which nobody else writes to."""
    copy = folder / f"footage{_parts(file)[1].lower()}"
    if not file.is_file():
        raise BadInputError("file", f"{file} is not there, or is no file.")
    try:
        source = os.fdopen(os.open(file, os.O_RDONLY | flags), "rb")
    except OSError as error:
        raise BadInputError("file", f"{file} can't be read: {error.strerror}.") from error
    with source, copy.open("wb") as target:
        shutil.copyfileobj(source, target, 2**20)
    return copy


def _examined(copy: Path, shown: str) -> Material:
    try:
        return examine(copy)
    except MediaError as error:
        said = str(error).replace(str(copy), shown).replace(copy.name, shown)
        raise BadInputError("file", said) from error


def _refuse_taken(house: House, tenant: TenantId, name: str, file: Path) -> None:
    if any(item.name == name for item in house.studio.footage(tenant)):
        raise _taken(tenant, name, file.name)


def _taken(tenant: TenantId, name: str, shown: str) -> ConflictError:
    return ConflictError(
        f"{tenant} has another file of the name {name}. Give {shown} another one (--name), or take "
        f"the old one away first: manike footage remove {name} --tenant {tenant}"
    )


def _kept(
    house: House, tenant: TenantId, name: str, sha256: str, media: dict[str, object], about: str
) -> Added:
    try:
        return Added(house.studio.keep_footage(tenant, name, sha256, media, about), is_new=True)
    except ConflictError as error:  # another command was quicker
        same = house.studio.footage_of_content(tenant, sha256)
        if same is None:
            raise _taken(tenant, name, name) from error
        return Added(same, is_new=False)
