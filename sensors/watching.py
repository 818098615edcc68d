"""Looks several times within one tick, so that what is wanted does not wait for the next tick."""

from collections.abc import Callable

import dagster as dg

from manike.studio.clock import Clock

Result = dg.SensorResult | dg.SkipReason

WATCH_S = 4.2
"""The daemon ticks every 5 s, if the tick before has ended by then."""
LOOK_EVERY_S = 0.4
"""A tick costs 80 ms of CPU, most of it to open Dagster's instance; a look costs 3 ms."""


def watch(
    context: dg.SensorEvaluationContext, look: Callable[[], Result], clock: Clock | None = None
) -> Result:
    """What the first look says that finds something to launch, else the last look.

    A tick that no other came before, as when a person or a test calls the sensor, looks once.
    """
    clock = clock or Clock()
    until_s = clock.monotonic_s() + (WATCH_S if context.last_tick_completion_time else 0.0)
    result = look()
    while isinstance(result, dg.SkipReason) and clock.monotonic_s() < until_s:
        clock.sleep(LOOK_EVERY_S)
        result = look()
    return result
