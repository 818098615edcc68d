"""Writing, editing and approving scripts."""

from pathlib import Path
from typing import Any

from manike.errors import ApprovalMissingError, NotFoundError
from manike.generation.door import Produce
from manike.generation.fingerprint import Generation, Job
from manike.ids import ProjectId
from manike.media.files import write_text
from manike.ports import Provider, ScriptRequest, TextProvider
from manike.production.house import House, Outcome
from manike.production.provider_plans.routing import Ask
from manike.production.records import ApprovedScript
from manike.production.takes import obtain, outcome_of
from manike.script.models import ScriptBreakdown
from manike.script.rules import check_script
from manike.studio.models import RequestKind, Status
from manike.studio.repository import Draft

ASSET = "script"
AUTOMATIC_REVIEWER = "preference: no review"


def write_script(house: House, project: ProjectId, *, rewrite: bool = False) -> Outcome:
    """Write the script, unless there is one; the take before is used where it fits.

    Args:
        house: the studio.
        project: whose script.
        rewrite: write over a script that a person edited.

    Raises:
        ScriptRuleError: the script breaks a rule; it is not kept.
    """
    house.studio.advance(project, Status.WRITING)
    text, preferences = house.studio.prompt(project)
    number = house.studio.take_numbers(project).get((Job.SCRIPT, ""), 1)
    request = ScriptRequest(text, preferences)

    def describe(provider: Provider) -> Generation:
        return Generation(
            job=Job.SCRIPT,
            provider=provider.name,
            model=provider.model,
            parameters={
                "prompt": text,
                "preferences": preferences.model_dump(mode="json", exclude={"also"}),
            },
            seed=preferences.seed,
            take_number=number,
        )

    ask = Ask(
        describe=describe,
        here=lambda provider: _written_by(provider, request),
        there=lambda provider: provider.script_job(request),
    )
    candidates = house.cast(project).text
    take, was_made = obtain(house, project, candidates, ask, asset=ASSET, prompt=text)
    house.manifests.write(project, ASSET, take)
    written = house.file(project, take.files["script.json"]).read_text(encoding="utf-8")
    script = ScriptBreakdown.model_validate_json(written)
    draft = _keep(house, project, script, rewrite=rewrite)
    house.studio.close_requests(project, RequestKind.PRODUCE)
    if preferences.review and house.studio.approval(project, draft.sha256) is None:
        house.studio.advance(project, Status.AWAITING_REVIEW)
    return outcome_of(ASSET, "", take, was_made=was_made, preview="", figures=_figures(draft))


def _written_by(provider: TextProvider, request: ScriptRequest) -> Produce:
    def produce(folder: Path) -> dict[str, Any]:
        script = provider.write_script(request)
        check_script(script, request.preferences)
        write_text(folder / "script.json", script.model_dump_json(indent=1))
        return {"scenes": len(script.scenes)}

    return produce


def _keep(house: House, project: ProjectId, script: ScriptBreakdown, *, rewrite: bool) -> Draft:
    try:
        newest = house.studio.draft(project)
    except NotFoundError:
        return house.studio.save_script(project, script, "writer")
    if newest.author != "writer" and not rewrite:
        return newest
    return house.studio.save_script(project, script, "writer")


def edit_script(house: House, project: ProjectId, script: ScriptBreakdown, author: str) -> Draft:
    """Keep a person's edit; the approval of the script before does not cover it.

    Raises:
        ScriptRuleError: the edit breaks a rule; it is not kept.
    """
    check_script(script, house.preferences(project))
    draft = house.studio.save_script(project, script, author)
    if house.preferences(project).review:
        house.studio.advance(project, Status.AWAITING_REVIEW)
    else:
        house.studio.approve(project, draft.sha256, AUTOMATIC_REVIEWER)
    return draft


def approve_script(house: House, project: ProjectId) -> tuple[ApprovedScript, bool]:
    """Take the newest draft into production, if somebody approved exactly this draft.

    Returns:
        The approved script, and whether it is another one than before.

    Raises:
        ApprovalMissingError: it needs a person's review and has none.
        ScriptRuleError: it breaks a rule.
    """
    draft = house.studio.draft(project)
    preferences = house.preferences(project)
    check_script(draft.script, preferences)
    if not preferences.review:
        house.studio.approve(project, draft.sha256, AUTOMATIC_REVIEWER)
    reviewer = house.studio.approval(project, draft.sha256)
    if reviewer is None:
        raise ApprovalMissingError(
            f"Revision {draft.revision} of the script of {project} is not approved. "
            f"Read it with: manike script show {project}; approve it with: "
            f"manike script approve {project}"
        )
    approved = ApprovedScript(sha256=draft.sha256, reviewer=reviewer, script=draft.script)
    before = house.manifests.find(project, "approved_script", ApprovedScript)
    house.manifests.write(project, "approved_script", approved)
    house.studio.close_requests(project, RequestKind.CONTINUE)
    house.studio.advance(project, Status.PREPARING)
    return approved, before != approved


def _figures(draft: Draft) -> dict[str, float | str]:
    return {
        "title": draft.script.title,
        "scenes": len(draft.script.scenes),
        "characters": len(draft.script.characters),
        "words": sum(len(scene.narration.split()) for scene in draft.script.scenes),
        "planned seconds": round(sum(scene.duration_s for scene in draft.script.scenes), 2),
        "revision": draft.revision,
        "script hash": draft.sha256,
    }
