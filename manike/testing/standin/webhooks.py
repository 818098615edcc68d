"""Webhooks as Replicate and OpenAI send them: signed by Standard Webhooks, to loopback only."""

import base64
import http.client
import json
import threading
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from standardwebhooks import Webhook

from manike.studio.clock import Clock
from manike.testing.standin.wire import Trouble

SECRET = "whsec_" + base64.b64encode(b"the stand-in's own secret").decode()
"""What a receiver verifies with; it guards nothing."""
_TIMEOUT_S = 10
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Delivery:
    """One attempt to deliver a webhook."""

    id: str
    url: str
    status: int | None
    """``None`` if nobody answered."""


class Webhooks:
    """Sends webhooks in threads of their own, once each; safe to use from several threads."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._delivered: list[Delivery] = []

    def send(self, url: str, message_id: str, content: object, *, secret: str = SECRET) -> None:
        """Send one message; returns before it has arrived.

        Args:
            url: where to; on loopback.
            message_id: the same for every attempt at one message.
            content: the JSON body.
            secret: signs it; another than ``SECRET`` is a forged message.

        Raises:
            Trouble: the address is not on loopback.
        """
        refuse_elsewhere(url)
        body = json.dumps(content)
        now = self._clock.now()
        headers = {
            "content-type": "application/json",
            "webhook-id": message_id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": Webhook(secret).sign(message_id, now, body),
        }
        delivering = threading.Thread(
            target=self._deliver, args=(url, message_id, body, headers), daemon=True
        )
        delivering.start()

    def deliveries(self) -> list[Delivery]:
        """All attempts that ended, oldest first."""
        with self._lock:
            return list(self._delivered)

    def clear(self) -> None:
        """Forget the attempts."""
        with self._lock:
            self._delivered.clear()

    def _deliver(self, url: str, message_id: str, body: str, headers: dict[str, Any]) -> None:
        parts = urlsplit(url)
        target = parts.path + (f"?{parts.query}" if parts.query else "") or "/"
        line = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=_TIMEOUT_S)
        try:
            line.request("POST", target, body.encode(), headers)
            status: int | None = line.getresponse().status
        except OSError:
            status = None
        finally:
            line.close()
        with self._lock:
            self._delivered.append(Delivery(message_id, url, status))


def refuse_elsewhere(url: str) -> None:
    """Check where a webhook shall go, as soon as a customer asks for one.

    Raises:
        Trouble: the address is not on loopback.
    """
    if urlsplit(url).hostname not in _LOOPBACK:
        raise Trouble(422, "bad_request", "The stand-in sends webhooks to loopback only.")
