"""Scripts by Gemini: generateContent through pydantic-ai."""

from manike.secrets import Secret
from manike.studio.clock import Clock
from manike.writing.writer import RemoteWriter
from resources.model_speaker import CONNECT_S, Line, Opened
from resources.tls import trusted
from resources.writers import Settings, writer_of

VENDOR = "gemini"
SECRET = "GEMINI_API_KEY"
_VERSION = "v1beta"
"""Of the API, with which the pinned SDK was tried; later ones take v1 by themselves."""


def gemini_writer(
    key: Secret | None = None, *, clock: Clock | None = None, settings: Settings | None = None
) -> RemoteWriter:
    """Gemini's models as a script writer; see ``openai_writer``.

    Raises:
        BadInputError: there is no such model.
    """
    return writer_of(VENDOR, _opened, SECRET, key, clock, settings)


def _opened(line: Line) -> Opened:
    import httpx2
    from google import genai
    from google.genai import types
    from pydantic_ai.models.google import GoogleModel
    from pydantic_ai.providers.google import GoogleProvider

    # With aiohttp, its usual client, the SDK sends a request whose answer was lost again by itself,
    # whatever its retry options are (2.34.0): the reply is billed twice.
    http = httpx2.AsyncClient(
        timeout=httpx2.Timeout(line.timeout_s, connect=CONNECT_S), verify=trusted()
    )
    options = types.HttpOptions(
        base_url=line.base_url,
        api_version=_VERSION,
        timeout=round(line.timeout_s * 1000),
        httpx_async_client=http,
        client_args={"verify": trusted()},
        async_client_args={"ssl": trusted()},
    )
    client = genai.Client(api_key=line.reveal(), http_options=options)
    return Opened(GoogleModel(line.model, provider=GoogleProvider(client=client)), http.aclose)
