"""Whether one film of one tenant waits behind sixty of another.

Both tenants' projects are submitted together, the sixty first, and go through the real sensors,
run coordinator and queue with the limits of ``dagster.yaml``. Runs are done with fake providers,
in the order in which they were launched. It ends when the one's film is finished.
"""

from itertools import pairwise

from benchmarks.orchestration.floor import Floor
from manike.ids import ProjectId
from manike.script.preferences import Aspect, Preferences, Resolution
from manike.studio.models import Status
from resources.run_coordinator import TENANT_TAG

SIXTY = 60
ONE = ProjectId.parse("small/one")


def fairness(floor: Floor) -> dict[str, float]:
    """How many runs and films of the sixty came before the one's."""
    small = Preferences(duration_s=10, aspect=Aspect.SQUARE, resolution=Resolution.HD)
    many = [ProjectId.parse(f"big/film-{number:02}") for number in range(SIXTY)]
    for project in (*many, ONE):
        floor.house.studio.submit(project, f"A boat leaves {project.slug}. It is back.", small)
    while floor.house.studio.project(ONE).status != Status.DONE:
        floor.work()
    tenants = [run.tags[TENANT_TAG] for run in floor.launched]
    done = [floor.house.studio.project(project).status == Status.DONE for project in many]
    ours = [at for at, tenant in enumerate(tenants) if tenant == str(ONE.tenant)]
    return {
        "started_before_the_one": ours[0],
        "most_started_between_its_runs": max(b - a - 1 for a, b in pairwise(ours)),
        "films_before_the_one": sum(done),
        "runs_of_the_one": len(ours),
    }
