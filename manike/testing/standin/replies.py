"""Answers on their way: whole, spoilt, late, cut off, or never."""

import anyio
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from manike.testing.standin.faults import Fault
from manike.testing.standin.wire import Answer

CUT = "standin.cut"
"""In the scope of a request: closes the connection, at once or after what was written is sent."""

_PAGE = b"<!doctype html><html><title>502</title><body>Bad gateway</body></html>"


class Hung(Response):
    """No answer: the connection is cut after a while, or when the customer gives up."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Wait, then cut."""
        with anyio.move_on_after(self._seconds):
            while (await receive())["type"] != "http.disconnect":
                pass
        await _cut(scope, receive, at_once=True)


class Late(Response):
    """The first byte comes after a while."""

    def __init__(self, answer: Answer, seconds: float) -> None:
        super().__init__(answer.body, answer.status, dict(answer.headers), answer.media_type)
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Wait, then answer."""
        await anyio.sleep(self._seconds)
        await super().__call__(scope, receive, send)


class Truncated(Response):
    """Half of the body, then the connection is cut; the length said is that of the whole."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send half."""
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        half = bytes(self.body)[: len(self.body) // 2]
        await send({"type": "http.response.body", "body": half, "more_body": True})
        await _cut(scope, receive, at_once=False)


def answered(answer: Answer) -> Response:
    """An answer as it should be."""
    return Response(answer.body, answer.status, dict(answer.headers), answer.media_type)


def spoilt(fault: Fault, answer: Answer) -> Response:  # noqa: PLR0911 - one for each kind
    """An answer of something that is made and billed, as the fault lets it arrive."""
    match fault.kind:
        case "lost":
            return Hung(0.0)
        case "hang_billed":
            return Hung(fault.script.seconds)
        case "slow":
            return Late(answer, fault.script.seconds)
        case "truncated":
            return Truncated(answer.body, 200, dict(answer.headers), answer.media_type)
        case "malformed":
            return Response(b'{"id": "half a', 200, dict(answer.headers), answer.media_type)
        case "empty":
            return Response(b"", 200, dict(answer.headers), answer.media_type)
        case "wrong_media":
            return Response(_PAGE, 200, media_type="text/html")
    raise AssertionError(f"{fault.kind} is not a fault of answers.")


async def _cut(scope: Scope, receive: Receive, *, at_once: bool) -> None:
    scope[CUT](at_once)
    # The server is told of its own cut in the next round of the loop; only then may we return.
    with anyio.move_on_after(5):
        while (await receive())["type"] != "http.disconnect":
            pass
