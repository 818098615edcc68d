"""Prompts dropped as files into a tenant's inbox folder."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from manike.errors import BadInputError, ManikeError
from manike.ids import ProjectId, TenantId
from manike.media.files import write_error, write_text
from manike.script.preferences import Preferences
from manike.script.text import clean_prompt

SUFFIXES = (".json", ".yaml", ".yml", ".txt")
_MAX_FILE_BYTES = 100_000  # ten times the longest prompt, in the widest encoding


@dataclass(frozen=True, slots=True)
class DroppedPrompt:
    """A prompt as a file told it."""

    project: ProjectId
    text: str
    preferences: Preferences


def waiting_files(inbox: Path) -> list[tuple[TenantId, Path]]:
    """Files that wait, by tenant; folders that are no tenant's name are passed over."""
    found = []
    for folder in sorted(path for path in inbox.glob("*") if path.is_dir()):
        try:
            tenant = TenantId(folder.name)
        except BadInputError:
            continue
        files = sorted(folder.glob("*"))
        found += [(tenant, file) for file in files if file.is_file() and _is_whole(file)]
    return found


def read_prompt(tenant: TenantId, file: Path) -> DroppedPrompt:
    """Read a dropped file.

    ``.txt`` is the prompt alone; ``.json`` and ``.yaml`` hold ``prompt``, and optionally
    ``project`` and any preference.

    Raises:
        BadInputError: names the field and the cure.
    """
    text = _text(file)
    if file.suffix == ".txt":
        return DroppedPrompt(_project(tenant, file.stem), clean_prompt(text), Preferences())
    content = _mapping(file, text)
    prompt = content.pop("prompt", None)
    if not isinstance(prompt, str):
        raise BadInputError("prompt", "is missing; add it as text.")
    name = content.pop("project", None)
    project = _project(tenant, file.stem) if name is None else ProjectId(tenant, str(name))
    return DroppedPrompt(project, clean_prompt(prompt), read_preferences(content))


def read_preferences(values: dict[str, Any]) -> Preferences:
    """Preferences from values that a person gave.

    Raises:
        BadInputError: names the first field that is wrong, and what it may be.
    """
    try:
        return Preferences.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "preferences"
        reason = (
            "there is no such preference" if first["type"] == "extra_forbidden" else first["msg"]
        )
        raise BadInputError(field, f"{reason}.") from error


def reject(file: Path, error: ManikeError) -> Path:
    """Move a bad file to ``rejected/`` with a text beside it that says why."""
    home = file.parent / "rejected" / file.name
    write_text(home.with_name(f"{file.name}.error.txt"), f"{error}\n")
    return _move(file, home)


def accept(file: Path) -> Path:
    """Move a file whose prompt is kept to ``accepted/``."""
    return _move(file, file.parent / "accepted" / file.name)


def _is_whole(file: Path) -> bool:
    """Not a hidden or unfinished file, such as editors and copies leave for a moment."""
    return not file.name.startswith(".") and file.suffix not in (".tmp", ".part", ".swp")


def _text(file: Path) -> str:
    if file.suffix not in SUFFIXES:
        raise BadInputError("file", f"{file.name} is not one of {', '.join(SUFFIXES)}.")
    try:
        if file.stat().st_size > _MAX_FILE_BYTES:
            raise BadInputError("file", f"{file.name} is larger than {_MAX_FILE_BYTES} bytes.")
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInputError("file", f"{file.name} is not UTF-8 text; save it as UTF-8.") from error
    except OSError as error:
        raise BadInputError("file", f"{file.name} can't be read: {error}") from error


def _mapping(file: Path, text: str) -> dict[str, Any]:
    try:
        content = json.loads(text) if file.suffix == ".json" else yaml.safe_load(text)
    except (json.JSONDecodeError, yaml.YAMLError, RecursionError) as error:
        reason = str(error).splitlines()[0]
        raise BadInputError(
            "file", f"{file.name} is not valid {file.suffix[1:]}: {reason}"
        ) from error
    if not isinstance(content, dict):
        raise BadInputError("file", f"{file.name} must hold fields, with prompt among them.")
    return {str(key): value for key, value in content.items()}


def _project(tenant: TenantId, stem: str) -> ProjectId:
    return ProjectId(tenant, slug_of(stem))


def slug_of(text: str) -> str:
    """A project name made of a text: ``A Night Train!`` -> ``a-night-train``."""
    slug = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:39].strip("-")
    if not slug:
        raise BadInputError("project", f"no name can be made of {text[:40]!r}; give one.")
    return slug


def _move(file: Path, home: Path) -> Path:
    try:
        home.parent.mkdir(parents=True, exist_ok=True)
        return file.replace(home)
    except OSError as error:
        raise write_error(home, error) from error
