"""A sound that speaks a narration becomes a voice-over: trimmed, levelled, with word times."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from manike.arrivals.word_times import word_times
from manike.embedded.narrator.sound import (
    RATE_HZ,
    WINDOW_S,
    faded,
    heard_span,
    levelled,
    loud_windows,
)
from manike.errors import MediaError
from manike.media.files import scratch_folder
from manike.media.programs import run_ffmpeg
from manike.media.sniffing import MediaKind
from manike.media.sound import read_wav, write_wav
from manike.media.trust import check_media
from manike.ports import SpeechRequest, VoiceOver

VOICE = "voice.wav"
MOST_HASTE = 1.12
"""How much faster a voice may become to fit."""

_LONGEST_PAUSE_S = 1.2
_KEPT_PAUSE_S = 0.8
"""A longer pause is cut to this: what a voice rests between two sentences."""
_PAUSE_DB = 42.0
_INAUDIBLE = 1e-4
"""-80 dBFS."""
_JOINED_S = 0.01

_Wave = NDArray[np.float32]


def finish_voice(source: Path, request: SpeechRequest, folder: Path, *, voice: str) -> VoiceOver:
    """Write ``voice.wav``: 48 kHz, mono, 16 bit, -19 LUFS, peak at most -3 dBFS.

    At most 50 ms of silence stay at either end and 0.8 s inside; what does not fit in
    ``available_s`` is spoken up to 12 % faster, at its own pitch.

    Args:
        source: a sound of any format that is taken from outside.
        request: what it should speak.
        folder: an existing empty folder.
        voice: who speaks, for the record.

    Raises:
        MediaError: the source is no whole sound, or silent.
        MachineError: the disk is full or read-only, or the aligner does not run here.
    """
    check_media(source, MediaKind.SOUND)
    with scratch_folder(folder) as scratch:
        wave = _trimmed(_decoded(source, scratch / "plain.wav"))
        haste = min(MOST_HASTE, wave.size / RATE_HZ / request.available_s)
        if haste > 1:
            write_wav(scratch / "slow.wav", wave)
            filters = ["-af", f"atempo={haste:.4f}"]
            wave = _trimmed(_decoded(scratch / "slow.wav", scratch / "fast.wav", filters))
    wave = levelled(faded(wave, RATE_HZ), RATE_HZ)
    write_wav(folder / VOICE, wave)
    words = word_times(folder / VOICE, wave, request.text, request.language)
    return VoiceOver(
        file=VOICE,
        duration_s=wave.size / RATE_HZ,
        sample_count=wave.size,
        voice=voice,
        words=tuple(words),
    )


def _decoded(source: Path, plain: Path, filters: list[str] | None = None) -> _Wave:
    """The sound at 48 kHz, mono, shape (n,)."""
    form = ["-ac", "1", "-ar", str(RATE_HZ), "-c:a", "pcm_s16le"]
    run_ffmpeg(["-i", str(source), "-map", "0:a:0", *(filters or []), *form], plain)
    samples, _ = read_wav(plain)
    return np.ascontiguousarray(samples[:, 0])


def _trimmed(wave: _Wave) -> _Wave:
    if np.max(np.abs(wave), initial=0.0) < _INAUDIBLE:
        raise MediaError("The sound is silent.")
    first, last = heard_span(wave, RATE_HZ)
    return _without_long_pauses(wave[first:last])


def _without_long_pauses(wave: _Wave) -> _Wave:
    """The wave with each long pause cut in its middle, joined without a click."""
    loud = loud_windows(wave, RATE_HZ, _PAUSE_DB)
    window, joined = round(WINDOW_S * RATE_HZ), round(_JOINED_S * RATE_HZ)
    ramp = np.linspace(0, 1, joined, dtype=np.float32)
    parts, start = [], 0
    for at in np.flatnonzero(np.diff(loud) * WINDOW_S > _LONGEST_PAUSE_S):
        half = round(_KEPT_PAUSE_S / 2 * RATE_HZ)
        part = wave[start : (int(loud[at]) + 1) * window + half].copy()
        part[-joined:] *= ramp[::-1]
        parts.append(part)
        start = int(loud[at + 1]) * window - half
    rest = wave[start:].copy()
    if parts:
        rest[:joined] *= ramp
    return np.concatenate([*parts, rest])
