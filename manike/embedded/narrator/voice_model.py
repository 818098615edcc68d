"""Kokoro-82M: phonemes to samples, with the exact length of every phoneme."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from manike.embedded.inference import Model
from manike.embedded.weights import KOKORO, verified_bytes
from manike.errors import PermanentProviderError
from manike.resident import Resident

MODEL_RATE_HZ = 24_000
MAX_PHONEMES = 510
FRAME_S = 600 / MODEL_RATE_HZ
"""Lengths of phonemes are whole numbers of frames of 600 samples."""

_DATA = Path(__file__).parent / "data"
_LENGTHS = "/encoder/Clip_output_0"


@dataclass(frozen=True, slots=True)
class Utterance:
    """What the model spoke in one go.

    Attributes:
        samples: shape (n,), float32, about -1..1, 24 kHz.
        ends_s: shape (phonemes + 1,): when each phoneme starts, and when the last one ends.
    """

    samples: NDArray[np.float32]
    ends_s: NDArray[np.float64]


def voice_names() -> tuple[str, ...]:
    """The voices, such as ``bf_emma``: b or a for British or American, f or m, and a name."""
    return tuple(sorted(name.removesuffix(".a") for name in _voices() if name.endswith(".a")))


def utter(phonemes: str, voice: str, *, speed: float, row_shift: int = 0) -> Utterance:
    """Speak ``phonemes``; the same arguments give the same samples on any number of threads.

    Args:
        phonemes: 1 to ``MAX_PHONEMES`` symbols of the vocabulary; see ``speakable``.
        voice: one of ``voice_names()``.
        speed: 1 is the voice's own; larger is faster.
        row_shift: another reading: the style of a text that much longer.

    Raises:
        MachineError: the model is missing, broken, or does not run here.
        PermanentProviderError: the model failed on this text.
    """
    tokens = np.array([[0, *(_vocabulary()[symbol] for symbol in phonemes), 0]], np.int64)
    feed: dict[str, NDArray[np.generic]] = {
        "tokens": tokens,
        "style": _style(voice, len(phonemes) - 1 + row_shift),
        "speed": np.array([speed], np.float32),
    }
    try:
        with _kokoro.in_use() as model:
            samples, frames = model.run(["audio", _LENGTHS], feed)
    except RuntimeError as error:
        raise PermanentProviderError(f"Kokoro failed: {error}", provider="embedded") from error
    return Utterance(samples, np.cumsum(frames[0], dtype=np.float64)[:-1] * FRAME_S)


def speakable(symbol: str) -> bool:
    """Whether the model knows this phoneme or mark."""
    return symbol in _vocabulary()


def _style(voice: str, row: int) -> NDArray[np.float32]:
    """Row ``row`` of a voice's 510 x 256 matrix, which is stored as a product of rank 16."""
    left, right = _voices()[f"{voice}.a"], _voices()[f"{voice}.b"]
    weights = left[min(max(row, 0), len(left) - 1)].astype(np.float64)
    style: NDArray[np.float32] = (weights[:, None] * right).sum(0, keepdims=True).astype(np.float32)
    return style


def _load() -> Model:
    return Model("Kokoro", bytes(verified_bytes(KOKORO) + _extra_output(_LENGTHS)))


_kokoro = Resident(_load)


def _extra_output(name: str) -> bytes:
    """An ONNX model that holds nothing but one more float output of the graph.

    Two protobuf messages one after the other are read as one, their lists joined. So this, put
    after the model, shows a tensor that is otherwise inside, without parsing 92 MB in Python.
    """
    float_tensor = _field(1, bytes([1 << 3, 1]))  # TypeProto.tensor_type.elem_type = FLOAT
    value_info = _field(1, name.encode()) + _field(2, float_tensor)
    return _field(7, _field(12, value_info))  # ModelProto.graph, GraphProto.output


def _field(number: int, payload: bytes) -> bytes:
    """A protobuf field of bytes; lengths up to 127 take one byte."""
    return bytes([number << 3 | 2, len(payload)]) + payload


@lru_cache(maxsize=1)
def _vocabulary() -> dict[str, int]:
    vocabulary: dict[str, int] = json.loads((_DATA / "vocabulary.json").read_text("utf-8"))
    return vocabulary


@lru_cache(maxsize=1)
def _voices() -> dict[str, NDArray[np.float16]]:
    with np.load(_DATA / "voices_en_rank16.npz") as archive:
        return dict(archive)
