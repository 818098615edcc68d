"""The key frames of a tenant's footage: no two alike, in clusters with a contact sheet each."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, ValidationError

from manike.errors import NotFoundError, StoreError
from manike.generation.takes import TakeResult
from manike.ids import TenantId
from manike.media.files import scratch_folder, write_text
from manike.production.footage.library import report_of_item
from manike.production.footage.look import Looked, look_of
from manike.production.house import House
from manike.studio.footage import FootageItem
from manike.studio.footage_table import FootageState

MOST_CLUSTERED: Final = 1500
"""Key frames that are put into clusters, evenly chosen; a few seconds of one core."""
_FILE: Final = "keyframes.json"


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Whereabouts(_Record):
    """A frame of a file of footage."""

    footage: str
    shot: int
    time_s: float
    file: str
    """Name of its picture in the look at the file."""
    sha256: str
    """The blob of its picture."""


class ChosenFrame(_Record):
    """A key frame that stands for itself and for all that look the same."""

    at: Whereabouts
    hash: str
    quality: float
    same: tuple[Whereabouts, ...] = ()
    """Frames of the same or other files that are near-duplicates of it."""


class FrameCluster(_Record):
    """Key frames that are alike, the best first."""

    sheet_sha256: str
    """The blob of its contact sheet."""
    frames: tuple[int, ...]
    """Indices into ``frames``."""


class KeyFrames(_Record):
    """The key frames of all of a tenant's footage."""

    version: Literal[1] = 1
    footage: dict[str, str]
    """SHA-256 of the report that each file had, by its name."""
    frames: tuple[ChosenFrame, ...]
    clusters: tuple[FrameCluster, ...]
    silhouette: float
    """How clear the clusters are, up to 1; 0 where there is one."""

    def blobs(self) -> set[str]:
        """What belongs to it alone: its contact sheets."""
        return {cluster.sheet_sha256 for cluster in self.clusters}


@dataclass(frozen=True, slots=True)
class _Candidate:
    at: Whereabouts
    hash: int
    quality: float


def choose_key_frames(house: House, tenant: TenantId) -> KeyFrames:
    """Choose among the key frames of all files, put them into clusters, and keep that.

    Of near-duplicates, within a file or across files, the best stands for all. What was chosen
    before is found again where no file came, went or was analysed anew.

    Raises:
        NotFoundError: there is no such tenant.
        StoreError: a picture is missing or damaged; says the cure.
    """
    items = [item for item in house.studio.footage(tenant) if item.state is FootageState.ANALYSED]
    footage = {item.name: item.report_sha256 for item in items}
    before = find_key_frames(house, tenant)
    if before is not None and before.footage == footage and _is_whole(house, tenant, before):
        return before
    frames = _apart(list(_candidates(house, tenant, items)), same_picture(house, tenant))
    clusters, silhouette = _clusters(house, tenant, frames)
    chosen = KeyFrames(footage=footage, frames=frames, clusters=clusters, silhouette=silhouette)
    write_text(house.layout.footage(tenant) / _FILE, chosen.model_dump_json(indent=1))
    return chosen


def find_key_frames(house: House, tenant: TenantId) -> KeyFrames | None:
    """What was chosen last; ``None`` if nothing was, or it can't be read: it is chosen anew."""
    try:
        content = (house.layout.footage(tenant) / _FILE).read_bytes()
        return KeyFrames.model_validate_json(content)
    except (FileNotFoundError, ValidationError):
        return None


def forget_key_frames(house: House, tenant: TenantId) -> None:
    """Take the choice away; the blobs stay for the caller."""
    (house.layout.footage(tenant) / _FILE).unlink(missing_ok=True)


def _is_whole(house: House, tenant: TenantId, chosen: KeyFrames) -> bool:
    try:
        for sha256 in (*chosen.blobs(), *(frame.at.sha256 for frame in chosen.frames)):
            house.blobs.path(tenant, sha256)
    except NotFoundError:
        return False
    return True


def _candidates(
    house: House, tenant: TenantId, items: Sequence[FootageItem]
) -> Iterator[_Candidate]:
    """All key frames that have a picture, by file, shot and time."""
    looks = {item.name: look_of(item, item.analysis).fingerprint for item in items}
    takes = house.door.recorded(tenant, list(looks.values()))
    for item in items:
        take = takes.get(looks[item.name])
        if take is not None:
            yield from _of_file(house, tenant, item, take)


