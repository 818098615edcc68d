"""OpenAI's adapters as Dagster sees them."""

import dagster as dg

from resources.openai_resources import (
    OpenAIEmbeddingsResource,
    OpenAIImagesResource,
    OpenAISpeechResource,
)


def test_settings_choose_the_model_and_hold_no_key(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-canary-4711-in-the-environment")
    images = OpenAIImagesResource(model="gpt-image-2", quality="high")
    speech, embedder = OpenAISpeechResource(), OpenAIEmbeddingsResource()
    context = dg.build_init_resource_context()
    assert images.create_resource(context).model == "gpt-image-2 high prompts 1"
    assert speech.create_resource(context).model == "gpt-4o-mini-tts directions 2"
    assert embedder.create_resource(context).dimension == 384
    for resource in (images, speech, embedder):
        assert "canary" not in f"{resource!r} {resource.model_dump()}"
        assert not [name for name in type(resource).model_fields if "secret" in name]
