"""The stand-in's OpenAI, through the official SDK."""

import base64
import json
from decimal import Decimal

import httpx
import numpy as np
import openai
import pytest
from openai import OpenAI
from pydantic import BaseModel

from manike.script.models import ScriptBreakdown

KEY = "sk-test-of-the-stand-in"
PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"


class Note(BaseModel):
    title: str
    scenes: list[str]


@pytest.fixture(scope="module")
def one_client(running_standin):
    url = running_standin.base_url("openai")
    with OpenAI(api_key=KEY, base_url=url, max_retries=0) as client:
        yield client


@pytest.fixture
def client(standin, one_client):
    return one_client


def test_a_schema_is_answered_with_a_valid_instance(client, standin):
    reply = client.responses.parse(model="gpt-6-luna", input="Boats at dawn", text_format=Note)
    assert reply.output_parsed.title == "Boats at dawn"
    bill = standin.bills("openai", "responses", KEY)[0]
    assert bill.usage == {
        "input_tokens": reply.usage.input_tokens,
        "output_tokens": reply.usage.output_tokens,
    }
    tokens = reply.usage
    exact = tokens.input_tokens * Decimal("1E-7") + tokens.output_tokens * Decimal("5E-7")
    assert bill.amount == exact


def test_a_script_is_written_by_the_embedded_writer(client):
    schema = ScriptBreakdown.model_json_schema()
    reply = client.responses.create(
        model="gpt-6-luna",
        input=[
            {"role": "developer", "content": "Write a film script."},
            {"role": "user", "content": "<prompt>A turtle finds the sea.</prompt> 20 seconds"},
        ],
        text={"format": {"type": "json_schema", "name": "S", "schema": schema}},
    )
    script = ScriptBreakdown.model_validate_json(reply.output_text)
    assert 18 <= sum(scene.duration_s for scene in script.scenes) <= 24
    assert "turtle" in reply.output_text.lower()


def test_chat_obeys_a_schema(client, standin):
    reply = client.chat.completions.parse(
        model="gpt-5.4-mini",
        messages=[{"role": "user", "content": "Lamps"}],
        response_format=Note,
    )
    assert reply.choices[0].message.parsed.scenes == ["Lamps"]
    assert len(standin.bills("openai", "chat")) == 1


def test_both_kinds_of_stream_end_with_the_usage(client):
    with client.responses.stream(model="gpt-6-luna", input="Say so") as stream:
        kinds = [event.type for event in stream]
        final = stream.get_final_response()
    assert (kinds[0], kinds[-1]) == ("response.created", "response.completed")
    assert (final.output_text, final.usage.output_tokens) == ("Say so", 2)
    chunks = list(
        client.chat.completions.create(
            model="gpt-6-luna",
            messages=[{"role": "user", "content": "Say so"}],
            stream=True,
            stream_options={"include_usage": True},
        )
    )
    said = [chunk.choices[0].delta.content for chunk in chunks if chunk.choices]
    assert ("".join(filter(None, said)), chunks[-1].usage.completion_tokens) == ("Say so", 2)


def test_a_picture_has_the_size_asked_for_and_is_billed_by_its_usage(client, standin):
    made = client.images.generate(
        model="gpt-image-2", prompt="a lake", size="1536x864", quality="low", output_format="png"
    )
    content = base64.b64decode(made.data[0].b64_json)
    assert content.startswith(PNG)
    assert (int.from_bytes(content[16:20]), int.from_bytes(content[20:24])) == (1536, 864)
    assert made.usage.output_tokens == 272 * 1536 * 864 // 1024**2
    amount = made.usage.output_tokens * Decimal("3E-5") + 2 * Decimal("5E-6")
    assert standin.bills("openai", "images.generate")[0].amount == amount


def test_an_edit_takes_one_picture_or_several(client, standin):
    picture = ("sheet.png", PNG + b"rest", "image/png")
    for given, count in ((picture, 1), ([picture, picture], 2)):
        made = client.images.edit(
            model="gpt-image-2.5-flare", image=given, prompt="on a boat", output_format="jpeg"
        )
        assert base64.b64decode(made.data[0].b64_json).startswith(JPEG)
        assert made.usage.input_tokens_details.image_tokens == 1056 * count
    call = standin.calls("openai", "images.edit")[1]
    assert [(each["field"], each["size_bytes"]) for each in call.files] == [("image[]", 12)] * 2


