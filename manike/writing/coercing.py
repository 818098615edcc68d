"""Brings a model's JSON nearer to the script's schema where nothing has to be guessed."""

import re
import types
import unicodedata
from enum import StrEnum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import MaxLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from manike.script.models import ScriptBreakdown

_WHOLE_TEXTS = frozenset(("narration", "caption", "name", "speaker", "characters"))
"""Never cut: they are spoken, drawn or looked up."""
_NUMBER = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*[a-z%]{0,8}\.?\s*", re.IGNORECASE)
_NOTHING = frozenset(("", "none", "null", "n/a", "-"))


def coerced(content: dict[str, Any]) -> dict[str, Any]:
    """The script's fields only, each nearer to its type; what does not fit is left as it is.

    Fields that a script does not have are dropped, nulls give way to defaults, ``Old Town`` becomes
    ``old_town``, ``"6 s"`` becomes 6, one thing becomes a list of it, and a description that is too
    long is cut at a word.
    """
    return _model(content, ScriptBreakdown)


def _model(value: dict[str, Any], kind: type[BaseModel]) -> dict[str, Any]:
    return {
        name: _value(value[name], _annotation(field), name)
        for name, field in kind.model_fields.items()
        if name in value and not (value[name] is None and not field.is_required())
    }


def _annotation(field: FieldInfo) -> Any:  # noqa: ANN401 - a type
    """The field's type with its limits, which pydantic keeps apart."""
    return Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation


def _value(value: Any, kind: Any, name: str) -> Any:  # noqa: ANN401, PLR0911 - one for each kind
    limits: tuple[Any, ...] = ()
    if get_origin(kind) is Annotated:
        kind, *rest = get_args(kind)
        limits = tuple(rest)
    if get_origin(kind) is tuple:
        return _list(value, get_args(kind)[0], name)
    if get_origin(kind) is Literal:
        return _word(value, [each for each in get_args(kind) if isinstance(each, str)])
    if get_origin(kind) in (Union, types.UnionType) or not isinstance(kind, type):
        return value
    if issubclass(kind, BaseModel):
        return _model(value, kind) if isinstance(value, dict) else value
    if issubclass(kind, StrEnum):
        return _word(value, [each.value for each in kind])
    if kind in (int, float):
        return _number(value)
    return _text(value, limits, name) if kind is str else value


def _list(value: Any, kind: Any, name: str) -> Any:  # noqa: ANN401 - any JSON
    if value is None or (isinstance(value, str) and value.strip().lower() in _NOTHING):
        return []
    each = value if isinstance(value, list) else [value]
    return [_value(item, kind, name) for item in each if item is not None]


def _word(value: Any, known: list[str]) -> Any:  # noqa: ANN401 - any JSON
    if not isinstance(value, str):
        return value
    plain = re.sub(r"[\s-]+", "_", value.strip().lower())
    return plain if plain in known else value


def _number(value: Any) -> Any:  # noqa: ANN401 - any JSON
    match = _NUMBER.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return value
    number = float(match[1])
    return int(number) if number.is_integer() else number


def _text(value: Any, limits: tuple[Any, ...], name: str) -> Any:  # noqa: ANN401 - any JSON
    if not isinstance(value, str):
        return value
    text = unicodedata.normalize("NFC", "".join(map(_visible, value))).strip()
    longest = min((each.max_length for each in limits if isinstance(each, MaxLen)), default=0)
    for each in limits:
        if isinstance(each, FieldInfo):
            longest = next((m.max_length for m in each.metadata if isinstance(m, MaxLen)), longest)
    if longest and len(text) > longest and name not in _WHOLE_TEXTS:
        return text[:longest].rsplit(" ", 1)[0].rstrip(" ,;:") or text[:longest]
    return text


def _visible(character: str) -> str:
    """A space in place of a control character; nobody can see or speak one."""
    return " " if unicodedata.category(character) == "Cc" else character
