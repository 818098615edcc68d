"""How far a step is, in the log of its run: a line each ten seconds."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from manike.production.progress import Listener, Silence
from manike.studio.clock import Clock

EVERY_S = 10.0
_NAMED = 4
"""Parts of a stage that a line names; there are rarely more at once than cores."""


@dataclass(slots=True)
class _Stage:
    count: int = 1
    parts: dict[str, tuple[int, int]] = field(default_factory=dict)

    def share(self) -> float:
        done = sum(done / total if total else 1.0 for done, total in self.parts.values())
        return min(done / max(self.count, 1), 1.0)

    def under_way(self) -> list[str]:
        """The parts that are begun and not done, with their frames."""
        return [
            f"{part} {done} of {total} frames"
            for part, (done, total) in list(self.parts.items())
            if 0 < done < total
        ]


class RunLog:
    """Writes progress into a run's log, and passes it on. See ``Listener``.

    Dagster's log is written by the step's own thread only, which made this: what others report is
    told when that thread reports something itself, or calls ``tell``.
    """

    def __init__(
        self,
        write: Callable[[str], None],
        following: Listener | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._write = write
        self._following = following or Silence()
        self._clock = clock or Clock()
        self._thread = threading.get_ident()
        self._told_s = self._clock.monotonic_s()
        self._lock = threading.Lock()
        self._stages: dict[str, _Stage] = {}
        self._told: dict[str, str] = {}

    def expect(self, stage: str, count: int) -> None:
        """See ``Listener.expect``."""
        with self._lock:
            self._stages[stage] = _Stage(count)
        self._following.expect(stage, count)

    def report(self, stage: str, part: str, done: int, total: int) -> None:
        """See ``Listener.report``."""
        with self._lock:
            self._stages.setdefault(stage, _Stage()).parts[part] = done, total
        self._following.report(stage, part, done, total)
        self.tell()

    def tell(self) -> None:
        """Write a line for each stage that went on, if the last ones are ten seconds old."""
        now_s = self._clock.monotonic_s()
        if threading.get_ident() != self._thread or now_s - self._told_s < EVERY_S:
            return
        self._told_s = now_s
        with self._lock:
            lines = {name: _line(name, stage) for name, stage in self._stages.items()}
        for name, line in lines.items():
            if self._told.get(name) != line:
                self._told[name] = line
                self._write(line)


def _line(name: str, stage: _Stage) -> str:
    parts = [part.removeprefix(f"{name} ") for part in stage.under_way()]
    shown = ", ".join(parts[:_NAMED]) + (" …" if len(parts) > _NAMED else "")
    return f"{name}: {stage.share():.0%}" + (f"; {shown}" if shown else "")
