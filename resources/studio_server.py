"""``python -m resources.studio_server``: the UI, its daemon and the media route on one port."""

import asyncio
import signal
import socket
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer
import uvicorn
from dagster import __version__
from dagster._core.workspace.context import WorkspaceProcessContext
from dagster._core.workspace.load_target import WorkspaceFileTarget
from starlette.applications import Starlette
from starlette.routing import Mount

from manike.errors import BadInputError, MachineError, ManikeError
from manike.generation.nudges import Nudges
from manike.log_scrubbing import scrub_logs
from manike.settings import Settings, load_settings
from manike.storage.blobs import BlobStore
from manike.storage.layout import Layout
from manike.studio.clock import Clock
from manike.studio.database import Database
from resources.dagster_home import open_instance, prepare
from resources.studio_app import studio_app
from resources.studio_processes import (
    Places,
    Program,
    close_dead_runs,
    home_lock,
    programs,
)
from resources.webhooks import find_webhook_secrets, webhook_mount

LOOPBACK = "127.0.0.1"
DEFINITIONS = "manike_assets.definitions"
PROVIDERS = "resources.studio_preload"
_STATEMENT_TIMEOUT_MS, _POOL_RECYCLE_S, _POOL_MAX_OVERFLOW = 15_000, 3_600, 20
_CHILD_CHECK_S = 1.0
_ENDINGS = (signal.SIGINT, signal.SIGTERM)

Say = Callable[[str], None]


def serve(
    settings: Settings,
    port: int,
    *,
    host: str = LOOPBACK,
    module: str = DEFINITIONS,
    say: Say = typer.echo,
) -> None:
    """Run the studio until SIGINT or SIGTERM; everything it started is gone when this returns.

    Args:
        settings: the installation.
        port: port to listen on; 0 takes a free one.
        host: address to listen on. The UI has no passwords: another than loopback only behind a
            proxy that asks for them.
        module: the Python module with the definitions.
        say: receives the lines that a person should read.

    Raises:
        BadInputError: the port is taken, or a webhook's secret can't be used.
        ConflictError: a studio runs on this home already.
        MachineError: the home can't be written, or one of the programs ended.
    """
    scrub_logs()
    variable = "MANIKE_DATABASE_URL" if settings.is_postgres else None
    home = prepare(settings.dagster_home, postgres_url_env=variable)
    with _until_told_to_stop(), ExitStack() as stack:
        lock = stack.enter_context(home_lock(home))
        listener = stack.enter_context(_listen(host, port))
        instance = stack.enter_context(open_instance(home))
        instance.optimize_for_webserver(_STATEMENT_TIMEOUT_MS, _POOL_RECYCLE_S, _POOL_MAX_OVERFLOW)
        dead = close_dead_runs(instance)
        if dead:
            say(f"Ended {dead} run(s) that the last studio left open.")
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="manike-"))
        places = Places(private=Path(folder), logs=home / "logs")
        children = stack.enter_context(
            programs(instance, module, places, lock, _providers_of(module))
        )
        workspace = WorkspaceFileTarget(paths=[str(places.workspace)])
        context = stack.enter_context(
            WorkspaceProcessContext(instance, workspace, version=__version__)
        )
        for error in context.create_request_context().code_location_errors():
            say(f"The assets did not load: {error.message.strip()}")
        webhooks = stack.enter_context(_webhooks(settings))
        app = studio_app(context, _resolver(settings), host=host, webhooks=webhooks)
        address = f"http://{host}:{listener.getsockname()[1]}"
        asyncio.run(_run(app, listener, children, lambda: say(f"The studio is open: {address}")))


def main(
    port: Annotated[int | None, typer.Option(help="Port; MANIKE_PORT or 3000 by default.")] = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = LOOPBACK,
    module: Annotated[str, typer.Option(help="Module with the definitions.")] = DEFINITIONS,
) -> None:
    """Start the studio: Dagster's UI, its daemon, the code location and the media route."""
    try:
        settings = load_settings()
        serve(settings, port or settings.studio_port, host=host, module=module)
    except ManikeError as error:
        typer.echo(f"manike: {error}", err=True)
        raise typer.Exit(1) from error


def _listen(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), backlog=2048)
    except OSError as error:
        raise BadInputError(
            "port", f"{host}:{port} can't be used ({error.strerror}). Choose another: PORT=3001."
        ) from error


def _providers_of(module: str) -> Sequence[str]:
    return [PROVIDERS] if module == DEFINITIONS else []


def _resolver(settings: Settings) -> Callable[..., Path]:
    blobs = BlobStore(Layout(settings.store))
    return lambda project, sha256: blobs.path(project.tenant, sha256)


@contextmanager
def _webhooks(settings: Settings) -> Iterator[Mount]:
    """The routes of those vendors whose signing secret is set."""
    database = Database(settings.database_url)
    try:
        yield webhook_mount(find_webhook_secrets(), Nudges(database, Clock()).add)
    finally:
        database.close()


async def _run(
    app: Starlette,
    listener: socket.socket,
    children: Sequence[Program],
    opened: Callable[[], None],
) -> None:
    # The UI keeps web sockets open for ever: one second is enough to say goodbye to them.
    config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    watching = asyncio.create_task(_watch(server, children, opened))
    await server.serve(sockets=[listener])
    if watching.done():
        raise MachineError(watching.result().last_words())


async def _watch(
    server: uvicorn.Server, children: Sequence[Program], opened: Callable[[], None]
) -> Program:
    """Say when the server is open; then wait for the first child to end, and end with it."""
    while not server.started:
        await asyncio.sleep(0.05)
    opened()
    while True:
        for child in children:
            if child.has_ended():
                server.should_exit = True
                return child
        await asyncio.sleep(_CHILD_CHECK_S)


@contextmanager
def _until_told_to_stop() -> Iterator[None]:
    """End the block quietly at the first SIGINT or SIGTERM; later ones don't disturb its clean-up.

    The handlers are set by hand, as a background shell starts us with SIGINT ignored, and as the
    web server raises the signal again once it has closed.
    """

    def stop(number: int, frame: FrameType | None) -> None:
        for ending in _ENDINGS:
            signal.signal(ending, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = {ending: signal.signal(ending, stop) for ending in _ENDINGS}
    try:
        yield
    except KeyboardInterrupt:
        return
    finally:
        for ending, handler in before.items():
            signal.signal(ending, handler)


if __name__ == "__main__":
    typer.run(main)
