"""Dagster's instance folder: written from the project's dagster.yaml, and opened."""

from pathlib import Path
from typing import Any

import yaml
from dagster import DagsterInstance

from manike.media.files import write_text

_TEMPLATE = Path(__file__).resolve().parent.parent / "dagster.yaml"


def prepare(home: Path, *, postgres_url_env: str | None = None) -> Path:
    """Write the instance folder, or bring it up to date; whole or not at all.

    Args:
        home: the instance folder; made if it does not exist.
        postgres_url_env: name of the environment variable that holds a ``postgresql://`` URL, if
            runs and events belong in PostgreSQL. The file names the variable, never its value:
            Dagster passes the configuration on command lines, where ``ps`` shows it.

    Returns:
        ``home``, which now holds a ``dagster.yaml``.

    Raises:
        MachineError: the disk is full or the folder is read-only.
    """
    target = home / "dagster.yaml"
    text = _configuration(postgres_url_env)
    if not target.exists() or target.read_bytes() != text.encode("utf-8"):
        write_text(target, text)
    return home


def open_instance(home: Path) -> DagsterInstance:
    """The instance of a prepared folder; use it as a context manager."""
    return DagsterInstance.from_config(str(home))


def _configuration(postgres_url_env: str | None) -> str:
    settings: dict[str, Any] = yaml.safe_load(_TEMPLATE.read_text(encoding="utf-8"))
    if postgres_url_env:
        settings["storage"] = {"postgres": {"postgres_url": {"env": postgres_url_env}}}
    return yaml.safe_dump(settings, sort_keys=False)
