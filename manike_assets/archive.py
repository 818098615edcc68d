"""Takes archived and deleted projects out of Dagster."""

from contextlib import suppress

import dagster as dg

from manike.ids import ProjectId
from manike_assets.partitions import PROJECTS


def forget_partitions(instance: dg.DagsterInstance, project: ProjectId) -> None:
    """Remove a project's partition key; its scenes' keys go with it."""
    instance.delete_dynamic_partition(PROJECTS.name or "", str(project))


def forget_runs(instance: dg.DagsterInstance, project: ProjectId) -> int:
    """Remove what Dagster knows of a deleted project's runs; returns how many there were.

    Their events repeat its titles and show its pictures.
    """
    tags = {"tenant": project.tenant.slug, "project": project.slug}
    runs = instance.get_runs(dg.RunsFilter(tags=tags))
    for run in runs:
        instance.delete_run(run.run_id)
        with suppress(NotImplementedError):  # some places of logs can't delete
            instance.compute_log_manager.delete_logs(prefix=[run.run_id])
    return len(runs)
