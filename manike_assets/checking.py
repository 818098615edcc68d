"""Turns findings of the core into results of asset checks."""

from collections.abc import Callable, Sequence

import dagster as dg

from manike.ids import ProjectId, TenantId, slot_of
from manike.production.house import House
from manike.production.judging import judge_scene
from manike.production.verdicts import Check
from manike.quality.results import CheckResult
from manike.studio.models import Status
from manike_assets.failures import core_failures, reason_of
from manike_assets.partitions import scenes_by_project, tenant_of

ProjectInspection = Callable[[House, ProjectId], Sequence[CheckResult]]
TenantJudge = Callable[[House, TenantId], Sequence[CheckResult]]

_MESSAGE_CHARS = 900
_PROBLEM_CHARS = 500


def of_one(house: House, project: ProjectId, result: CheckResult) -> dg.AssetCheckResult:
    """The result of one finding on something whole."""
    _stop_if_bad(house, project, [result])
    return dg.AssetCheckResult(
        passed=result.passed,
        description=result.message[:_MESSAGE_CHARS],
        metadata={name: dg.MetadataValue.float(value) for name, value in result.figures.items()},
    )


def of_many(results: Sequence[CheckResult]) -> dg.AssetCheckResult:
    """One result of several findings: it passes if all do, and says which do not."""
    failed = [result for result in results if not result.passed]
    told = failed or (results if len(results) == 1 else ())
    said = "; ".join(result.message for result in told) or f"All {len(results)} findings are good."
    records = [
        dg.TableRecord({"check": r.name, "passed": r.passed, "finding": r.message[:300]})
        for r in results
    ]
    metadata = {"findings": dg.MetadataValue.table(records)} if records else {}
    return dg.AssetCheckResult(
        passed=not failed, description=said[:_MESSAGE_CHARS], metadata=metadata
    )


def of_scenes(
    context: dg.AssetCheckExecutionContext, house: House, check: Check
) -> dg.AssetCheckResult:
    """One result over all scenes of the run."""
    results: list[CheckResult] = []
    for project, numbers in scenes_by_project(partition_keys_of(context)).items():
        count = len(house.approved(project).scenes)
        found: list[CheckResult] = []
        for number in numbers:
            found += _named(house, project, number, check) if number <= count else ()
        _stop_if_bad(house, project, found)
        results += found
    return of_many(results)


def of_project(
    context: dg.AssetCheckExecutionContext, house: House, inspect: ProjectInspection
) -> dg.AssetCheckResult:
    """The result of a look at something whole of the run's project."""
    project = project_of(context)
    found = inspect(house, project)
    _stop_if_bad(house, project, found)
    return of_many(found)


def check_of_tenants(
    asset: dg.AssetsDefinition, name: str, judge: TenantJudge, description: str | None
) -> dg.AssetChecksDefinition:
    """The check of an asset of tenants that looks at each tenant of the run."""

    @dg.asset_check(asset=asset, name=name, description=description)
    @core_failures()
    def made(
        context: dg.AssetCheckExecutionContext, house: dg.ResourceParam[House]
    ) -> dg.AssetCheckResult:
        tenants = [tenant_of(key) for key in partition_keys_of(context)]
        return of_many([result for tenant in tenants for result in judge(house, tenant)])

    return made


def partition_keys_of(context: dg.AssetCheckExecutionContext) -> Sequence[str]:
    """The partition keys of the run: one, or all of its range."""
    step = context.op_execution_context
    return [step.partition_key] if step.has_partition_key else list(step.partition_keys)


def project_of(context: dg.AssetCheckExecutionContext) -> ProjectId:
    """The project of a run over one project."""
    return ProjectId.parse(partition_keys_of(context)[0])


def _stop_if_bad(house: House, project: ProjectId, found: Sequence[CheckResult]) -> None:
    """Close the project before its run ends, so that nothing is launched from what is bad."""
    bad = "; ".join(result.message for result in found if not result.passed)
    if bad:
        house.studio.advance(project, Status.FAILED, problem=bad[:_PROBLEM_CHARS])


def _named(house: House, project: ProjectId, number: int, check: Check) -> Sequence[CheckResult]:
    """The findings on one scene, with the scene in their names and messages."""
    slot = slot_of(number)
    try:
        results = judge_scene(house, project, number, check)
    except Exception as error:  # noqa: BLE001 - the other scenes are looked at all the same
        message = f"{slot}: {reason_of(error)}"
        return [CheckResult(name=f"{project} {slot}", passed=False, message=message)]
    return [
        result.model_copy(
            update={"name": f"{slot} {result.name}", "message": f"{slot}: {result.message}"}
        )
        for result in results
    ]
