"""What the partitions of a step were made from, in the tags from which Dagster tells staleness."""

from collections.abc import Mapping

import dagster as dg
from dagster._core.definitions.data_version import (
    CODE_VERSION_TAG,
    DATA_VERSION_IS_USER_PROVIDED_TAG,
    DATA_VERSION_TAG,
    DEFAULT_DATA_VERSION,
    NULL_EVENT_POINTER,
    get_input_data_version_tag,
    get_input_event_pointer_tag,
)
from dagster._core.definitions.partitions.utils.multi import get_tags_from_multi_partition_key
from dagster._core.execution.context.system import StepExecutionContext

_NOTHING_MADE = "nothing"
"""The data version of a scene that has no such part, as of one without narration."""


class Provenance:
    """Builds the tags that Dagster gives materializations of its own, but not those we log.

    What lies upstream is read once, at the step's start: what is made there while the step works
    is not in its scenes.
    """

    def __init__(self, context: dg.AssetExecutionContext) -> None:
        step = context.get_step_execution_context()
        node = step.job_def.asset_layer.get(context.asset_key)
        self._code_version = node.code_version or context.run.run_id
        self._upstream = [
            (key, _event_pointer(step, key), _data_versions(step, key))
            for key in sorted(node.parent_keys)
        ]

    def tags(self, scene: dg.MultiPartitionKey, data_version: str) -> dict[str, str]:
        """The tags of one scene's materialization.

        Args:
            scene: its partition key.
            data_version: names its content; empty if it has none.
        """
        tags = {
            **get_tags_from_multi_partition_key(scene),
            CODE_VERSION_TAG: self._code_version,
            DATA_VERSION_TAG: data_version or _NOTHING_MADE,
            DATA_VERSION_IS_USER_PROVIDED_TAG: "true",
        }
        project = scene.keys_by_dimension["project"]
        for key, pointer, versions in self._upstream:
            version = versions.get(scene) or versions.get(project) or DEFAULT_DATA_VERSION.value
            tags[get_input_data_version_tag(key)] = version
            tags[get_input_event_pointer_tag(key)] = pointer
        return tags


def _event_pointer(step: StepExecutionContext, asset: dg.AssetKey) -> str:
    """The newest event of an upstream asset; Dagster looks for newer ones of the partition."""
    newest = step.maybe_fetch_and_get_input_asset_version_info(asset)
    return NULL_EVENT_POINTER if newest is None else str(newest.storage_id)


def _data_versions(step: StepExecutionContext, asset: dg.AssetKey) -> Mapping[str, str]:
    """Data versions of the upstream partitions that the step uses: projects, or their scenes."""
    name = step.job_def.asset_layer.get_node_input_name(step.node_handle, asset)
    if name is None or not step.has_asset_partitions_for_input(name):
        return {}
    subset = step.asset_partitions_subset_for_input(name, require_valid_partitions=False)
    tags = step.instance.event_log_storage.get_latest_tags_by_partition(
        asset,
        dg.DagsterEventType.ASSET_MATERIALIZATION,
        [DATA_VERSION_TAG],
        asset_partitions=list(subset.get_partition_keys()),
    )
    return {key: found[DATA_VERSION_TAG] for key, found in tags.items()}
