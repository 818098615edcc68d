"""The tick in the launchpad that asks for new takes."""

from collections.abc import Sequence

import dagster as dg
from pydantic import Field

from manike.generation.fingerprint import Job
from manike.ids import ProjectId
from manike.production.house import House


class NewTakes(dg.Config):
    """Whether to make something anew that is there already."""

    new_takes: bool = Field(
        default=False,
        description="Make new takes of the chosen partitions, even if their takes are there.",
    )

    def ask(
        self,
        house: House,
        project: ProjectId,
        job: Job,
        subjects: Sequence[str],
        run: dg.DagsterRun,
    ) -> None:
        """Raise the take numbers if ticked; a re-execution of the run does not raise them again."""
        if self.new_takes:
            asker = run.root_run_id or run.run_id
            pairs = [(job.value, subject) for subject in subjects]
            house.studio.ask_for_new_takes(project, pairs, run_id=asker)
