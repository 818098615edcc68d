"""A sound that came in a vendor's answer becomes the voice-over of a take."""

from pathlib import Path

from manike.generation.remote import Collected, Reply
from manike.media.files import scratch_folder
from manike.money import Money
from manike.ports import SpeechRequest


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
    from manike.arrivals.faults import arriving  # the aligner's libraries are heavy
    from manike.arrivals.voices import finish_voice

    with scratch_folder(folder.parent) as scratch:
        source = scratch / "source"
        source.write_bytes(reply.payload)
        with arriving(provider):
            spoken = finish_voice(source, request, folder, voice=voice)
    cost = most if reply.cost is None else reply.cost
    return Collected(spoken.model_dump(mode="json"), cost, dict(reply.content))
