"""Checks of films."""

import dagster as dg

from manike.production.house import House
from manike.production.judging import judge_film
from manike_assets.assets.film import final_video
from manike_assets.checking import of_project
from manike_assets.failures import core_failures


@dg.asset_check(asset=final_video, blocking=True)
@core_failures()
def film_is_fit_to_deliver(
    context: dg.AssetCheckExecutionContext, house: dg.ResourceParam[House]
) -> dg.AssetCheckResult:
    """The delivered file: coding, sound, voices, captions, and each scene against its clip."""
    return of_project(context, house, judge_film)
