"""Trusted roots are read once, however many calls are made."""

import asyncio
import ssl

import pytest

from manike.secrets import Secret
from resources import anthropic_writer, gemini_writer, openai_writer
from resources.fal_calls import FalClient
from resources.gemini_calls import GeminiClient
from resources.model_speaker import Line
from resources.openai_calls import OpenAIClient
from resources.replicate_calls import ReplicateClient
from resources.tls import trusted

KEY = Secret("KEY", "key-of-nobody")
HERE = "http://127.0.0.1:1"

pytestmark = pytest.mark.filterwarnings("ignore:Inheritance class AiohttpClientSession")


def opened(writer):
    asyncio.run(writer._opened(Line("vendor", "a-model", "KEY", KEY, HERE, 5.0)).close())


OPENINGS = {
    "openai writer": lambda: opened(openai_writer),
    "anthropic writer": lambda: opened(anthropic_writer),
    "gemini writer": lambda: opened(gemini_writer),
    "openai": lambda: OpenAIClient(KEY, base_url=HERE)._client(),
    "gemini": lambda: GeminiClient(KEY, HERE, "v1")._client(),
    "fal": lambda: FalClient(KEY, base_url=HERE)._client(),
    "replicate": lambda: ReplicateClient(KEY, base_url=HERE)._client(),
}


@pytest.mark.parametrize("opening", OPENINGS)
def test_another_client_does_not_read_them_again(opening, monkeypatch):
    OPENINGS[opening]()  # SDKs read them once as they are loaded

    def read_again(*given, **options):
        raise AssertionError("the roots are read again")

    monkeypatch.setattr(ssl, "create_default_context", read_again)
    OPENINGS[opening]()


def test_downloads_don_t_take_roots_of_the_environment():
    assert trusted(by_environment=False) is not trusted()
    assert trusted(by_environment=False) is trusted(by_environment=False)
