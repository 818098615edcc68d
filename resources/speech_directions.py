"""How voices that take directions are told to speak, from a template kept as versioned data."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jinja2 import StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from manike.embedded.people import age_of
from manike.ports import SpeechRequest
from manike.script.pronunciations import occurrences

VERSION = 2
"""Of the template in use; part of the name of whatever model speaks by it."""

_FILE = Path(__file__).parent / "data" / f"speech_directions-{VERSION}.yaml"


def short_direction(request: SpeechRequest) -> str:
    """Mood, strength and pace in a few words."""
    texts = _texts()
    pace = ", briskly" if _is_hurried(request) else ""
    strength = _strength(request)
    return f"{texts['moods'][request.mood.value]}{strength and f', {strength}'}{pace}"


def direction(request: SpeechRequest) -> str:
    """Mood, strength, pace, language, and how the tenant's own words are said."""
    texts = _texts()
    return _template().render(
        speaker=request.speaker,
        age=texts["ages"][age_of(request.speaker)] if request.speaker else "",
        mood=texts["moods"][request.mood.value],
        strength=_strength(request),
        is_hurried=_is_hurried(request),
        language=request.language,
        pronunciations=request.pronunciations,
    )


def respelled(request: SpeechRequest) -> str:
    """The text for a voice that takes no directions: own words as they are said, where spelled so.

    IPA stays unsaid: such a voice would read its signs.
    """
    text, at = "", 0
    for found in occurrences(request.text, dict(request.pronunciations)):
        if not found.said.startswith("/"):
            text += request.text[at : found.start] + found.said.replace("-", "").lower()
            at = found.end
    return text + request.text[at:]


def _strength(request: SpeechRequest) -> str:
    steps = _texts()["strengths"]
    said = next((step["said"] for step in steps if request.intensity <= step["upto"]), "")
    return str(said)


def _is_hurried(request: SpeechRequest) -> bool:
    return len(request.text) / float(_texts()["characters_a_second"]) > request.available_s


@cache
def _template() -> Template:
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined)
    return environment.from_string(_texts()["direction"])


@cache
def _texts() -> dict[str, Any]:
    return dict(yaml.safe_load(_FILE.read_text(encoding="utf-8")))
