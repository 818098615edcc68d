"""HTTP whose whole answer has a time and a size, for vendors that answer with the medium itself."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpcore
import httpx

from manike.studio.clock import Clock
from resources.guarded_network import Deadline, TimedNetwork
from resources.tls import trusted

MOST_BYTES = 1 << 27
"""An hour of speech, or a hundred large pictures."""
_PLAIN = "identity"


class UnusableAnswerError(httpx.TransportError):
    """An answer that is larger than it may be, or packed though it was asked for plain."""


class BoundedTransport(httpx.BaseTransport):
    """One connection a call; however its bytes drip, an answer is whole in time or not taken."""

    def __init__(
        self, total_s: float, *, most_bytes: int = MOST_BYTES, clock: Clock | None = None
    ) -> None:
        """``total_s`` is for everything from the connection to the last byte."""
        self._total_s = total_s
        self._most_bytes = most_bytes
        self._clock = clock or Clock()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The whole answer.

        Raises:
            httpx.TransportError: of the kind that says how far the request came.
        """
        clock = self._clock
        deadline = Deadline(clock.monotonic_s() + self._total_s, clock.monotonic_s)
        request.headers["Accept-Encoding"] = _PLAIN  # what is packed has no size until it is not
        with (
            _httpx_errors(request),
            httpcore.ConnectionPool(
                ssl_context=trusted(), network_backend=TimedNetwork(deadline)
            ) as pool,
            pool.stream(
                request.method,
                _raw(request.url),
                headers=request.headers.raw,
                content=request.read(),
            ) as answer,
        ):
            headers = httpx.Headers(answer.headers)
            content = self._content(answer, headers)
        return httpx.Response(answer.status, headers=headers, content=content, request=request)

    def _content(self, answer: httpcore.Response, headers: httpx.Headers) -> bytes:
        if headers.get("content-encoding", _PLAIN).lower() != _PLAIN:
            raise UnusableAnswerError("the answer is packed")
        content = bytearray()
        for part in answer.iter_stream():
            content += part
            if len(content) > self._most_bytes:
                raise UnusableAnswerError(f"the answer has more than {self._most_bytes} bytes")
        return bytes(content)


def bounded_client(total_s: float) -> httpx.Client:
    """A client without proxies, redirects or credentials of the environment."""
    return httpx.Client(transport=BoundedTransport(total_s), trust_env=False)


def bounding_hooks(
    *, most_bytes: int = MOST_BYTES, clock: Clock | None = None
) -> dict[str, list[Callable[[Any], None]]]:
    """Event hooks for the client of an SDK, of httpx or its twin httpx2, however it connects.

    From its first byte on, an answer has the time that its request has for one read, and a size. It
    is asked for plain: what is packed has no size until it is not.

    Args:
        most_bytes: of an answer.
        clock: the machine's if not given.
    """
    time = clock or Clock()

    def plain(request: Any) -> None:  # noqa: ANN401 - http.Request
        request.headers["Accept-Encoding"] = _PLAIN

    def bound(answer: Any) -> None:  # noqa: ANN401 - http.Response
        total_s = answer.request.extensions["timeout"]["read"]
        ends_s = float("inf") if total_s is None else time.monotonic_s() + total_s
        http = sys.modules[type(answer).__module__.partition(".")[0]]
        if answer.headers.get("content-encoding", _PLAIN).lower() != _PLAIN:
            raise http.RemoteProtocolError("the answer is packed")
        kind = type("BoundedStream", (_BoundedStream, http.SyncByteStream), {})
        answer.stream = kind(http, answer.stream, most_bytes, lambda: time.monotonic_s() > ends_s)

    return {"request": [plain], "response": [bound]}


class _BoundedStream:
    """A body that ends with an error where it is too large or late."""

    def __init__(
        self,
        http: Any,  # noqa: ANN401 - httpx or httpx2
        inner: Any,  # noqa: ANN401 - http.SyncByteStream
        most_bytes: int,
        is_late: Callable[[], bool],
    ) -> None:
        self._http = http
        self._inner = inner
        self._most_bytes = most_bytes
        self._is_late = is_late

    def __iter__(self) -> Iterator[bytes]:
        size_bytes = 0
        for part in self._inner:
            size_bytes += len(part)
            if size_bytes > self._most_bytes:
                said = f"the answer has more than {self._most_bytes} bytes"
                raise self._http.RemoteProtocolError(said)
            if self._is_late():
                raise self._http.ReadTimeout("the time for the whole answer is over")
            yield part

    def close(self) -> None:
        """Let go of the connection."""
        self._inner.close()


@contextmanager
def _httpx_errors(request: httpx.Request) -> Iterator[None]:
    """What httpcore raises, as httpx names it."""
    try:
        yield
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
        kind: type[httpx.RequestError] = getattr(httpx, type(error).__name__)
        raise kind(str(error), request=request) from error


def _raw(url: httpx.URL) -> httpcore.URL:
    return httpcore.URL(
        scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
    )
