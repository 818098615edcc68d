"""The stand-in's OpenAI answers by OpenAI's own schemas, and so do the SDK's requests.

The schemas are of 2026-08-21, three months older than the SDK; where they differ is listed here.
"""

import httpx
import pytest

from tests.adapters.openai_schemas import problems

NEWER = {
    "ImagesResponse": ["size: '1536x864' is not one of ['1024x1024', '1024x1536', '1536x1024']"]
}
"""What the schemas don't know yet: gpt-image-2 paints any size in steps of 16."""
KEY = {"authorization": "Bearer sk-test"}
TEXT = {"model": "gpt-6-luna", "input": "Say so"}
CHAT = {"model": "gpt-6-luna", "messages": [{"role": "user", "content": "Say so"}]}
PICTURE = {"model": "gpt-image-2", "prompt": "a lake", "size": "1536x864", "quality": "low"}


@pytest.fixture(scope="module")
def one_client(running_standin):
    with httpx.Client(base_url=running_standin.base_url("openai"), headers=KEY) as client:
        yield client


@pytest.fixture
def post(standin, one_client):
    return lambda path, body: one_client.post(path, json=body)


@pytest.mark.parametrize(
    ("path", "asked", "request_name", "reply_name"),
    [
        ("/responses", TEXT, "CreateResponse", "Response"),
        ("/chat/completions", CHAT, "CreateChatCompletionRequest", "CreateChatCompletionResponse"),
        ("/images/generations", PICTURE, "CreateImageRequest", "ImagesResponse"),
        (
            "/embeddings",
            {"model": "text-embedding-3-small", "input": ["x"], "dimensions": 4},
            "CreateEmbeddingRequest",
            "CreateEmbeddingResponse",
        ),
        ("/moderations", {"input": "x"}, "CreateModerationRequest", "CreateModerationResponse"),
    ],
)
def test_requests_and_replies_obey_the_published_schemas(
    post, path, asked, request_name, reply_name
):
    assert problems(request_name, asked) == []
    answer = post(path, asked)
    assert answer.status_code == 200
    assert problems(reply_name, answer.json()) == NEWER.get(reply_name, [])


@pytest.mark.parametrize("kind", ["refusal", "cut_short"])
def test_replies_that_are_no_success_obey_them_too(post, standin, kind):
    standin.fail(kind)
    assert problems("Response", post("/responses", TEXT).json()) == []
    assert problems("CreateChatCompletionResponse", post("/chat/completions", CHAT).json()) == []


@pytest.mark.parametrize("kind", ["rate_limited", "quota", "bad_request", "moderation_blocked"])
def test_errors_obey_them_too(post, standin, kind):
    standin.fail(kind, "openai")
    assert problems("ErrorResponse", post("/images/generations", PICTURE).json()) == []


def test_the_list_of_models_obeys_them_too(standin):
    listed = httpx.get(standin.base_url("openai") + "/models", headers=KEY).json()
    assert problems("ListModelsResponse", listed) == []


def test_a_wrong_body_is_seen():
    assert problems("CreateChatCompletionRequest", CHAT | {"messages": "x"})
    assert problems("CreateEmbeddingResponse", {"object": "list"})
