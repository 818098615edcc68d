"""Runs that are queued or at work, and the end of those whose command was killed."""

from collections.abc import Sequence

from dagster import DagsterInstance, DagsterRun, DagsterRunStatus, RunsFilter

from manike.studio.owners import is_gone

OWNER_TAG = "manike/owner"
"""Names the command that makes a run in its own process; see ``manike.studio.owners``."""
ATTEMPT_TAG = "manike/attempt"
"""The project's attempt that a run belongs to: what became of an older one says nothing of now."""

_UNDERWAY = (
    DagsterRunStatus.NOT_STARTED,
    DagsterRunStatus.QUEUED,
    DagsterRunStatus.STARTING,
    DagsterRunStatus.STARTED,
    DagsterRunStatus.CANCELING,
)
_COUNT = 1000


def runs_underway(instance: DagsterInstance) -> Sequence[DagsterRun]:
    """The newest 1,000 runs that are queued or at work; dead commands' runs are canceled first.

    Dagster watches the workers that it starts. A command that makes a film itself is no worker: if
    it is killed, its run would stay under way for ever. It is canceled rather than failed: the
    project is well, and the studio or the next command goes on with it.
    """
    living = []
    for run in instance.get_runs(RunsFilter(statuses=list(_UNDERWAY)), limit=_COUNT):
        owner = run.tags.get(OWNER_TAG)
        if owner and is_gone(owner):
            instance.report_run_canceled(run, "The command that made this run has ended.")
        else:
            living.append(run)
    return living


def projects_underway(instance: DagsterInstance) -> frozenset[tuple[str, str]]:
    """Tenant and project of the runs that are queued or at work."""
    tags = [run.tags for run in runs_underway(instance)]
    return frozenset((tag.get("tenant", ""), tag.get("project", "")) for tag in tags)
