"""Checks of renditions."""

import dagster as dg

from manike.production.house import House
from manike.production.renditions import judge_renditions
from manike_assets.assets.renditions import renditions
from manike_assets.checking import of_project
from manike_assets.failures import core_failures


@dg.asset_check(asset=renditions, blocking=True)
@core_failures()
def renditions_are_fit_to_deliver(
    context: dg.AssetCheckExecutionContext, house: dg.ResourceParam[House]
) -> dg.AssetCheckResult:
    """What is checked of the film, on the delivered file of every further shape."""
    return of_project(context, house, judge_renditions)
