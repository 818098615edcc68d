"""Scripts by Anthropic: messages through pydantic-ai, and the Dagster resource."""

import dagster as dg
from pydantic import Field

from manike.prompts.experiments import Choice
from manike.secrets import Secret, load_secret
from manike.studio.clock import Clock
from manike.studio.exchanges import ExchangeBook
from manike.writing.writer import RemoteWriter
from resources.model_speaker import CONNECT_S, Line, Opened
from resources.writers import Settings, writer_of

VENDOR = "anthropic"


def anthropic_writer(
    key: Secret,
    choice: Choice,
    *,
    exchanges: ExchangeBook,
    clock: Clock,
    settings: Settings | None = None,
) -> RemoteWriter:
    """Anthropic's models as a script writer; see ``openai_writer``.

    Raises:
        BadInputError: there is no such model.
    """
    return writer_of(VENDOR, _opened, key, choice, exchanges, clock, settings or Settings())


class AnthropicWriterResource(dg.ConfigurableResource["AnthropicWriterResource"]):
    """Settings of Anthropic's writer; the key comes from ``ANTHROPIC_API_KEY`` or a file."""

    model: str = Field(default="", description="Model; empty for the one in the dated data.")
    base_url: str = Field(default="", description="Another server than Anthropic's own.")

    def writer(self, choice: Choice, exchanges: ExchangeBook, clock: Clock) -> RemoteWriter:
        """The writer for a project; reads the key."""
        settings = Settings(model=self.model, base_url=self.base_url)
        key = load_secret("ANTHROPIC_API_KEY")
        return anthropic_writer(key, choice, exchanges=exchanges, clock=clock, settings=settings)


def _opened(line: Line) -> Opened:
    from anthropic import AsyncAnthropic, Timeout
    from pydantic_ai.models.anthropic import AnthropicModel
    from pydantic_ai.providers.anthropic import AnthropicProvider

    client = AsyncAnthropic(
        api_key=line.key.reveal(),
        base_url=line.base_url,
        timeout=Timeout(line.timeout_s, connect=CONNECT_S),
        max_retries=0,
    )
    provider = AnthropicProvider(anthropic_client=client)
    return Opened(AnthropicModel(line.model, provider=provider), client.close)
