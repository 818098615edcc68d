"""Scripts by OpenAI: the responses API through pydantic-ai, and the Dagster resource."""

import dagster as dg
from pydantic import Field

from manike.prompts.experiments import Choice
from manike.secrets import Secret, load_secret
from manike.studio.clock import Clock
from manike.studio.exchanges import ExchangeBook
from manike.writing.writer import RemoteWriter
from resources.model_speaker import CONNECT_S, Line, Opened
from resources.writers import Settings, writer_of

VENDOR = "openai"


def openai_writer(
    key: Secret,
    choice: Choice,
    *,
    exchanges: ExchangeBook,
    clock: Clock,
    settings: Settings | None = None,
) -> RemoteWriter:
    """OpenAI's models as a script writer.

    Args:
        key: the API key.
        choice: the wording for the project, and its model if an experiment says so.
        exchanges: where calls are written down.
        clock: dates prices and the ends of models.
        settings: model, account and server, where they are not the usual ones.

    Raises:
        BadInputError: there is no such model.
    """
    return writer_of(VENDOR, _opened, key, choice, exchanges, clock, settings or Settings())


class OpenAIWriterResource(dg.ConfigurableResource["OpenAIWriterResource"]):
    """Settings of OpenAI's writer; the key comes from ``OPENAI_API_KEY`` or a file."""

    model: str = Field(default="", description="Model; empty for the one in the dated data.")
    base_url: str = Field(default="", description="Another server than OpenAI's own.")

    def writer(self, choice: Choice, exchanges: ExchangeBook, clock: Clock) -> RemoteWriter:
        """The writer for a project; reads the key."""
        settings = Settings(model=self.model, base_url=self.base_url)
        key = load_secret("OPENAI_API_KEY")
        return openai_writer(key, choice, exchanges=exchanges, clock=clock, settings=settings)


def _opened(line: Line) -> Opened:
    from openai import AsyncOpenAI, Timeout
    from pydantic_ai.models.openai import OpenAIResponsesModel
    from pydantic_ai.providers.openai import OpenAIProvider

    client = AsyncOpenAI(
        api_key=line.key.reveal(),
        base_url=line.base_url,
        timeout=Timeout(line.timeout_s, connect=CONNECT_S),
        max_retries=0,
    )
    provider = OpenAIProvider(openai_client=client)
    return Opened(OpenAIResponsesModel(line.model, provider=provider), client.close)
