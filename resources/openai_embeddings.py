"""OpenAI embeds texts: an ``Embedder`` for the search, at a few cents for a million words."""

import base64
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ValidationError

from manike.errors import BadInputError, TransientProviderError
from manike.money import Money
from resources.openai_calls import OpenAIClient
from resources.openai_figures import PROVIDER
from resources.token_prices import token_cost

if TYPE_CHECKING:
    from openai import OpenAI


def openai_embedder(
    client: OpenAIClient | None = None,
    *,
    model: str = "",
    dimension: int | None = None,
    on_cost: Callable[[Money], None] | None = None,
) -> "OpenAIEmbedder":
    """OpenAI as an ``Embedder``; nothing is asked yet.

    Args:
        client: whose key pays; the environment's if not given.
        model: the dated data's preferred one if empty.
        dimension: length of the vectors, up to the model's own; the dated data's if not given.
        on_cost: hears what each call is billed.

    Raises:
        BadInputError: the model is not known, or has no vectors of that length.
    """
    client = client or OpenAIClient()
    chosen = client.figures.embedding_model(model)
    wanted = client.figures.embeddings.dimension if dimension is None else dimension
    if not 1 <= wanted <= chosen.most_dimension:
        raise BadInputError("dimension", f"{chosen.id} has 1 to {chosen.most_dimension}.")
    return OpenAIEmbedder(client, chosen.id, wanted, on_cost)


class OpenAIEmbedder:
    """See ``openai_embedder``. A call that failed may be made again: it costs next to nothing."""

    name = PROVIDER

    def __init__(
        self,
        client: OpenAIClient,
        model: str,
        dimension: int,
        on_cost: Callable[[Money], None] | None,
    ) -> None:
        self._client = client
        self._model = model
        self._dimension = dimension
        self._on_cost = on_cost

    @property
    def model(self) -> str:
        """Model and length of its vectors."""
        return f"{self._model}@{self._dimension}"

    @property
    def dimension(self) -> int:
        """See ``Embedder.dimension``."""
        return self._dimension

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See ``Embedder.embed``; of a very long text only the beginning counts.

        Raises:
            TransientProviderError: no whole answer came; another call may bring one.
            ProviderError: a key or a limit of the account.
        """
        size = self._client.figures.embeddings.batch
        batches = [self._embed(texts[at : at + size]) for at in range(0, len(texts), size)]
        return np.concatenate([np.zeros((0, self._dimension), np.float32), *batches])

    def _embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        figures = self._client.figures.embeddings
        # An empty text is refused.
        asked = [text[: figures.characters].strip() or "-" for text in texts]
        at = self._client.clock.now()

        def call(sdk: "OpenAI") -> Any:  # noqa: ANN401 - the SDK's
            return sdk.embeddings.with_raw_response.create(
                model=self._model,
                input=asked,
                dimensions=self._dimension,
                encoding_format="base64",
            )

        answer = _read(self._client.ask(figures.timeout_s, call).content)
        if self._on_cost is not None:
            tokens = answer.usage.prompt_tokens
            self._on_cost(token_cost(PROVIDER, self._model, at, input_tokens=tokens))
        return self._unit_vectors(answer, len(texts))

    def _unit_vectors(self, answer: "_Answer", count: int) -> NDArray[np.float32]:
        try:
            rows = [each.vector() for each in sorted(answer.data, key=lambda each: each.index)]
        except ValueError as error:
            raise TransientProviderError("its vectors can't be read", provider=PROVIDER) from error
        if [row.size for row in rows] != [self._dimension] * count:
            said = f"{len(rows)} vectors came for {count} texts, or of another length"
            raise TransientProviderError(said, provider=PROVIDER)
        vectors = np.stack(rows)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(lengths, np.finfo(np.float32).tiny), np.float32)


class _Vector(BaseModel):
    index: int
    embedding: str | list[float]

    def vector(self) -> NDArray[np.float32]:
        """Shape (d,); base64 of little-endian numbers, or a list from servers that send one."""
        if isinstance(self.embedding, str):
            return np.frombuffer(base64.b64decode(self.embedding), "<f4").astype(np.float32)
        return np.array(self.embedding, np.float32)


class _Usage(BaseModel):
    prompt_tokens: int


class _Answer(BaseModel):
    """What is needed of the answer."""

    data: tuple[_Vector, ...]
    usage: _Usage


def _read(content: bytes) -> _Answer:
    try:
        return _Answer.model_validate_json(content)
    except ValidationError as error:
        raise TransientProviderError("its answer can't be read", provider=PROVIDER) from error
