"""What belongs to a whole film before its scenes: characters and music."""

from collections.abc import Sequence

import dagster as dg

from manike.generation.fingerprint import Job, hash_of
from manike.ids import ProjectId
from manike.production.characters import draw_characters
from manike.production.house import House, Outcome
from manike.production.scores import compose_music
from manike_assets import groups
from manike_assets.assets.script import approved_script
from manike_assets.failures import RETRIES, core_failures
from manike_assets.metadata import of_outcomes
from manike_assets.partitions import PROJECTS
from manike_assets.takes import NewTakes


@dg.asset(
    partitions_def=PROJECTS,
    deps=[approved_script],
    group_name=groups.CAST,
    owners=groups.OWNERS,
    kinds={"image"},
    pool="image",
    retry_policy=RETRIES,
)
def character_images(
    context: dg.AssetExecutionContext, house: dg.ResourceParam[House], config: NewTakes
) -> dg.MaterializeResult[None]:
    """One drawing of each character; every scene shows the character as drawn here."""
    project = ProjectId.parse(context.partition_key)
    with core_failures():
        names = [character.name for character in house.approved(project).characters]
        config.ask(house, project, Job.CHARACTER, names, context.run)
        outcomes = draw_characters(house, project)
    return _result(project, outcomes)


@dg.asset(
    partitions_def=PROJECTS,
    deps=[approved_script],
    group_name=groups.CAST,
    owners=groups.OWNERS,
    kinds={"audio"},
    pool="music",
    retry_policy=RETRIES,
)
def music(
    context: dg.AssetExecutionContext, house: dg.ResourceParam[House], config: NewTakes
) -> dg.MaterializeResult[None]:
    """The music of a film, one piece for each cue of the script, each with an ending."""
    project = ProjectId.parse(context.partition_key)
    with core_failures():
        cues = [str(cue.number) for cue in house.approved(project).music]
        config.ask(house, project, Job.MUSIC, cues, context.run)
        outcomes = compose_music(house, project)
    return _result(project, outcomes)


def _result(project: ProjectId, outcomes: Sequence[Outcome]) -> dg.MaterializeResult[None]:
    version = hash_of([outcome.fingerprint for outcome in outcomes])
    return dg.MaterializeResult(
        metadata=of_outcomes(project, outcomes), data_version=dg.DataVersion(version)
    )
