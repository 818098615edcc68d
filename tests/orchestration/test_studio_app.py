from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from manike.errors import NotFoundError
from manike.ids import ProjectId
from resources.studio_app import guarded

HOME = "http://127.0.0.1:3000"
SOCKET = "ws://127.0.0.1:3000/graphql"
JSON = {"Content-Type": "application/json"}


async def answer(request: Request) -> PlainTextResponse:
    return PlainTextResponse(f"ui {request.url.path}")


async def converse(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("ui")
    await socket.close()


def find_nothing(project: ProjectId, sha256: str) -> Path:
    raise NotFoundError(f"{project} has no {sha256}")


@pytest.fixture
def client() -> TestClient:
    ui = Starlette(
        routes=[
            WebSocketRoute("/graphql", converse),
            Route("/{path:path}", answer, methods=["GET", "POST"]),
        ]
    )
    return TestClient(guarded(Mount("/", app=ui), find_nothing, host="127.0.0.1"), base_url=HOME)


def test_the_ui_answers_beside_the_media_route(client: TestClient) -> None:
    assert client.get("/assets").text == "ui /assets"
    assert client.get(f"/media/acme/p1/{'0' * 64}/film.mp4").status_code == 404


@pytest.mark.parametrize("path", ["/graphql?query=mutation{setNuxSeen}", "/graphql", "/graphql/"])
def test_graphql_by_get_is_refused(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 405


def test_graphql_in_a_posted_url_is_refused(client: TestClient) -> None:
    path = "/graphql?query=mutation{setNuxSeen}"
    assert client.post(path, headers={"Content-Type": "text/plain"}).status_code == 405
    assert client.post(path).status_code == 405


def test_graphql_as_json_and_its_playground_are_served(client: TestClient) -> None:
    assert client.post("/graphql", json={"query": "{version}"}).text == "ui /graphql"
    assert client.get("/graphql", headers={"Accept": "text/html"}).text == "ui /graphql"


@pytest.mark.parametrize("origin", ["http://evil.example", "http://127.0.0.1:8000", "null"])
def test_a_foreign_page_can_send_nothing(client: TestClient, origin: str) -> None:
    headers = {"Origin": origin} | JSON
    assert client.post("/graphql", content="{}", headers=headers).status_code == 403
    with (
        pytest.raises(WebSocketDisconnect, check=lambda error: error.code == 1008),
        client.websocket_connect(SOCKET, headers={"Origin": origin}),
    ):
        pass


def test_the_own_page_may_send(client: TestClient) -> None:
    headers = {"Origin": HOME}
    assert client.post("/graphql", json={}, headers=headers).status_code == 200
    with client.websocket_connect(SOCKET, headers=headers) as socket:
        assert socket.receive_text() == "ui"


def test_another_host_name_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"Host": "evil.example:3000"}).status_code == 400
    assert client.get("/", headers={"Host": "localhost:3000"}).status_code == 200
