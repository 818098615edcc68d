"""Gemini speaks: a text with directions apart from it goes in, the sound comes in the answer."""

import io
import re
import wave
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Literal

from manike.errors import (
    PermanentProviderError,
    ProviderError,
    RefusedContentError,
    UnknownOutcomeError,
)
from manike.generation.remote import Accepted, Failed, Quote, RemoteJob, Reply
from manike.money import Money
from manike.ports import SpeechRequest
from manike.secrets import Secret
from manike.studio.clock import Clock
from resources.dated_data import read_data
from resources.gemini_calls import PROVIDER, GeminiClient, Said
from resources.lengths import check_length
from resources.models import Model, Retired, Row, known_model
from resources.speech_directions import VERSION, direction
from resources.spoken import SpokenJob, Voiced
from resources.token_prices import most_tokens, token_cost
from resources.voice_casting import Voices

if TYPE_CHECKING:
    from google.genai.types import GenerateContentResponse

_DATA = "gemini-speech-2026-11-21.yaml"
_PRICED_AS = "google"
_RATE = re.compile(r"rate=(\d+)")
_SAMPLE_BYTES = 2
_NOT_CONTENT = frozenset(
    {"MAX_TOKENS", "LANGUAGE", "OTHER", "MALFORMED_FUNCTION_CALL", "FINISH_REASON_UNSPECIFIED"}
)
"""Reasons to end that say nothing of the content; all others do."""
_WHOLE = ("STOP", "")


def gemini_speech(
    key: Secret | None = None,
    *,
    model: str = "",
    base_url: str = "",
    account: str = PROVIDER,
    clock: Clock | None = None,
) -> "GeminiSpeech":
    """Gemini as a ``RemoteSpeechProvider``; nothing is asked yet.

    Args:
        key: the API key; that of the environment if not given.
        model: the dated data's preferred one if empty.
        base_url: another server than Google's own.
        account: whose limits and health count.
        clock: dates prices.

    Raises:
        BadInputError: the model is not known, or takes its directions in the text.
    """
    figures = gemini_figures()
    chosen = known_model(model or figures.model, figures.models, figures.retired)
    client = GeminiClient(key, base_url or figures.base_url, figures.api_version)
    return GeminiSpeech(_Speaker(client, chosen, account, clock or Clock(), figures))


class GeminiSpeech(Voiced):
    """See ``gemini_speech``."""

    name = PROVIDER
    obeys_intensity = True

    def __init__(self, speaker: "_Speaker") -> None:
        self._speaker = speaker
        self._voices = speaker.figures.voices

    @property
    def model(self) -> str:
        """Model, and version of the directions."""
        return f"{self._speaker.model.id} directions {VERSION}"

    def speech_job(self, request: SpeechRequest) -> RemoteJob:
        """See ``RemoteSpeechProvider``."""
        return GeminiSpeechJob(self._speaker, request, self.voice_for(request))


