"""A picture of a film's sound: bars of loudness, speech and music in two colours."""

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from manike.errors import MediaError
from manike.film.brand import BrandKit
from manike.film.job import FilmJob
from manike.media.files import write_bytes
from manike.media.programs import decoded_sound
from manike.media.sound import WavReader

WAVEFORM_FILE = "waveform.png"
_BARS = 300
_BAR_PX, _PITCH_PX = 4, 6
_HEIGHT_PX, _MARGIN_PX = 320, 24
_FINER = 4
"""Painted this much larger and made smaller: edges are smooth."""
_LEAST_PX = 2
"""Half a bar's height in silence: the line goes on."""
_SHAPE = 0.6
"""Exponent of loudness: below 1, so that quiet music is seen beside speech."""
_FULL_SCALE = 32768.0
_SAMPLE_BYTES = 4
_HEARD = 1e-3
_GROUND_BGR = np.array((27.0, 23.0, 20.0))
_MUSIC_SHARE = 0.55
"""Of the brand's first colour in that of music; the rest is white, as the ground is dark."""

Levels = NDArray[np.float64]
"""RMS of each bar's stretch, shape (_BARS,), full scale is 1."""


def waveform(film: Path, job: FilmJob, output: Path) -> None:
    """Write a PNG of the whole film's sound.

    A bar is as high as the mix is loud. Its inner part is the speech in it, its outer the music.

    Raises:
        MediaError: the film or a voice can't be decoded.
    """
    bounds = np.linspace(0, job.timeline.sample_count, _BARS + 1).astype(int)
    mix, spoken = _mix_levels(film, bounds), _voice_levels(job, bounds)
    speech = np.minimum(spoken * _gain(mix, spoken), mix)
    done, data = cv2.imencode(".png", _painted(mix, speech, job.brand))
    if not done:
        raise MediaError(f"{output.name} can't be encoded.")
    write_bytes(output, data.tobytes())


def _mix_levels(film: Path, bounds: NDArray[np.int_]) -> Levels:
    levels = np.zeros(_BARS)
    with decoded_sound(film) as stream:
        for index, count in enumerate(np.diff(bounds)):
            samples = np.frombuffer(stream.read(int(count) * _SAMPLE_BYTES), np.int16)
            levels[index] = _rms(samples / _FULL_SCALE)
        while stream.read(1 << 20):  # the encoder's last block may be longer than the film
            pass
    return levels


def _voice_levels(job: FilmJob, bounds: NDArray[np.int_]) -> Levels:
    energy = np.zeros(_BARS)
    for scene in job.timeline.scenes:
        if scene.narration is None:
            continue
        reader = WavReader.open(job.voices[scene.number].path)
        starts = bounds - scene.narration.start_sample
        for index in np.flatnonzero((starts[1:] > 0) & (starts[:-1] < reader.sample_count)):
            start, count = int(starts[index]), int(starts[index + 1] - starts[index])
            energy[index] += _rms(reader.read(start, count)) ** 2
    return np.sqrt(energy)


def _rms(samples: NDArray[np.floating]) -> float:
    return float(np.sqrt(np.mean(np.square(samples, dtype=np.float64)))) if samples.size else 0.0


def _gain(mix: Levels, spoken: Levels) -> float:
    """How much louder speech is in the film than in its files."""
    heard = spoken > max(_HEARD, 0.3 * float(spoken.max()))
    return float(np.median(mix[heard] / spoken[heard])) if heard.any() else 0.0


def _painted(mix: Levels, speech: Levels, brand: BrandKit) -> NDArray[np.uint8]:
    loudest = max(float(mix.max()), _HEARD)
    music_bgr = _bgr(brand.primary_colour) * _MUSIC_SHARE + 255 * (1 - _MUSIC_SHARE)
    size = (_HEIGHT_PX * _FINER, (_BARS * _PITCH_PX + 2 * _MARGIN_PX) * _FINER)
    canvas = np.full((*size, 3), _GROUND_BGR.round(), np.uint8)
    for index in range(_BARS):
        _bar(canvas, index, mix[index] / loudest, music_bgr)
        if speech[index] > _HEARD:
            _bar(canvas, index, speech[index] / loudest, _bgr(brand.highlight_colour))
    small = (size[1] // _FINER, size[0] // _FINER)
    return np.asarray(cv2.resize(canvas, small, interpolation=cv2.INTER_AREA), np.uint8)


def _bar(
    canvas: NDArray[np.uint8], index: int, share: float, colour_bgr: NDArray[np.float64]
) -> None:
    """An upright line with round ends, in the middle of the height."""
    reach = max(_LEAST_PX, share**_SHAPE * (_HEIGHT_PX / 2 - _MARGIN_PX)) * _FINER
    x = round((_MARGIN_PX + index * _PITCH_PX + _PITCH_PX / 2) * _FINER)
    middle, half = _HEIGHT_PX * _FINER // 2, max(0, round(reach) - _BAR_PX * _FINER // 2)
    ends = ((x, middle - half), (x, middle + half))
    colour = tuple(round(part) for part in colour_bgr)
    cv2.line(canvas, *ends, colour, _BAR_PX * _FINER, cv2.LINE_8)


def _bgr(colour: str) -> NDArray[np.float64]:
    """``#rrggbb`` with blue first."""
    return np.array([int(colour[at : at + 2], 16) for at in (5, 3, 1)], np.float64)