def _of_file(
    house: House, tenant: TenantId, item: FootageItem, take: TakeResult
) -> Iterator[_Candidate]:
    pictures = Looked.model_validate(dict(take.details)).pictures
    for shot in report_of_item(house, tenant, item).shots:
        for key in shot.key_frames:
            if key.file in pictures:
                known = pictures[key.file]
                at = Whereabouts(
                    footage=item.name,
                    shot=shot.number,
                    time_s=key.time_s,
                    file=key.file,
                    sha256=take.files[key.file],
                )
                yield _Candidate(at, int(known.hash, 16), known.quality)


def same_picture(house: House, tenant: TenantId) -> Callable[[str, str], bool]:
    """Tells whether two pictures of the store, whose hashes are near, show the same.

    Each is read at most once.
    """
    from manike.analysis.pictures import PictureFacts, facts_of, is_same, read_picture

    @cache
    def facts(sha256: str) -> PictureFacts:
        return facts_of(read_picture(house.blobs.path(tenant, sha256)))

    return lambda one, other: is_same(facts(one), facts(other))


def _apart(
    candidates: Sequence[_Candidate], is_same: Callable[[str, str], bool]
) -> tuple[ChosenFrame, ...]:
    """The best first of each group: no two chosen ones are near-duplicates.

    Chains do not count: a frame goes to the best one that it looks the same as, so that a slow pan
    does not become one picture.
    """
    from manike.analysis.pictures import DUPLICATE_BITS  # not at the top: it needs OpenCV

    best = sorted(range(len(candidates)), key=lambda at: (-candidates[at].quality, at))
    codes = np.zeros(len(candidates), np.uint64)
    chosen: list[int] = []
    same: dict[int, list[int]] = {}
    for at in best:
        distance = np.bitwise_count(codes[: len(chosen)] ^ np.uint64(candidates[at].hash))
        near = [chosen[one] for one in np.flatnonzero(distance <= DUPLICATE_BITS).tolist()]
        sha256 = candidates[at].at.sha256
        twin = next((one for one in near if is_same(sha256, candidates[one].at.sha256)), None)
        if twin is not None:
            same[twin].append(at)
        else:
            codes[len(chosen)] = candidates[at].hash
            chosen.append(at)
            same[at] = []
    return tuple(
        ChosenFrame(
            at=candidates[at].at,
            hash=f"{candidates[at].hash:016x}",
            quality=candidates[at].quality,
            same=tuple(candidates[other].at for other in sorted(same[at])),
        )
        for at in sorted(chosen)
    )


def _clusters(
    house: House, tenant: TenantId, frames: Sequence[ChosenFrame]
) -> tuple[tuple[FrameCluster, ...], float]:
    """Clusters of some of the frames, their sheets in the store, and their silhouette."""
    from manike.analysis.collection import analyse_pictures  # not at the top: it needs OpenCV

    if not frames:
        return (), 0.0
    step = max(1, -(-len(frames) // MOST_CLUSTERED))
    shown = range(0, len(frames), step)
    with scratch_folder(house.layout.scratch(tenant)) as folder:
        links = {_link(house, tenant, folder, frames[at], at).name: at for at in shown}
        paths = [folder / name for name in links]
        found = house.workers.call(analyse_pictures, paths, folder)
        if found.refused:
            said = next(iter(found.refused.values()))
            cure = f"manike footage analyse --tenant {tenant} makes it again"
            raise StoreError(f"A key frame is damaged: {said} {cure}.")
        clusters = tuple(
            FrameCluster(
                sheet_sha256=house.blobs.adopt(tenant, folder / cluster.sheet),
                frames=tuple(links[name] for name in cluster.files),
            )
            for cluster in found.clusters
        )
    return clusters, found.silhouette


def _link(house: House, tenant: TenantId, folder: Path, frame: ChosenFrame, at: int) -> Path:
    link = folder / f"{at:05d}.jpg"
    link.symlink_to(house.blobs.path(tenant, frame.at.sha256).resolve())
    return link
