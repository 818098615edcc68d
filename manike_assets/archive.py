"""Takes the keys of archived projects out of Dagster."""

import dagster as dg

from manike.ids import ProjectId
from manike_assets.partitions import PROJECTS


def forget_partitions(instance: dg.DagsterInstance, project: ProjectId) -> None:
    """Remove a project's partition key; its scenes' keys go with it."""
    instance.delete_dynamic_partition(PROJECTS.name or "", str(project))
