"""Checks of scripts."""

import dagster as dg

from manike.production.house import House
from manike.production.inspection import inspect_script
from manike_assets.assets.script import script
from manike_assets.checking import of_one, project_of
from manike_assets.failures import core_failures


@dg.asset_check(asset=script, blocking=True)
@core_failures()
def script_obeys_the_rules(
    context: dg.AssetCheckExecutionContext, house: dg.ResourceParam[House]
) -> dg.AssetCheckResult:
    """Every rule of scripts holds: numbers, lengths, characters, cues, plain words."""
    project = project_of(context)
    return of_one(house, project, inspect_script(house, project))
