"""A stand-in for the paid providers, one for each test file, empty for each test."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from manike.testing.standin.running import Standin


@pytest.fixture(scope="module")
def running_standin(tmp_path_factory):
    with Standin(tmp_path_factory.mktemp("standin"), fast=True) as running:
        yield running


@pytest.fixture
def standin(running_standin):
    running_standin.reset()
    return running_standin


@pytest.fixture
def receiver():
    """Who gets webhooks: the URL, what came as (headers, body), and an event at each."""
    got, arrived = [], threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            got.append((dict(self.headers), self.rfile.read(int(self.headers["content-length"]))))
            self.send_response(204)
            self.end_headers()
            arrived.set()

        def log_message(self, *told):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/hook", got, arrived
        server.shutdown()
