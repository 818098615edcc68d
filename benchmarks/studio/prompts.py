"""The prompts that the studio is measured on: ten of reference, twenty of all genres."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from manike.script.preferences import Preferences

_DATA = Path(__file__).resolve().parents[2] / "tests" / "data"


@dataclass(frozen=True, slots=True)
class FilmPrompt:
    """A prompt with what is asked for beside it, and what it names."""

    id: str
    text: str
    genre: str
    """Empty for the prompts of reference."""
    aspect: str
    duration_s: int
    characters: bool | None
    entities: tuple[str, ...]
    """What should be heard or seen: names, places, things, numbers, quotes."""

    def preferences(self, resolution: str) -> Preferences:
        """As the film is asked for."""
        return Preferences.model_validate(
            {
                "aspect": self.aspect,
                "resolution": resolution,
                "duration_s": self.duration_s,
                "characters": self.characters,
            }
        )


def film_prompts(only: Collection[str] = ()) -> tuple[FilmPrompt, ...]:
    """All of them, or those named, in the files' order.

    Raises:
        ValueError: there is none of that name.
    """
    named = json.loads((_DATA / "reference_entities.json").read_text(encoding="utf-8"))
    found = [
        FilmPrompt(
            id=entry["id"],
            text=entry["prompt"],
            genre=entry.get("genre", ""),
            aspect=entry["aspect"],
            duration_s=entry["duration_s"],
            characters=entry.get("characters"),
            entities=tuple(entry.get("entities") or named[entry["id"]]),
        )
        for file in ("reference_prompts.json", "genre_prompts.json")
        for entry in json.loads((_DATA / file).read_text(encoding="utf-8"))
    ]
    unknown = set(only) - {prompt.id for prompt in found}
    if unknown:
        known = ", ".join(prompt.id for prompt in found)
        raise ValueError(f"{', '.join(sorted(unknown))}: none of {known}.")
    return tuple(prompt for prompt in found if not only or prompt.id in only)
