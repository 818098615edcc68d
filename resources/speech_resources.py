"""Gemini's and Hume's speech as resources; keys are read in the run, never from their settings."""

import dagster as dg
from pydantic import Field

from manike.remote_ports import RemoteSpeechProvider
from resources.gemini_speech import gemini_speech
from resources.hume_speech import hume_speech


class GeminiSpeechResource(dg.ConfigurableResource[RemoteSpeechProvider]):
    """Gemini's speech under the key of GEMINI_API_KEY or GEMINI_API_KEY_FILE."""

    model: str = Field(default="", description="Empty is the preferred one of the dated data.")
    base_url: str = Field(default="", description="Another server than Google's, or its stand-in.")

    def create_resource(self, context: dg.InitResourceContext) -> RemoteSpeechProvider:
        """Build the speaker."""
        del context
        return gemini_speech(model=self.model, base_url=self.base_url)


class HumeSpeechResource(dg.ConfigurableResource[RemoteSpeechProvider]):
    """Hume's speech, whose service ended on 2026-11-13, under the key of HUME_API_KEY."""

    is_on: bool = Field(default=False, description="Ask it all the same.")
    base_url: str = Field(default="", description="Another server than Hume's, or its stand-in.")

    def create_resource(self, context: dg.InitResourceContext) -> RemoteSpeechProvider:
        """Build the speaker."""
        del context
        return hume_speech(is_on=self.is_on, base_url=self.base_url)
