"""Hears the stand-in's webhooks, as the studio's server does, for one installation at a time."""

import asyncio
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

import uvicorn
from starlette.applications import Starlette

from benchmarks.providers.worker import settings_of
from manike.generation.nudges import Nudges
from manike.secrets import Secret
from manike.studio.clock import Clock
from manike.studio.database import Database
from manike.testing.standin.running import HOST, listening
from manike.testing.standin.webhooks import SECRET
from resources.webhooks import webhook_mount


class Hearing:
    """A server in a thread; what it hears becomes nudges of the installation that is set."""

    def __init__(self) -> None:
        self.home: Path | None = None
        self.heard = 0
        """Nudges so far."""
        self._socket = listening(0)
        secrets = {"replicate": Secret("REPLICATE_WEBHOOK_SECRET", SECRET)}
        app = Starlette(routes=[webhook_mount(secrets, self._nudge)])
        self._server = uvicorn.Server(
            uvicorn.Config(app, lifespan="off", log_level="error", loop="asyncio")
        )
        self._thread = threading.Thread(target=self._run, name="hearing", daemon=True)

    def url(self, vendor: str) -> str:
        """Where a vendor sends its webhooks."""
        return f"http://{HOST}:{self._socket.getsockname()[1]}/webhooks/{vendor}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.should_exit = True
        self._thread.join(timeout=10)
        self._socket.close()

    def _run(self) -> None:
        asyncio.run(self._server.serve(sockets=[self._socket]))

    def _nudge(self, vendor: str, delivery_id: str, job_id: str) -> bool:
        if self.home is None or not self.home.is_dir():
            return False  # of a generation that is over
        database = Database(settings_of(self.home).database_url)
        try:
            self.heard += 1
            return Nudges(database, Clock()).add(vendor, delivery_id, job_id)
        finally:
            database.close()
