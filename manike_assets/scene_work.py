"""Works on many scenes of a run at once, each with its own outcome."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import dagster as dg

from manike.errors import ManikeError
from manike.generation.fingerprint import Job
from manike.generation.workers import core_count
from manike.ids import ProjectId, slot_of
from manike.production.house import House, Outcome
from manike.studio.models import Status
from manike_assets.failures import failure
from manike_assets.metadata import of_outcome
from manike_assets.partitions import scene_key, scenes_by_project
from manike_assets.takes import NewTakes

SceneStep = Callable[[House, ProjectId, int], Outcome]
Scene = tuple[ProjectId, int]


def work_on_scenes(
    context: dg.AssetExecutionContext, house: House, config: NewTakes, job: Job, step: SceneStep
) -> None:
    """Take ``step`` for every scene of the run, as many at once as there are cores.

    A scene that fails does not stop the others: theirs are recorded, then the asset fails and says
    which scenes are missing. Running it again makes only those.
    """
    scenes = _used_scenes(context, house, config, job)
    house.listener.expect(job.value, len(scenes))
    with ThreadPoolExecutor(core_count()) as threads:
        results = list(threads.map(partial(_attempt, house, job, step), scenes))
    failed = {
        scene: error
        for scene, error in zip(scenes, results, strict=True)
        if isinstance(error, ManikeError)
    }
    for (project, number), result in zip(scenes, results, strict=True):
        if isinstance(result, Outcome):
            _record(context, project, number, result, is_alone=bool(failed))
    if failed:
        raise _failure(failed)


def _used_scenes(
    context: dg.AssetExecutionContext, house: House, config: NewTakes, job: Job
) -> Sequence[Scene]:
    """The scenes of the run that their scripts have; asks for new takes where ticked."""
    used: list[Scene] = []
    for project, numbers in scenes_by_project(context.partition_keys).items():
        count = len(house.approved(project).scenes)
        present = [number for number in numbers if number <= count]
        config.ask(house, project, job, [slot_of(number) for number in present], context.run)
        house.studio.advance(project, Status.MAKING_SCENES)
        used += [(project, number) for number in present]
        for number in set(numbers) - set(present):
            context.add_asset_metadata(
                {"unused": f"The script has {count} scenes."},
                partition_key=scene_key(project, number),
            )
    return used


def _attempt(house: House, job: Job, step: SceneStep, scene: Scene) -> Outcome | ManikeError:
    slot = slot_of(scene[1])
    house.listener.report(job.value, slot, 0, 1)
    try:
        return step(house, *scene)
    except ManikeError as error:
        return error
    finally:
        house.listener.report(job.value, slot, 1, 1)


def _record(
    context: dg.AssetExecutionContext,
    project: ProjectId,
    number: int,
    outcome: Outcome,
    *,
    is_alone: bool,
) -> None:
    """Give a scene its metadata; where the asset will fail, its materialization too."""
    key, metadata = scene_key(project, number), of_outcome(project, outcome)
    if is_alone:
        context.log_event(
            dg.AssetMaterialization(context.asset_key, partition=key, metadata=metadata)
        )
    else:
        context.add_asset_metadata(dict(metadata), partition_key=key)


def _failure(failed: dict[Scene, ManikeError]) -> dg.Failure:
    said = "; ".join(
        f"{project} {slot_of(number)}: {error}" for (project, number), error in failed.items()
    )
    first = failure(next(iter(failed.values())))
    return dg.Failure(
        description=f"{len(failed)} scenes failed, the others are kept. {said}",
        metadata=first.metadata,
        allow_retries=any(failure(error).allow_retries for error in failed.values()),
    )
