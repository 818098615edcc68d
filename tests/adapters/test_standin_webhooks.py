"""The stand-in's webhooks, received and verified on loopback."""

import httpx
import pytest
from openai import OpenAI
from standardwebhooks import Webhook, WebhookVerificationError

from manike.testing.standin.webhooks import SECRET
from manike.testing.standin.wire import Trouble

EVENT = {
    "type": "response.completed",
    "id": "evt_1",
    "object": "event",
    "created_at": 1,
    "data": {"id": "resp_1"},
}


def test_a_webhook_is_verified_by_both_libraries(standin, receiver):
    url, got, arrived = receiver
    standin.world.webhooks.send(url, "msg_1", EVENT)
    assert arrived.wait(5)
    headers, body = got[0]
    assert Webhook(SECRET).verify(body, headers) == EVENT
    event = OpenAI(api_key="any", webhook_secret=SECRET).webhooks.unwrap(body, headers)
    assert (event.type, event.data.id) == ("response.completed", "resp_1")


def test_a_forged_webhook_is_told_by_its_signature(standin, receiver):
    url, got, arrived = receiver
    standin.world.webhooks.send(url, "msg_1", EVENT, secret="whsec_Zm9yZ2VkIQ==")
    assert arrived.wait(5)
    headers, body = got[0]
    with pytest.raises(WebhookVerificationError):
        Webhook(SECRET).verify(body, headers)


def test_webhooks_go_to_loopback_only(standin):
    with pytest.raises(Trouble, match="loopback"):
        standin.world.webhooks.send("https://example.com/hook", "msg_1", EVENT)
    told = httpx.get(standin.url + "/_standin/webhooks").json()
    assert told == {"secret": SECRET, "deliveries": []}
