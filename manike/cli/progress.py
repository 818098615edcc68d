"""Progress of a film on the terminal: a bar for each stage, with the time left."""

import threading
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from manike.production.plan import StepKind

_TITLES = {
    "picture": "Pictures",
    "voice": "Voice-overs",
    "clip": "Clips",
    "film": "Film",
    "footage": "Footage",
}
_STEPS = {
    StepKind.WRITE: "Script, cast, music",
    StepKind.PREPARE: "Cast, music",
    StepKind.SCENES: "Scenes",
    StepKind.FILM: "Film",
    StepKind.RENDITIONS: "Renditions",
}


class StageProgress:
    """Listens to the work and draws it. See ``Listener``."""

    def __init__(self, console: Console, *, quiet: bool) -> None:
        self._progress = Progress(
            TextColumn("{task.description:<19}"),
            BarColumn(bar_width=10),  # all fits into 80 columns
            TextColumn("{task.percentage:>3.0f} %"),
            TextColumn("{task.fields[frames]}"),
            TimeElapsedColumn(),
            TextColumn("left"),
            TimeRemainingColumn(),
            console=console,
            disable=quiet,
        )
        self._lock = threading.Lock()
        self._bars: dict[str, TaskID] = {}
        self._parts: dict[str, dict[str, float]] = {}
        self._frames: dict[str, dict[str, tuple[int, int]]] = {}
        self._running: TaskID | None = None

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def expect(self, stage: str, count: int) -> None:
        """Say how many parts a stage has."""
        with self._lock:
            self._progress.update(self._bar(stage), total=count)

    def start(self, step: StepKind) -> None:
        """A run begins; the one before is done."""
        with self._lock:
            if self._running is not None:
                self._progress.update(self._running, total=1, completed=1)
                self._running = None
            if step in (StepKind.WRITE, StepKind.PREPARE):
                self._running = self._progress.add_task(_STEPS[step], total=None, frames="")

    def report(self, stage: str, part: str, done: int, total: int) -> None:
        """See ``Listener.report``."""
        with self._lock:
            bar = self._bar(stage)
            parts = self._parts.setdefault(stage, {})
            parts[part] = done / total if total else 1.0
            frames = self._count_frames(stage, part, done, total)
            self._progress.update(bar, completed=sum(parts.values()), frames=frames)

    def _count_frames(self, stage: str, part: str, done: int, total: int) -> str:
        """Frames of the parts that are begun; a part without frames is 1 of 1."""
        known = self._frames.setdefault(stage, {})
        if total > 1:
            known[part] = done, total
        elif done and part in known:
            known[part] = known[part][1], known[part][1]
        if not known:
            return ""
        made, wanted = (sum(counts) for counts in zip(*known.values(), strict=True))
        return f"{made} of {wanted} frames"

    def _bar(self, stage: str) -> TaskID:
        if stage not in self._bars:
            self._bars[stage] = self._progress.add_task(_title(stage), total=1, frames="")
        return self._bars[stage]


def _title(stage: str) -> str:
    """``clip 9:16`` is the clips of a rendition."""
    name, _, shape = stage.partition(" ")
    return f"{_TITLES.get(name, name)} {shape}".rstrip()
