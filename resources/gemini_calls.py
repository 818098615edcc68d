"""Calls to Gemini by its SDK: each made once, its failures turned into our errors."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from manike.errors import MachineError
from manike.secrets import Secret
from resources.bounded_http import bounding_hooks
from resources.http_errors import Refusal, error_of, error_of_unreadable, error_without_answer
from resources.keys import key_of
from resources.tls import trusted
from resources.waits import wait_of

if TYPE_CHECKING:
    from google.genai import Client
    from google.genai.errors import APIError
    from google.genai.types import Content, GenerateContentConfig, GenerateContentResponse

PROVIDER = "gemini"
KEY = "GEMINI_API_KEY"

_TRANSPORTS = ("httpx", "httpx2", "requests")
"""Whose errors the SDK lets through as they are."""
_DELAY = re.compile(r"(\d+(?:\.\d+)?)s")


@dataclass(frozen=True, slots=True)
class Said:
    """What is to be spoken."""

    text: str
    style: str
    voice: str


class GeminiClient:
    """Gemini under one key. The SDK and the key are loaded with the first call."""

    def __init__(self, key: Secret | None, base_url: str, api_version: str) -> None:
        """Nothing is asked yet; the key is that of the environment if none is given."""
        self._key = key
        self._base_url = base_url
        self._api_version = api_version
        self._sdk: Client | None = None

    def speak(self, model: str, said: Said, timeout_s: float) -> "GenerateContentResponse":
        """Have a text spoken: a call that is billed, made once.

        Raises:
            ProviderError: see ``resources.http_errors``.
        """
        sdk = self._client()
        from google.genai.errors import APIError

        try:
            return sdk.models.generate_content(
                model=model, contents=_content(said), config=_config(said, timeout_s)
            )
        except APIError as error:
            raise error_of(_refusal(error), PROVIDER, is_paid=True) from error
        except ValueError as error:
            raise error_of_unreadable(PROVIDER, is_paid=True) from error
        except Exception as error:
            if type(error).__module__.split(".")[0] not in _TRANSPORTS:
                raise
            raise error_without_answer(error, PROVIDER, is_paid=True) from error

    def _client(self) -> "Client":
        if self._sdk is None:
            self._sdk = self._new_client()
        return self._sdk

    def _new_client(self) -> "Client":
        try:
            from google.genai import Client
            from google.genai.types import HttpOptions
        except ImportError as error:
            raise MachineError("Gemini's SDK is missing: pip install 'manike[gemini]'.") from error
        key = key_of(self._key, KEY, PROVIDER)
        options = HttpOptions(
            base_url=self._base_url,
            api_version=self._api_version,
            client_args={"verify": trusted(), "event_hooks": bounding_hooks()},
            async_client_args={"ssl": trusted()},
        )
        return Client(api_key=key.reveal(), vertexai=False, http_options=options)


def _content(said: Said) -> "Content":
    from google.genai.types import Content, Part, SpeechMetadata

    part = Part(text=said.text, speech_metadata=SpeechMetadata(style=said.style))
    return Content(role="user", parts=[part])


def _config(said: Said, timeout_s: float) -> "GenerateContentConfig":
    from google.genai import types

    voice = types.PrebuiltVoiceConfig(voice_name=said.voice)
    config = types.VoiceConfig(prebuilt_voice_config=voice)
    return types.GenerateContentConfig(
        response_modalities=["AUDIO"],
        speech_config=types.SpeechConfig(voice_config=config),
        # No retry_options: the SDK asks once.
        http_options=types.HttpOptions(timeout=round(timeout_s * 1000)),
    )


def _refusal(error: "APIError") -> Refusal:
    details = list(_details(error.details))
    quotas = [
        str(broken.get("quotaId", ""))
        for each in details
        for broken in each.get("violations") or ()
        if isinstance(broken, Mapping)
    ]
    codes = ["quota"] if any("PerDay" in quota for quota in quotas) else []
    waits = [_DELAY.fullmatch(str(each.get("retryDelay", ""))) for each in details]
    return Refusal(
        status=error.code,
        message=error.message or "no reason given",
        codes=(*codes, *_state(error.details)),
        retry_after_s=next((wait_of(wait[1]) for wait in waits if wait), None),
    )


def _state(body: Any) -> tuple[str, ...]:  # noqa: ANN401 - any JSON
    """Google's own word for it; a page of a proxy has none, though the SDK makes one up."""
    error = body.get("error") if isinstance(body, Mapping) else None
    state = error.get("status") if isinstance(error, Mapping) else None
    return (state,) if isinstance(state, str) else ()


def _details(body: Any) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401 - any JSON
    error = body.get("error", body) if isinstance(body, Mapping) else {}
    found = error.get("details") if isinstance(error, Mapping) else None
    yield from (each for each in found or () if isinstance(each, Mapping))
