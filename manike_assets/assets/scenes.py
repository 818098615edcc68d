"""The parts of scenes: pictures, voice-overs, clips."""

import dagster as dg

from manike.generation.fingerprint import Job
from manike.production.clips import animate_scene
from manike.production.house import House
from manike.production.pictures import paint_scene
from manike.production.voices import speak_scene
from manike_assets import groups
from manike_assets.assets.cast import character_images
from manike_assets.assets.script import approved_script
from manike_assets.failures import RETRIES, core_failures
from manike_assets.partitions import OF_ITS_PROJECT, SCENES
from manike_assets.scene_work import work_on_scenes
from manike_assets.takes import NewTakes


def _of_project(asset: dg.AssetsDefinition) -> dg.AssetDep:
    return dg.AssetDep(asset, partition_mapping=OF_ITS_PROJECT)


@dg.asset(
    partitions_def=SCENES,
    deps=[_of_project(approved_script), _of_project(character_images)],
    group_name=groups.SCENES,
    owners=groups.OWNERS,
    kinds={"image"},
    backfill_policy=dg.BackfillPolicy.single_run(),
    pool="image",
    retry_policy=RETRIES,
)
def scene_image(
    context: dg.AssetExecutionContext, house: dg.ResourceParam[House], config: NewTakes
) -> dg.Output[None]:
    """The picture of a scene, painted in layers with depth, with its characters as drawn."""
    with core_failures():
        return work_on_scenes(context, house, config, Job.PICTURE, paint_scene)


@dg.asset(
    partitions_def=SCENES,
    deps=[_of_project(approved_script)],
    group_name=groups.SCENES,
    owners=groups.OWNERS,
    kinds={"audio"},
    backfill_policy=dg.BackfillPolicy.single_run(),
    pool="speech",
    retry_policy=RETRIES,
)
def voice_over(
    context: dg.AssetExecutionContext, house: dg.ResourceParam[House], config: NewTakes
) -> dg.Output[None]:
    """The narration of a scene, spoken, levelled, with the time of every word."""
    with core_failures():
        return work_on_scenes(context, house, config, Job.VOICE, speak_scene)


@dg.asset(
    partitions_def=SCENES,
    deps=[scene_image, voice_over],
    group_name=groups.SCENES,
    owners=groups.OWNERS,
    kinds={"video", "ffmpeg"},
    backfill_policy=dg.BackfillPolicy.single_run(),
    pool="motion",
    retry_policy=RETRIES,
)
def scene_clip(
    context: dg.AssetExecutionContext, house: dg.ResourceParam[House], config: NewTakes
) -> dg.Output[None]:
    """The picture of a scene in motion, without sound, as long as its narration needs."""
    with core_failures():
        return work_on_scenes(context, house, config, Job.CLIP, animate_scene)
