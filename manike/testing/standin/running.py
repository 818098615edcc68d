"""Starting the stand-in, for a test or for the command line."""

import asyncio
import socket
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from manike.studio.clock import Clock
from manike.testing.standin.accounts import Accounts, Bill, Call, account_of
from manike.testing.standin.app import standin_app
from manike.testing.standin.faults import Faults, FaultScript
from manike.testing.standin.making.maker import Maker
from manike.testing.standin.replies import CUT
from manike.testing.standin.shelf import Shelf
from manike.testing.standin.vendors import VENDORS
from manike.testing.standin.webhooks import Webhooks
from manike.testing.standin.world import World

HOST = "127.0.0.1"


def new_world(
    cache: Path, *, fast: bool = False, remembers_keys: bool = True, clock: Clock | None = None
) -> World:
    """A stand-in's state at its start.

    Args:
        cache: where made media are kept, so that the same request is made once.
        fast: quick paintings and tones in place of the embedded providers.
        remembers_keys: whether idempotency keys are honoured.
        clock: dates prices, calls and bills; the machine's if none is given.
    """
    clock = clock or Clock()
    return World(
        accounts=Accounts(clock),
        faults=Faults(),
        shelf=Shelf(),
        webhooks=Webhooks(clock),
        maker=Maker(cache, fast=fast),
        clock=clock,
        remembers_keys=remembers_keys,
    )


class Standin:
    """A stand-in that runs in a thread of this process.

    Other processes reach it by its URLs, and it lives on when they are killed.
    """

    def __init__(
        self,
        cache: Path | None = None,
        *,
        fast: bool = True,
        remembers_keys: bool = True,
        clock: Clock | None = None,
    ) -> None:
        """Nothing is started; what is given is as for ``new_world``, ``cache`` until the end."""
        self._own = tempfile.TemporaryDirectory() if cache is None else None
        folder = Path(self._own.name) if self._own is not None else cache
        assert folder is not None
        self.world = new_world(folder, fast=fast, remembers_keys=remembers_keys, clock=clock)
        self._socket = listening(0)
        self._server = server_of(self.world)
        self._thread = threading.Thread(target=self._run, name="standin", daemon=True)

    @property
    def url(self) -> str:
        """Of the whole stand-in."""
        return f"http://{HOST}:{self._socket.getsockname()[1]}"

    def base_url(self, vendor: str) -> str:
        """What the vendor's SDK takes as its base URL."""
        return base_urls(self.url)[vendor]

    def start(self) -> Self:
        """Start; returns when it answers."""
        self._thread.start()
        # The socket listens already, so that a call that comes too early waits in its queue.
        return self

    def stop(self) -> None:
        """Stop at once; calls that hang are cut."""
        self._server.should_exit = True
        self._server.force_exit = True
        self._thread.join(timeout=10)
        self._socket.close()
        if self._own is not None:
            self._own.cleanup()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def fail(self, kind: str, vendor: str = "*", route: str = "*", **details: Any) -> None:  # noqa: ANN401 - the fields of FaultScript
        """Order a fault, see ``FaultScript``."""
        script = FaultScript(kind=kind, vendor=vendor, route=route, **details)
        self.world.faults.order(script)

    def bills(self, vendor: str = "", route: str = "", api_key: str = "") -> list[Bill]:
        """Who was billed what."""
        account = account_of(api_key) if api_key else ""
        return self.world.accounts.bills(vendor, route, account)

    def calls(self, vendor: str = "", route: str = "", api_key: str = "") -> list[Call]:
        """What was asked."""
        account = account_of(api_key) if api_key else ""
        return self.world.accounts.calls(vendor, route, account)

    def reset(self) -> None:
        """Forget calls, bills, faults, outputs and jobs."""
        self.world.reset()

    def _run(self) -> None:
        asyncio.run(self._server.serve(sockets=[self._socket]))


def base_urls(url: str) -> dict[str, str]:
    """By vendor what its SDK takes as base URL, for a stand-in at ``url``."""
    return {each.name: f"{url}/{each.name}{each.base_path}" for each in VENDORS}


def listening(port: int) -> socket.socket:
    """A socket on loopback; port 0 is any free one."""
    # Named TCP, asyncio sends small packets at once; else each answer waits 40 ms for an ACK.
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    found.bind((HOST, port))
    found.listen(1024)
    return found


def server_of(world: World, log_level: str = "error") -> uvicorn.Server:
    """A server that can cut connections."""
    config = uvicorn.Config(
        standin_app(world),
        http=_Cuttable,
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_level=log_level,
        access_log=log_level != "error",
        timeout_keep_alive=60,
        timeout_graceful_shutdown=1,
    )
    return uvicorn.Server(config)


class _Cuttable(H11Protocol):
    """HTTP whose connection the application can cut, which ASGI does not know."""

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 - uvicorn's own
        super().__init__(*given, **named)
        self.app = _with(self.app, self._cut)

    def _cut(self, at_once: bool) -> None:
        (self.transport.abort if at_once else self.transport.close)()


def _with(app: Any, cut: Callable[[bool], None]) -> ASGIApp:  # noqa: ANN401 - any ASGI application
    async def called(scope: Scope, receive: Receive, send: Send) -> None:
        scope[CUT] = cut
        await app(scope, receive, send)

    return called
