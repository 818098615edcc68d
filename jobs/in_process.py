"""Makes a film in this process: the same jobs in the same order, without waiting for sensors."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import dagster as dg

from jobs import production, search
from manike.errors import BadInputError, ConflictError, ManikeError
from manike.ids import ProjectId, TenantId
from manike.production.house import House
from manike.production.plan import Step, StepKind, next_step
from manike.settings import Settings
from manike.studio.models import Project, RequestKind, Status
from manike.studio.owners import owner_name
from manike_assets import catalogue
from manike_assets.failures import STOPPED, failure_reason
from manike_assets.partitions import PROJECTS, TENANTS, scene_key
from resources import dagster_home
from resources.runs_underway import ATTEMPT_TAG, OWNER_TAG, projects_underway

_AT_REST = {StepKind.DONE: Status.DONE, StepKind.REVIEW: Status.AWAITING_REVIEW}
_PROBLEM_CHARS = 500

OnStep = Callable[[StepKind], None]


class RunFailedError(ManikeError):
    """A run ended in failure; the message is its reason."""


def open_instance(settings: Settings, *, keeps_output: bool = True) -> dg.DagsterInstance:
    """Dagster's records of this installation; see ``resources.dagster_home.open_instance``."""
    variable = "MANIKE_DATABASE_URL" if settings.is_postgres else None
    return dagster_home.open_instance(
        dagster_home.prepare(settings.dagster_home, postgres_url_env=variable),
        keeps_output=keeps_output,
    )


@dataclass(frozen=True, slots=True)
class InProcess:
    """Runs jobs in this process.

    Attributes:
        instance: where runs and materializations are recorded, for the UI to show.
        house: the studio.
        console_level: what runs print. Every run has a logger of its own, which prints each event
            at ``DEBUG``.
    """

    instance: dg.DagsterInstance
    house: House
    console_level: str = "CRITICAL"

    def produce(self, project: ProjectId, owner: str, on_step: OnStep) -> StepKind:
        """Run what is missing until the film is there or a person must review the script.

        Args:
            project: whose film.
            owner: who holds the project's lease.
            on_step: called before each run.

        Returns:
            ``DONE`` or ``REVIEW``.

        Raises:
            BadInputError: the project is archived.
            ConflictError: the studio or another command makes the film.
            RunFailedError: a run failed; what was made is kept.
        """
        self.instance.add_dynamic_partitions(PROJECTS.name or "", [str(project)])
        self.instance.add_dynamic_partitions(TENANTS.name or "", [str(project.tenant)])
        studio = self.house.studio
        while True:
            row = self._taken(project, owner)
            step = self._next_step(project, row)
            on_step(step.kind)
            if step.kind not in _AT_REST:
                self._run(project, row, step)
            elif studio.advance(project, _AT_REST[step.kind], planned_from=row):
                return step.kind

    def index_films(self, tenant: TenantId) -> None:
        """Bring what holds something of a tenant's films in step with them."""
        name = search.rebuild_indexes.name
        self._execute(name, str(tenant), {"tenant": str(tenant)}, search.OF_FILMS)

    def _taken(self, project: ProjectId, owner: str) -> Project:
        """The project's row, after making sure that nobody else makes the film.

        Looked at before each run: a machine that slept may have lost its lease meanwhile.
        """
        self.house.studio.lease(project, owner)
        if (project.tenant.slug, project.slug) in projects_underway(self.instance):
            raise ConflictError(
                f"The studio is making {project}. See how far it is: manike status {project}"
            )
        row = self.house.studio.project(project)
        if row.status == Status.ARCHIVED:
            raise BadInputError("project", f"{project} is archived; submit a new project.")
        return row

    def _next_step(self, project: ProjectId, row: Project) -> Step:
        if self.house.studio.is_asked(project, RequestKind.PRODUCE):
            return Step(StepKind.WRITE)
        return next_step(self.house, project, row)

    def _run(self, project: ProjectId, row: Project, step: Step) -> None:
        """Make a run; a failed one leaves its reason with the project, as those of the studio."""
        try:
            self._launch(project, row, step)
        except RunFailedError as error:
            if self.house.studio.project(project).status != Status.FAILED:  # a check was quicker
                said = str(error)[:_PROBLEM_CHARS]
                self.house.studio.advance(project, Status.FAILED, problem=said)
            raise

    def _launch(self, project: ProjectId, row: Project, step: Step) -> None:
        tags = {
            "tenant": str(project.tenant),
            "project": project.slug,
            ATTEMPT_TAG: str(row.attempt),
        }
        if step.kind is StepKind.SCENES:
            tags |= {
                "dagster/asset_partition_range_start": str(scene_key(project, step.first_scene)),
                "dagster/asset_partition_range_end": str(scene_key(project, step.last_scene)),
            }
            self._execute(production.make_scenes.name, None, tags)
            return
        needs_review = self.house.preferences(project).review
        job = {
            StepKind.WRITE: production.draft_script
            if needs_review
            else production.write_and_prepare,
            StepKind.PREPARE: production.prepare,
            StepKind.FILM: production.make_film,
            StepKind.RENDITIONS: production.make_renditions,
        }[step.kind]
        self._execute(job.name, str(project), tags)

    def _execute(
        self,
        job: str,
        partition_key: str | None,
        tags: dict[str, str],
        selection: Sequence[dg.AssetKey] | None = None,
    ) -> None:
        definitions = dg.Definitions(
            assets=catalogue.ASSETS,
            asset_checks=catalogue.CHECKS,
            jobs=[*production.ALL, *search.ALL],
            resources={"house": self.house},
            executor=dg.in_process_executor,
        )
        console = {"console": {"config": {"log_level": self.console_level}}}
        result = definitions.resolve_job_def(job).execute_in_process(
            instance=self.instance,
            partition_key=partition_key,
            asset_selection=selection,
            tags=tags | {OWNER_TAG: owner_name()},
            run_config={"loggers": console},
            raise_on_error=False,
        )
        if not result.success:
            reason = _reason(result)
            if reason == STOPPED:
                raise KeyboardInterrupt
            raise RunFailedError(reason)


def _reason(result: dg.ExecuteInProcessResult) -> str:
    """What went wrong first, in its own words."""
    for event in result.all_events:
        if event.event_type is dg.DagsterEventType.ASSET_CHECK_EVALUATION:
            evaluation = event.asset_check_evaluation_data
            if not evaluation.passed:
                return f"{evaluation.asset_check_key.name}: {evaluation.description}"
        if event.is_step_failure or event.is_step_up_for_retry:
            said = failure_reason(event)
            if said:
                return said
    return "The run failed without a reason; its log in the studio says more."
