"""The stand-in's Anthropic, through the official SDK."""

from decimal import Decimal

import anthropic
import httpx
import pytest
from anthropic import Anthropic
from pydantic import BaseModel

KEY = "sk-ant-test-of-the-stand-in"
ASKED = {
    "model": "claude-haiku-5-5",
    "max_tokens": 4096,
    "messages": [{"role": "user", "content": "Boats at dawn"}],
}


class Note(BaseModel):
    title: str
    scenes: list[str]


@pytest.fixture(scope="module")
def one_client(running_standin):
    url = running_standin.base_url("anthropic")
    with Anthropic(api_key=KEY, base_url=url, max_retries=0) as client:
        yield client


@pytest.fixture
def client(standin, one_client):
    return one_client


def test_a_schema_is_answered_with_a_valid_instance(client, standin):
    reply = client.messages.parse(**ASKED, system="Be brief.", output_format=Note)
    assert reply.parsed_output == Note(title="Boats at dawn", scenes=["Boats at dawn"])
    tokens, bill = reply.usage, standin.bills("anthropic", "messages", KEY)[0]
    exact = tokens.input_tokens * Decimal("1E-7") + tokens.output_tokens * Decimal("5E-7")
    assert (bill.amount, reply.stop_reason) == (exact, "end_turn")


def test_a_stream_gives_the_same_message(client):
    with client.messages.stream(**ASKED) as stream:
        said = "".join(stream.text_stream)
        final = stream.get_final_message()
    assert said == final.content[0].text == "Boats at dawn"
    assert (final.stop_reason, final.usage.output_tokens) == ("end_turn", 4)


def test_both_ways_to_send_a_key_name_one_account(standin):
    asked = {"anthropic-version": "2023-06-01"}
    url = standin.base_url("anthropic") + "/v1/messages"
    for sent in ({"x-api-key": KEY}, {"authorization": f"Bearer {KEY}"}):
        assert httpx.post(url, json=ASKED, headers=asked | sent).status_code == 200
    assert len(standin.bills("anthropic", api_key=KEY)) == 2
    assert httpx.post(url, json=ASKED, headers=asked).status_code == 401


def test_temperature_is_no_longer_taken(client, standin):
    with pytest.raises(anthropic.BadRequestError, match="temperature"):
        client.messages.create(**ASKED, extra_body={"temperature": 0.5})
    assert standin.bills() == []


def test_an_unknown_model_is_not_found(client, standin):
    with pytest.raises(anthropic.NotFoundError):
        client.messages.create(**ASKED | {"model": "claude-nobody"})
    assert standin.bills() == []


@pytest.mark.parametrize(
    ("order", "error", "kind"),
    [
        ({"kind": "rate_limited"}, anthropic.RateLimitError, "rate_limit_error"),
        ({"kind": "quota"}, anthropic.APIStatusError, "billing_error"),
        ({"kind": "server_error", "status": 529}, anthropic.APIStatusError, "overloaded_error"),
        ({"kind": "server_error"}, anthropic.InternalServerError, "api_error"),
        ({"kind": "unauthorized"}, anthropic.AuthenticationError, "authentication_error"),
    ],
)
def test_errors_have_the_types_that_anthropic_writes(client, standin, order, error, kind):
    standin.fail(**order, retry_after_s=3)
    with pytest.raises(error) as failed:
        client.messages.create(**ASKED)
    assert failed.value.body["error"]["type"] == kind
    assert failed.value.response.headers["retry-after"] == "3"
    assert standin.bills() == []


def test_a_refusal_is_a_billed_success(client, standin):
    standin.fail("refusal", "anthropic")
    for _ in range(2):
        reply = client.messages.create(**ASKED)
        assert (reply.stop_reason, reply.content) == ("refusal", [])
        with client.messages.stream(**ASKED) as stream:
            assert stream.get_final_message().stop_reason == "refusal"
    assert len(standin.bills()) == 4


def test_a_reply_can_end_in_the_middle(client, standin):
    standin.fail("cut_short", "anthropic")
    reply = client.messages.create(**ASKED)
    assert (reply.stop_reason, reply.content[0].text) == ("max_tokens", "Boats ")


def test_an_answer_can_be_lost_after_it_was_billed(client, standin):
    standin.fail("lost", "anthropic")
    with pytest.raises(anthropic.APIConnectionError):
        client.messages.create(**ASKED)
    assert len(standin.bills()) == 1
