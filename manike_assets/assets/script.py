"""The script of a film: as written, and as approved."""

import dagster as dg

from manike.ids import ProjectId
from manike.production.house import House
from manike.production.scripts import approve_script, write_script
from manike_assets import groups
from manike_assets.failures import RETRIES, core_failures
from manike_assets.metadata import of_outcome
from manike_assets.partitions import PROJECTS


class ScriptConfig(dg.Config):
    """How to write."""

    rewrite: bool = False
    """Write over a script that a person edited."""


@dg.asset(
    partitions_def=PROJECTS,
    group_name=groups.SCRIPT,
    owners=groups.OWNERS,
    kinds={"text", "json"},
    retry_policy=RETRIES,
)
def script(
    context: dg.AssetExecutionContext, house: dg.ResourceParam[House], config: ScriptConfig
) -> dg.MaterializeResult[None]:
    """The script of a film as the writer drafted it: characters, scenes, narration, music cues.

    A script that breaks a rule is not kept. A script that a person edited stays, unless `rewrite`
    is ticked.
    """
    project = ProjectId.parse(context.partition_key)
    with core_failures():
        outcome = write_script(house, project, rewrite=config.rewrite)
    return dg.MaterializeResult(
        metadata=of_outcome(project, outcome),
        data_version=dg.DataVersion(str(outcome.figures["script hash"])),
    )


@dg.asset(
    partitions_def=PROJECTS,
    deps=[script],
    group_name=groups.SCRIPT,
    owners=groups.OWNERS,
    kinds={"text", "json"},
)
def approved_script(
    context: dg.AssetExecutionContext, house: dg.ResourceParam[House]
) -> dg.MaterializeResult[None]:
    """The exact draft that was approved, by a person where the project asks for a review.

    Fails as long as the newest draft is not approved: neither a manual run nor a back-fill goes
    round the review.
    """
    project = ProjectId.parse(context.partition_key)
    with core_failures():
        approved, is_new = approve_script(house, project)
    return dg.MaterializeResult(
        metadata={
            "title": approved.script.title,
            "scenes": len(approved.script.scenes),
            "reviewer": approved.reviewer,
            "changed": is_new,
            "script hash": approved.sha256,
        },
        data_version=dg.DataVersion(approved.sha256),
    )
