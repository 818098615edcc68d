"""OpenAI speaks: a text with directions goes in, the sound comes back in the answer.

The endpoint and all of its models end on 2027-01-06. Replies tell no usage: what is billed is
reckoned from the sound's length and the text.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from manike.errors import UnknownOutcomeError
from manike.generation.remote import Accepted, Failed, Quote, Recovery, RemoteJob, Reply
from manike.money import Money
from manike.ports import SpeechRequest
from resources.lengths import check_length
from resources.openai_calls import OpenAIClient
from resources.openai_figures import PROVIDER, SpeechModel
from resources.speech_directions import VERSION, direction, respelled
from resources.spoken import SpokenJob, Voiced
from resources.token_prices import about_tokens, most_tokens, token_cost
from resources.wav_length import wav_length_s

if TYPE_CHECKING:
    from openai import OpenAI


def openai_speech(client: OpenAIClient | None = None, *, model: str = "") -> "OpenAISpeech":
    """OpenAI as a ``RemoteSpeechProvider``; nothing is asked yet.

    Args:
        client: whose key pays; the environment's if not given.
        model: the dated data's preferred one if empty.

    Raises:
        BadInputError: the model is not known, or gone.
    """
    return OpenAISpeech(client or OpenAIClient(), model)


class OpenAISpeech(Voiced):
    """See ``openai_speech``."""

    name = PROVIDER

    def __init__(self, client: OpenAIClient, model: str) -> None:
        self._client = client
        self._model = client.figures.speech_model(model)
        self._voices = client.figures.voices_of(self._model.id)

    @property
    def model(self) -> str:
        """Model, and version of the directions if it takes any."""
        directed = f" directions {VERSION}" if self._model.instructions else ""
        return f"{self._model.id}{directed}"

    @property
    def obeys_intensity(self) -> bool:
        """See ``RemoteSpeechProvider``: where the model takes directions."""
        return self._model.instructions

    def speech_job(self, request: SpeechRequest) -> RemoteJob:
        """See ``RemoteSpeechProvider``."""
        wanted = _Wanted(
            request,
            self.voice_for(request),
            request.text if self._model.instructions else respelled(request),
            direction(request) if self._model.instructions else "",
        )
        return OpenAISpeechJob(self._client, self._model, wanted)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What one job asks for."""

    request: SpeechRequest
    voice: str
    text: str
    instructions: str


class OpenAISpeechJob(SpokenJob):
    """One narration."""

    def __init__(self, client: OpenAIClient, model: SpeechModel, wanted: _Wanted) -> None:
        self._figures = client.figures.speech
        super().__init__(
            PROVIDER, client.account, self._figures.timeout_s, wanted.request, wanted.voice
        )
        self._client = client
        self._model = model
        self._wanted = wanted

    @property
    def recovery(self) -> Recovery:
        """By the key where the server honours keys."""
        return self._client.recovery

    def quote(self) -> Quote:
        """By the text's length, read slowly."""
        count = len(self._wanted.text)
        if self._model.character_usd is not None:
            return Quote(self._character_cost(), f"{count} characters")
        longest_s = count / self._figures.fewest_characters_a_second + self._figures.pauses_s
        given = most_tokens(self._wanted.text, self._wanted.instructions)
        cost = self._token_cost(longest_s, given, self._client.clock.now())
        return Quote(cost, f"{count} characters, {longest_s:.0f} s of speech at most")

    def submit(self, key: str) -> Accepted | Reply | Failed:
        """Billed by the length of what is heard, or by the character."""
        model, figures = self._model, self._figures
        self._client.check(model)
        check_length("text", self._wanted.text, figures.characters, PROVIDER)
        at = self._client.clock.now()
        heard = self._client.pay(key, figures.timeout_s, self._call)
        length_s = wav_length_s(heard.content)
        if length_s is None:
            raise UnknownOutcomeError(
                f"its answer is no sound (request {heard.request_id or 'unknown'})",
                provider=PROVIDER,
            )
        content = {
            "model": model.id,
            "request_id": heard.request_id,
            "voice": self._wanted.voice,
            "heard_s": float(length_s),
        }
        return Reply(content, heard.content, self._cost(length_s, at))

    def seek(self, key: str, since: datetime) -> Accepted | Reply | Failed | None:
        """By the key where the server honours keys, else it can't be told."""
        del since
        return self._client.found_again(lambda: self.submit(key))

    def _call(self, sdk: "OpenAI") -> Any:  # noqa: ANN401 - the SDK's
        asked: dict[str, Any] = {
            "model": self._model.id,
            "input": self._wanted.text,
            "voice": self._wanted.voice,
            "response_format": "wav",
        }
        if self._wanted.instructions:
            asked["instructions"] = self._wanted.instructions
        return sdk.audio.speech.with_raw_response.create(**asked)

    def _cost(self, length_s: Decimal, at: datetime) -> Money:
        if self._model.character_usd is not None:
            return self._character_cost()
        given = about_tokens(self._wanted.text, self._wanted.instructions)
        return self._token_cost(length_s, given, at)

    def _character_cost(self) -> Money:
        return Money((self._model.character_usd or Decimal(0)) * len(self._wanted.text))

    def _token_cost(self, length_s: Decimal, given: int, at: datetime) -> Money:
        made = max(1, round(length_s * self._figures.tokens_a_second))
        usage = {"input_tokens": given, "output_tokens": made, "output_audio_tokens": made}
        return token_cost(PROVIDER, self._model.id, at, **usage)
