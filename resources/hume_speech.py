"""Hume's Octave spoke until its service ended on 2026-11-13: off, unless it is run again."""

import base64
import binascii
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import httpx

from manike.errors import MachineError, PermanentProviderError
from manike.generation.remote import Accepted, Failed, Quote, RemoteJob, Reply
from manike.money import Money
from manike.ports import SpeechRequest
from manike.secrets import Secret
from resources.bounded_http import bounded_client
from resources.dated_data import read_data
from resources.error_bodies import refusal_of
from resources.http_errors import Refusal, error_of, error_of_unreadable, error_without_answer
from resources.keys import key_of
from resources.lengths import check_length
from resources.models import Row
from resources.speech_directions import VERSION, respelled, short_direction
from resources.spoken import SpokenJob, Voiced
from resources.voice_casting import Voices

if TYPE_CHECKING:
    from hume import HumeClient
    from hume.core.api_error import ApiError

PROVIDER = "hume"
KEY = "HUME_API_KEY"

_DATA = "hume-2026-11-21.yaml"
_OK = 200


def hume_speech(
    key: Secret | None = None,
    *,
    is_on: bool = False,
    base_url: str = "",
    account: str = PROVIDER,
) -> "HumeSpeech":
    """Hume as a ``RemoteSpeechProvider``; nothing is asked yet.

    Args:
        key: the API key; that of the environment if not given.
        is_on: ask it all the same; else each job fails at once and says that the service ended.
        base_url: another server than Hume's own, such as the stand-in.
        account: whose limits and health count.
    """
    return HumeSpeech(_Speaker(key, base_url, account, is_on, hume_figures()))


class HumeSpeech(Voiced):
    """See ``hume_speech``."""

    name = PROVIDER
    obeys_intensity = True

    def __init__(self, speaker: "_Speaker") -> None:
        self._speaker = speaker
        self._voices = speaker.figures.voices

    @property
    def model(self) -> str:
        """Model with its version, and version of the directions."""
        figures = self._speaker.figures
        return f"{figures.model} {figures.version} directions {VERSION}"

    def speech_job(self, request: SpeechRequest) -> RemoteJob:
        """See ``RemoteSpeechProvider``."""
        return HumeSpeechJob(self._speaker, request, self.voice_for(request))


class HumeSpeechJob(SpokenJob):
    """One narration."""

    def __init__(self, speaker: "_Speaker", request: SpeechRequest, voice: str) -> None:
        super().__init__(PROVIDER, speaker.account, speaker.figures.timeout_s, request, voice)
        self._speaker = speaker
        self._text = respelled(request)

    def quote(self) -> Quote:
        """By the character: what it is billed."""
        count = len(self._text)
        return Quote(Money(self._speaker.figures.character_usd * count), f"{count} characters")

    def submit(self, key: str) -> Accepted | Reply | Failed:
        """Billed by the character; no key is taken."""
        del key
        figures, count = self._speaker.figures, len(self._text)
        if not self._speaker.is_on:
            said = f"its service ended on {figures.ended_on}; use {figures.successor}"
            raise PermanentProviderError(said, provider=PROVIDER)
        check_length("text", self._text, figures.characters, PROVIDER)
        answer = self._answer()
        try:
            sound = base64.b64decode(answer.generations[0].audio, validate=True)
        except (IndexError, binascii.Error):
            sound = b""
        cost = self.quote().most
        if not sound:
            return Failed(PermanentProviderError("no sound came", provider=PROVIDER), cost)
        content = {
            "model": self._speaker.figures.model,
            "request_id": answer.request_id or "",
            "voice": self._voice,
            "usage": {"characters": count},
        }
        return Reply(content, sound, cost)

    def _answer(self) -> Any:  # noqa: ANN401 - the SDK's
        sdk_of = self._speaker.sdk_of()
        from hume.core.api_error import ApiError

        try:
            # The SDK never closes a client of its own.
            with bounded_client(self._timeout_s) as http:
                return sdk_of(http).tts.synthesize_json(**self._asked())
        except ApiError as error:
            if error.status_code == _OK:
                raise error_of_unreadable(PROVIDER, is_paid=True) from error
            raise error_of(_refusal(error), PROVIDER, is_paid=True) from error
        except httpx.HTTPError as error:
            raise error_without_answer(error, PROVIDER, is_paid=True) from error
        except ValueError as error:
            raise error_of_unreadable(PROVIDER, is_paid=True) from error

    def _asked(self) -> dict[str, Any]:
        from hume.tts import FormatWav, PostedUtterance, PostedUtteranceVoiceWithName

        figures = self._speaker.figures
        voice = PostedUtteranceVoiceWithName(name=self._voice, provider=figures.voice_provider)
        utterance = PostedUtterance(
            text=self._text, voice=voice, description=short_direction(self._request)
        )
        return {
            "utterances": [utterance],
            "format": FormatWav(),
            "version": figures.version,
            "num_generations": 1,
            "request_options": {"max_retries": 0, "timeout_in_seconds": self._timeout_s},
        }


def _refusal(error: "ApiError") -> Refusal:
    body = error.body if isinstance(error.body, Mapping) else {}
    headers = {name.lower(): value for name, value in (error.headers or {}).items()}
    return refusal_of(error.status_code or 0, body, headers)


class _Figures(Row):
    """What is asked of Hume's speech; see the file for units and sources."""

    schema_version: Literal[1]
    read_on: date
    base_url: str
    ended_on: date
    successor: str
    model: str
    version: Literal["1", "2"]
    timeout_s: float
    characters: int
    character_usd: Decimal
    voice_provider: Literal["HUME_AI", "CUSTOM_VOICE"]
    voices: Voices


@dataclass(frozen=True, slots=True)
class _Speaker:
    key: Secret | None
    base_url: str
    account: str
    is_on: bool
    figures: _Figures

    def sdk_of(self) -> "Callable[[httpx.Client], HumeClient]":
        """Builds the SDK's client upon a connection; SDK and key are loaded now."""
        try:
            from hume import HumeClient
        except ImportError as error:
            raise MachineError("Hume's SDK is missing: pip install 'manike[hume]'.") from error
        key = key_of(self.key, KEY, PROVIDER)
        url = self.base_url or self.figures.base_url
        return lambda http: HumeClient(api_key=key.reveal(), base_url=url, httpx_client=http)


@cache
def hume_figures() -> _Figures:
    """The data that ship with this version."""
    return read_data(_DATA, _Figures)
