"""Script writers over the network as resources; keys are read in the run, never from settings."""

import dagster as dg
from pydantic import Field

from manike.remote_ports import RemoteTextProvider
from resources.anthropic_writer import anthropic_writer
from resources.gemini_writer import gemini_writer
from resources.openai_writer import openai_writer
from resources.writers import Settings


class OpenAIWriterResource(dg.ConfigurableResource[RemoteTextProvider]):
    """Writes scripts under the key of OPENAI_API_KEY or OPENAI_API_KEY_FILE."""

    model: str = Field(default="", description="Empty is the preferred one of the dated data.")
    base_url: str = Field(default="", description="Another server than OpenAI's, or its stand-in.")

    def create_resource(self, context: dg.InitResourceContext) -> RemoteTextProvider:
        """Build the writer."""
        del context
        return openai_writer(settings=Settings(model=self.model, base_url=self.base_url))


class AnthropicWriterResource(dg.ConfigurableResource[RemoteTextProvider]):
    """Writes scripts under the key of ANTHROPIC_API_KEY or ANTHROPIC_API_KEY_FILE."""

    model: str = Field(default="", description="Empty is the preferred one of the dated data.")
    base_url: str = Field(
        default="", description="Another server than Anthropic's, or its stand-in."
    )

    def create_resource(self, context: dg.InitResourceContext) -> RemoteTextProvider:
        """Build the writer."""
        del context
        return anthropic_writer(settings=Settings(model=self.model, base_url=self.base_url))


class GeminiWriterResource(dg.ConfigurableResource[RemoteTextProvider]):
    """Writes scripts under the key of GEMINI_API_KEY or GEMINI_API_KEY_FILE."""

    model: str = Field(default="", description="Empty is the preferred one of the dated data.")
    base_url: str = Field(default="", description="Another server than Google's, or its stand-in.")

    def create_resource(self, context: dg.InitResourceContext) -> RemoteTextProvider:
        """Build the writer."""
        del context
        return gemini_writer(settings=Settings(model=self.model, base_url=self.base_url))
