"""Takes prompts from files that tenants drop."""

from collections import Counter
from pathlib import Path
from typing import Literal

import dagster as dg

from manike.errors import BadInputError, ConflictError, ManikeError
from manike.ids import TenantId
from manike.inbox import DroppedPrompt, accept, read_prompt, reject, shown_name, waiting_files
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
    outcomes = Counter(
        _take(context, house, tenant, file) for tenant, file in waiting_files(load_settings().inbox)
    )
    said = ", ".join(f"{outcomes[word]} {word}" for word in ("taken", "rejected", "left"))
    return dg.SkipReason(f"Prompts: {said}.")


def _take(
    context: dg.SensorEvaluationContext, house: House, tenant: TenantId, file: Path
) -> Literal["taken", "rejected", "left"]:
    """What became of one file. One that can't be handled now stays, and stops no other."""
    try:
        return _take_or_reject(context, house, tenant, file)
    except (ManikeError, OSError) as error:
        context.log.warning("%s of %s stays in the inbox: %s", shown_name(file), tenant, error)
        return "left"


def _take_or_reject(
    context: dg.SensorEvaluationContext, house: House, tenant: TenantId, file: Path
) -> Literal["taken", "rejected"]:
    try:
        dropped = read_prompt(tenant, file)
        if not _is_kept(house, dropped):
            house.submit(dropped.project, dropped.text, dropped.preferences)
    except (BadInputError, ConflictError) as error:
        context.log.warning("%s of %s is rejected: %s", shown_name(file), tenant, error)
        reject(file, error)
        return "rejected"
    accept(file)
    return "taken"


def _is_kept(house: House, dropped: DroppedPrompt) -> bool:
    project = dropped.project
    wanted = (dropped.text, dropped.preferences)
    return house.studio.exists(project) and house.studio.prompt(project) == wanted
