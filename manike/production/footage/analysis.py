"""A tenant's footage is looked at: each file for itself, once for a version of the analysis."""

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Literal

from manike.errors import ManikeError, MediaError, StoreError
from manike.generation.workers import core_count
from manike.ids import TenantId
from manike.production.footage.library import footage_of, lost_file
from manike.production.footage.look import REPORT_FILE, STAGE, look_at
from manike.production.house import House
from manike.scrubbing import scrub
from manike.studio.footage import FootageItem
from manike.studio.footage_table import FootageState

Fate = Literal["analysed", "refused", "failed", "lost", "known"]


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file."""

    item: FootageItem
    """As it is afterwards."""
    fate: Fate
    """``known``: this version of the analysis had seen it before. ``lost``: its file is gone."""
    error: Exception | None = None
    """Why it failed: a fault of the machine or the store, after which it is tried again."""
    seconds: float = 0.0
    """How long the look took, now."""


def analyse_footage_of(
    house: House, tenant: TenantId, detector: str, names: Sequence[str] = ()
) -> tuple[FileOutcome, ...]:
    """Look at all files of a tenant that this version of the analysis has not seen.

    Files are looked at side by side, one on each core. What is wrong with one is its own outcome:
    a refusal is kept in its row, a fault of the machine is tried again the next time.

    Args:
        house: the studio.
        tenant: whose.
        detector: who finds the shots; see ``manike.settings.DETECTORS``.
        names: only these files; all if none is named.

    Raises:
        BadInputError: there is no such detector.
        MachineError: the extra that it needs is not installed.
        NotFoundError: there is no such tenant, or no file of a name.
    """
    from manike.analysis.detectors import analysis_version  # not at the top: it needs OpenCV

    analysis = analysis_version(detector)
    items = [footage_of(house, tenant, name) for name in names] or house.studio.footage(tenant)
    due = [item for item in items if not _is_known(house, tenant, item, analysis)]
    done = {item.name: FileOutcome(item, "known") for item in items if item not in due}
    house.listener.expect(STAGE, len(due))
    for outcome in _looks(house, tenant, due, detector, analysis):
        done[outcome.item.name] = outcome
    return tuple(done[item.name] for item in items)


def _is_known(house: House, tenant: TenantId, item: FootageItem, analysis: str) -> bool:
    """Whether this version has seen it, and file and report are there."""
    if item.analysis != analysis:
        return False
    files = {item.sha256, item.report_sha256} - {""}
    with suppress(StoreError):  # what can't be looked up is told by the look
        return all(house.blobs.has(tenant, sha256) for sha256 in files)
    return False


def _looks(
    house: House, tenant: TenantId, due: Sequence[FootageItem], detector: str, analysis: str
) -> Iterator[FileOutcome]:
    """Outcomes in the order in which they come."""
    threads = ThreadPoolExecutor(core_count(), thread_name_prefix="footage")
    try:
        futures: list[Future[FileOutcome]] = [
            threads.submit(_outcome, house, tenant, item, detector, analysis) for item in due
        ]
        for future in as_completed(futures):
            outcome = future.result()
            house.listener.report(STAGE, outcome.item.name, 1, 1)
            yield outcome
    finally:  # who is told to stop takes up no more files
        threads.shutdown(wait=False, cancel_futures=True)


def _outcome(
    house: House, tenant: TenantId, item: FootageItem, detector: str, analysis: str
) -> FileOutcome:
    house.listener.report(STAGE, item.name, 0, 1)
    try:
        if not house.blobs.has(tenant, item.sha256):
            return FileOutcome(item, "lost", StoreError(lost_file(tenant, item)))
        take = look_at(house, tenant, item, detector, analysis)
    except MediaError as error:
        problem = _without_paths(house, scrub(str(error)))[:1000]
        house.studio.footage_is_refused(tenant, item, analysis, problem)
        refused = replace(
            item, state=FootageState.REFUSED, analysis=analysis, problem=problem, report_sha256=""
        )
        return FileOutcome(refused, "refused")
    except Exception as error:  # noqa: BLE001 - a fault with one file must not end the others
        return FileOutcome(item, "failed", error)
    report = take.files[REPORT_FILE]
    house.studio.footage_is_analysed(tenant, item, analysis, report)
    analysed = replace(
        item, state=FootageState.ANALYSED, analysis=analysis, problem="", report_sha256=report
    )
    return FileOutcome(analysed, "analysed", seconds=take.seconds if take.was_made else 0.0)


def _without_paths(house: House, said: str) -> str:
    """What ffmpeg said, without where the store's files lie."""
    return re.sub(rf"{re.escape(str(house.layout.root))}/\S*/", "", said)


def first_fault(outcomes: Sequence[FileOutcome]) -> ManikeError | Exception | None:
    """Why the first of the files failed that did."""
    return next((outcome.error for outcome in outcomes if outcome.error is not None), None)
