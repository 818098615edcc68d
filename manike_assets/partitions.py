"""Partitions: projects, scenes of projects, tenants."""

from collections.abc import Iterable, Sequence

import dagster as dg

from manike.ids import MAX_SCENES, ProjectId, TenantId, number_of, slot_of

PROJECTS = dg.DynamicPartitionsDefinition(name="projects")
"""One key per project, ``tenant/project``: exact, as a tenant x project grid would not be."""

TENANTS = dg.DynamicPartitionsDefinition(name="tenants")

SCENES = dg.MultiPartitionsDefinition(
    {
        "project": PROJECTS,
        "scene": dg.StaticPartitionsDefinition([slot_of(n) for n in range(1, MAX_SCENES + 1)]),
    }
)

OF_ITS_PROJECT = dg.MultiToSingleDimensionPartitionMapping("project")

SHOWN_ONLY = dg.SpecificPartitionsPartitionMapping([])
"""Draws an arrow in the graph and moves nothing: Dagster can't map a tenant to its projects."""


def scenes_by_project(keys: Iterable[str]) -> dict[ProjectId, Sequence[int]]:
    """Scene numbers by project of the partition keys of a run."""
    found: dict[ProjectId, list[int]] = {}
    for key in keys:
        project, number = scene_of(key)
        found.setdefault(project, []).append(number)
    return {project: sorted(numbers) for project, numbers in found.items()}


def scene_of(key: str) -> tuple[ProjectId, int]:
    """The project and scene number of a key such as ``acme/spring|s003``."""
    project, _, slot = key.rpartition("|")
    return ProjectId.parse(project), number_of(slot)


def scene_key(project: ProjectId, number: int) -> dg.MultiPartitionKey:
    """The key of one scene."""
    return dg.MultiPartitionKey({"project": str(project), "scene": slot_of(number)})


def tenant_of(key: str) -> TenantId:
    """The tenant of a key of ``TENANTS``."""
    return TenantId(key)
