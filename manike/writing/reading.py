"""Reads a model's reply: from raw text to a script that obeys every rule, or to complaints."""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from manike.ports import ScriptRequest
from manike.script.models import ScriptBreakdown
from manike.script.preferences import Preferences
from manike.script.rules import broken_rules
from manike.script.text import other_language
from manike.writing.coercing import coerced
from manike.writing.consistency import ordered
from manike.writing.extraction import find_script
from manike.writing.fitting import fitted

_MOST_ERRORS = 12
_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Read:
    """A script that can be made."""

    script: ScriptBreakdown
    how: str
    """How it was found in the reply: whole, fenced, embedded, repaired."""


@dataclass(frozen=True, slots=True)
class Unusable:
    """A reply that is no script that could be made."""

    complaints: tuple[str, ...]
    """What is wrong, in sentences that its writer can act on."""


def read_script(text: str, request: ScriptRequest) -> Read | Unusable:
    """The script in a reply.

    What can be reckoned is put right here: numbers, cues, lengths, spelling of known words. What
    only a writer can put right is complained of.
    """
    found = find_script(text)
    if isinstance(found, str):
        return Unusable((found,))
    preferences = request.preferences
    content = ordered(coerced(found.content), preferences)
    content.setdefault("language", preferences.language)
    try:
        script = ScriptBreakdown.model_validate_json(_json(content))
    except ValidationError as error:
        return Unusable(_errors(error))
    fits = fitted(_labelled(script, preferences), preferences.duration_s)
    complaints = _of_language(script, preferences)
    if isinstance(fits, str):
        return Unusable((*complaints, fits))
    broken = (*complaints, *broken_rules(fits, preferences))
    return Unusable(broken) if broken else Read(fits, found.how)


def _json(content: object) -> str:
    import json

    return json.dumps(content, ensure_ascii=False)


def _errors(error: ValidationError) -> tuple[str, ...]:
    errors = error.errors(include_url=False, include_context=False)
    said = [f"{_place(each['loc'])}: {each['msg']}{_shown(each['input'])}" for each in errors]
    more = len(said) - _MOST_ERRORS
    return (*said[:_MOST_ERRORS], *([f"and {more} more of that kind"] if more > 0 else []))


def _place(loc: Sequence[int | str]) -> str:
    """``scenes[3].mood`` as the schema counts, from 0."""
    text = ""
    for part in loc:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".") or "the script"


def _shown(value: object) -> str:
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return ""
    text = repr(value)
    return f", not {text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + '…'}"


def _labelled(script: ScriptBreakdown, preferences: Preferences) -> ScriptBreakdown:
    """With the tag of the language that was asked for: what is written in tells the language."""
    return script.model_copy(update={"language": preferences.language})


def _of_language(script: ScriptBreakdown, preferences: Preferences) -> tuple[str, ...]:
    said = " ".join(scene.narration for scene in script.scenes)
    other = other_language(said, preferences.language)
    if not other:
        return ()
    return (f"the narrations look like {other}; write them in {preferences.language!r}",)
