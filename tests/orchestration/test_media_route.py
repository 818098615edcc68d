import hashlib
from pathlib import Path

import cv2
import numpy as np
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from manike.errors import NotFoundError
from manike.ids import ProjectId, TenantId
from manike.settings import Settings
from manike.storage.blobs import BlobStore
from manike.storage.layout import Layout
from manike_assets.metadata import tenant_media_path
from resources import studio_server
from resources.media_route import media_routes

FILM = bytes(range(256)) * 1000
SHA = hashlib.sha256(FILM).hexdigest()


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    (tmp_path / "secret.txt").write_text("secret")
    film = tmp_path / "acme" / SHA
    film.parent.mkdir()
    film.write_bytes(FILM)

    def resolve(project: ProjectId, sha256: str) -> Path:
        path = tmp_path / project.tenant.slug / sha256
        if not path.is_file():
            raise NotFoundError("no such file")
        return path

    return TestClient(Starlette(routes=media_routes(resolve)))


def test_a_whole_film_arrives_with_its_type(client: TestClient) -> None:
    response = client.get(f"/media/acme/p1/{SHA}/film.mp4")
    assert response.status_code == 200
    assert response.content == FILM
    assert response.headers["content-type"] == "video/mp4"
    assert response.headers["accept-ranges"] == "bytes"
    assert response.headers["etag"] == f'"{SHA}"'
    assert "immutable" in response.headers["cache-control"]


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [("bytes=0-0", 0, 1), ("bytes=1000-1999", 1000, 2000), ("bytes=-500", 255500, 256000)],
)
def test_a_range_gives_those_bytes(client: TestClient, asked: str, start: int, end: int) -> None:
    response = client.get(f"/media/acme/p1/{SHA}/film.mp4", headers={"Range": asked})
    assert response.status_code == 206
    assert response.content == FILM[start:end]
    assert response.headers["content-range"] == f"bytes {start}-{end - 1}/{len(FILM)}"


def test_a_range_past_the_end_is_refused(client: TestClient) -> None:
    response = client.get(f"/media/acme/p1/{SHA}/film.mp4", headers={"Range": "bytes=256000-"})
    assert response.status_code == 416


def test_head_gives_length_without_content(client: TestClient) -> None:
    response = client.head(f"/media/acme/p1/{SHA}/film.mp4")
    assert response.status_code == 200
    assert response.headers["content-length"] == str(len(FILM))
    assert response.content == b""


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("picture.png", "image/png"),
        ("poster.jpg", "image/jpeg"),
        ("voice.wav", "audio/wav"),
        ("captions.vtt", "text/vtt; charset=utf-8"),
        ("timeline.json", "application/json"),
    ],
)
def test_the_name_decides_the_type(client: TestClient, name: str, content_type: str) -> None:
    response = client.get(f"/media/acme/p1/{SHA}/{name}")
    assert response.headers["content-type"] == content_type
    assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        f"/media/globex/p1/{SHA}/film.mp4",
        f"/media/acme/p1/{'0' * 64}/film.mp4",
        f"/media/acme/p1/{SHA.upper()}/film.mp4",
        f"/media/acme/p1/{SHA}/page.html",
        f"/media/acme/p1/{SHA}/drawing.svg",
        f"/media/acme/p1/{SHA}/film",
        f"/media/acme/p1/{SHA}/",
        f"/media/acme/p1/{SHA}",
        f"/media/acme/p1/{SHA}/sub/film.mp4",
        f"/media/ACME/p1/{SHA}/film.mp4",
        "/media/",
        "/media/acme",
    ],
)
def test_anything_else_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/media/../secret.txt",
        "/media/acme/p1/../secret.txt",
        "/media/acme/p1/..%2f..%2fsecret.txt/film.mp4",
        "/media/%2e%2e/p1/secret.txt/film.txt",
        "/media/acme/../" + SHA + "/film.mp4",
        "/media/acme/p1/" + SHA + "/..%2f..%2fsecret.txt",
        "/media/acme%00/p1/" + SHA + "/film.mp4",
        "/media/acme/p1/secret.txt/secret.txt",
    ],
)
def test_no_path_leads_out_of_the_store(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "secret" not in response.text


def test_a_file_of_the_tenant_and_no_project_is_served(client: TestClient) -> None:
    path = tenant_media_path(TenantId("acme"), SHA, "clip.mov")
    response = client.get(path)
    assert path == f"/media/acme/-/{SHA}/clip.mov"
    assert response.content == FILM
    assert response.headers["content-type"] == "video/quicktime"


def test_a_file_of_one_tenant_is_not_served_to_the_other(client: TestClient) -> None:
    assert client.get(f"/media/globex/-/{SHA}/film.mp4").status_code == 404
    assert client.get(f"/media/-/-/{SHA}/film.mp4").status_code == 404
    assert client.get(f"/media/acme/--/{SHA}/film.mp4").status_code == 404
    assert client.get(f"/media/acme//{SHA}/film.mp4").status_code == 404


def test_the_studios_own_resolver_keeps_to_the_tenants_store(settings: Settings) -> None:
    layout = Layout(settings.store)
    for slug in ("acme", "globex"):
        layout.scratch(TenantId(slug)).mkdir(parents=True)
        file = layout.scratch(TenantId(slug)) / "strip.jpg"
        file.write_bytes(slug.encode())
        BlobStore(layout).adopt(TenantId(slug), file)
    studio = TestClient(Starlette(routes=media_routes(studio_server._resolver(settings))))
    acmes = hashlib.sha256(b"acme").hexdigest()
    assert studio.get(f"/media/acme/-/{acmes}/strip.jpg").content == b"acme"
    assert studio.get(f"/media/globex/-/{acmes}/strip.jpg").status_code == 404


def test_writing_is_not_allowed(client: TestClient) -> None:
    assert client.post(f"/media/acme/p1/{SHA}/film.mp4").status_code == 405
    assert client.delete(f"/media/acme/p1/{SHA}/film.mp4").status_code == 405


@pytest.fixture
def picture(client: TestClient, tmp_path: Path) -> str:
    """The SHA-256 of a picture of 1920 x 1080 in the store."""
    data = cv2.imencode(".png", np.full((1080, 1920, 3), (30, 160, 220), np.uint8))[1].tobytes()
    sha256 = hashlib.sha256(data).hexdigest()
    (tmp_path / "acme" / sha256).write_bytes(data)
    return sha256


def test_a_preview_is_as_wide_as_asked_and_small(client: TestClient, picture: str) -> None:
    response = client.get(f"/media/acme/p1/{picture}/picture.png?width=480")
    assert response.headers["content-type"] == "image/jpeg"
    small = cv2.imdecode(np.frombuffer(response.content, np.uint8), cv2.IMREAD_COLOR)
    assert small is not None
    assert small.shape == (270, 480, 3)
    assert len(response.content) < 60_000


@pytest.mark.parametrize("width", ["481", "0", "-1", "999999", "many", ""])
def test_a_width_that_there_is_not_is_not_found(
    client: TestClient, picture: str, width: str
) -> None:
    response = client.get(f"/media/acme/p1/{picture}/picture.png?width={width}")
    assert response.status_code == 404


def test_a_film_has_no_small_picture(client: TestClient) -> None:
    assert client.get(f"/media/acme/p1/{SHA}/film.mp4?width=480").status_code == 404
