"""Scripts by Anthropic: messages through pydantic-ai."""

from manike.secrets import Secret
from manike.studio.clock import Clock
from manike.writing.writer import RemoteWriter
from resources.model_speaker import CONNECT_S, Line, Opened
from resources.tls import trusted
from resources.writers import Settings, writer_of

VENDOR = "anthropic"
SECRET = "ANTHROPIC_API_KEY"


def anthropic_writer(
    key: Secret | None = None, *, clock: Clock | None = None, settings: Settings | None = None
) -> RemoteWriter:
    """Anthropic's models as a script writer; see ``openai_writer``.

    Raises:
        BadInputError: there is no such model.
    """
    return writer_of(VENDOR, _opened, SECRET, key, clock, settings)


def _opened(line: Line) -> Opened:
    from anthropic import AsyncAnthropic, DefaultAsyncHttpxClient, Timeout
    from pydantic_ai.models.anthropic import AnthropicModel
    from pydantic_ai.providers.anthropic import AnthropicProvider

    client = AsyncAnthropic(
        api_key=line.reveal(),
        base_url=line.base_url,
        timeout=Timeout(line.timeout_s, connect=CONNECT_S),
        max_retries=0,
        http_client=DefaultAsyncHttpxClient(verify=trusted()),
    )
    provider = AnthropicProvider(anthropic_client=client)
    return Opened(AnthropicModel(line.model, provider=provider), client.close)
