"""Music that arrived becomes a cue: exactly as long as asked for, levelled, with an end."""

from pathlib import Path

import numpy as np

from manike.arrivals.beats import beat_s, best_loop, spectrum_rows
from manike.embedded.composer.mastering import levelled
from manike.errors import MediaError
from manike.media.files import scratch_folder
from manike.media.programs import run_ffmpeg
from manike.media.sniffing import MediaKind
from manike.media.sound import SAMPLE_RATE_HZ, Stereo, read_wav, write_wav
from manike.media.trust import check_media
from manike.ports import Music, MusicRequest

MUSIC = "music.wav"
FADE_S = 2.0

_BLEND_S = 0.4
_NEAR_S = 0.25
"""Music that is so little too short ends a moment early."""
_CLICK_S = 0.005
_INAUDIBLE = 10 ** (-60 / 20)
_ENDING_DB = 9.0
"""Where music has become so much softer than it is on average, it is ending."""
_LEVEL_S = 0.1
_BEATS_A_BAR = 4


def finish_music(source: Path, request: MusicRequest, folder: Path) -> Music:
    """Write ``music.wav``: 48 kHz, stereo, 16 bit, -18 LUFS, no peak above -3 dBFS.

    What is too long is cut with a fade of 2 s. What is too short jumps back, by whole bars if a
    beat is heard, as often as needed.

    Args:
        source: a sound of any format that is taken from outside.
        request: what was asked for.
        folder: an existing empty folder.

    Raises:
        MediaError: the source is no whole sound, silent, or too short to be repeated.
        MachineError: the disk is full or read-only.
    """
    check_media(source, MediaKind.SOUND)
    with scratch_folder(folder) as scratch:
        form = ["-ac", "2", "-ar", str(SAMPLE_RATE_HZ), "-c:a", "pcm_s16le"]
        run_ffmpeg(["-i", str(source), "-map", "0:a:0", *form], scratch / "plain.wav")
        heard = _heard(read_wav(scratch / "plain.wav")[0])
    wanted = round(request.duration_s * SAMPLE_RATE_HZ)
    rows = spectrum_rows(heard)
    beat = beat_s(rows, request.tempo_bpm)
    ending = wanted
    if len(heard) < wanted - round(_NEAR_S * SAMPLE_RATE_HZ):
        heard = _repeated(heard, wanted, rows, beat)
    if len(heard) > wanted:
        ending = wanted - _fade_samples(wanted)
    write_wav(folder / MUSIC, levelled(_ended(heard, wanted, ending)))
    return Music(
        file=MUSIC,
        duration_s=wanted / SAMPLE_RATE_HZ,
        bar_s=min(beat * _BEATS_A_BAR, request.duration_s),
        ending_s=ending / SAMPLE_RATE_HZ,
    )


def _heard(samples: Stereo) -> Stereo:
    """Without the silence before and behind."""
    loud = np.flatnonzero(np.abs(samples).max(axis=1, initial=0.0) > _INAUDIBLE)
    if not loud.size:
        raise MediaError("The music is silent.")
    return samples[loud[0] : loud[-1] + 1]


def _repeated(samples: Stereo, wanted: int, rows: np.ndarray, beat: float) -> Stereo:
    """At least ``wanted`` long; its own ending is not heard."""
    loop = best_loop(rows, _body(samples), beat)
    blend = min(round(_BLEND_S * SAMPLE_RATE_HZ), (loop.end - loop.start) // 4, loop.start)
    if loop.end - loop.start < SAMPLE_RATE_HZ // 2:
        raise MediaError(f"The music lasts {len(samples) / SAMPLE_RATE_HZ:.1f} s: too short.")
    rise = np.sqrt(np.linspace(0, 1, blend, dtype=np.float32))[:, None]
    parts, length = [samples[: loop.end - blend]], loop.end - blend
    while length <= wanted:
        seam = samples[loop.end - blend : loop.end] * rise[::-1]
        seam = seam + samples[loop.start - blend : loop.start] * rise
        parts += [seam, samples[loop.start : loop.end - blend]]
        length += loop.end - loop.start
    return np.concatenate(parts)


def _body(samples: Stereo) -> int:
    """Samples before the music's own ending."""
    step = round(_LEVEL_S * SAMPLE_RATE_HZ)
    count = len(samples) // step
    if count == 0:
        return len(samples)
    power = np.square(samples[: count * step]).reshape(count, -1).mean(axis=1) + 1e-12
    full = np.flatnonzero(power > power.mean() * 10 ** (-_ENDING_DB / 10))
    return int(full[-1] + 1) * step


def _ended(samples: Stereo, wanted: int, ending: int) -> Stereo:
    """Exactly ``wanted`` samples, fading from ``ending`` on if that lies before the end."""
    cue = np.zeros((wanted, 2), np.float32)
    cue[: len(samples)] = samples[:wanted]
    for edge, count in ((cue, _CLICK_S), (cue[::-1], _CLICK_S)):
        length = min(round(count * SAMPLE_RATE_HZ), wanted // 2)
        edge[:length] *= np.linspace(0, 1, length, dtype=np.float32)[:, None]
    slope = 0.5 + 0.5 * np.cos(np.linspace(0, np.pi, wanted - ending, dtype=np.float32))
    cue[ending:] *= slope[:, None]
    return cue


def _fade_samples(wanted: int) -> int:
    return min(round(FADE_S * SAMPLE_RATE_HZ), wanted // 2)
