"""How loud footage is and where somebody speaks, a tenth of a second at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from manike.errors import MachineError
from manike.media.programs import decoded_speech

RATE_HZ: Final = 16_000
STEP_S: Final = 0.1
_STEP: Final = round(RATE_HZ * STEP_S)
_CHUNK_S: Final = 32
"""Heard at a time; the net forgets in between, which costs it 30 ms."""
_WINDOW: Final = 512
_CONTEXT: Final = 64
_SPEECH: Final = 0.5
SILENT_DBFS: Final = -60.0

Speech = Callable[[NDArray[np.float32]], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Sound:
    """A file's sound, step by step."""

    level: NDArray[np.float32]
    """Mean square of each step, of full scale 1."""
    speech: NDArray[np.float32]
    """How likely somebody speaks in each step, from 0 to 1."""
    start_s: float
    """When the first step begins, by the file's clock."""

    def level_dbfs(self, start_s: float, end_s: float) -> float:
        """Mean level of a stretch; -120 for nothing at all."""
        part = self.level[self._steps(start_s, end_s)]
        return 10 * float(np.log10(max(float(part.mean()) if part.size else 0.0, 1e-12)))

    def speech_share(self, start_s: float, end_s: float) -> float:
        """Share of a stretch in which somebody speaks."""
        part = self.speech[self._steps(start_s, end_s)]
        return float((part >= _SPEECH).mean()) if part.size else 0.0

    def _steps(self, start_s: float, end_s: float) -> slice:
        first = max(0, round((start_s - self.start_s) / STEP_S))
        return slice(first, max(first + 1, round((end_s - self.start_s) / STEP_S)))


def listen(path: Path, start_s: float) -> tuple[Sound, tuple[str, ...]]:
    """Hear a file's first sound stream as far as it can be decoded, and what was wrong with it.

    Raises:
        MediaError: nothing of it can be decoded.
        MachineError: the net that tells speech does not run here.
    """
    levels, speech = [], []
    tell = speech_net()
    chunk_bytes = _CHUNK_S * RATE_HZ * 2
    with decoded_speech(path) as decoding:
        while data := decoding.stream.read(chunk_bytes):
            samples = (np.frombuffer(data[: len(data) // 2 * 2], "<i2") / 32_768).astype(np.float32)
            whole = -(-len(samples) // _STEP)
            padded: NDArray[np.float32] = np.pad(samples, (0, whole * _STEP - len(samples)))
            levels.append((padded.reshape(whole, _STEP) ** 2).mean(axis=1))
            speech.append(_by_step(tell(samples), whole))
        complaints = decoding.complaints()
    nothing = [np.zeros(0, np.float32)]
    heard = Sound(np.concatenate(levels or nothing), np.concatenate(speech or nothing), start_s)
    return heard, complaints


def _by_step(scores: NDArray[np.float32], steps: int) -> NDArray[np.float32]:
    """The score of the window in which the middle of each step lies."""
    middles = (np.arange(steps) + 0.5) * _STEP / _WINDOW
    steps_of: NDArray[np.float32] = scores[np.minimum(middles.astype(int), len(scores) - 1)]
    return steps_of


@cache
def speech_net() -> Speech:
    """The net that faster-whisper carries (Silero VAD 6): scores of windows of 32 ms.

    Raises:
        MachineError: the package lacks it, or it does not start.
    """
    # looked up, not imported: importing it loads PyAV, which links what is under the GPL
    spec = find_spec("faster_whisper")
    folders = (spec.submodule_search_locations or ()) if spec else ()
    paths = [Path(folder) / "assets" / "silero_vad_v6.onnx" for folder in folders]
    if not paths or not paths[0].exists():
        raise MachineError("faster-whisper carries no net for speech; install it anew.")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 4
    session = onnxruntime.InferenceSession(
        str(paths[0]), options, providers=["CPUExecutionProvider"]
    )
    return lambda samples: _scores(session, samples)


def _scores(session: Any, samples: NDArray[np.float32]) -> NDArray[np.float32]:  # noqa: ANN401
    count = max(1, -(-len(samples) // _WINDOW))
    windows = np.pad(samples, (0, count * _WINDOW - len(samples))).reshape(count, _WINDOW)
    before = np.zeros((count, _CONTEXT), np.float32)
    before[1:] = windows[:-1, -_CONTEXT:]
    nothing = np.zeros((1, 1, 128), np.float32)
    fed = {"input": np.concatenate([before, windows], axis=1), "h": nothing, "c": nothing}
    scores: NDArray[np.float32] = session.run(None, fed)[0]
    return scores.reshape(-1)
