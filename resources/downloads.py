"""Downloads of what providers made: only from the public internet, whole, and decoded first."""

import hashlib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import httpcore
import httpx

from manike.errors import MediaError, PermanentProviderError, TransientProviderError
from manike.media.files import publishing
from manike.media.sniffing import MediaKind
from manike.media.trust import Checked, check_media
from manike.studio.clock import Clock
from resources.guarded_network import (
    Deadline,
    GuardedNetwork,
    RefusedAddressError,
    Resolve,
    resolve_by_system,
)
from resources.tls import trusted
from resources.waits import retry_after_s

_HEADERS = {"User-Agent": "manike", "Accept": "*/*", "Accept-Encoding": "identity"}
"""All that is sent: never a key, a cookie or a referrer."""
_REDIRECTS = (301, 302, 303, 307, 308)
_DEAD = (401, 403, 404, 410)
_WORTH_ANOTHER_TRY = (408, 425, 429)
_OK = 200
_SERVER_FAULTS = 500


@dataclass(frozen=True, slots=True)
class DownloadLimits:
    """How much a download may be."""

    size_bytes: int = 1 << 30
    total_s: float = 600.0
    """For everything, redirects included."""
    silence_s: float = 30.0
    """Without a byte."""
    connect_s: float = 10.0
    redirects: int = 3


@dataclass(frozen=True, slots=True)
class Downloaded:
    """A file that came whole and was decoded."""

    path: Path
    sha256: str
    size_bytes: int
    checked: Checked


