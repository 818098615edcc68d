"""Checks of footage: looked at, covered by shots, key frames apart, reports readable."""

from collections.abc import Callable, Sequence

import dagster as dg

from manike.ids import TenantId
from manike.production.footage.checks import (
    judge_key_frames,
    judge_looks,
    judge_reports,
    judge_shots,
)
from manike.production.house import House
from manike.quality.results import CheckResult
from manike_assets.assets.footage import footage_report, keyframes, shots
from manike_assets.checking import of_many, partition_keys_of
from manike_assets.failures import core_failures
from manike_assets.partitions import tenant_of


@dg.asset_check(asset=shots)
def every_file_is_looked_at(
    context: dg.AssetCheckExecutionContext, house: dg.ResourceParam[House]
) -> dg.AssetCheckResult:
    """Every file of footage is analysed, or refused with its reason."""
    return _of_tenants(context, house, judge_looks)


@dg.asset_check(asset=shots)
def shots_cover_their_file(
    context: dg.AssetCheckExecutionContext, house: dg.ResourceParam[House]
) -> dg.AssetCheckResult:
    """Shots lie in order and without gaps, from the first frame of a file to its last."""
    return _of_tenants(context, house, judge_shots)


@dg.asset_check(asset=keyframes)
def key_frames_are_apart(
    context: dg.AssetCheckExecutionContext, house: dg.ResourceParam[House]
) -> dg.AssetCheckResult:
    """Every file has key frames, their pictures are there, and no two are near-duplicates."""
    return _of_tenants(context, house, judge_key_frames)


@dg.asset_check(asset=footage_report)
def reports_can_be_read(
    context: dg.AssetCheckExecutionContext, house: dg.ResourceParam[House]
) -> dg.AssetCheckResult:
    """Every analysed file has a report, whole, in a version that is known, and of that file."""
    return _of_tenants(context, house, judge_reports)


def _of_tenants(
    context: dg.AssetCheckExecutionContext,
    house: House,
    judge: Callable[[House, TenantId], Sequence[CheckResult]],
) -> dg.AssetCheckResult:
    with core_failures():
        tenants = [tenant_of(key) for key in partition_keys_of(context)]
        return of_many([result for tenant in tenants for result in judge(house, tenant)])
