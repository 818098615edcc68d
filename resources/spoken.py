"""Voices of vendors that answer one call with the sound: who speaks, and what becomes of it."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path

from manike.generation.remote import Collected, Quote, Reply
from manike.ports import SpeechRequest, VoiceOver
from manike.voice_samples import NO_RECORDINGS
from resources.one_call import OneCallJob, collect_payload
from resources.voice_casting import Voice, chosen_voice


class Voiced:
    """What all that speak in voices of their dated data share."""

    recordings = NO_RECORDINGS
    _voices: Sequence[Voice]

    def voices(self) -> tuple[str, ...]:
        """Those of the dated data that the model knows."""
        return tuple(voice.name for voice in self._voices)

    def voice_for(self, request: SpeechRequest) -> str:
        """See ``RemoteSpeechProvider``."""
        return chosen_voice(request, self._voices)


class SpokenJob(OneCallJob, ABC):
    """One narration; a vendor adds ``quote`` and ``submit``."""

    def __init__(
        self, provider: str, account: str, timeout_s: float, request: SpeechRequest, voice: str
    ) -> None:
        """Nothing is asked yet; ``voice`` is who speaks."""
        super().__init__(provider, account, timeout_s)
        self._request = request
        self._voice = voice

    @abstractmethod
    def quote(self) -> Quote:
        """See ``RemoteJob``."""

    def collect(self, reply: Reply, folder: Path) -> Collected:
        """Trim it, level it, and time its words.

        Raises:
            PermanentProviderError: the sound is broken or silent.
        """
        from manike.arrivals.voices import finish_voice  # the aligner's libraries are heavy

        def finish(source: Path, folder: Path) -> VoiceOver:
            return finish_voice(source, self._request, folder, voice=self._voice)

        most = self.quote().most
        return collect_payload(reply, folder, finish, provider=self._provider, most=most)
