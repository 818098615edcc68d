"""Sentence vectors from MiniLM (int8, ONNX), in this process."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from manike.embedded.inference import Model
from manike.embedded.weights import MINILM, verified_file
from manike.resident import Resident

_TOKENIZER = Path(__file__).parent / "data" / "minilm_tokenizer.json"
_MAX_TOKENS = 256  # what the model was trained with
_BATCH = 32


class EmbeddedEmbedder:
    """See ``Embedder``. Safe to share between threads."""

    name = "embedded"
    dimension = 384

    @property
    def model(self) -> str:
        """Name and hash of the weights."""
        return f"all-MiniLM-L6-v2-int8@{MINILM.sha256[:12]}"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See ``Embedder.embed``."""
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        batches = [texts[at : at + _BATCH] for at in range(0, len(texts), _BATCH)]
        return np.concatenate([_embed(batch) for batch in batches])


def _embed(texts: Sequence[str]) -> NDArray[np.float32]:
    tokens = _tokenizer().encode_batch(list(texts))
    feed = {
        "input_ids": np.array([t.ids for t in tokens], np.int64),
        "attention_mask": np.array([t.attention_mask for t in tokens], np.int64),
        "token_type_ids": np.array([t.type_ids for t in tokens], np.int64),
    }
    with _minilm.in_use() as model:
        output = model.run(None, feed)[0]
    vectors = output if output.ndim == 2 else _mean(output, feed["attention_mask"])  # noqa: PLR2004
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: NDArray[np.float32] = (vectors / lengths).astype(np.float32)
    return unit


def _mean(states: NDArray[np.float32], mask: NDArray[np.int64]) -> NDArray[np.float32]:
    """Mean over the tokens that are not padding: (n, tokens, d) -> (n, d)."""
    weights = mask[..., None].astype(np.float32)
    mean: NDArray[np.float32] = (states * weights).sum(1) / weights.sum(1)
    return mean


@lru_cache(maxsize=1)
def _tokenizer() -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(_TOKENIZER))
    tokenizer.enable_truncation(_MAX_TOKENS)
    tokenizer.enable_padding()
    return tokenizer


def _load() -> Model:
    return Model("MiniLM", str(verified_file(MINILM)))


_minilm = Resident(_load)
