"""Makes a film in this process: the same jobs in the same order, without waiting for sensors."""

from collections.abc import Callable
from dataclasses import dataclass

import dagster as dg

from jobs import production
from manike.errors import ManikeError
from manike.ids import ProjectId, TenantId
from manike.production.house import House
from manike.production.plan import Step, StepKind, next_step
from manike.settings import Settings
from manike.studio.models import RequestKind, Status
from manike.studio.owners import owner_name
from manike_assets import catalogue
from manike_assets.partitions import PROJECTS, TENANTS, scene_key
from resources import dagster_home
from resources.runs_underway import OWNER_TAG, runs_underway

LEASE_S = 120.0
"""The sensors take over from a command that is silent for so long."""

OnStep = Callable[[StepKind], None]


class RunFailedError(ManikeError):
    """A run ended in failure; the message is its reason."""


def open_instance(settings: Settings) -> dg.DagsterInstance:
    """Dagster's records of this installation; use it as a context manager."""
    variable = "MANIKE_DATABASE_URL" if settings.is_postgres else None
    return dagster_home.open_instance(
        dagster_home.prepare(settings.dagster_home, postgres_url_env=variable)
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
            RunFailedError: a run failed; what was made is kept.
        """
        runs_underway(self.instance)  # ends what a killed command left open
        self.instance.add_dynamic_partitions(PROJECTS.name or "", [str(project)])
        self.instance.add_dynamic_partitions(TENANTS.name or "", [str(project.tenant)])
        studio = self.house.studio
        while True:
            studio.lease(project, owner, LEASE_S)
            step = self._next_step(project)
            on_step(step.kind)
            if step.kind in (StepKind.DONE, StepKind.REVIEW):
                at_rest = Status.DONE if step.kind is StepKind.DONE else Status.AWAITING_REVIEW
                studio.advance(project, at_rest)
                return step.kind
            self._run(project, step)

    def rebuild_index(self, tenant: TenantId) -> None:
        """Build a tenant's scene index anew."""
        self._execute(production.rebuild_index.name, str(tenant), {})

    def _next_step(self, project: ProjectId) -> Step:
        wanted = self.house.studio.open_requests()
        if any(r.project == project and r.kind is RequestKind.PRODUCE for r in wanted):
            return Step(StepKind.WRITE)
        return next_step(self.house, project, self.house.studio.project(project))

    def _run(self, project: ProjectId, step: Step) -> None:
        tags = {"tenant": str(project.tenant), "project": project.slug}
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
        }[step.kind]
        self._execute(job.name, str(project), tags)

    def _execute(self, job: str, partition_key: str | None, tags: dict[str, str]) -> None:
        definitions = dg.Definitions(
            assets=catalogue.ASSETS,
            asset_checks=catalogue.CHECKS,
            jobs=production.ALL,
            resources={"house": self.house},
            executor=dg.in_process_executor,
        )
        console = {"console": {"config": {"log_level": self.console_level}}}
        result = definitions.resolve_job_def(job).execute_in_process(
            instance=self.instance,
            partition_key=partition_key,
            tags=tags | {OWNER_TAG: owner_name()},
            run_config={"loggers": console},
            raise_on_error=False,
        )
        if not result.success:
            raise RunFailedError(_reason(result))


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


def failure_reason(event: dg.DagsterEvent) -> str:
    """The innermost reason of a failed step, empty if it gave none."""
    data = event.step_failure_data if event.is_step_failure else event.step_retry_data
    failure = getattr(data, "user_failure_data", None)
    if failure is not None and failure.description:
        return str(failure.description)
    error = data.error
    while error is not None and error.cause is not None:
        error = error.cause
    return (
        "" if error is None else error.message.partition(": ")[2].strip() or error.message.strip()
    )
