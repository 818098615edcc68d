"""Finds the JSON object in a model's reply: whole, fenced, embedded in prose, or repaired."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

_MARK = "scenes"
"""The field by which the script is told from other objects of a reply."""
_FENCE = re.compile(r"```[a-zA-Z0-9_-]*\s*\n?(.*?)```", re.DOTALL)
_COMMENT = re.compile(r"(?<![:\"\w])//[^\n\"]*$|/\*[^\"]*?\*/", re.MULTILINE)
_LONGEST = 400_000
_LONGEST_REPAIRED = 150_000
_MOST_TRIES = 60


@dataclass(frozen=True, slots=True)
class Found:
    """An object that may be the script."""

    content: dict[str, Any]
    how: str
    """The pass that found it: whole, fenced, embedded, repaired."""


def find_script(text: str) -> Found | str:
    """The object in a reply that looks like a script, or what is wrong with the reply.

    A reply that ends in the middle is not repaired: its film would have no ending.
    """
    if not text.strip():
        return "the reply is empty"
    if len(text) > _LONGEST:
        return f"the reply has more than {_LONGEST} characters"
    other = False
    for how, find in _PASSES:
        for value in find(text):
            content = _script_in(value)
            if content is not None:
                return Found(content, how)
            other = True
    if other:
        return f'the reply holds JSON, but none with the field "{_MARK}"'
    if "{" in text and not _is_finished(text):
        return "the reply ends in the middle"
    return "the reply holds no JSON object"


def _script_in(value: Any) -> dict[str, Any] | None:  # noqa: ANN401 - any JSON
    """The object itself, or the one that is wrapped in it or is the only one of a list."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if not isinstance(value, dict):
        return None
    if _MARK in value:
        return value
    inner = [each for each in value.values() if isinstance(each, dict) and _MARK in each]
    return inner[0] if len(inner) == 1 else None


def _whole(text: str) -> Iterator[Any]:
    yield from _parsed(text.strip().removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"))


def _fenced(text: str) -> Iterator[Any]:
    for block in _FENCE.findall(text):
        yield from _parsed(block.strip())


def _embedded(text: str) -> Iterator[Any]:
    """Objects that stand in prose, one behind the other, those with the mark first."""
    decoder = json.JSONDecoder(parse_constant=_refuse)
    at, tries = text.find("{"), 0
    while at >= 0 and tries < _MOST_TRIES:
        tries += 1
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            at = text.find("{", at + 1)
            continue
        yield value
        at = text.find("{", end)


def _repaired(text: str) -> Iterator[Any]:
    """By ``json-repair``: quotes, commas and brackets that are missing or too many.

    It may drop words that it can't place; a repair that lost a letter is none.
    """
    start, end = text.find("{"), text.rfind("}")
    if not 0 <= start < end or not _is_finished(text) or end - start > _LONGEST_REPAIRED:
        return
    from json_repair import repair_json

    try:
        repaired = repair_json(text[start : end + 1], return_objects=True)
    except (ValueError, RecursionError):
        return
    # what it returns may hold NaN, which no script may
    text_of_it = json.dumps(repaired, ensure_ascii=False)
    if _letters(_COMMENT.sub("", text[start : end + 1])) == _letters(text_of_it):
        yield from _parsed(text_of_it)


def _letters(text: str) -> str:
    """All letters and digits of a JSON text: what must not get lost when it is repaired."""
    plain = text.replace("\\n", " ").replace("\\t", " ").replace("None", "null")
    return "".join(filter(str.isalnum, plain)).lower()


def _is_finished(text: str) -> bool:
    """Whether braces that were opened are closed; those in texts hardly matter for that."""
    return text.count("}") >= text.count("{") and text.rfind("}") > text.rfind("]")


def _parsed(text: str) -> Iterator[Any]:
    try:
        yield json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")


_PASSES: tuple[tuple[str, Callable[[str], Iterator[Any]]], ...] = (
    ("whole", _whole),
    ("fenced", _fenced),
    ("embedded", _embedded),
    ("repaired", _repaired),
)
