"""Downloads go to the public internet only, end in time, and are decoded before they count."""

import hashlib
import ssl
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import cv2
import numpy as np
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from manike.errors import PermanentProviderError, ProviderError, TransientProviderError
from manike.media.sniffing import MediaKind
from manike.studio.clock import Clock
from resources.downloads import DownloadLimits, Downloads

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
PICTURE = cv2.imencode(".png", np.zeros((48, 64, 3), np.uint8))[1].tobytes()
WAITS = {
    "/seconds": "7",
    "/date": "Sat, 21 Nov 2026 12:01:30 GMT",
    "/none": "",
    "/odd": "soon",
}


class FixedClock(Clock):
    def now(self):
        return NOW


class Answers(BaseHTTPRequestHandler):
    """A provider's file server; what it answers is named by the path."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.server.seen.append((self.path, dict(self.headers)))
        path = self.path.partition("?")[0]
        if path.startswith("/to/"):
            self._send(302, location=self.server.targets[path])
        elif path.startswith("/status/"):
            self._send(int(path.rpartition("/")[2]))
        elif path in WAITS:
            self._send(503, **{"retry-after": WAITS[path]})
        else:
            getattr(self, f"_{path[1:]}")()

    def _send(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in {"content-length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def _picture(self):
        self._send(200, PICTURE, content_type="text/plain", set_cookie="session=1")

    def _page(self):
        self._send(200, b"<html>expired</html>", content_type="image/png")

    def _empty(self):
        self._send(200)

    def _zipped(self):
        self._send(200, PICTURE, content_encoding="gzip")

    def _short(self):
        self._send(200, PICTURE[:50], content_length=str(len(PICTURE)))
        self.close_connection = True

    def _unmeasured(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(PICTURE * 9)
        self.close_connection = True

    def _drip(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nx-slow: ")
        while not self.server.ended.wait(0.02):
            self.wfile.write(b"a")
            self.wfile.flush()

    def _silent(self):
        self.server.ended.wait(10)


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answers)
        self.seen, self.targets, self.ended = [], {}, threading.Event()
        self.address = f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, *_):
        """A client that hung up is what some tests are about."""


@pytest.fixture
def server():
    server = Server()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.ended.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def get(tmp_path, server):
    """Fetch a path of the server, as an image, with the stand-in's freedom."""

    def get(path, *, allow_loopback=True, made_at=None, **settings):
        url = server.address + path if path.startswith("/") else path
        downloads = Downloads(allow_loopback=allow_loopback, clock=FixedClock(), **settings)
        before = [path.name for path in tmp_path.iterdir() if path.is_file()]
        try:
            return downloads.fetch(
                url, tmp_path / "a.png", kind=MediaKind.IMAGE, provider="bird", made_at=made_at
            )
        except ProviderError:
            assert [path.name for path in tmp_path.iterdir() if path.is_file()] == before
            raise

    return get


def test_a_file_comes_whole_with_its_hash(get, server, tmp_path):
    found = get("/picture")
    assert found.path.read_bytes() == PICTURE
    assert found.sha256 == hashlib.sha256(PICTURE).hexdigest()
    assert found.size_bytes == len(PICTURE)
    assert (found.checked.width_px, found.checked.height_px) == (64, 48)
    assert [path.name for path in tmp_path.iterdir()] == ["a.png"]


