"""Dagster's instance folder: written from the project's dagster.yaml, and opened."""

from pathlib import Path
from typing import Any

import yaml
from dagster import DagsterInstance

from manike.media.files import write_text

_TEMPLATE = Path(__file__).resolve().parent.parent / "dagster.yaml"
_WITHOUT_OUTPUT = "without_output.yaml"


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


def open_instance(home: Path, *, keeps_output: bool = True) -> DagsterInstance:
    """The instance of a prepared folder; use it as a context manager.

    Args:
        home: the folder.
        keeps_output: whether what steps print is kept for the studio. Each step then starts four
            programs that follow its output; Ctrl-C in a terminal reaches them too, and two of them
            answer with a trace.
    """
    if keeps_output:
        return DagsterInstance.from_config(str(home))
    settings: dict[str, Any] = yaml.safe_load((home / "dagster.yaml").read_text(encoding="utf-8"))
    settings["compute_logs"] = {
        "module": "dagster._core.storage.noop_compute_log_manager",
        "class": "NoOpComputeLogManager",
    }
    write_text(home / _WITHOUT_OUTPUT, yaml.safe_dump(settings, sort_keys=False))
    return DagsterInstance.from_config(str(home), _WITHOUT_OUTPUT)


def _configuration(postgres_url_env: str | None) -> str:
    settings: dict[str, Any] = yaml.safe_load(_TEMPLATE.read_text(encoding="utf-8"))
    if postgres_url_env:
        settings["storage"] = {"postgres": {"postgres_url": {"env": postgres_url_env}}}
    return yaml.safe_dump(settings, sort_keys=False)
