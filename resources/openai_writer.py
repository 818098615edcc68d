"""Scripts by OpenAI: the responses API through pydantic-ai."""

from manike.secrets import Secret
from manike.studio.clock import Clock
from manike.writing.writer import RemoteWriter
from resources.model_speaker import CONNECT_S, Line, Opened
from resources.tls import trusted
from resources.writers import Settings, writer_of

VENDOR = "openai"
SECRET = "OPENAI_API_KEY"


def openai_writer(
    key: Secret | None = None, *, clock: Clock | None = None, settings: Settings | None = None
) -> RemoteWriter:
    """OpenAI's models as a script writer.

    Args:
        key: the API key; read when it is needed if not given.
        clock: dates prices and the ends of models; the machine's if none is given.
        settings: model, account and server, where they are not the usual ones.

    Raises:
        BadInputError: there is no such model.
    """
    return writer_of(VENDOR, _opened, SECRET, key, clock, settings)


def _opened(line: Line) -> Opened:
    from openai import AsyncOpenAI, DefaultAsyncHttpxClient, Timeout
    from pydantic_ai.models.openai import OpenAIResponsesModel
    from pydantic_ai.providers.openai import OpenAIProvider

    client = AsyncOpenAI(
        api_key=line.reveal(),
        base_url=line.base_url,
        timeout=Timeout(line.timeout_s, connect=CONNECT_S),
        max_retries=0,
        http_client=DefaultAsyncHttpxClient(verify=trusted()),
    )
    provider = OpenAIProvider(openai_client=client)
    return Opened(OpenAIResponsesModel(line.model, provider=provider), client.close)
