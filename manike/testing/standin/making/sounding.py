"""Speech and music, by the embedded providers or as tones."""

import hashlib
import io
import re
import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from manike.media.files import scratch_folder, write_bytes
from manike.media.programs import run_ffmpeg
from manike.media.sound import SAMPLE_RATE_HZ, write_wav
from manike.ports import MusicRequest, SpeechRequest
from manike.script.vocabulary import Mood
from manike.testing.films import speech_like

_WORD_S = 0.35
_TEMPO_BPM = 96
_TRANSCRIPT = re.compile(r"^#+ *transcript:? *$", re.IGNORECASE | re.MULTILINE)
_DIRECTION = re.compile(
    r"(?:please )?(?:say|read|speak|narrate|tell)\b[^:\n]{0,300}:\s+(.+)", re.IGNORECASE | re.DOTALL
)
_CODECS = {
    ".wav": ["-c:a", "pcm_s16le"],
    ".mp3": ["-c:a", "libmp3lame", "-b:a", "128k"],
    ".flac": ["-c:a", "flac"],
    ".opus": ["-c:a", "libopus", "-b:a", "48k"],
    ".aac": ["-c:a", "aac", "-b:a", "128k"],
}


def speak(text: str, voice: str, rate_hz: int, speed: float, output: Path, *, fast: bool) -> None:
    """Write a WAV of the text, spoken, in mono."""
    if fast:
        spoken_s = max(0.5, _WORD_S * len(text.split())) / speed
        # Its overtones end at 2.6 kHz: every second or third sample is enough.
        samples = speech_like(spoken_s, _seed(text + voice))[:: SAMPLE_RATE_HZ // rate_hz]
        return write_wav(output, samples, rate_hz)
    with scratch_folder(output.parent) as scratch:
        _narrate(text, voice, scratch)
        tempo = ["-af", f"atempo={min(2.0, max(0.5, speed))}"] if speed != 1.0 else []
        _encode(scratch / "voice.wav", [*tempo, "-ar", str(rate_hz), "-ac", "1"], output)


def spoken_text(asked: str) -> str:
    """What is to be read of a text that may begin with a direction, as Gemini takes them.

    ``Say warmly: Good morning.`` is read as ``Good morning.``; what stands under a heading
    ``Transcript`` is read, and nothing above it.
    """
    under = _TRANSCRIPT.split(asked)
    directed = _DIRECTION.fullmatch(under[-1].strip())
    return (directed[1] if directed else under[-1]).strip()


def encode(sound: bytes, output: Path) -> None:
    """Write a 16-bit WAV in the format that the suffix chooses."""
    if output.suffix == ".pcm":
        with wave.open(io.BytesIO(sound)) as file:
            return write_bytes(output, file.readframes(file.getnframes()))
    with scratch_folder(output.parent) as scratch:
        write_bytes(scratch / "sound.wav", sound)
        rate = ["-ar", str(SAMPLE_RATE_HZ)] if output.suffix == ".opus" else []  # it knows few
        _encode(scratch / "sound.wav", rate, output)


def compose(prompt: str, duration_s: float, seed: int, output: Path, cache: Path | None) -> None:
    """Write music in stereo; the suffix chooses the format.

    Args:
        prompt: names the mood.
        duration_s: its length.
        seed: another one is another piece.
        output: the file.
        cache: the composer's folder; ``None`` is a chord without a composer.
    """
    with scratch_folder(output.parent) as scratch:
        if cache is None:
            write_wav(scratch / "music.wav", _chord(duration_s, _seed(f"{prompt}{seed}")))
        else:
            _compose(prompt, duration_s, seed, cache, scratch)
        _encode(scratch / "music.wav", ["-ar", str(SAMPLE_RATE_HZ)], output)


def _narrate(text: str, voice: str, folder: Path) -> None:
    from manike.embedded.narrator.narrator import EmbeddedNarrator  # loads the voice model

    narrator = EmbeddedNarrator()
    voices = narrator.voices()
    chosen = voice if voice in voices else voices[_seed(voice) % len(voices)]
    request = SpeechRequest(
        text=text,
        speaker=None,
        cast=(),
        voice=chosen,
        narrator=chosen,
        mood=Mood.CALM,
        language="en",
        seed=0,
        take_number=1,
        available_s=600,
    )
    narrator.speak(request, folder)


def _compose(prompt: str, duration_s: float, seed: int, cache: Path, folder: Path) -> None:
    from manike.embedded.composer.provider import EmbeddedComposer  # builds a soundfont

    moods = [mood for mood in Mood if mood.value in prompt.lower()]
    cache.mkdir(parents=True, exist_ok=True)
    request = MusicRequest(
        mood=moods[0] if moods else Mood.CALM,
        tempo_bpm=_TEMPO_BPM,
        key="C major",
        duration_s=duration_s,
        seed=seed,
        take_number=1,
    )
    EmbeddedComposer(cache).compose(request, folder)


def _chord(duration_s: float, seed: int) -> NDArray[np.float32]:
    """A major chord, shape (n, 2)."""
    at = np.arange(round(duration_s * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    root_hz = 220.0 * 2 ** ((seed % 12) / 12)
    tones = [np.sin(2 * np.pi * root_hz * step * at) for step in (1, 5 / 4, 3 / 2)]
    chord = 0.06 * np.sum(tones, axis=0)
    return np.stack([chord, chord], axis=1).astype(np.float32)


def _encode(source: Path, filters: list[str], output: Path) -> None:
    run_ffmpeg(["-i", str(source), *filters, *_CODECS[output.suffix]], output)


def _seed(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4])
