"""A tenant's own video: what there is, its shots, key frames, reports, and the index of shots."""

from contextlib import suppress
from dataclasses import replace

import dagster as dg

from manike.errors import ManikeError
from manike.generation.fingerprint import hash_of
from manike.ids import TenantId
from manike.production.footage.analysis import analyse_footage_of, first_fault
from manike.production.footage.inbox import take_in
from manike.production.footage.keyframes import choose_key_frames
from manike.production.footage.library import report_of_item
from manike.production.house import House
from manike.production.search.indexers import bring_in_step
from manike.production.search.shot_index import SHOT
from manike.settings import load_settings
from manike.studio.clock import Clock
from manike.studio.footage_table import FootageState
from manike_assets import groups
from manike_assets.assets.search import IndexConfig
from manike_assets.failures import RETRIES, core_failures, reason_of
from manike_assets.footage_metadata import Analysed, of_files, of_key_frames, of_reports, of_shots
from manike_assets.index_metadata import index_metadata
from manike_assets.partitions import TENANTS, tenant_of
from manike_assets.progress import RunLog


@dg.asset(
    partitions_def=TENANTS,
    group_name=groups.FOOTAGE,
    owners=groups.OWNERS,
    kinds={"video"},
    retry_policy=RETRIES,
)
def footage(
    context: dg.AssetExecutionContext, house: dg.ResourceParam[House]
) -> dg.MaterializeResult[None]:
    """A tenant's own video, as it was added or dropped into its inbox folder.

    Files in `inbox/<tenant>/footage/` are taken in; one that can't be used moves to `rejected/`
    beside a text that says why.
    """
    tenant = tenant_of(context.partition_key)
    with core_failures():
        inbox, now_s = load_settings().inbox, Clock().now().timestamp()
        for each in take_in(house, tenant, inbox, now_s):
            level = context.log.info if each.fate == "taken" else context.log.warning
            level("%s is %s: %s", each.file, each.fate, each.said)
        items = house.studio.footage(tenant)
    version = hash_of([[item.name, item.sha256, item.about] for item in items])
    return dg.MaterializeResult(metadata=of_files(items), data_version=dg.DataVersion(version))


@dg.asset(
    partitions_def=TENANTS,
    deps=[footage],
    group_name=groups.FOOTAGE,
    owners=groups.OWNERS,
    kinds={"video", "ffmpeg"},
    pool="footage",
    retry_policy=RETRIES,
)
def shots(
    context: dg.AssetExecutionContext, house: dg.ResourceParam[House]
) -> dg.MaterializeResult[None]:
    """Where each shot of a tenant's footage begins and ends, with its measures and a strip.

    A file is analysed once for a version of the analysis. One that can't be used is refused with
    its reason, and the others go on. `MANIKE_SHOT_DETECTOR` chooses who finds the shots.
    """
    tenant = tenant_of(context.partition_key)
    with core_failures():
        heard = replace(house, listener=RunLog(context.log.info, house.listener))
        outcomes = analyse_footage_of(heard, tenant, load_settings().shot_detector)
        for outcome in outcomes:
            if outcome.error is not None:
                context.log.error("%s: %s", outcome.item.name, reason_of(outcome.error))
            elif outcome.fate == "refused":
                context.log.warning("%s is refused: %s", outcome.item.name, outcome.item.problem)
        fault = first_fault(outcomes)
        if fault is not None and all(outcome.fate == "failed" for outcome in outcomes):
            raise fault  # nothing is there that could be gone on with
        found = _reports(house, tenant)
        metadata = of_shots(house, tenant, found)
    fates = [outcome.fate for outcome in outcomes]
    version = hash_of([[item.name, item.report_sha256] for item, _ in found])
    return dg.MaterializeResult(
        metadata={
            **metadata,
            "analysed now": fates.count("analysed"),
            "refused now": fates.count("refused"),
            "failed now": fates.count("failed"),
            "seconds": float(round(sum(outcome.seconds for outcome in outcomes), 3)),
        },
        data_version=dg.DataVersion(version),
    )


@dg.asset(
    partitions_def=TENANTS,
    deps=[shots],
    group_name=groups.FOOTAGE,
    owners=groups.OWNERS,
    kinds={"image"},
    retry_policy=RETRIES,
)
def keyframes(
    context: dg.AssetExecutionContext, house: dg.ResourceParam[House]
) -> dg.MaterializeResult[None]:
    """The frames that stand for a tenant's shots: sharp, and no two alike within or across files.

    They are put into clusters of pictures that are alike, each with a contact sheet.
    """
    tenant = tenant_of(context.partition_key)
    with core_failures():
        chosen = choose_key_frames(house, tenant)
    version = hash_of([frame.at.sha256 for frame in chosen.frames])
    return dg.MaterializeResult(
        metadata=of_key_frames(tenant, chosen), data_version=dg.DataVersion(version)
    )


@dg.asset(
    partitions_def=TENANTS,
    deps=[keyframes],
    group_name=groups.FOOTAGE,
    owners=groups.OWNERS,
    kinds={"json"},
    retry_policy=RETRIES,
)
def footage_report(
    context: dg.AssetExecutionContext, house: dg.ResourceParam[House]
) -> dg.MaterializeResult[None]:
    """Everything that was found in each file of a tenant's footage, as JSON with a version."""
    tenant = tenant_of(context.partition_key)
    with core_failures():
        found = _reports(house, tenant)
    version = hash_of([[item.name, item.report_sha256] for item, _ in found])
    return dg.MaterializeResult(
        metadata=of_reports(tenant, found), data_version=dg.DataVersion(version)
    )


@dg.asset(
    partitions_def=TENANTS,
    deps=[keyframes],
    group_name=groups.SEARCH,
    owners=groups.OWNERS,
    kinds={"faiss"},
    retry_policy=RETRIES,
)
def shot_index(
    context: dg.AssetExecutionContext, house: dg.ResourceParam[House], config: IndexConfig
) -> dg.MaterializeResult[None]:
    """The shots of a tenant's footage, to be found by what it wrote of them and what was measured.

    One tenant's index holds nothing of another's.
    """
    tenant = tenant_of(context.partition_key)
    with core_failures():
        figures = bring_in_step(house, tenant, SHOT, rebuild=config.rebuild)
        portrait = index_metadata(house, tenant, SHOT)
    return dg.MaterializeResult(metadata={**figures, **portrait})


def _reports(house: House, tenant: TenantId) -> Analysed:
    """The files that are analysed, with their reports; one that is lost is told by its check."""
    found = []
    for item in house.studio.footage(tenant):
        if item.state is FootageState.ANALYSED:
            with suppress(ManikeError):
                found.append((item, report_of_item(house, tenant, item)))
    return found