def test_nothing_but_the_request_is_sent(get, server, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    server.targets["/to/picture"] = "/picture"
    get("/to/picture?token=abc")
    assert [path for path, _ in server.seen] == ["/to/picture?token=abc", "/picture"]
    for _, headers in server.seen:
        assert {name.lower() for name in headers} == {
            "host",
            "user-agent",
            "accept",
            "accept-encoding",
        }


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_dead_link_is_permanent_and_its_age_is_said(get, status):
    with pytest.raises(PermanentProviderError, match=rf"dead \({status}\); it was 2 h 05 min old"):
        get(f"/status/{status}", made_at=NOW - timedelta(minutes=125))


@pytest.mark.parametrize(
    ("path", "wait_s"), [("/seconds", 7.0), ("/date", 90.0), ("/none", None), ("/odd", None)]
)
def test_a_fault_of_the_server_passes_with_its_own_wait(get, path, wait_s):
    with pytest.raises(TransientProviderError) as error:
        get(path)
    assert error.value.retry_after_s == wait_s


@pytest.mark.parametrize("status", [408, 429, 500, 504])
def test_these_are_worth_another_try(get, status):
    with pytest.raises(TransientProviderError, match=f"status {status}"):
        get(f"/status/{status}")


@pytest.mark.parametrize("status", [204, 206, 304, 400, 451])
def test_these_are_not(get, status):
    with pytest.raises(PermanentProviderError, match=f"status {status}"):
        get(f"/status/{status}")


def test_a_page_in_place_of_a_picture_is_named(get):
    with pytest.raises(PermanentProviderError, match="starts with '<html>expired</html>'"):
        get("/page")


@pytest.mark.parametrize("path", ["/short", "/empty"])
def test_a_file_that_breaks_off_may_come_the_next_time(get, path):
    with pytest.raises(TransientProviderError):
        get(path)


def test_what_is_packed_is_refused(get):
    with pytest.raises(PermanentProviderError, match="not a file"):
        get("/zipped")


@pytest.mark.parametrize("path", ["/picture", "/unmeasured"])
def test_a_file_above_the_limit_is_refused(get, path):
    with pytest.raises(PermanentProviderError, match="the 100 "):
        get(path, limits=DownloadLimits(size_bytes=100))


def test_dripping_bytes_end_with_the_whole_time(get):
    start = Clock().monotonic_s()
    with pytest.raises(TransientProviderError, match="took too long"):
        get("/drip", limits=DownloadLimits(total_s=0.3))
    assert Clock().monotonic_s() - start < 2


def test_a_silent_server_is_left(get):
    with pytest.raises(TransientProviderError, match="took too long"):
        get("/silent", limits=DownloadLimits(silence_s=0.1))


def test_nobody_listening_is_transient(get):
    with pytest.raises(TransientProviderError, match="broke"):
        get("http://127.0.0.1:1/picture")


def test_redirects_end(get, server):
    server.targets["/to/itself"] = "/to/itself"
    with pytest.raises(PermanentProviderError, match="redirects more than 2 times"):
        get("/to/itself", limits=DownloadLimits(redirects=2))
    assert len(server.seen) == 3


@pytest.mark.parametrize(
    "url",
    [
        "http://8.8.8.8/a.png", "ftp://8.8.8.8/a.png", "file:///etc/passwd", "data:,a", "",
        "https://", "https://me:pa55@host/a.png", "host/a.png",
    ],
)  # fmt: skip
def test_only_https_is_followed(get, url):
    with pytest.raises(PermanentProviderError) as error:
        get(url, allow_loopback=False)
    assert "pa55" not in str(error.value)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "2130706433", "0177.0.0.1", "0x7f000001", "0x7f.1", "127.1", "0",
        "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "169.254.169.254",
        "10.0.0.1", "[fe80::1]", "[fd00:ec2::254]", "224.0.0.1",
    ],
)  # fmt: skip
def test_no_spelling_of_a_private_address_is_reached(get, server, host):
    with pytest.raises(PermanentProviderError, match=r"not on the public internet|is no URL"):
        get(f"https://{host}:{server.server_port}/picture", allow_loopback=False)
    assert server.seen == []


@pytest.mark.parametrize("addresses", [["10.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["64:ff9b::a00:1"]])
def test_a_name_that_leads_inside_is_refused(get, server, addresses):
    with pytest.raises(PermanentProviderError, match=r"files\.example resolves to"):
        get(
            f"https://files.example:{server.server_port}/picture",
            allow_loopback=False,
            resolve=lambda host, port: addresses,
        )
    assert server.seen == []


@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/", "https://10.0.0.1/", "http://files.example/"]
)
def test_a_redirect_is_checked_like_the_first_address(get, server, target):
    server.targets["/to/inside"] = target
    table = {"files.example": ["169.254.169.254"]}
    with pytest.raises(PermanentProviderError, match="not on the public internet"):
        get("/to/inside", resolve=lambda host, port: table.get(host, [host]))


def test_a_redirect_to_something_else_than_https_is_refused(get, server):
    server.targets["/to/file"] = "file:///etc/passwd"
    with pytest.raises(PermanentProviderError):
        get("/to/file")


def test_the_checked_address_is_the_one_connected_to(get, server):
    """The name has another meaning each time it is asked for: it is asked for once."""
    asked = []

    def rebind(host, port):
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    get(f"http://rebinding.example:{server.server_port}/picture", resolve=rebind)
    assert asked == ["rebinding.example"]
    assert server.seen[0][1]["Host"] == f"rebinding.example:{server.server_port}"


def test_the_second_address_is_tried_where_the_first_one_is_silent(get, server):
    url = f"http://files.example:{server.server_port}/picture"
    found = get(url, resolve=lambda host, port: ["127.0.0.99", "127.0.0.1"])
    assert found.size_bytes == len(PICTURE)


@pytest.fixture
def certificate(tmp_path_factory):
    """A certificate for the name localhost, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    start = datetime.now(UTC) - timedelta(hours=1)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


def test_tls_asks_for_the_name_and_checks_its_certificate(get, server, certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    names = []
    context.sni_callback = lambda connection, name, _: names.append(name)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    trusting = ssl.create_default_context(cafile=str(certificate))
    settings = {"tls": trusting, "resolve": lambda host, port: ["127.0.0.1"]}
    url = f"https://localhost:{server.server_port}/picture"
    assert get(url, **settings).size_bytes == len(PICTURE)
    assert names == ["localhost"]
    with pytest.raises(TransientProviderError, match="certificate"):
        get(url.replace("localhost", "127.0.0.1"), **settings)
