"""What a model is asked for a script: instructions, the user's words as data, the schema."""

import re
from collections.abc import Sequence
from functools import cache
from math import ceil
from typing import Any

from manike.ids import MAX_SCENES
from manike.ports import ScriptRequest
from manike.prompts.wordings import Wording
from manike.script.models import ScriptBreakdown
from manike.script.preferences import Preferences
from manike.script.text import clean_prompt

_LONGEST_SCENE_S, _SHORTEST_SCENE_S = 40.0, 3.0
"""On average over a film."""
_USUAL_SCENE_S = 7.0
_PAUSES_S = 1.0
_WORDS_A_SECOND = 2.1
"""A narrator's 2.4 words a second, less what should stay silent."""
_CHARACTERS = {True: "wanted", False: "none", None: "free"}
_TAG = re.compile(r"<(?=\s*/?\s*prompt\b)", re.IGNORECASE)
_OPENING = "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}"
_NOT_ASKED = frozenset(("schema_version",))
_NOT_SENT = frozenset(("title", "default", "description"))
"""Keys of a schema that say nothing that the instructions do not."""
_MOST_COMPLAINTS = 20
_LONGEST_COMPLAINT = 400


def instructions(wording: Wording, preferences: Preferences) -> str:
    """The instructions; they hold no word of the user's prompt and nothing secret.

    Raises:
        BadInputError: a tenant's own words ask for what there is not.
    """
    fewest, most = scene_limits(preferences.duration_s)
    return wording.text(
        "system",
        film_s=preferences.duration_s,
        fewest_scenes=fewest,
        most_scenes=most,
        words=_words(preferences.duration_s),
        language=preferences.language,
        genre=preferences.genre,
        style=_one_line(preferences.style),
        characters=_CHARACTERS[preferences.characters],
        music_mood=preferences.music_mood.value if preferences.music_mood else "",
        aspect=preferences.aspect.value,
    )


def question(wording: Wording, request: ScriptRequest) -> str:
    """The user's prompt between tags, with the length of the film.

    Raises:
        BadInputError: the prompt is empty, too long or not plain text.
    """
    prompt = fenced(clean_prompt(request.prompt))
    return wording.text("user", film_s=request.preferences.duration_s, prompt=prompt)


def correction(wording: Wording, complaints: Sequence[str]) -> str:
    """What is said of a reply that can't be used."""
    shown = [_one_line(each)[:_LONGEST_COMPLAINT] for each in complaints[:_MOST_COMPLAINTS]]
    return wording.text("again", complaints=shown)


def fenced(prompt: str) -> str:
    """The user's words between tags that they can neither close nor open."""
    return f"<prompt>\n{_TAG.sub(_OPENING, prompt)}\n</prompt>"


def scene_limits(film_s: float) -> tuple[int, int]:
    """The fewest and the most scenes of a film of that length."""
    fewest = ceil(film_s / _LONGEST_SCENE_S)
    return fewest, max(fewest, min(MAX_SCENES, int(film_s / _SHORTEST_SCENE_S)))


@cache
def script_schema() -> dict[str, Any]:
    """JSON Schema of a script as models are asked for it: every field required, no others."""
    schema: dict[str, Any] = _strict(ScriptBreakdown.model_json_schema())
    return schema


def _words(film_s: float) -> int:
    scenes = max(1, round(film_s / _USUAL_SCENE_S))
    return round((film_s - scenes * _PAUSES_S) * _WORDS_A_SECOND / 5) * 5


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _strict(schema: Any) -> Any:  # noqa: ANN401 - any JSON
    """With all fields required: vendors' strict modes differ in how many may be left out."""
    if isinstance(schema, list):
        return [_strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {
        name: _strict(value)
        for name, value in schema.items()
        if name not in _NOT_SENT and name != "properties"
    }
    if "properties" in schema:
        fields = {
            name: _strict(value)
            for name, value in schema["properties"].items()
            if name not in _NOT_ASKED
        }
        kept |= {"properties": fields, "required": list(fields), "additionalProperties": False}
    return kept
