"""A webhook that is signed, fresh and new nudges the poller; any other changes nothing."""

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select
from standardwebhooks.webhooks import Webhook
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from manike.errors import BadInputError, MachineError, NotFoundError
from manike.generation.nudges import Nudges
from manike.secrets import Secret
from manike.studio.guard_tables import JobNudge
from manike.testing.clock import StoppedClock
from resources.studio_app import guarded
from resources.webhooks import find_webhook_secrets, webhook_mount

KEY = "whsec_" + base64.b64encode(b"a signing secret of a bird").decode()
SECRETS = {
    "replicate": Secret("REPLICATE_WEBHOOK_SECRET", KEY),
    "openai": Secret("OPENAI_WEBHOOK_SECRET", KEY),
}
DONE = {"id": "gm3qorzdhgbfurvjtvhg6dckhu", "status": "succeeded", "output": None}
EVENT = {"id": "evt_1", "type": "response.completed", "data": {"id": "resp_1"}}


@pytest.fixture
def nudges(house):
    return Nudges(house.studio.database, StoppedClock())


def client_of(nudge):
    async def ui(request):
        return PlainTextResponse("ui")

    def find_nothing(project, sha256):
        raise NotFoundError(f"{project} has no {sha256}")

    page = Starlette(routes=[Route("/{path:path}", ui, methods=["GET", "POST"])])
    app = guarded(
        Mount("/", app=page), find_nothing, host="127.0.0.1", webhooks=webhook_mount(SECRETS, nudge)
    )
    return TestClient(app, base_url="https://public.example")


@pytest.fixture
def post(nudges):
    """Send a webhook as a vendor does; what is wrong with it is said by the arguments."""
    client = client_of(nudges.add)

    def post(content=DONE, *, vendor="replicate", delivery="msg_1", key=KEY, age_s=0, **headers):
        body = json.dumps(content)
        at = datetime.now(UTC) - timedelta(seconds=age_s)
        signed = {
            "webhook-id": delivery,
            "webhook-timestamp": str(int(at.timestamp())),
            "webhook-signature": Webhook(key).sign(delivery, at, body),
        }
        return client.post(f"/webhooks/{vendor}", content=body, headers=signed | headers)

    return post


def test_a_signed_webhook_nudges_its_job_once(post, nudges):
    assert post().status_code == 204
    assert not nudges.take("replicate", "another job")
    assert not nudges.take("openai", DONE["id"])
    assert nudges.take("replicate", DONE["id"])
    assert not nudges.take("replicate", DONE["id"])


def test_an_event_of_openai_nudges_the_response_that_it_is_about(post, nudges):
    assert post(EVENT, vendor="openai").status_code == 204
    assert nudges.take("openai", "resp_1")


def test_a_replayed_webhook_nudges_nobody_again(post, nudges):
    post()
    nudges.take("replicate", DONE["id"])
    assert post().status_code == 204
    assert not nudges.take("replicate", DONE["id"])
    assert post(delivery="msg_2").status_code == 204
    assert nudges.take("replicate", DONE["id"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"age_s": 6 * 60},
        {"age_s": -6 * 60},
        {"key": "whsec_" + base64.b64encode(b"another secret").decode()},
        {"webhook-signature": "v1,bm90IGEgc2lnbmF0dXJl"},
        {"webhook-signature": "nonsense"},
        {"webhook-signature": "v1,%%%"},
        {"webhook-signature": ""},
        {"webhook-id": "msg_2"},
        {"webhook-timestamp": "soon"},
        {"webhook-timestamp": "nan"},
        {"webhook-timestamp": "1e400"},
    ],
)
def test_a_webhook_that_is_not_proved_is_refused(post, nudges, wrong):
    assert post(**wrong).status_code == 401
    assert not nudges.take("replicate", DONE["id"])


def test_unsigned_and_unknown_senders_are_refused(nudges):
    client = client_of(nudges.add)
    assert client.post("/webhooks/replicate", json=DONE).status_code == 401
    assert client.post("/webhooks/nobody", json=DONE).status_code == 404
    assert client.get("/webhooks/replicate").status_code == 405
    assert client.post("/webhooks/replicate", content=b"a" * (1 << 21)).status_code == 413
    assert client.post("/webhooks/replicate/more").status_code == 404


def test_an_event_about_no_job_is_taken_without_a_nudge(post, house):
    for content in ({"type": "ping"}, [], "text", {"id": 5}, {"id": "a" * 300}):
        assert post(content).status_code == 204
    with house.studio.database.transaction() as session:
        assert session.exec(select(JobNudge)).all() == []


def test_nothing_of_a_webhook_but_its_job_is_kept(post, house):
    post(DONE | {"output": "https://host/a.mp4?signature=abc", "status": "succeeded"})
    with house.studio.database.transaction() as session:
        kept = session.exec(select(JobNudge)).one()
    assert (kept.vendor, kept.delivery_id, kept.job_id) == ("replicate", "msg_1", DONE["id"])
    assert set(kept.model_dump()) == {"vendor", "delivery_id", "job_id", "is_seen", "at"}


def test_a_database_that_is_away_asks_for_another_delivery(house):
    def nudge(vendor, delivery_id, job_id):
        raise MachineError("The studio database can't be used.")

    at, body = datetime.now(UTC), json.dumps(DONE)
    headers = {
        "webhook-id": "msg_1",
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Webhook(KEY).sign("msg_1", at, body),
    }
    answer = client_of(nudge).post("/webhooks/replicate", content=body, headers=headers)
    assert answer.status_code == 503


def test_the_public_name_reaches_webhooks_only(nudges):
    client = client_of(nudges.add)
    assert client.get("/assets").status_code == 400
    assert client.get("/webhooks").status_code != 200
    assert client.get("/webhooks/../assets").status_code != 200


def test_signing_secrets_come_from_the_environment():
    found = find_webhook_secrets({"REPLICATE_WEBHOOK_SECRET": KEY})
    assert {vendor: secret.reveal() for vendor, secret in found.items()} == {"replicate": KEY}
    with pytest.raises(BadInputError, match="OPENAI_WEBHOOK_SECRET: is no signing secret"):
        find_webhook_secrets({"OPENAI_WEBHOOK_SECRET": "whsec_abcde"})
