"""The film made again by the engine: nothing changed, one picture changed, other captions."""

from dataclasses import dataclass

from benchmarks.assembly.job import FPS
from benchmarks.assembly.made import Made
from benchmarks.assembly.running import OURS, Run, Workshop
from benchmarks.assembly.viewing import packet_hashes
from manike.film.transitions import handle_frames
from manike.script.vocabulary import Transition


@dataclass(frozen=True, slots=True)
class Edit:
    """A film made again with what the engine had kept."""

    run: Run
    untouched: int
    """Pictures outside the change."""
    untouched_differ: int
    """Those of them whose bytes are not as in the film before."""


def measure_edits(shop: Workshop, full: Made, transition: Transition) -> dict[str, Edit]:
    """Make the film three times more, with what is left of its first making."""
    before = packet_hashes(full.film)
    whole = range(len(before))
    flag = f"--transition={transition}"
    return {
        "nothing": _edit(before, range(0), shop.run(OURS, flag)),
        "one_picture": _edit(
            before, _changed_frames(shop, full, transition), shop.run(OURS, flag, "--changed")
        ),
        "captions": _edit(before, whole, shop.run(OURS, flag, "--brand=second")),
    }


def _edit(before: list[str], changed: range, run: Run) -> Edit:
    after = packet_hashes(run.made.film)
    untouched = [index for index in range(len(before)) if index not in changed]
    differ = sum(after[index : index + 1] != [before[index]] for index in untouched)
    return Edit(run, len(untouched), differ)


def _changed_frames(shop: Workshop, full: Made, transition: Transition) -> range:
    """The scene with the other picture and its transition into the next one."""
    number = shop.job.changed_scene
    starts = [round(scene.start_s * FPS) for scene in full.scenes] + [full.frame_count]
    reach = 0 if transition is Transition.CUT else handle_frames(FPS)
    return range(starts[number - 1], starts[number] + reach)
