"""Takes prompts from files that tenants drop."""

import dagster as dg

from manike.errors import BadInputError, ConflictError
from manike.inbox import DroppedPrompt, accept, read_prompt, reject, waiting_files
from manike.production.house import House
from manike.settings import load_settings


@dg.sensor(
    minimum_interval_seconds=4,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Submits prompts that are dropped as files into a tenant's inbox folder.",
)
def inbox(context: dg.SensorEvaluationContext, house: dg.ResourceParam[House]) -> dg.SkipReason:
    """Each file becomes a request, or moves to `rejected/` beside a text that says why.

    The request is kept before the file is moved. If the daemon dies between the two, the next tick
    finds the project there and the same prompt in it, and only moves the file.
    """
    taken = rejected = 0
    for tenant, file in waiting_files(load_settings().inbox):
        try:
            dropped = read_prompt(tenant, file)
            if not _is_kept(house, dropped):
                house.submit(dropped.project, dropped.text, dropped.preferences)
            accept(file)
            taken += 1
        except (BadInputError, ConflictError) as error:
            context.log.warning("%s is rejected: %s", file.name, error)
            reject(file, error)
            rejected += 1
    return dg.SkipReason(f"{taken} prompts taken, {rejected} rejected.")


def _is_kept(house: House, dropped: DroppedPrompt) -> bool:
    project = dropped.project
    wanted = (dropped.text, dropped.preferences)
    return house.studio.exists(project) and house.studio.prompt(project) == wanted
