"""What a clip of a tenant's footage must not do, though it may be cut and may stand still."""

from pathlib import Path

from manike.errors import MediaError
from manike.quality.flashes import FlashMeter
from manike.quality.parts import ClipPlan, check_clip
from manike.quality.picture_rules import crowded_flashes
from manike.quality.results import CheckResult
from manike.quality.strips import film_strip


def check_footage_clip(path: Path, plan: ClipPlan, cure: str) -> tuple[CheckResult, ...]:
    """As any clip, and it does not flash: a film that does would be refused as a whole.

    Args:
        path: the clip.
        plan: what it should be.
        cure: what to do about one that can't be shown, as a sentence.
    """
    found = check_clip(path, plan)
    if all(result.passed for result in found):
        found = (*found, _does_not_flash(path, plan))
    return tuple(
        result
        if result.passed
        else result.model_copy(update={"message": f"{result.message} {cure}"})
        for result in found
    )


def _does_not_flash(path: Path, plan: ClipPlan) -> CheckResult:
    meter = FlashMeter()
    try:
        with film_strip(path, plan.size_px) as frames:
            for number, frame in enumerate(frames):
                meter.see(frame.luma, number)
    except MediaError as error:
        return CheckResult(name="flash", passed=False, message=str(error))
    many = crowded_flashes(meter.changes, plan.fps)
    said = "No flashes."
    if many:
        at_s = float(many[0].start / plan.fps)
        said = f"More than three flashes a second, {at_s:.1f} s into the clip."
    return CheckResult(
        name="flash",
        passed=not many,
        message=said,
        figures={"changes": float(len(meter.changes))},
    )
