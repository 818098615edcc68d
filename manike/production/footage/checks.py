"""What must hold of a tenant's analysed footage."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from manike.analysis.report import FootageReport
from manike.errors import ManikeError
from manike.ids import TenantId
from manike.production.footage.keyframes import KeyFrames, find_key_frames, same_picture
from manike.production.footage.library import lost_file, report_of_item
from manike.production.house import House
from manike.quality.results import CheckResult
from manike.studio.footage import FootageItem
from manike.studio.footage_table import FootageState


def judge_looks(house: House, tenant: TenantId) -> Sequence[CheckResult]:
    """Every file of footage is there, and analysed, or refused with its reason."""
    return [
        CheckResult(
            name=item.name,
            passed=is_there and item.state is not FootageState.NEW,
            message=_looked(tenant, item, is_there=is_there),
        )
        for item in house.studio.footage(tenant)
        for is_there in [house.blobs.has(tenant, item.sha256)]
    ]


def judge_shots(house: House, tenant: TenantId) -> Sequence[CheckResult]:
    """Shots lie in order and without gaps, from the first frame of a file to its last.

    A report that can't be read is told by ``judge_reports``.
    """
    return [
        CheckResult(name=item.name, passed=not wrong, message=f"{item.name}: {wrong or 'whole'}.")
        for item, report in _readable(house, tenant)
        for wrong in ["; ".join(_gaps(report))]
    ]


def judge_reports(house: House, tenant: TenantId) -> Sequence[CheckResult]:
    """Every analysed file has a report, whole, in a version that is known, and of that file."""
    found = []
    for item in _analysed(house, tenant):
        wrong = ""
        try:
            report = report_of_item(house, tenant, item)
            if report.media.size_bytes != item.size_bytes:
                wrong = f"The report of {item.name} is of another file."
        except ManikeError as error:
            wrong = str(error)
        said = wrong or f"{item.name}: {len(report.shots)} shots, version {report.version}."
        found.append(CheckResult(name=item.name, passed=not wrong, message=said))
    return found


def judge_key_frames(house: House, tenant: TenantId) -> Sequence[CheckResult]:
    """Every file has key frames, their pictures are there, and no two are near-duplicates."""
    from manike.analysis.pictures import DUPLICATE_BITS  # not at the top: it needs OpenCV

    chosen = find_key_frames(house, tenant)
    if chosen is None:
        analysed = len(list(_analysed(house, tenant)))
        message = f"No key frames are chosen of {analysed} files."
        return [CheckResult(name="chosen", passed=analysed == 0, message=message)]
    lost = [frame for frame in chosen.frames if not house.blobs.has(tenant, frame.at.sha256)]
    if lost:
        return list(_pictures(house, tenant, chosen))
    is_same, frames = same_picture(house, tenant), chosen.frames
    codes = np.array([int(frame.hash, 16) for frame in frames], np.uint64)
    alike = [
        (at, other)
        for at in range(1, len(codes))
        for other in np.flatnonzero(np.bitwise_count(codes[:at] ^ codes[at]) <= DUPLICATE_BITS)
    ]
    twins = sum(is_same(frames[one].at.sha256, frames[two].at.sha256) for one, two in alike)
    apart = CheckResult(
        name="apart",
        passed=twins == 0,
        message=f"{twins} pairs of {len(codes)} key frames are near-duplicates.",
        figures={"pairs": twins},
    )
    return [apart, *_pictures(house, tenant, chosen)]


def _pictures(house: House, tenant: TenantId, chosen: KeyFrames) -> Iterator[CheckResult]:
    places = [place for frame in chosen.frames for place in (frame.at, *frame.same)]
    for item, report in _readable(house, tenant):
        mine = [place for place in places if place.footage == item.name]
        lost = [place for place in mine if not house.blobs.has(tenant, place.sha256)]
        wrong = f"{len(lost)} pictures are gone" if lost else ""
        if not mine and any(key.file for shot in report.shots for key in shot.key_frames):
            wrong = "no key frame is chosen"
        said = wrong or f"{len(mine)} key frames"
        yield CheckResult(name=item.name, passed=not wrong, message=f"{item.name}: {said}.")


def _looked(tenant: TenantId, item: FootageItem, *, is_there: bool) -> str:
    if not is_there:
        return f"{item.name}: {lost_file(tenant, item)}."
    if item.state is FootageState.NEW:
        return (
            f"{item.name} is not looked at yet: manike footage analyse --tenant {tenant} says why."
        )
    return f"{item.name}: {item.state.value}. {item.problem}".strip()


def _gaps(report: FootageReport) -> Iterator[str]:
    if not report.shots:
        yield "it has no shot"
        return
    if report.shots[0].start_frame != 0:
        yield f"the first shot begins at frame {report.shots[0].start_frame}"
    if report.shots[-1].end_frame != report.frame_count:
        yield f"the last shot ends at {report.shots[-1].end_frame} of {report.frame_count} frames"
    for number, shot in enumerate(report.shots, start=1):
        if shot.number != number or shot.end_frame <= shot.start_frame:
            yield f"shot {shot.number} is out of order or empty"
    for before, after in pairwise(report.shots):
        if before.end_frame != after.start_frame:
            yield f"a gap between shots {before.number} and {after.number}"


def _analysed(house: House, tenant: TenantId) -> Iterator[FootageItem]:
    for item in house.studio.footage(tenant):
        if item.state is FootageState.ANALYSED:
            yield item


def _readable(house: House, tenant: TenantId) -> Iterator[tuple[FootageItem, FootageReport]]:
    for item in _analysed(house, tenant):
        try:
            yield item, report_of_item(house, tenant, item)
        except ManikeError:
            continue
