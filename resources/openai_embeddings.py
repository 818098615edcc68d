"""OpenAI embeds texts, at a few cents for a million words; all texts of a batch in one answer."""

import base64
import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel

from manike.errors import BadInputError, PermanentProviderError
from manike.generation.remote import (
    Accepted,
    Collected,
    Failed,
    Quote,
    Recovery,
    RemoteJob,
    Reply,
)
from manike.media.files import writing
from manike.remote_ports import Embedded, text_sha256
from resources.one_call import OneCallJob
from resources.openai_calls import OpenAIClient, read_answer
from resources.openai_figures import PROVIDER
from resources.token_prices import most_tokens, token_cost

if TYPE_CHECKING:
    from openai import OpenAI

_FILE = "vectors.npy"
Vectors = NDArray[np.float32]


def openai_embeddings(
    client: OpenAIClient | None = None, *, model: str = "", dimension: int | None = None
) -> "OpenAIEmbeddings":
    """OpenAI as a ``RemoteEmbedder``; nothing is asked yet.

    Args:
        client: whose key pays; the environment's if not given.
        model: the dated data's preferred one if empty.
        dimension: length of the vectors, up to the model's own; the dated data's if not given.

    Raises:
        BadInputError: the model is not known, or has no vectors of that length.
    """
    client = client or OpenAIClient()
    chosen = client.figures.embedding_model(model)
    wanted = client.figures.embeddings.dimension if dimension is None else dimension
    if not 1 <= wanted <= chosen.most_dimension:
        raise BadInputError("dimension", f"{chosen.id} has 1 to {chosen.most_dimension}.")
    return OpenAIEmbeddings(client, chosen.id, wanted)


class OpenAIEmbeddings:
    """See ``openai_embeddings``."""

    name = PROVIDER

    def __init__(self, client: OpenAIClient, model: str, dimension: int) -> None:
        self._client = client
        self._model = model
        self.dimension = dimension
        """See ``RemoteEmbedder``."""

    @property
    def model(self) -> str:
        """Model and length of its vectors."""
        return f"{self._model}@{self.dimension}"

    def batches(self, texts: Sequence[str]) -> Sequence[Sequence[str]]:
        """See ``RemoteEmbedder``: by number, and by what one request may hold of text."""
        figures = self._client.figures.embeddings
        found: list[list[str]] = []
        characters = 0
        for text in texts:
            length = min(len(text), figures.characters)
            is_full = len(found[-1]) >= figures.batch if found else True
            if is_full or characters + length > figures.batch_characters:
                found.append([])
                characters = 0
            found[-1].append(text)
            characters += length
        return found

    def embedding_job(self, texts: Sequence[str]) -> RemoteJob:
        """See ``RemoteEmbedder``; of a very long text only the beginning counts."""
        return OpenAIEmbeddingJob(self._client, self._model, self.dimension, texts)


class OpenAIEmbeddingJob(OneCallJob):
    """One batch of texts."""

    def __init__(
        self, client: OpenAIClient, model: str, dimension: int, texts: Sequence[str]
    ) -> None:
        self._figures = client.figures.embeddings
        super().__init__(PROVIDER, client.account, self._figures.timeout_s)
        self._client = client
        self._model = model
        self._dimension = dimension
        self._texts = tuple(texts)
        # An empty text is refused.
        self._asked = [text[: self._figures.characters].strip() or "-" for text in texts]

    @property
    def recovery(self) -> Recovery:
        """By the key where the server honours keys."""
        return self._client.recovery

    def quote(self) -> Quote:
        """By the texts' length; a token is a byte or more."""
        most = most_tokens(*self._asked)
        at = self._client.clock.now()
        cost = token_cost(PROVIDER, self._model, at, input_tokens=most)
        return Quote(cost, f"{len(self._texts)} texts, {most} tokens at most")

    def submit(self, key: str) -> Accepted | Reply | Failed:
        """Billed by the tokens that the answer tells."""
        at = self._client.clock.now()
        heard = self._client.pay(key, self._figures.timeout_s, self._call)
        answer = read_answer(heard, _Answer)
        used = answer.usage.prompt_tokens
        cost = token_cost(PROVIDER, self._model, at, input_tokens=used)
        try:
            vectors = self._unit_vectors(answer)
        except ValueError as error:
            return Failed(PermanentProviderError(str(error), provider=PROVIDER), cost)
        content = {"model": self._model, "request_id": heard.request_id, "input_tokens": used}
        return Reply(content, _packed(vectors), cost)

    def seek(self, key: str, since: datetime) -> Accepted | Reply | Failed | None:
        """By the key where the server honours keys, else it can't be told."""
        del since
        return self._client.found_again(lambda: self.submit(key))

    def collect(self, reply: Reply, folder: Path) -> Collected:
        """See ``RemoteEmbedder``."""
        with writing(folder / _FILE):
            (folder / _FILE).write_bytes(reply.payload)
        hashes = tuple(map(text_sha256, self._texts))
        record = Embedded(file=_FILE, dimension=self._dimension, texts=hashes)
        cost = self.quote().most if reply.cost is None else reply.cost
        return Collected(record.model_dump(mode="json"), cost, dict(reply.content))

    def _call(self, sdk: "OpenAI") -> Any:  # noqa: ANN401 - the SDK's
        return sdk.embeddings.with_raw_response.create(
            model=self._model,
            input=self._asked,
            dimensions=self._dimension,
            encoding_format="base64",
        )

    def _unit_vectors(self, answer: "_Answer") -> Vectors:
        """Shape (texts, dimension).

        Raises:
            ValueError: not what was asked for; says why.
        """
        rows = [each.vector() for each in sorted(answer.data, key=lambda each: each.index)]
        if [row.size for row in rows] != [self._dimension] * len(self._texts):
            count = len(self._texts)
            message = f"{len(rows)} vectors came for {count} texts, or of another length"
            raise ValueError(message)
        vectors = np.stack(rows)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        if not (np.isfinite(lengths) & (lengths > 0)).all():
            message = "a vector came that has no direction"
            raise ValueError(message)
        return np.asarray(vectors / lengths, np.float32)


class _Vector(BaseModel):
    index: int
    embedding: str | list[float]

    def vector(self) -> Vectors:
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


def _packed(vectors: Vectors) -> bytes:
    """As a ``.npy`` file: the same vectors give the same bytes."""
    file = io.BytesIO()
    np.save(file, vectors, allow_pickle=False)
    return file.getvalue()
