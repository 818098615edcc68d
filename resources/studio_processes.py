"""The programs beside the studio's web server: one code server and the daemon, ended with it."""

import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml
from dagster import DagsterInstance, DagsterRunStatus
from dagster._core.errors import DagsterUserCodeUnreachableError
from dagster._core.storage.tags import GRPC_INFO_TAG
from dagster._grpc.client import DagsterGrpcClient
from dagster._serdes import serialize_value

from manike.errors import ConflictError, MachineError
from resources.runs_underway import runs_underway

LOCATION = "manike"
_CODE_SERVER_START_S = 120
_GRACE_S = 2.5
_LOG_TAIL_CHARS = 2000

# Waits for the studio to vanish, however it does, then ends what it started and removes its private
# folder. Each program names itself, a process group a line, before it becomes what it is: a studio
# killed at the moment when it starts one could not. The watchdog shares the studio's lock: the next
# studio opens only when the last run worker is gone.
_WATCHDOG = """
groups=
while read -r group; do groups="$groups -$group"; done
kill -s TERM -- $groups 2>/dev/null
sleep 2
kill -s KILL -- $groups 2>/dev/null
tries=100
for group in $groups; do
  while [ $tries -gt 0 ] && kill -s 0 -- $group 2>/dev/null; do
    sleep 0.1
    tries=$((tries - 1))
  done
done
rm -rf -- "$0"
"""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the programs meet, and where they write what they have to say."""

    private: Path
    """Folder of one session; its path is short, as a socket's may have 107 characters at most."""
    logs: Path

    @property
    def socket(self) -> Path:
        """The code server's socket."""
        return self.private / "code.sock"

    @property
    def workspace(self) -> Path:
        """The workspace file that points at the code server."""
        return self.private / "workspace.yaml"

    def write_workspace(self) -> None:
        """Write the workspace file."""
        server = {"host": "localhost", "socket": str(self.socket), "location_name": LOCATION}
        content = yaml.safe_dump({"load_from": [{"grpc_server": server}]})
        self.workspace.write_text(content, "utf-8")


