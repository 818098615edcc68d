"""Takes care of attempts that no run goes on with."""

from collections import Counter

import dagster as dg

from manike.production.house import House
from manike.production.strays import Fate, gather_strays


@dg.sensor(
    minimum_interval_seconds=60,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Takes what left attempts at providers have made, and closes those that failed.",
)
def strays(context: dg.SensorEvaluationContext, house: dg.ResourceParam[House]) -> dg.SkipReason:
    """Each attempt that nobody was at for ten minutes is looked at; nothing is submitted.

    What nobody can tell is looked at again every hour, and waits for a person. The cursor says
    whose turn was last: of which tenant at which account.
    """
    found = gather_strays(house, after=context.cursor or "")
    if found:
        context.update_cursor(found[-1].whose)
    for each in found:
        level = context.log.warning if each.fate is Fate.UNKNOWN else context.log.info
        level = context.log.error if each.is_fault else level
        level("Attempt %s of %s: %s. %s", each.attempt, each.project, each.fate.value, each.said)
    if not found:
        return dg.SkipReason("No attempt was left behind.")
    fates = Counter(each.fate for each in found)
    said = ", ".join(f"{fates[fate]} {fate.value}" for fate in Fate if fates[fate])
    return dg.SkipReason(f"Left behind: {said}.")