class GeminiSpeechJob(SpokenJob):
    """One narration."""

    def __init__(self, speaker: "_Speaker", request: SpeechRequest, voice: str) -> None:
        super().__init__(PROVIDER, speaker.account, speaker.figures.timeout_s, request, voice)
        self._speaker = speaker
        self._style = direction(request)

    def quote(self) -> Quote:
        """By the text's length, read slowly."""
        figures, count = self._speaker.figures, len(self._request.text)
        longest_s = count / figures.fewest_characters_a_second + figures.pauses_s
        given = most_tokens(self._request.text, self._style)
        cost = self._cost(given, round(longest_s * figures.tokens_a_second))
        return Quote(cost, f"{count} characters, {longest_s:.0f} s of speech at most")

    def submit(self, key: str) -> Accepted | Reply | Failed:
        """Billed by the tokens that the answer tells; no key is taken."""
        del key
        speaker = self._speaker
        speaker.model.check(speaker.clock.now().date(), PROVIDER)
        check_length("text", self._request.text, speaker.figures.characters, PROVIDER)
        answer = self._answer()
        used = answer.usage_metadata
        if used is None and not answer.candidates and answer.prompt_feedback is None:
            raise UnknownOutcomeError("it answered with nothing", provider=PROVIDER)
        given = used.prompt_token_count or 0 if used else 0
        made = (used.candidates_token_count or 0) + (used.thoughts_token_count or 0) if used else 0
        cost = self._cost(given, made) if used else self.quote().most
        problem = _problem(answer)
        if problem is not None:
            return Failed(problem, cost)
        sound = _sound(answer)
        if not sound:
            return Failed(PermanentProviderError("no sound came", provider=PROVIDER), cost)
        content = {
            "model": answer.model_version or speaker.model.id,
            "request_id": answer.response_id or "",
            "voice": self._voice,
            "usage": {"input_tokens": given, "output_tokens": made},
        }
        return Reply(content, sound, cost)

    def _answer(self) -> "GenerateContentResponse":
        speaker = self._speaker
        said = Said(self._request.text, self._style, self._voice)
        return speaker.client.speak(speaker.model.id, said, self._timeout_s)

    def _cost(self, given: int, made: int) -> Money:
        speaker = self._speaker
        usage = {"input_tokens": given, "output_tokens": made}
        return token_cost(_PRICED_AS, speaker.model.id, speaker.clock.now(), **usage)


def _problem(answer: "GenerateContentResponse") -> ProviderError | None:
    """What ended the answer before it was whole."""
    feedback = answer.prompt_feedback
    if feedback is not None and feedback.block_reason is not None:
        return _ended("the prompt was blocked", feedback.block_reason.value)
    if not answer.candidates:
        return _ended("it answered with nothing", "")
    reason = answer.candidates[0].finish_reason
    name = reason.value if reason is not None else ""
    return None if name in _WHOLE else _ended("the speech ended early", name)


def _ended(said: str, reason: str) -> ProviderError:
    """Candidates that are missing without a reason are a refusal too: that is how it refuses."""
    text = f"{said} ({reason or 'no reason given'})"
    if reason in _NOT_CONTENT:
        return PermanentProviderError(text, provider=PROVIDER)
    return RefusedContentError(text, provider=PROVIDER, categories=[reason] if reason else [])


def _sound(answer: "GenerateContentResponse") -> bytes:
    """The sound as a file: it comes as WAV, or as samples without a header."""
    candidate = (answer.candidates or [])[0]
    parts = (candidate.content.parts if candidate.content else None) or []
    blobs = [part.inline_data for part in parts if part.inline_data and part.inline_data.data]
    sound = b"".join(blob.data or b"" for blob in blobs)
    rate = _RATE.search(blobs[0].mime_type or "") if blobs else None
    if rate is None or sound.startswith(b"RIFF"):
        return sound
    return _wav(sound, int(rate[1]))


def _wav(samples: bytes, rate_hz: int) -> bytes:
    """A file of 16-bit samples in mono."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(_SAMPLE_BYTES)
        file.setframerate(rate_hz)
        file.writeframes(samples)
    return buffer.getvalue()


class _Figures(Row):
    """What is asked of Gemini's speech; see the file for units and sources."""

    schema_version: Literal[1]
    read_on: date
    base_url: str
    api_version: str
    model: str
    timeout_s: float
    characters: int
    fewest_characters_a_second: Decimal
    pauses_s: Decimal
    tokens_a_second: Decimal
    models: tuple[Model, ...]
    retired: tuple[Retired, ...]
    voices: Voices


@dataclass(frozen=True, slots=True)
class _Speaker:
    client: GeminiClient
    model: Model
    account: str
    clock: Clock
    figures: _Figures


@cache
def gemini_figures() -> _Figures:
    """The data that ship with this version."""
    return read_data(_DATA, _Figures)
