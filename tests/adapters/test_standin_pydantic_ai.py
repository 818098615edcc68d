"""Scripts from the stand-in through pydantic-ai, which stands on the official SDKs."""

import asyncio

import pytest
from anthropic import AsyncAnthropic
from google import genai
from google.genai import types
from openai import AsyncOpenAI
from pydantic_ai import Agent, NativeOutput
from pydantic_ai.exceptions import ContentFilterError
from pydantic_ai.models.anthropic import AnthropicModel
from pydantic_ai.models.google import GoogleModel
from pydantic_ai.models.openai import OpenAIChatModel, OpenAIResponsesModel
from pydantic_ai.providers.anthropic import AnthropicProvider
from pydantic_ai.providers.google import GoogleProvider
from pydantic_ai.providers.openai import OpenAIProvider

from manike.script.models import ScriptBreakdown

ASKED = "<prompt>A turtle finds the sea.</prompt> 20 seconds"


def responses(standin):
    client = AsyncOpenAI(api_key="k", base_url=standin.base_url("openai"), max_retries=0)
    provider = OpenAIProvider(openai_client=client)
    return OpenAIResponsesModel("gpt-6-luna", provider=provider), client.close


def chat(standin):
    client = AsyncOpenAI(api_key="k", base_url=standin.base_url("openai"), max_retries=0)
    provider = OpenAIProvider(openai_client=client)
    return OpenAIChatModel("gpt-5.4-mini", provider=provider), client.close


def claude(standin):
    client = AsyncAnthropic(api_key="k", base_url=standin.base_url("anthropic"), max_retries=0)
    provider = AnthropicProvider(anthropic_client=client)
    return AnthropicModel("claude-haiku-5-5", provider=provider), client.close


def gemini(standin):
    options = types.HttpOptions(base_url=standin.base_url("gemini"), api_version="v1beta")
    client = genai.Client(api_key="k", http_options=options)
    return GoogleModel("gemini-3.5-flash-lite", provider=GoogleProvider(client=client)), (
        client.aio.aclose
    )


def ask(standin, model_of, prompt, **settings):
    """The reply to a prompt; the client is closed in the loop in which it was opened."""

    async def asking():
        model, close = model_of(standin)
        try:
            return await Agent(model, **settings).run(prompt)
        finally:
            await close()

    return asyncio.run(asking())


# google-genai derives its session from aiohttp's, which aiohttp discourages.
pytestmark = pytest.mark.filterwarnings("ignore:Inheritance class AiohttpClientSession")
ALL = pytest.mark.parametrize("model_of", [responses, chat, claude, gemini])
SCRIPT = NativeOutput(ScriptBreakdown, strict=True)


@ALL
@pytest.mark.parametrize("most_tokens", [4096, 128_000])
def test_a_script_obeys_the_strict_schema_and_costs_what_is_billed(standin, model_of, most_tokens):
    settings = {"max_tokens": most_tokens}
    reply = ask(standin, model_of, ASKED, output_type=SCRIPT, model_settings=settings)
    assert 18 <= sum(scene.duration_s for scene in reply.output.scenes) <= 24
    assert [bill.amount for bill in standin.bills()] == [reply.response.cost().total_price]


@ALL
def test_a_refusal_is_told(standin, model_of):
    standin.fail("refusal")
    with pytest.raises(ContentFilterError):
        ask(standin, model_of, "x")
    assert len(standin.bills()) == 1


def test_an_invalid_script_is_asked_for_again_and_both_calls_are_billed(standin):
    standin.fail("says", text='{"title": "x"}', nth=(1,))
    assert ask(standin, responses, ASKED, output_type=SCRIPT).output.scenes
    assert len(standin.bills()) == 2
