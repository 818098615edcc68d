"""Prompts dropped as files into a tenant's inbox folder."""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from manike.errors import BadInputError, ManikeError, StoreError
from manike.ids import ProjectId, TenantId
from manike.media.files import write_error, write_text
from manike.script.preferences import Preferences
from manike.script.text import clean_prompt

SUFFIXES = (".json", ".yaml", ".yml", ".txt")
_MAX_FILE_BYTES = 100_000  # ten times the longest prompt, in the widest encoding
_REASONS = {
    "extra_forbidden": "there is no such preference",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
}
"""For pydantic's kinds of errors whose own words are about programs."""
_MAX_NAME_BYTES = 200  # a name may have 255; ".error.txt" needs room
_FILES_AT_ONCE = 20
"""Of each tenant, so that a thousand files of one don't hold up the others."""


@dataclass(frozen=True, slots=True)
class DroppedPrompt:
    """A prompt as a file told it."""

    project: ProjectId
    text: str
    preferences: Preferences


def tenant_folders(inbox: Path) -> Iterator[tuple[TenantId, Path]]:
    """Folders of tenants, in their order; those that are no tenant's name are passed over.

    A link to a folder is passed over too: it could lead into another tenant's.
    """
    for folder in sorted(inbox.glob("*")):
        if is_tenant_name(folder.name) and folder.is_dir() and not folder.is_symlink():
            yield TenantId(folder.name), folder


def is_tenant_name(text: str) -> bool:
    """Whether a tenant may be called that."""
    try:
        TenantId(text)
    except BadInputError:
        return False
    return True


def waiting_files(inbox: Path) -> list[tuple[TenantId, Path]]:
    """Files that wait, by tenant."""
    found = []
    for tenant, folder in tenant_folders(inbox):
        files = [file for file in sorted(folder.glob("*")) if is_waiting(file)]
        found += [(tenant, file) for file in files[:_FILES_AT_ONCE]]
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
    if name is not None and not isinstance(name, str):
        raise BadInputError("project", "is not text; put the name in quotes.")
    project = _project(tenant, file.stem) if name is None else ProjectId(tenant, name)
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
        field = _printable(".".join(str(part) for part in first["loc"]))[:60] or "preferences"
        raise BadInputError(field, f"{_REASONS.get(first['type'], first['msg'])}.") from error


def reject(file: Path, error: ManikeError) -> Path:
    """Move a bad file to ``rejected/`` with a text beside it that says why.

    Raises:
        StoreError: there is something else of that name.
        MachineError: the folder can't be written to.
    """
    home = _beside(file, "rejected")
    write_text(home.with_name(f"{home.name}.error.txt"), f"{error}\n")
    return _move(file, home)


def accept(file: Path) -> Path:
    """Move a file whose prompt is kept to ``accepted/``; raises as ``reject``."""
    return _move(file, _beside(file, "accepted"))


def shown_name(file: Path) -> str:
    """The file's name as text that can be written and shown, whatever bytes it is made of."""
    return _printable(file.name).encode()[:_MAX_NAME_BYTES].decode(errors="ignore")


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else "?" for character in text)


def is_waiting(file: Path) -> bool:
    """A whole file or a link, which is refused; not what editors and copies leave for a moment."""
    if file.name.startswith(".") or file.suffix in (".tmp", ".part", ".swp"):
        return False
    return file.is_symlink() or file.is_file()


def _text(file: Path) -> str:
    name = shown_name(file)
    if file.suffix not in SUFFIXES:
        raise BadInputError("file", f"{name} is not one of {', '.join(SUFFIXES)}.")
    if file.is_symlink():
        raise BadInputError("file", f"{name} is a link; put the file itself here.")
    try:
        content = _first_bytes(file)
    except OSError as error:
        raise BadInputError("file", f"{name} can't be read: {error.strerror}.") from error
    if len(content) > _MAX_FILE_BYTES:
        raise BadInputError("file", f"{name} is larger than {_MAX_FILE_BYTES} bytes.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInputError("file", f"{name} is not UTF-8 text; save it as UTF-8.") from error


def _first_bytes(file: Path) -> bytes:
    """One byte more than is allowed; never through a link that took the file's place."""
    with os.fdopen(os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as stream:
        return stream.read(_MAX_FILE_BYTES + 1)


def _mapping(file: Path, text: str) -> dict[str, Any]:
    # YAML's scalars stay text, which Preferences can read. YAML itself takes 9:16 for the number
    # 556 and "no" for false, and fails at 2024-13-45 with errors that are not its own.
    try:
        content = json.loads(text) if file.suffix == ".json" else yaml.load(text, yaml.BaseLoader)
    except (ValueError, yaml.YAMLError, RecursionError) as error:
        reason = str(error).splitlines()[0]
        raise BadInputError(
            "file", f"{shown_name(file)} is not valid {file.suffix[1:]}: {reason}"
        ) from error
    if not isinstance(content, dict):
        raise BadInputError("file", f"{shown_name(file)} must hold fields, with prompt among them.")
    return {key: value for key, value in content.items() if value not in ("", "null", "~")}


def _project(tenant: TenantId, stem: str) -> ProjectId:
    return ProjectId(tenant, slug_of(stem))


def slug_of(text: str) -> str:
    """A project name made of a text: ``A Night Train!`` -> ``a-night-train``."""
    slug = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:39].strip("-")
    if not slug:
        raise BadInputError("project", f"no name can be made of {text[:40]!r}; give one.")
    return slug


def _beside(file: Path, folder: str) -> Path:
    """Where a file of the inbox is kept afterwards."""
    home = file.parent / folder
    if home.is_symlink() or (home.exists() and not home.is_dir()):
        raise StoreError(f"{home} is not a folder. Move it away: files are kept in a folder there.")
    return home / shown_name(file)


def _move(file: Path, home: Path) -> Path:
    try:
        home.parent.mkdir(parents=True, exist_ok=True)
        return file.replace(home)
    except OSError as error:
        raise write_error(home, error) from error
