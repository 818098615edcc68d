"""Footage goes, with everything that was made of it alone."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from manike.errors import ConflictError, NotFoundError
from manike.film.inserts import CLIPS
from manike.generation.fingerprint import Job
from manike.ids import TenantId, number_of
from manike.media.files import write_text, writing
from manike.production.footage.choices import choices_of, films_using
from manike.production.footage.keyframes import (
    choose_key_frames,
    find_key_frames,
    forget_key_frames,
)
from manike.production.footage.look import look_of
from manike.production.house import House
from manike.production.search.shot_index import SHOT, index_shots
from manike.studio.footage import FootageItem, hashes_in

_LEAVING: Final = "leaving.json"


@dataclass(frozen=True, slots=True)
class Removed:
    """What went with a file."""

    name: str
    shots: int
    """Rows of the shot index, and their vectors."""
    blobs: int
    """Files of the store: the video, its report, key frames, strip, contact sheets."""
    kept: int
    """Files that something else uses, such as a film that shows the footage."""


def remove_footage(house: House, tenant: TenantId, name: str) -> Removed:
    """Leave no row, no vector and no file of one file of footage but what something else uses.

    What goes is written down before anything does: stopped in the middle, it is gone on with by the
    same call, or by removing the next file.

    Raises:
        NotFoundError: the tenant has none of that name.
        ConflictError: a film shows it; names the film and the cure.
        MachineError: a file of the store can't be taken away.
    """
    _refuse_shown(house, tenant, name)
    leaving = _write_down(house, tenant, name)
    if any(item.name == name for item in house.studio.footage(tenant)):
        house.studio.remove_footage(tenant, name)
    forget_key_frames(house, tenant)
    rows = house.search_rows.count(tenant, SHOT)
    index_shots(house, tenant)
    house.indexes.open(tenant, SHOT).rebuild()  # what was deleted leaves the disk
    kept_looks = [look_of(each, each.analysis).fingerprint for each in house.studio.footage(tenant)]
    gone = {*leaving.hashes, *house.door.forget(tenant, Job.FOOTAGE, kept_looks)}
    choose_key_frames(house, tenant)
    taken = _take_away(house, tenant, gone)
    (house.layout.footage(tenant) / _LEAVING).unlink(missing_ok=True)
    left = house.search_rows.count(tenant, SHOT)
    return Removed(name, rows - left, taken, len(gone) - taken)


class _Leaving(BaseModel):
    """Files of the store that go with footage, until they are gone."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    names: frozenset[str] = frozenset()
    hashes: frozenset[str] = frozenset()


def _write_down(house: House, tenant: TenantId, name: str) -> _Leaving:
    """What goes with a file, and what a removal that was stopped has left over."""
    path = house.layout.footage(tenant) / _LEAVING
    try:
        before = _Leaving.model_validate_json(path.read_bytes())
    except (FileNotFoundError, ValidationError):
        before = _Leaving()
    try:
        item = house.studio.footage_item(tenant, name)
    except NotFoundError:
        if name in before.names:
            return before
        raise
    chosen = find_key_frames(house, tenant)
    sheets = chosen.blobs() if chosen else set()
    hashes = before.hashes | {item.sha256} | sheets | _looked(house, tenant, item)
    leaving = _Leaving(names=before.names | {name}, hashes=hashes)
    write_text(path, leaving.model_dump_json())
    return leaving


def _looked(house: House, tenant: TenantId, item: FootageItem) -> set[str]:
    """The files that were made of it."""
    takes = house.door.recorded(tenant, [look_of(item, item.analysis).fingerprint])
    return {sha256 for take in takes.values() for sha256 in take.files.values()}


def _refuse_shown(house: House, tenant: TenantId, name: str) -> None:
    films = films_using(house, tenant, name)
    if films:
        shown = ", ".join(map(str, films))
        chosen = choices_of(house, films[0])
        part = next(part for part, choice in chosen.items() if choice.name == name)
        where = f"--{part}" if part in CLIPS else f"--scene {number_of(part)}"
        cure = f"manike footage use {films[0]} {where} --stop"
        raise ConflictError(f"{name} is shown in {shown}. Take it out of the film first: {cure}")


def _take_away(house: House, tenant: TenantId, hashes: Collection[str]) -> int:
    """Delete blobs that nothing of the tenant names any more; returns how many."""
    unused = set(hashes) - _used(house, tenant, hashes)
    for sha256 in unused:
        path = house.layout.blob(tenant, sha256)
        with writing(path):
            path.unlink(missing_ok=True)
    return len(unused)


def _used(house: House, tenant: TenantId, hashes: Collection[str]) -> set[str]:
    """Those of these files that a take, a manifest, or any other row of the tenant names."""
    used = set(house.door.holding(tenant, hashes))
    for each in house.studio.footage(tenant):
        used |= {each.sha256, each.report_sha256} & set(hashes)
    chosen = find_key_frames(house, tenant)
    used |= (chosen.blobs() if chosen else set()) & set(hashes)
    used |= house.studio.named_hashes(tenant) & set(hashes)
    for path in (house.layout.tenant(tenant) / "projects").rglob("*.json"):
        used |= hashes_in(path.read_text(encoding="utf-8", errors="replace")) & set(hashes)
    return used