def test_a_size_that_the_model_lacks_is_a_bad_request(client, standin):
    with pytest.raises(openai.BadRequestError, match="1920x1080"):
        client.images.generate(model="gpt-image-2", prompt="a lake", size="1920x1080")
    assert standin.bills() == []


@pytest.mark.parametrize(("form", "start"), [("wav", b"RIFF"), ("mp3", b"ID3"), ("pcm", b"")])
def test_speech_comes_in_the_form_asked_for(client, standin, form, start):
    sound = client.audio.speech.create(
        model="tts-1", voice="cedar", input="Good morning.", response_format=form
    )
    assert sound.content.startswith(start)
    assert standin.bills("openai", "speech")[0].amount == 13 * Decimal("0.000015")
    if form == "pcm":
        assert len(sound.content) == pytest.approx(0.7 * 24_000 * 2, rel=0.01)


def test_embeddings_are_unit_vectors_in_either_encoding(client):
    packed = client.embeddings.create(
        model="text-embedding-3-small", input=["sad piano", "sad piano ballad"], dimensions=384
    )
    vectors = np.array([each.embedding for each in packed.data])
    assert vectors.shape == (2, 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-6)
    assert vectors[0] @ vectors[1] > 0.7
    plain = client.embeddings.create(
        model="text-embedding-3-small", input="sad piano", dimensions=384, encoding_format="float"
    )
    assert plain.data[0].embedding == pytest.approx(list(vectors[0]), abs=1e-6)


def test_models_say_when_they_end(client):
    ends = {model.id: model.to_dict()["shutdown_date"] for model in client.models.list()}
    assert (ends["gpt-6-luna"], ends["tts-1"]) == (None, "2027-01-06")
    with pytest.raises(openai.NotFoundError) as found:
        client.models.retrieve("dall-e-3")
    assert found.value.code == "model_not_found"


def test_a_moderation_is_free_and_flags_what_it_is_told(client, standin):
    standin.fail("flagged", "openai", nth=(2,), categories=("violence",))
    calm, hit = (
        client.moderations.create(model="omni-moderation-latest", input="x").results[0]
        for _ in range(2)
    )
    assert (calm.flagged, hit.flagged, hit.categories.violence) == (False, True, True)
    assert standin.bills() == []


def test_a_refusal_is_a_billed_success(client, standin):
    standin.fail("refusal", "openai", text="No.")
    content = client.responses.create(model="gpt-6-luna", input="x").output[0].content[0]
    assert (content.type, content.refusal) == ("refusal", "No.")
    message = client.chat.completions.create(
        model="gpt-6-luna", messages=[{"role": "user", "content": "x"}]
    )
    assert message.choices[0].message.refusal == "No."
    assert len(standin.bills()) == 2


def test_a_reply_can_end_in_the_middle_or_say_anything(client, standin):
    standin.fail("cut_short", "openai", nth=(1,))
    standin.fail("says", "openai", nth=(1,), text="```json\n{}\n```")
    cut = client.responses.create(model="gpt-6-luna", input="one two three four")
    assert (cut.status, cut.incomplete_details.reason) == ("incomplete", "max_output_tokens")
    assert client.responses.create(model="gpt-6-luna", input="x").output_text == "```json\n{}\n```"


def test_a_blocked_picture_names_its_categories_and_costs_nothing(client, standin):
    standin.fail("moderation_blocked", "openai", categories=("violence",))
    with pytest.raises(openai.BadRequestError) as blocked:
        client.images.generate(model="gpt-image-2", prompt="x")
    assert blocked.value.code == "moderation_blocked"
    assert blocked.value.body["moderation_details"]["categories"] == ["violence"]
    assert standin.bills() == []


def test_a_call_without_a_key_is_turned_away(standin):
    answer = httpx.get(standin.base_url("openai") + "/models")
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "invalid_api_key")


def test_the_books_hold_no_key(client, standin):
    client.responses.create(model="gpt-6-luna", input="x")
    calls = json.dumps([call.as_json() for call in standin.calls()])
    bills = json.dumps([bill.as_json() for bill in standin.bills()])
    assert KEY not in calls + bills
