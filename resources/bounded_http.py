"""HTTP whose whole answer has a time and a size, for vendors that answer with the medium itself."""

from collections.abc import Iterator
from contextlib import contextmanager

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
