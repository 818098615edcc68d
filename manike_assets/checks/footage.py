"""Checks of footage: looked at, covered by shots, key frames apart, reports readable."""

from collections.abc import Mapping

import dagster as dg

from manike.production.footage.checks import (
    judge_key_frames,
    judge_looks,
    judge_reports,
    judge_shots,
)
from manike_assets.assets.footage import footage_report, keyframes, shots
from manike_assets.checking import TenantJudge, check_of_tenants

_CHECKS: Mapping[str, tuple[dg.AssetsDefinition, TenantJudge]] = {
    "every_file_is_looked_at": (shots, judge_looks),
    "shots_cover_their_file": (shots, judge_shots),
    "key_frames_are_apart": (keyframes, judge_key_frames),
    "reports_can_be_read": (footage_report, judge_reports),
}

CHECKS = [
    check_of_tenants(asset, name, judge, judge.__doc__) for name, (asset, judge) in _CHECKS.items()
]
