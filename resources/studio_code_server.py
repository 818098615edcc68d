"""``python -m resources.studio_code_server``: the code location, with run workers that start warm.

Dagster starts each run in a new interpreter, which imports everything again: 3 to 5 s on two busy
cores, three times for a film. Here run workers are forked from one process that has done nothing
but the imports.
"""

import logging
import multiprocessing
import sys
import threading
from multiprocessing import forkserver
from pathlib import Path
from typing import Annotated, Any

import typer
from dagster._core.instance import InstanceRef
from dagster._core.types.loadable_target_origin import LoadableTargetOrigin
from dagster._core.utils import FuturesAwareThreadPoolExecutor
from dagster._grpc.server import (  # type: ignore[attr-defined]  # one is only passed on there
    DEFAULT_DAGSTER_ENTRY_POINT,
    DagsterApiServer,
    DagsterGrpcServer,
)
from dagster._serdes import deserialize_value
from dagster._utils.interrupts import setup_interrupt_handlers

_THREADS = 16
"""Two sensors watch, each in a thread of its own, for most of the time."""


class WarmApiServer(DagsterApiServer):
    """Dagster's code server, but for where its run workers come from."""

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - passed on
        super().__init__(*arguments, **options)
        # Dagster's own is of the kind "spawn".
        self._mp_ctx = multiprocessing.get_context("forkserver")  # type: ignore[assignment]


def main(
    socket: Annotated[str, typer.Option(help="Where to listen.")],
    module: Annotated[str, typer.Option(help="Module with the definitions.")],
    location: Annotated[str, typer.Option(help="Name of the code location.")],
    instance_ref: Annotated[str, typer.Option(help="The instance, serialized.")],
    preload: Annotated[list[str], typer.Option(help="What run workers have imported.")],
) -> None:
    """Serve the definitions of a module until told to stop."""
    setup_interrupt_handlers()
    multiprocessing.set_forkserver_preload([module, *preload])
    forkserver.ensure_running()  # it imports while the server starts
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    server = _server(
        socket,
        LoadableTargetOrigin(
            executable_path=sys.executable, module_name=module, working_directory=str(Path.cwd())
        ),
        location_name=location,
        instance_ref=deserialize_value(instance_ref, InstanceRef),
    )
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        return


def _server(socket: str, origin: LoadableTargetOrigin, **options: Any) -> DagsterGrpcServer:  # noqa: ANN401 - passed on
    logger = logging.getLogger("dagster.code_server")
    ending = threading.Event()
    threads = FuturesAwareThreadPoolExecutor(_THREADS)
    services = WarmApiServer(
        server_termination_event=ending,
        logger=logger,
        server_threadpool_executor=threads,
        loadable_target_origin=origin,
        lazy_load_user_code=True,
        entry_point=DEFAULT_DAGSTER_ENTRY_POINT,
        **options,
    )
    return DagsterGrpcServer(
        server_termination_event=ending,
        dagster_api_servicer=services,
        logger=logger,
        threadpool_executor=threads,
        host="localhost",
        socket=socket,
    )


if __name__ == "__main__":
    typer.run(main)