class Downloads:
    """Fetches providers' files; proxies and credentials of the environment are not used."""

    def __init__(
        self,
        limits: DownloadLimits | None = None,
        *,
        allow_loopback: bool = False,
        clock: Clock | None = None,
        resolve: Resolve = resolve_by_system,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """With ``allow_loopback`` http is allowed too, to this machine: for the stand-in."""
        self._limits = limits or DownloadLimits()
        self._allow_loopback = allow_loopback
        self._clock = clock or Clock()
        self._resolve = resolve
        self._tls = tls

    def fetch(
        self,
        url: str,
        output: Path,
        *,
        kind: MediaKind,
        provider: str,
        made_at: datetime | None = None,
    ) -> Downloaded:
        """Bring a file to ``output``, whole and decoded, or not at all.

        Args:
            url: where the provider says that it is.
            output: replaced if it is there.
            kind: what the file must be.
            provider: whose it is, for errors.
            made_at: when the provider gave the URL (UTC): an error names its age.

        Raises:
            PermanentProviderError: the link is dead or refused, or leads to something else.
            TransientProviderError: the server or the way to it failed; the same URL may work later.
            MachineError: the file can't be written here.
        """
        deadline = Deadline(
            self._clock.monotonic_s() + self._limits.total_s, self._clock.monotonic_s
        )
        sender = _Sender(provider, made_at, self._clock.now())
        with publishing(output) as partial:
            with self._answer(url, deadline, sender) as answer, partial.open("wb") as file:
                sha256, size_bytes = self._store(answer, file, sender)
            checked = _decoded(partial, kind, sender)
        return Downloaded(output, sha256, size_bytes, checked)

    @contextmanager
    def _answer(
        self, url: str, deadline: Deadline, sender: "_Sender"
    ) -> Iterator[httpcore.Response]:
        """The answer behind all redirects; each hop is checked as the first one is."""
        address = None
        for _ in range(self._limits.redirects + 1):
            address = self._checked_url(url, sender, address)
            with sender.faults_of(address), self._get(address, deadline) as answer:
                if answer.status not in _REDIRECTS:
                    sender.check_status(answer)
                    yield answer
                    return
                url = _header(answer, b"location")
        raise sender.permanent(f"redirects more than {self._limits.redirects} times")

    @contextmanager
    def _get(self, url: httpx.URL, deadline: Deadline) -> Iterator[httpcore.Response]:
        network = GuardedNetwork(self._resolve, deadline, is_loopback_only=self._is_loopback(url))
        waits = {
            "connect": self._limits.connect_s,
            "read": self._limits.silence_s,
            "write": self._limits.silence_s,
        }
        headers = [*_HEADERS.items(), ("Host", url.netloc.decode("ascii"))]
        with (
            httpcore.ConnectionPool(
                ssl_context=self._tls or trusted(by_environment=False),
                network_backend=network,
            ) as pool,
            pool.stream("GET", _raw(url), headers=headers, extensions={"timeout": waits}) as answer,
        ):
            yield answer

    def _is_loopback(self, url: httpx.URL) -> bool:
        """Whether a URL may, and must, lead to this machine."""
        names = ("127.0.0.1", "localhost", "::1")
        return self._allow_loopback and (url.scheme == "http" or url.host in names)

    def _checked_url(self, url: str, sender: "_Sender", base: httpx.URL | None) -> httpx.URL:
        try:
            address = base.join(url) if base else httpx.URL(url)
        except (httpx.InvalidURL, TypeError) as error:
            raise sender.permanent("gave something that is no URL") from error
        if not address.host or address.userinfo:
            raise sender.permanent("gave a URL without a host, or with a password")
        if address.scheme != "https" and not self._is_loopback(address):
            raise sender.permanent(f"gave a link of scheme {address.scheme[:10]!r}, not https")
        return address

    def _store(
        self, answer: httpcore.Response, file: BinaryIO, sender: "_Sender"
    ) -> tuple[str, int]:
        limit_bytes = self._limits.size_bytes
        said = _header(answer, b"content-length")
        if said.isdecimal() and int(said) > limit_bytes:
            raise sender.permanent(f"sends {said} bytes, more than the {limit_bytes} allowed")
        digest, size_bytes = hashlib.sha256(), 0
        for part in answer.iter_stream():
            size_bytes += len(part)
            if size_bytes > limit_bytes:
                raise sender.permanent(f"sends more than the {limit_bytes} bytes allowed")
            digest.update(part)
            file.write(part)
        if not size_bytes:
            raise sender.transient("sent an empty file")
        return digest.hexdigest(), size_bytes


@dataclass(frozen=True, slots=True)
class _Sender:
    """Whose file it is, for the errors."""

    provider: str
    made_at: datetime | None
    now: datetime

    def permanent(self, message: str) -> PermanentProviderError:
        return PermanentProviderError(f"{message}.", provider=self.provider)

    def transient(self, message: str, wait_s: float | None = None) -> TransientProviderError:
        return TransientProviderError(f"{message}.", provider=self.provider, retry_after_s=wait_s)

    def check_status(self, answer: httpcore.Response) -> None:
        status = answer.status
        if status in _DEAD:
            raise self.permanent(f"the link to the result is dead ({status}){self._age()}")
        if status >= _SERVER_FAULTS or status in _WORTH_ANOTHER_TRY:
            wait_s = retry_after_s({"retry-after": _header(answer, b"retry-after")}, self.now)
            raise self.transient(f"the download failed with status {status}", wait_s)
        if status != _OK or _header(answer, b"content-encoding") not in ("", "identity"):
            raise self.permanent(f"the download was answered with status {status}, not a file")

    @contextmanager
    def faults_of(self, url: httpx.URL) -> Iterator[None]:
        """What goes wrong on the network, as one of our errors."""
        host = url.host
        try:
            yield
        except RefusedAddressError as error:
            raise self.permanent(
                f"the download is refused, as {error}, which is not on the public internet"
            ) from error
        except httpcore.TimeoutException as error:
            raise self.transient(f"the download from {host} took too long") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError) as error:
            raise self.transient(f"the download from {host} broke: {error}") from error

    def _age(self) -> str:
        if self.made_at is None:
            return ""
        minutes = round((self.now - self.made_at).total_seconds() / 60)
        return f"; it was {minutes // 60} h {minutes % 60:02} min old"


def _decoded(path: Path, kind: MediaKind, sender: _Sender) -> Checked:
    try:
        return check_media(path, kind)
    except MediaError as error:
        raise sender.permanent(f"the result can't be used. {str(error).rstrip('.')}") from error


def _raw(url: httpx.URL) -> httpcore.URL:
    return httpcore.URL(
        scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
    )


def _header(answer: httpcore.Response, name: bytes) -> str:
    values = (value for key, value in answer.headers if key.lower() == name)
    return next(values, b"").decode("latin-1").strip()
