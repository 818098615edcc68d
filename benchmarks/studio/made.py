"""What was made of a prompt, as it lies in a folder: a script, its pictures, its film."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from benchmarks.assembly.watching import Cost
from benchmarks.studio.prompts import FilmPrompt
from manike.film.timeline import Timeline
from manike.media.files import write_text
from manike.script.models import ScriptBreakdown

_DRAWN, _COST, _HEARD, _FAILED = "drawn.json", "cost.json", "heard.txt", "failed.txt"


@dataclass(frozen=True)
class Made:
    """One prompt's folder; what it does not hold was not made."""

    prompt: FilmPrompt
    folder: Path

    @cached_property
    def script(self) -> ScriptBreakdown:
        """The script that all else follows."""
        text = (self.folder / "script.json").read_text(encoding="utf-8")
        return ScriptBreakdown.model_validate_json(text)

    @cached_property
    def timeline(self) -> Timeline:
        """The film's."""
        return Timeline.from_json((self.folder / "timeline.json").read_text(encoding="utf-8"))

    @cached_property
    def report(self) -> Mapping[str, Any]:
        """The film's, as an export has it."""
        found: dict[str, Any] = json.loads((self.folder / "report.json").read_text("utf-8"))
        return found

    @property
    def film(self) -> Path | None:
        """The film, if there is one."""
        path = self.folder / "film.mp4"
        return path if path.exists() else None

    @property
    def pictures(self) -> tuple[Path, ...]:
        """Those of the scenes, in order; none if none were painted."""
        return tuple(sorted((self.folder / "pictures").glob("scene-*.jpg")))

    @property
    def clips(self) -> tuple[Path, ...]:
        """Those of the scenes, in order."""
        return tuple(sorted((self.folder / "clips").glob("scene-*.mp4")))

    @property
    def voices(self) -> dict[int, Path]:
        """The narrations, by scene number."""
        found = sorted((self.folder / "narration").glob("scene-*.wav"))
        return {int(path.stem.rpartition("-")[2]): path for path in found}

    @property
    def cues(self) -> tuple[Path, ...]:
        """The music, in order."""
        return tuple(sorted((self.folder / "music").glob("cue-*.wav")))

    @property
    def drawn(self) -> dict[int, tuple[str, ...]]:
        """What each picture's record says that it shows, by scene number."""
        path = self.folder / _DRAWN
        kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        return {int(number): tuple(entries) for number, entries in kept.items()}

    @property
    def cost(self) -> Cost | None:
        """What the film took, where it was made by this benchmark."""
        path = self.folder / _COST
        return Cost(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None

    @property
    def failure(self) -> str:
        """Why there is nothing to measure; empty if there is."""
        path = self.folder / _FAILED
        return path.read_text(encoding="utf-8") if path.exists() else ""

    @property
    def heard(self) -> str | None:
        """What Whisper heard, where it has listened already."""
        path = self.folder / _HEARD
        return path.read_text(encoding="utf-8") if path.exists() else None

    def keep_script(self, script: ScriptBreakdown) -> None:
        """Keep it as an export has it."""
        write_text(self.folder / "script.json", script.model_dump_json(indent=1) + "\n")

    def keep_drawn(self, drawn: dict[int, tuple[str, ...]]) -> None:
        """Keep the records of the pictures."""
        write_text(self.folder / _DRAWN, json.dumps(drawn, indent=1, ensure_ascii=False) + "\n")

    def keep_cost(self, cost: Cost) -> None:
        """Keep what the film took."""
        write_text(self.folder / _COST, json.dumps(asdict(cost)) + "\n")

    def keep_failure(self, message: str) -> None:
        """Keep why the film could not be made."""
        write_text(self.folder / _FAILED, message)

    def keep_heard(self, text: str) -> None:
        """Keep what was heard: listening takes a tenth of the film's length."""
        write_text(self.folder / _HEARD, text)
