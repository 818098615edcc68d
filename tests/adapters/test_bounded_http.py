"""Answers of vendors without an SDK: whole, in time and not too large, or not taken."""

import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import httpx2
import pytest

from manike.errors import TransientProviderError, UnknownOutcomeError
from manike.secrets import Secret
from manike.studio.clock import Clock
from resources.bounded_http import (
    BoundedTransport,
    UnusableAnswerError,
    bounded_client,
    bounding_hooks,
)
from resources.gemini_calls import GeminiClient, Said
from resources.http_errors import error_without_answer
from resources.openai_calls import OpenAIClient
from resources.plain_calls import Asked, PlainClient

MUCH = bytes(1 << 20)
KEY = Secret("KEY", "key-of-nobody")


class AcmeClient(PlainClient):
    provider, secret, data = "acme", "ACME_API_KEY", "replicate-2026-11-21.yaml"


class TickingClock(Clock):
    """A second passes whenever somebody looks."""

    def __init__(self):
        self.at_s = 0.0

    def monotonic_s(self):
        self.at_s += 1.0
        return self.at_s


class Answers(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        self.do_GET()

    def do_GET(self):
        self.server.seen.append(dict(self.headers))
        self.send_response({"/elsewhere": 302, "/accepted": 202}.get(self.path, 200))
        self.send_header("location", "/whole")
        if self.path == "/packed":
            self.send_header("content-encoding", "gzip")
        self.end_headers()
        with suppress(OSError):  # whoever asked has gone
            self.wfile.write(b"whole")
            while self.path.startswith("/endless"):
                self.wfile.write(MUCH)

    def log_message(self, *told):
        pass


@pytest.fixture(scope="module")
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        server.seen = []
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def get(server):
    def get(path, total_s=1e6, **options):
        transport = BoundedTransport(total_s, **options)
        with httpx.Client(transport=transport, trust_env=False) as client:
            return client.get(f"http://127.0.0.1:{server.server_port}{path}")

    return get


def test_a_whole_answer_is_read(get, server):
    answer = get("/whole")
    assert (answer.status_code, answer.content) == (200, b"whole")
    assert server.seen[-1]["Accept-Encoding"] == "identity"


def test_an_answer_that_never_ends_is_over_in_time(get):
    with pytest.raises(httpx.ReadTimeout, match="the time for the whole answer is over") as caught:
        get("/endless", total_s=8.0, clock=TickingClock(), most_bytes=1 << 60)
    assert type(error_without_answer(caught.value, "acme", is_paid=True)) is UnknownOutcomeError


def test_an_answer_that_is_too_large_is_not_taken(get):
    with pytest.raises(UnusableAnswerError, match="more than 100000 bytes") as caught:
        get("/endless", most_bytes=100_000)
    assert get("/whole", most_bytes=5).content == b"whole"
    with pytest.raises(UnusableAnswerError, match="more than 4 bytes"):
        get("/whole", most_bytes=4)
    assert type(error_without_answer(caught.value, "acme", is_paid=True)) is UnknownOutcomeError


def test_an_answer_that_is_packed_is_not_taken(get):
    with pytest.raises(UnusableAnswerError, match="packed"):
        get("/packed")


def test_the_key_is_not_taken_elsewhere(get):
    assert get("/elsewhere").status_code == 302


def test_work_that_was_accepted_otherwise_is_not_bought_elsewhere(server):
    client = AcmeClient(KEY, base_url=f"http://127.0.0.1:{server.server_port}")
    assert client.pay(Asked("/whole", {}), 5.0).content == b"whole"
    with pytest.raises(UnknownOutcomeError, match="HTTP 202"):
        client.pay(Asked("/accepted", {}), 5.0)


def test_nobody_there_was_not_asked():
    with bounded_client(5.0) as client, pytest.raises(httpx.ConnectError) as caught:
        client.get("http://127.0.0.1:9/")
    assert type(error_without_answer(caught.value, "acme", is_paid=True)) is TransientProviderError


def test_time_that_was_over_before_anything_left_was_not_asked(server):
    asked = len(server.seen)
    client = AcmeClient(KEY, base_url=f"http://127.0.0.1:{server.server_port}")
    with pytest.raises(TransientProviderError, match="ConnectTimeout"):
        client.pay(Asked("/whole", {}), 0.0)
    assert len(server.seen) == asked


@pytest.fixture(params=[httpx, httpx2], ids=["httpx", "httpx2"])
def hooked(request, server):
    """Ask as an SDK does, with a client of its own."""
    http = request.param

    def get(path, total_s=1e6, **options):
        with http.Client(event_hooks=bounding_hooks(**options), timeout=total_s) as client:
            return client.get(f"http://127.0.0.1:{server.server_port}{path}").content

    get.http = http
    return get


def test_an_sdk_s_answer_has_a_time_and_a_size(hooked, server):
    assert hooked("/whole", most_bytes=5) == b"whole"
    assert hooked("/whole", total_s=None) == b"whole"
    assert server.seen[-1]["Accept-Encoding"] == "identity"
    with pytest.raises(hooked.http.RemoteProtocolError, match="packed"):
        hooked("/packed")
    with pytest.raises(hooked.http.RemoteProtocolError, match="more than 4 bytes"):
        hooked("/whole", most_bytes=4)
    with pytest.raises(hooked.http.ReadTimeout, match="the time for the whole answer is over"):
        hooked("/endless", total_s=8.0, clock=TickingClock(), most_bytes=1 << 60)


def test_openai_and_gemini_are_not_read_without_an_end(server):
    url = f"http://127.0.0.1:{server.server_port}/endless"
    with pytest.raises(TransientProviderError, match="no answer"):
        OpenAIClient(KEY, base_url=url).ask(60.0, lambda sdk: sdk.models.with_raw_response.list())
    with pytest.raises(UnknownOutcomeError, match="no answer"):
        GeminiClient(KEY, url, "v1").speak("a-model", Said("Hello.", "calm", "Kore"), 60.0)
