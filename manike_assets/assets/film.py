"""The finished film."""

from dataclasses import replace

import dagster as dg

from manike.ids import ProjectId
from manike.production.films import make_film
from manike.production.house import House
from manike.production.lineage import film_lineage
from manike_assets import groups
from manike_assets.assets.cast import music
from manike_assets.assets.scenes import scene_clip, voice_over
from manike_assets.failures import RETRIES, core_failures
from manike_assets.lineage import lineage_table
from manike_assets.metadata import of_outcome
from manike_assets.partitions import OF_ITS_PROJECT, PROJECTS
from manike_assets.progress import RunLog


@dg.asset(
    partitions_def=PROJECTS,
    deps=[
        dg.AssetDep(scene_clip, partition_mapping=OF_ITS_PROJECT),
        dg.AssetDep(voice_over, partition_mapping=OF_ITS_PROJECT),
        music,
    ],
    group_name=groups.FILM,
    owners=groups.OWNERS,
    kinds={"video", "ffmpeg"},
    pool="film",
    retry_policy=RETRIES,
)
def final_video(
    context: dg.AssetExecutionContext, house: dg.ResourceParam[House]
) -> dg.MaterializeResult[None]:
    """The finished film: clips, transitions, narration, ducked music, captions, -14 LUFS.

    Pieces of the picture that did not change are used again as they are.
    """
    project = ProjectId.parse(context.partition_key)
    with core_failures():
        log = RunLog(context.log.info, house.listener)
        outcome = make_film(replace(house, listener=log), project)
        lineage, timeline = film_lineage(house, project)
    return dg.MaterializeResult(
        metadata={
            **of_outcome(project, outcome),
            "lineage": lineage_table(lineage, timeline),
        },
        data_version=dg.DataVersion(outcome.fingerprint),
    )
