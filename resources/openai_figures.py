"""OpenAI's dated data: models and when they end, sizes, qualities, voices, and prices."""

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Literal

from manike.errors import BadInputError
from resources.dated_data import read_data
from resources.models import Model, Retired, Row, known_model
from resources.voice_casting import Voice, Voices, voices_known

DATA = "openai-2026-11-21.yaml"
PROVIDER = "openai"


class ImageModel(Model):
    """A model that paints."""

    qualities: tuple[str, ...]


class Images(Row):
    """What is asked of models that paint; see the file for units and sources."""

    model: str
    quality: str
    timeout_s: float
    step_px: int
    longest_ratio: int
    least_px: int
    most_px: int
    wanted_px: int
    prompt_characters: int
    references: int
    reference_tokens: int
    output_tokens: dict[str, int]
    models: tuple[ImageModel, ...]


class SpeechModel(Model):
    """A model that speaks; priced by the character, or by tokens where that price is missing."""

    instructions: bool
    character_usd: Decimal | None


class Speech(Row):
    """What is asked of models that speak; see the file for units and sources."""

    model: str
    timeout_s: float
    characters: int
    fewest_characters_a_second: Decimal
    pauses_s: Decimal
    tokens_a_second: Decimal
    models: tuple[SpeechModel, ...]


class EmbeddingModel(Row):
    """A model that embeds."""

    id: str
    most_dimension: int


class Embeddings(Row):
    """What is asked of models that embed."""

    model: str
    dimension: int
    timeout_s: float
    characters: int
    batch: int
    batch_characters: int
    models: tuple[EmbeddingModel, ...]


class Figures(Row):
    """All of them."""

    schema_version: Literal[1]
    read_on: date
    base_url: str
    retired: tuple[Retired, ...]
    images: Images
    speech: Speech
    embeddings: Embeddings
    voices: Voices

    def image_model(self, model: str, quality: str) -> ImageModel:
        """The model, the preferred one if none is named, if it paints in that quality.

        Raises:
            BadInputError: says what may be chosen, or what follows a model that is gone.
        """
        found = known_model(model or self.images.model, self.images.models, self.retired)
        if quality not in found.qualities:
            choice = ", ".join(found.qualities)
            raise BadInputError("quality", f"{found.id} paints in: {choice}.")
        return found

    def speech_model(self, model: str) -> SpeechModel:
        """The same for models that speak."""
        return known_model(model or self.speech.model, self.speech.models, self.retired)

    def embedding_model(self, model: str) -> EmbeddingModel:
        """The same for models that embed."""
        wanted = model or self.embeddings.model
        return known_model(wanted, self.embeddings.models, self.retired)

    def voices_of(self, model: str) -> tuple[Voice, ...]:
        """The voices that a model knows."""
        return voices_known(model, self.voices)


@cache
def openai_figures() -> Figures:
    """The data that ship with this version."""
    return read_data(DATA, Figures)
