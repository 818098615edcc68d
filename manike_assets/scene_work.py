"""Works on many scenes of a run at once, each with its own outcome."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from functools import partial
from queue import Empty, SimpleQueue

import dagster as dg

from manike.errors import BadInputError
from manike.generation.fingerprint import Job
from manike.generation.workers import core_count
from manike.ids import ProjectId, slot_of
from manike.production.house import House, Outcome
from manike.studio.models import Status
from manike_assets.failures import failure, reason_of
from manike_assets.partitions import scenes_by_project
from manike_assets.progress import EVERY_S, RunLog
from manike_assets.scene_events import SceneEvents
from manike_assets.takes import NewTakes

_WAITING = 8
"""Scenes at once while others work on them: a film of 24 clips that take two minutes each is waited
for six minutes instead of twenty-four. A thread that waits costs 0.3 % of a core."""

SceneStep = Callable[[House, ProjectId, int], Outcome]
Scene = tuple[ProjectId, int]
Attempt = Future[Outcome | Exception]
News = tuple[Scene, Attempt | None]
"""A scene that is begun, or one that is done."""


def work_on_scenes(
    context: dg.AssetExecutionContext, house: House, config: NewTakes, job: Job, step: SceneStep
) -> dg.Output[None]:
    """Take ``step`` for every scene of the run, several at once.

    As many as there are cores; eight where a provider elsewhere may work on them.

    Each scene is recorded the moment it is done: its partition turns green while others are still
    in work. A scene that fails does not stop the others; the asset fails at the end and says which
    scenes are missing. Running it again makes only those.
    """
    scenes = _used_scenes(context, house, config, job)
    log = RunLog(context.log.info, house.listener)
    house = replace(house, listener=log)
    log.expect(job.value, len(scenes))
    events = SceneEvents(context)
    failed: dict[Scene, Exception] = {}
    with ThreadPoolExecutor(_at_once(house, scenes, job)) as threads:
        for scene, result in _attempts(
            threads, scenes, partial(_attempt, house, job, step), events, log
        ):
            if isinstance(result, Outcome):
                events.done(*scene, result)
            else:
                events.failed(*scene, result)
                failed[scene] = result
    events.all_done()
    if failed:
        raise _failure(failed) from next(iter(failed.values()))
    return events.nothing_more()


def _at_once(house: House, scenes: Sequence[Scene], job: Job) -> int:
    projects = {project for project, _ in scenes}
    with suppress(BadInputError):  # each scene tells it for itself
        if any(house.cast(project).asks_elsewhere(job) for project in projects):
            return max(_WAITING, core_count())
    return core_count()


def _attempts(
    threads: ThreadPoolExecutor,
    scenes: Sequence[Scene],
    attempt: Callable[[Scene], Outcome | Exception],
    events: SceneEvents,
    log: RunLog,
) -> Iterator[tuple[Scene, Outcome | Exception]]:
    """Results in the order in which they come; what starts meanwhile is told to ``events``.

    Events are written by the step's own thread: a storage in memory shows nothing to others.
    """
    news: SimpleQueue[News] = SimpleQueue()

    def begin(scene: Scene) -> Outcome | Exception:
        news.put((scene, None))
        return attempt(scene)

    for scene in scenes:
        future = threads.submit(begin, scene)
        future.add_done_callback(partial(_announce, news, scene))
    try:
        for _ in range(2 * len(scenes)):
            scene, done = _next_of(news, log)
            if done is None:
                events.started(*scene)
            else:
                yield scene, done.result()
    finally:  # a run that is told to stop takes up no more scenes
        threads.shutdown(wait=False, cancel_futures=True)


def _next_of(news: SimpleQueue[News], log: RunLog) -> News:
    """The next thing that happens; while nothing does, how far the scenes are."""
    while True:
        with suppress(Empty):
            return news.get(timeout=EVERY_S)
        log.tell()


def _announce(news: SimpleQueue[News], scene: Scene, done: Attempt) -> None:
    news.put((scene, done))


def _used_scenes(
    context: dg.AssetExecutionContext, house: House, config: NewTakes, job: Job
) -> Sequence[Scene]:
    """The scenes of the run that their scripts have; asks for new takes where ticked."""
    used: list[Scene] = []
    for project, numbers in scenes_by_project(context.partition_keys).items():
        count = len(house.approved(project).scenes)
        present = [number for number in numbers if number <= count]
        config.ask(house, project, job, [slot_of(number) for number in present], context.run)
        _take_up(context, house, project)
        used += [(project, number) for number in present]
        if len(present) < len(numbers):
            context.log.info("%s has %d scenes; the other slots stay empty.", project, count)
    return used


def _take_up(context: dg.AssetExecutionContext, house: House, project: ProjectId) -> None:
    """Say that scenes are being made, unless a check of this very run has closed the project."""
    row = house.studio.project(project)
    record = context.instance.get_run_record_by_id(context.run.run_id)
    began_s = record.start_time if record is not None else None
    if row.status == Status.FAILED and began_s and row.updated_at.timestamp() >= began_s:
        return
    house.studio.advance(project, Status.MAKING_SCENES)


def _attempt(house: House, job: Job, step: SceneStep, scene: Scene) -> Outcome | Exception:
    slot = slot_of(scene[1])
    house.listener.report(job.value, slot, 0, 1)
    try:
        return step(house, *scene)
    except Exception as error:  # noqa: BLE001 - a fault of one scene must not end the others
        return error
    finally:
        house.listener.report(job.value, slot, 1, 1)


def _failure(failed: dict[Scene, Exception]) -> dg.Failure:
    said = "; ".join(
        f"{project} {slot_of(number)}: {reason_of(error)}"
        for (project, number), error in failed.items()
    )
    first = failure(next(iter(failed.values())))
    scenes = "scene" if len(failed) == 1 else "scenes"
    return dg.Failure(
        description=f"{len(failed)} {scenes} failed, the others are kept. {said}",
        metadata=first.metadata,
        allow_retries=any(failure(error).allow_retries for error in failed.values()),
    )
