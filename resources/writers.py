"""What all script writers over the network are built with."""

from dataclasses import dataclass

from manike.secrets import Secret
from manike.studio.clock import Clock
from manike.writing.writer import RemoteWriter
from resources.model_speaker import Line, ModelSpeaker, Open
from resources.writer_figures import writer_figures


@dataclass(frozen=True, slots=True)
class Settings:
    """Whatever is not as usual."""

    model: str = ""
    """Empty for the one in the dated data; an experiment's model goes first."""
    base_url: str = ""
    """Another server than the vendor's own."""
    account: str = ""
    """Whose limits and health count; empty for the vendor's name."""
    timeout_s: float = 0.0
    """0 for the one in the dated data."""


def writer_of(
    vendor: str,
    opened: Open,
    secret: str,
    key: Secret | None,
    clock: Clock | None,
    settings: Settings | None,
) -> RemoteWriter:
    """A vendor's writer.

    Args:
        vendor: its name.
        opened: builds a model on its SDK.
        secret: the variable that its key is read from.
        key: the key, if it is known.
        clock: dates prices and the ends of models; the machine's if none is given.
        settings: whatever is not as usual.

    Raises:
        BadInputError: there is no such model.
    """
    figures, settings, clock = writer_figures(), settings or Settings(), clock or Clock()
    line = Line(
        vendor=vendor,
        model=figures.model(vendor, settings.model).id,
        secret=secret,
        key=key,
        base_url=settings.base_url or figures.vendors[vendor].base_url,
        timeout_s=settings.timeout_s or figures.timeout_s,
    )
    speaker = ModelSpeaker(line, opened, clock, settings.account or vendor, figures)
    return RemoteWriter(speaker, clock)
