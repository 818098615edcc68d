"""What the log of a run, its chart and its partitions show of each scene, as it happens."""

import dagster as dg
from dagster._core.definitions.source_asset import SYSTEM_METADATA_KEY_SOURCE_ASSET_OBSERVATION
from dagster._core.events import DagsterEvent, EngineEventData

from manike.ids import ProjectId, slot_of
from manike.production.house import Outcome
from manike.studio.clock import Clock
from manike_assets.metadata import of_outcome
from manike_assets.partitions import scene_key
from manike_assets.provenance import Provenance
from manike_assets.scene_chart import Span, chart, most_at_once


class SceneEvents:
    """Tells of the scenes of one step. The chart of a run draws a bracket from start to end."""

    def __init__(self, context: dg.AssetExecutionContext, clock: Clock | None = None) -> None:
        self._context = context
        self._step = context.get_step_execution_context()
        self._provenance = Provenance(context)
        self._clock = clock or Clock()
        self._began_s = self._clock.monotonic_s()
        self._starts: dict[str, float] = {}
        self._spans: dict[str, Span] = {}

    def started(self, project: ProjectId, number: int) -> None:
        """A scene is taken up."""
        name = _name(project, number)
        self._starts[name] = self._now_s()
        self._mark(f"{name} is taken up.", EngineEventData(marker_start=name))

    def done(self, project: ProjectId, number: int, outcome: Outcome) -> None:
        """A scene is made or found: its partition turns green now."""
        name = _name(project, number)
        how = f"made in {outcome.seconds:.1f} s" if outcome.was_made else "found, made before"
        self._end(name, f"{name} is {how}.")
        partition = scene_key(project, number)
        self._context.log_event(
            dg.AssetMaterialization(
                self._context.asset_key,
                description=f"{name}, {how}",
                partition=partition,
                metadata=of_outcome(project, outcome),
                tags=self._provenance.tags(partition, outcome.fingerprint),
            )
        )

    def failed(self, project: ProjectId, number: int, error: Exception) -> None:
        """A scene could not be made; where in the code stands in the run's log."""
        name = _name(project, number)
        self._end(name, f"{name} failed: {error}")
        self._context.log.error("%s failed.", name, exc_info=error)

    def all_done(self) -> None:
        """Every scene has an outcome: shows which were worked on side by side."""
        spans = [self._spans[name] for name in self._starts]
        if not spans:
            return
        message = f"{len(spans)} scenes in {self._now_s():.1f} s, {most_at_once(spans)} at once."
        metadata = {"side by side": chart(spans)}
        self._mark(message, EngineEventData(metadata=metadata))

    def nothing_more(self) -> dg.Output[None]:
        """The step's output, without the materializations that Dagster would add at the end.

        Dagster has no public way to say that all partitions of a range are recorded already. It
        makes this exception for source assets that record what they observed by themselves.
        """
        return dg.Output(None, metadata={SYSTEM_METADATA_KEY_SOURCE_ASSET_OBSERVATION: True})

    def _end(self, name: str, message: str) -> None:
        self._spans[name] = Span(name, self._starts[name], self._now_s())
        self._mark(message, EngineEventData(marker_end=name))

    def _now_s(self) -> float:
        return self._clock.monotonic_s() - self._began_s

    def _mark(self, message: str, data: EngineEventData) -> None:
        DagsterEvent.engine_event(self._step, message, data)


def _name(project: ProjectId, number: int) -> str:
    return f"{project} {slot_of(number)}"
