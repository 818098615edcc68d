"""What the daemons and the command do, with so many finished films behind them.

``tick_s``: a look of the reconciler at 20 open projects. ``add_s``: keeping a prompt, and the look
of ``new_requests`` that asks for its run. ``enqueue_s``: the run coordinator takes one run.
``dequeue_s``: the queue's daemon looks what to launch. ``list_s``: a tenant's projects, as
``manike projects`` lists them. ``keys_s``: all partition keys, as the UI lists them.
"""

import resource
import statistics
import time
from collections.abc import Callable

import dagster as dg

from benchmarks.orchestration.floor import Floor
from manike.ids import ProjectId, TenantId
from manike.production.scripts import approve_script, write_script
from manike.script.preferences import Preferences
from manike.studio.models import RequestKind, Status
from manike_assets.partitions import PROJECTS
from sensors.new_requests import new_requests
from sensors.reconciler import reconciler

OPEN = 20
TICKS = 7


def age(floor: Floor) -> dict[str, float]:
    """Medians in seconds, and the most memory that this process took."""
    for number in range(OPEN):
        _open_project(floor, ProjectId.parse(f"tenant-{number}/open-{number}"))
    tenant = TenantId("tenant-0")
    tick_s = _median(lambda: floor.tick(reconciler))
    requests: list[dg.RunRequest] = []

    def add() -> None:
        project = ProjectId(tenant, f"added-{len(requests)}")
        floor.house.studio.submit(project, "A boat leaves. It comes home.", Preferences())
        requests.extend(floor.tick(new_requests))
        floor.house.studio.close_requests(project, RequestKind.PRODUCE)
        floor.house.studio.advance(project, Status.DONE)

    add_s = _median(add)
    runs = iter([floor.create(request) for request in requests])
    return {
        "tick_s": tick_s,
        "add_s": add_s,
        "enqueue_s": _median(lambda: floor.enqueue(next(runs))),
        "dequeue_s": _median(floor.dequeue),
        "list_s": _median(lambda: floor.house.studio.projects(tenant)),
        "keys_s": _median(lambda: floor.instance.get_dynamic_partitions(PROJECTS.name or "")),
        "finished_runs": floor.instance.get_runs_count(),
        "rss_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _open_project(floor: Floor, project: ProjectId) -> None:
    """A project with an approved script of eight scenes, nothing of it made."""
    prompt = " ".join(f"Sentence {at} of film {project.slug}." for at in range(8))
    floor.house.studio.submit(project, prompt, Preferences(duration_s=40))
    write_script(floor.house, project)
    approve_script(floor.house, project)
    floor.instance.add_dynamic_partitions(PROJECTS.name or "", [str(project)])


def _median(action: Callable[[], object]) -> float:
    """Median seconds over the ticks, after one that is not counted."""
    action()
    seconds = []
    for _ in range(TICKS):
        started = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)
