"""What the log of a run, its chart and its partitions show of each scene, as it happens."""

import dagster as dg
from dagster._core.definitions.source_asset import SYSTEM_METADATA_KEY_SOURCE_ASSET_OBSERVATION
from dagster._core.events import DagsterEvent, EngineEventData

from manike.errors import ManikeError
from manike.ids import ProjectId, slot_of
from manike.production.house import Outcome
from manike_assets.metadata import of_outcome
from manike_assets.partitions import scene_key


class SceneEvents:
    """Tells of the scenes of one step. The chart of a run draws a bracket from start to end."""

    def __init__(self, context: dg.AssetExecutionContext) -> None:
        self._context = context
        self._step = context.get_step_execution_context()

    def started(self, project: ProjectId, number: int) -> None:
        """A scene is taken up."""
        name = _name(project, number)
        self._mark(f"{name} is taken up.", EngineEventData(marker_start=name))

    def done(self, project: ProjectId, number: int, outcome: Outcome) -> None:
        """A scene is made or found: its partition turns green now."""
        name = _name(project, number)
        how = f"made in {outcome.seconds:.1f} s" if outcome.was_made else "found, made before"
        self._mark(f"{name} is {how}.", EngineEventData(marker_end=name))
        tags = {"dagster/data_version": outcome.fingerprint} if outcome.fingerprint else {}
        self._context.log_event(
            dg.AssetMaterialization(
                self._context.asset_key,
                description=f"{name}, {how}",
                partition=scene_key(project, number),
                metadata=of_outcome(project, outcome),
                tags=tags,
            )
        )

    def failed(self, project: ProjectId, number: int, error: ManikeError) -> None:
        """A scene could not be made."""
        name = _name(project, number)
        self._mark(f"{name} failed: {error}", EngineEventData(marker_end=name))

    def nothing_more(self) -> dg.Output[None]:
        """The step's output, without the materializations that Dagster would add at the end.

        Dagster has no public way to say that all partitions of a range are recorded already. It
        makes this exception for source assets that record what they observed by themselves.
        """
        return dg.Output(None, metadata={SYSTEM_METADATA_KEY_SOURCE_ASSET_OBSERVATION: True})

    def _mark(self, message: str, data: EngineEventData) -> None:
        DagsterEvent.engine_event(self._step, message, data)


def _name(project: ProjectId, number: int) -> str:
    return f"{project} {slot_of(number)}"
