"""Script writers of all vendors against a stand-in."""

from manike.prompts.experiments import chosen
from manike.secrets import Secret
from manike.testing.clock import StoppedClock
from manike.testing.exchanges import ExchangesInMemory
from resources.anthropic_writer import anthropic_writer
from resources.gemini_writer import gemini_writer
from resources.openai_writer import openai_writer
from resources.writers import Settings

WRITERS = {"openai": openai_writer, "anthropic": anthropic_writer, "gemini": gemini_writer}
KEY = "key-canary-51c0"


def writer_of(vendor, standin, project, *, book=None, **settings):
    """A writer; settings are those of ``resources.writers``, the stand-in's address among them."""
    settings = Settings(**{"base_url": standin.base_url(vendor), "timeout_s": 30.0, **settings})
    writer = WRITERS[vendor](Secret("KEY", KEY), clock=StoppedClock(), settings=settings)
    book = book if book is not None else ExchangesInMemory()
    return writer.worded(chosen("script", project, experiments=()), book, lambda _account: 0.0)
