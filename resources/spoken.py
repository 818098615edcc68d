"""A sound that came in a vendor's answer becomes the voice-over of a take."""

from pathlib import Path

from manike.generation.remote import Collected, Reply
from manike.money import Money
from manike.ports import SpeechRequest, VoiceOver
from resources.one_call import collect_payload


def collect_voice(
    reply: Reply, request: SpeechRequest, folder: Path, *, provider: str, voice: str, most: Money
) -> Collected:
    """Trim it, level it, and time its words.

    Args:
        reply: with the sound, in a format that is taken from outside.
        request: what it should speak.
        folder: an existing empty folder.
        provider: whose fault it is if the sound can't be used.
        voice: who speaks.
        most: the cost of a reply that does not tell it.

    Raises:
        PermanentProviderError: the sound is broken or silent.
    """
    from manike.arrivals.voices import finish_voice  # the aligner's libraries are heavy

    def finish(source: Path, folder: Path) -> VoiceOver:
        return finish_voice(source, request, folder, voice=voice)

    return collect_payload(reply, folder, finish, provider=provider, most=most)