@dataclass(frozen=True, slots=True)
class Program:
    """A running child with its own process group: it and the run workers that it starts."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    def has_ended(self) -> bool:
        """Whether it is no longer running."""
        return self.process.poll() is not None

    def last_words(self) -> str:
        """One sentence on its end, with the end of its log."""
        said = self.log.read_text("utf-8", "replace").strip()[-_LOG_TAIL_CHARS:]
        code = self.process.returncode
        return f"The {self.name} ended with exit code {code}; see {self.log}.\n{said}"


@contextmanager
def home_lock(dagster_home: Path) -> Iterator[int]:
    """Hold the home, so that no second studio runs on it; gives the lock's file descriptor.

    Raises:
        ConflictError: a studio runs there already, or its programs have not all ended yet.
    """
    with (dagster_home / "studio.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ConflictError(
                f"A studio runs on {dagster_home.parent} already. Stop it, or choose another "
                "MANIKE_HOME."
            ) from error
        yield file.fileno()


@contextmanager
def programs(
    instance: DagsterInstance,
    module: str,
    places: Places,
    lock: int,
    preload: Sequence[str] = (),
) -> Iterator[tuple[Program, Program]]:
    """Code server and daemon; both and their run workers are gone when the block ends.

    Args:
        instance: the Dagster instance.
        module: the Python module with the definitions.
        places: where the programs meet and write.
        lock: the home's lock.
        preload: modules that run workers should find imported.

    Raises:
        MachineError: the code server did not start.
    """
    reference, logs = serialize_value(instance.get_ref()), places.logs
    places.write_workspace()
    started: list[Program] = []
    with _watchdog(places.private, lock) as name_itself:
        try:
            arguments = _code_server(module, preload, places, reference)
            started.append(_start("code server", arguments, logs, name_itself))
            _wait_for(started[0], places.socket)
            arguments = ["dagster._daemon", "run", "--workspace", str(places.workspace)]
            arguments += ["--instance-ref", reference]
            started.append(_start("daemon", arguments, logs, name_itself))
            yield started[0], started[1]
        finally:
            _stop(started)


def _code_server(module: str, preload: Sequence[str], places: Places, reference: str) -> list[str]:
    arguments = ["resources.studio_code_server", "--socket", str(places.socket)]
    arguments += ["--module", module, "--location", LOCATION, "--instance-ref", reference]
    for name in ("resources.studio_code_server", *preload):
        arguments += ["--preload", name]
    return arguments


def close_dead_runs(instance: DagsterInstance) -> int:
    """End the runs that an earlier studio left open, and count them.

    Nothing else does: the run launcher can't tell whether a worker lives once its code server is
    gone, so that such a run would hold its tenant's place until the time limit of two hours. Runs
    of the command line have no code server; they end with their command.
    """
    underway = (DagsterRunStatus.STARTING, DagsterRunStatus.STARTED, DagsterRunStatus.CANCELING)
    dead = [
        run
        for run in runs_underway(instance)
        if run.status == DagsterRunStatus.STARTING
        or (run.status in underway and GRPC_INFO_TAG in run.tags)
    ]
    for run in dead:
        if run.status == DagsterRunStatus.CANCELING:
            instance.report_run_canceled(run)
        else:
            instance.report_run_failed(run, "The studio was stopped while this run was under way.")
    return len(dead)


def _start(
    name: str, arguments: Sequence[str], logs: Path, name_itself: Callable[[], None]
) -> Program:
    log = logs / f"{name.replace(' ', '-')}.log"
    logs.mkdir(parents=True, exist_ok=True)
    if log.exists():
        log.replace(log.with_suffix(".previous.log"))

    def before_it_runs() -> None:
        # A background shell starts us with SIGINT ignored; Dagster would then copy that to
        # SIGTERM and never end.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        name_itself()

    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=before_it_runs,
        )
    return Program(name, process, log)


def _wait_for(server: Program, socket: Path) -> None:
    client = DagsterGrpcClient(socket=str(socket))
    deadline = time.monotonic() + _CODE_SERVER_START_S
    while time.monotonic() < deadline:
        if server.has_ended():
            raise MachineError(server.last_words())
        try:
            client.ping("")
        except DagsterUserCodeUnreachableError:
            time.sleep(0.1)
        else:
            return
    raise MachineError(f"The code server is not ready after {_CODE_SERVER_START_S} s.")


@contextmanager
def _watchdog(folder: Path, lock: int) -> Iterator[Callable[[], None]]:
    """Gives a function by which a new process puts its own group under the watchdog."""
    listens, says = os.pipe()
    process = subprocess.Popen(
        ["/bin/sh", "-c", _WATCHDOG, str(folder)],
        stdin=listens,
        pass_fds=[lock],
        start_new_session=True,
    )
    os.close(listens)
    try:
        yield lambda: _name_itself(says)
    finally:
        process.kill()
        process.wait()
        os.close(says)


def _name_itself(says: int) -> None:
    os.write(says, f"{os.getpid()}\n".encode())


def _stop(started: Sequence[Program]) -> None:
    for program in started:
        _signal(program, signal.SIGTERM)
    deadline = time.monotonic() + _GRACE_S
    while time.monotonic() < deadline and any(map(_group_lives, started)):
        time.sleep(0.05)
    for program in started:
        _signal(program, signal.SIGKILL)
        program.process.wait()


def _group_lives(program: Program) -> bool:
    program.has_ended()  # reaps it: a zombie would count as alive
    try:
        os.killpg(program.process.pid, 0)
    except ProcessLookupError:
        return False
    return True


def _signal(program: Program, number: signal.Signals) -> None:
    try:
        os.killpg(program.process.pid, number)
    except ProcessLookupError:
        return
