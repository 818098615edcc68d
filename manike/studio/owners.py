"""Names of workers, from which a later process can tell whether they still live."""

import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path


def owner_name(unique: Callable[[], int] = threading.get_ident) -> str:
    """This worker's name: host, process, the process's start, thread."""
    pid = os.getpid()
    return f"{socket.gethostname()}:{pid}:{_started(pid)}:{unique()}"


def is_gone(owner: str) -> bool:
    """Whether an owner was a process of this very machine that does not run any more.

    So work goes on at once after a kill, instead of when a lease of a minute ends.
    """
    host, pid, started, _ = owner.rsplit(":", 3)
    return host == socket.gethostname() and _started(int(pid)) != started


def _started(pid: int) -> str:
    """When a process started, in clock ticks since boot; empty if there is none."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return ""
    fields = stat.rpartition(")")[2].split()
    state, start_ticks = fields[0], fields[19]
    return "" if state == "Z" else start_ticks
