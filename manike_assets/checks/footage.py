"""Checks of footage: looked at, covered by shots, key frames apart, reports readable."""

from collections.abc import Callable, Mapping, Sequence

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

_Judge = Callable[[House, TenantId], Sequence[CheckResult]]

_CHECKS: Mapping[str, tuple[dg.AssetsDefinition, _Judge]] = {
    "every_file_is_looked_at": (shots, judge_looks),
    "shots_cover_their_file": (shots, judge_shots),
    "key_frames_are_apart": (keyframes, judge_key_frames),
    "reports_can_be_read": (footage_report, judge_reports),
}


def _check(name: str, asset: dg.AssetsDefinition, judge: _Judge) -> dg.AssetChecksDefinition:
    @dg.asset_check(asset=asset, name=name, description=judge.__doc__)
    def made(
        context: dg.AssetCheckExecutionContext, house: dg.ResourceParam[House]
    ) -> dg.AssetCheckResult:
        tenants = [tenant_of(key) for key in partition_keys_of(context)]
        with core_failures():
            return of_many([result for tenant in tenants for result in judge(house, tenant)])

    return made


CHECKS = [_check(name, asset, judge) for name, (asset, judge) in _CHECKS.items()]
