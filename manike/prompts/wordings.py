"""Wordings: the templates of one thing that models are asked for, in one version."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict

from manike.errors import BadInputError
from manike.prompts.sandbox import check_template, rendered

_FOLDER = Path(__file__).parent / "data"
_HASH_DIGITS = 8


class _Part(BaseModel):
    """One template of a file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    names: tuple[str, ...]
    """What it may ask for."""
    own: bool = False
    """Whether a tenant may have words of its own here."""


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: Literal[1]
    name: str
    version: int
    parts: dict[str, _Part]


@dataclass(frozen=True, slots=True)
class Wording:
    """The templates of one thing, such as ``script``, ready to be filled in."""

    name: str
    version: str
    """A number; behind a plus sign the hash of a tenant's own words."""
    parts: Mapping[str, _Part]

    @property
    def label(self) -> str:
        """Name and version as they stand in a model's name: ``script@1``."""
        return f"{self.name}@{self.version}"

    def text(self, part: str, **context: Any) -> str:  # noqa: ANN401 - plain values
        """A part, filled in.

        Raises:
            BadInputError: see ``rendered``.
        """
        return rendered(self.parts[part].text, context)

    def with_own(self, texts: Mapping[str, str]) -> "Wording":
        """The same with a tenant's own texts by part; the same wording if there are none.

        Raises:
            BadInputError: see ``check_own``.
        """
        if not texts:
            return self
        check_own(self, texts)
        digest = hashlib.sha256(json.dumps(sorted(texts.items())).encode()).hexdigest()
        changed = {
            name: part.model_copy(update={"text": texts.get(name, part.text)})
            for name, part in self.parts.items()
        }
        return replace(self, version=f"{self.version}+{digest[:_HASH_DIGITS]}", parts=changed)


def wording(name: str, version: int | None = None) -> Wording:
    """A wording that ships with the product; the current one if no version is given.

    Raises:
        BadInputError: there is none of that name and version.
    """
    return _shipped(name, version if version is not None else _current(name))


def names() -> tuple[str, ...]:
    """Of all wordings."""
    return tuple(_current_versions())


def check_own(base: Wording, texts: Mapping[str, str]) -> None:
    """Refuse a tenant's own texts where there is no such part or they are no templates.

    Raises:
        BadInputError: names the part and the cure.
    """
    changeable = [name for name, part in base.parts.items() if part.own]
    for name, text in texts.items():
        if name not in changeable:
            raise BadInputError(
                f"{base.name}.{name}", f"can't be changed; {_choice(base.name, changeable)}."
            )
        if not text.strip():
            raise BadInputError(f"{base.name}.{name}", "is empty.")
        _check_once(text, frozenset(base.parts[name].names))


# Sensors look at every open project each few seconds; to read a template takes milliseconds.
_check_once = lru_cache(maxsize=512)(check_template)


def _choice(name: str, changeable: list[str]) -> str:
    return ", ".join(f"{name}.{part}" for part in changeable) + " can" if changeable else "none can"


def _current(name: str) -> int:
    found = _current_versions()
    if name not in found:
        raise BadInputError("template", f"{name!r} is not one of {', '.join(found)}.")
    return int(found[name])


@cache
def _current_versions() -> Mapping[str, int]:
    return MappingProxyType(_contents("current.yaml")["current"])


@cache
def _shipped(name: str, version: int) -> Wording:
    _current(name)
    if not (_FOLDER / f"{name}-{version}.yaml").is_file():
        raise BadInputError("template", f"there is no version {version} of {name}.")
    content = _contents(f"{name}-{version}.yaml")
    content["schema_version"] = content.pop("schema")
    file = _File.model_validate(content)
    for part in file.parts.values():
        check_template(part.text, frozenset(part.names))
    return Wording(file.name, str(file.version), file.parts)


def _contents(file: str) -> dict[str, Any]:
    return dict(yaml.safe_load((_FOLDER / file).read_text(encoding="utf-8")))
