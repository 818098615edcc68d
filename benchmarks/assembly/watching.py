"""A program run to its end, with what it and all it started took: seconds and memory."""

import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_SAMPLE_S = 0.05
_PROC = Path("/proc")
_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took."""

    wall_s: float
    cpu_s: float
    """The program's and that of everything it started and waited for."""
    peak_mib: float
    """Largest sum of proportional set sizes over all its processes, looked at 20 times a second."""
    load: float
    """Load of the machine when the run began, which was not ours."""


def watched(command: Sequence[str], environment: Mapping[str, str]) -> Cost:
    """Run a command in the repository's root; what it prints is dropped.

    Raises:
        RuntimeError: it failed; carries the end of what it said.
    """
    load, started = os.getloadavg()[0], time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=_ROOT,
        env=dict(environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        peak_kib, status = 0, 0
        while True:
            ended, status, used = os.wait4(process.pid, os.WNOHANG)
            if ended:
                break
            peak_kib = max(peak_kib, sum(_pss_kib(pid) for pid in tree(process.pid)))
            time.sleep(_SAMPLE_S)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall_s = time.perf_counter() - started
        said = process.stderr.read().decode("utf-8", "replace") if process.stderr else ""
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)}: {said[-2000:]}")
    return Cost(wall_s, used.ru_utime + used.ru_stime, peak_kib / 1024, load)


def tree(pid: int) -> Iterator[int]:
    """A process and all below it that are alive."""
    yield pid
    for children in (_PROC / str(pid) / "task").glob("*/children"):
        with suppress(OSError):
            for child in children.read_text().split():
                yield from tree(int(child))


def _pss_kib(pid: int) -> int:
    """0 for a process that has just ended."""
    with suppress(OSError):
        for line in (_PROC / str(pid) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
