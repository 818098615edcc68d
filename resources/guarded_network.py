"""Connections until a deadline and, for downloads, only to addresses that were checked."""

import socket
import ssl
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import httpcore

from resources.addresses import is_loopback, is_public

Resolve = Callable[[str, int], Sequence[str]]
"""Gives the numeric addresses of a host; raises ``OSError`` if there are none."""


class RefusedAddressError(Exception):
    """A host is not on the public internet."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment by which everything is over."""

    at_s: float
    monotonic_s: Callable[[], float]

    def left_s(
        self, at_most_s: float | None, over: type[httpcore.TimeoutException] = httpcore.ReadTimeout
    ) -> float:
        """Seconds until then, or until the given time if that is sooner.

        Raises:
            httpcore.TimeoutException: it is past; of the kind ``over``, which says whether
                anything of a request had left.
        """
        left_s = self.at_s - self.monotonic_s()
        if left_s <= 0:
            raise over("the time for the whole answer is over")
        return left_s if at_most_s is None else min(left_s, at_most_s)


def resolve_by_system(host: str, port: int) -> Sequence[str]:
    """The addresses that the system's resolver gives: it reads 0x7f.1 and 2130706433 too."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class TimedNetwork(httpcore.NetworkBackend):
    """Connections to wherever is asked for, over by a deadline."""

    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """As ``httpcore.SyncBackend``, for as long as there is time."""
        stream = self._network.connect_tcp(
            host,
            port,
            timeout=self._deadline.left_s(timeout, httpcore.ConnectTimeout),
            local_address=local_address,
            socket_options=socket_options,
        )
        return _TimedStream(stream, self._deadline)


class GuardedNetwork(httpcore.NetworkBackend):
    """Resolves a host once, checks every address, and connects to one of those very addresses.

    So a name that resolves otherwise the next time changes nothing. TLS still asks for the host's
    name and checks its certificate, as httpcore takes both from the URL.
    """

    def __init__(self, resolve: Resolve, deadline: Deadline, *, is_loopback_only: bool) -> None:
        self._resolve = resolve
        self._is_loopback_only = is_loopback_only
        self._network = TimedNetwork(deadline)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first of the host's addresses that answers.

        Raises:
            RefusedAddressError: one of them is not what it must be.
            httpcore.ConnectError: the host has no address, or none answers.
        """
        failed: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in self._addresses(host, port):
            try:
                return self._network.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed

    def _addresses(self, host: str, port: int) -> Sequence[str]:
        try:
            addresses = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} can't be resolved: {error}") from error
        is_allowed = is_loopback if self._is_loopback_only else is_public
        refused = [address for address in addresses if not is_allowed(address)]
        if refused:
            raise RefusedAddressError(f"{host} resolves to {refused[0]}")
        return addresses


class _TimedStream(httpcore.NetworkStream):
    """A connection on which no single wait goes past the deadline, however bytes drip."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left_s(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left_s(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        timeout = self._deadline.left_s(timeout, httpcore.ConnectTimeout)
        stream = self._stream.start_tls(ssl_context, server_hostname, timeout)
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as httpcore types it
        return self._stream.get_extra_info(info)
