"""The film in further shapes."""

import dagster as dg
from pydantic import Field

from manike.ids import ProjectId
from manike.production.house import House
from manike.production.renditions import make_renditions
from manike.script.preferences import Aspect
from manike_assets import groups
from manike_assets.assets.film import final_video
from manike_assets.failures import RETRIES, core_failures
from manike_assets.metadata import of_outcomes
from manike_assets.partitions import PROJECTS


class Shapes(dg.Config):
    """Shapes in which a film is wanted from now on, beside those that it has."""

    also: list[str] = Field(
        default_factory=list,
        description="Shapes to add: 16:9, 9:16, 1:1. Those wanted before are made as well.",
    )

    def ask(self, house: House, project: ProjectId) -> None:
        """Keep the wish with the project."""
        if self.also:
            house.studio.want_renditions(project, [Aspect.of(text) for text in self.also])


@dg.asset(
    partitions_def=PROJECTS,
    deps=[final_video],
    group_name=groups.FILM,
    owners=groups.OWNERS,
    kinds={"video", "ffmpeg"},
    pool="film",
    retry_policy=RETRIES,
)
def renditions(
    context: dg.AssetExecutionContext, house: dg.ResourceParam[House], config: Shapes
) -> dg.MaterializeResult[None]:
    """The film in further shapes: pictures composed anew, the same voices, music and times."""
    project = ProjectId.parse(context.partition_key)
    with core_failures():
        config.ask(house, project)
        outcomes = make_renditions(house, project)
    return dg.MaterializeResult(metadata=of_outcomes(project, outcomes))
