"""What all script writers over the network are built with."""

from dataclasses import dataclass

from manike.prompts.experiments import Choice
from manike.secrets import Secret
from manike.studio.clock import Clock
from manike.studio.exchanges import ExchangeBook
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


def writer_of(  # noqa: PLR0913, PLR0917 - called by the vendors' constructors only
    vendor: str,
    opened: Open,
    key: Secret,
    choice: Choice,
    exchanges: ExchangeBook,
    clock: Clock,
    settings: Settings,
) -> RemoteWriter:
    """A vendor's writer.

    Raises:
        BadInputError: there is no such model.
    """
    figures = writer_figures()
    model = figures.model(vendor, choice.model_of(vendor, settings.model)).id
    line = Line(
        vendor=vendor,
        model=model,
        key=key,
        base_url=settings.base_url or figures.vendors[vendor].base_url,
        timeout_s=settings.timeout_s or figures.timeout_s,
    )
    speaker = ModelSpeaker(line, opened, clock, settings.account or vendor, figures)
    return RemoteWriter(speaker, choice, exchanges, clock)
