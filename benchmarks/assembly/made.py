"""What each way of making the film hands back, and the captions that all of them burn in."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict

from benchmarks.assembly.job import FPS, Job
from manike.film.captions import plan_captions
from manike.film.timeline import Timeline
from manike.media.files import write_text
from manike.script.timing import LEAD_S

RESULT_FILE = "result.json"
MUSIC_VOLUME = 0.2
"""What MoneyPrinterTurbo and its like multiply the music by."""


class PlannedScene(BaseModel):
    """When a scene should be seen and heard."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    start_s: float
    narration_s: float


class Made(BaseModel):
    """A film, how it should be, and how long its making took without starting Python."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    film: Path
    frame_count: int
    """As planned."""
    scenes: tuple[PlannedScene, ...]
    engine_s: float
    segments_made: int = 0
    segments_reused: int = 0
    sound_made: bool = True

    def write(self, folder: Path) -> None:
        """Leave the result where the parent looks for it."""
        write_text(folder / RESULT_FILE, self.model_dump_json(indent=1) + "\n")

    @classmethod
    def read(cls, folder: Path) -> Self:
        """What a child left."""
        return cls.model_validate_json((folder / RESULT_FILE).read_bytes())


@dataclass(frozen=True, slots=True)
class ShownCaption:
    """A caption of a film whose scenes are as long as their parts."""

    start_s: float
    end_s: float
    text: str


def unrounded_plan(job: Job) -> tuple[PlannedScene, ...]:
    """Scenes one after the other, as long as their parts, whatever the frame rate."""
    starts = [0.0, *accumulate(scene.length_s for scene in job.scenes)][: len(job.scenes)]
    return tuple(PlannedScene(start_s=start, narration_s=start + LEAD_S) for start in starts)


def unrounded_captions(
    job: Job, timeline: Timeline, plan: Sequence[PlannedScene]
) -> list[ShownCaption]:
    """The engine's captions, with the same times in their scenes."""
    starts_s = {s.number: float(s.start_frame / FPS) for s in timeline.scenes}
    shift_s = {
        scene.number: planned.start_s - starts_s[scene.number]
        for scene, planned in zip(job.scenes, plan, strict=True)
    }
    return [
        ShownCaption(
            start_s=float(caption.start_frame / FPS) + shift_s[caption.scene],
            end_s=float(caption.end_frame / FPS) + shift_s[caption.scene],
            text="\n".join(caption.text_lines),
        )
        for caption in plan_captions(timeline)
    ]
