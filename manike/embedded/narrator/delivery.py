"""How a spoken phrase is delivered: pauses where marks are, words that carry weight, full ends."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from manike.embedded.narrator.phrasing import Phrase
from manike.embedded.narrator.pronunciation import NOBODY
from manike.embedded.narrator.sound import WINDOW_S, Wave
from manike.embedded.narrator.voice_model import MODEL_RATE_HZ

Times = dict[int, tuple[float, float]]
"""Start and end in seconds by the index of the written word."""

_LEAST_PAUSE_S = {
    ",": 0.16, ";": 0.28, ":": 0.28, "—": 0.26, "…": 0.34, ".": 0.36, "!": 0.36, "?": 0.36,
}  # fmt: skip
"""After a mark. The model leaves 0.05 to 0.45 s after a comma; a quarter of them under 0.1 s."""
_ENDS = frozenset(".!?…")
_DIP_DB, _END_DIP_DB = 30.0, 14.0
"""A pause is made longer only where the voice falls this far below its peak, not inside sound;
between two sentences a hum as in ``them. Ask`` may be faded out."""
_REACH_S = 0.03
_CUT_FADE_S = 0.012

_SWALLOWED_DB = 11.0
"""The last word of a sentence falls by 3 to 9 dB below the others; below this it is lost under
music: ``it.`` was found 20 dB down."""
_MOST_LIFT_DB = 9.0
_WEIGHT_DB = 2.5
_RAMP_S = 0.025
_FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Delivered:
    """A phrase after its delivery: samples at the model's rate, and when its words are heard."""

    samples: Wave
    times: Times


def delivered(
    phrase: Phrase, samples: Wave, times: Times, weighty: Collection[int], *, haste: float
) -> Delivered:
    """The phrase with its ends lifted, its weighty words louder and its pauses long enough.

    Args:
        phrase: what is spoken.
        samples: as the model spoke it.
        times: of its words, in the samples.
        weighty: indices of words that are emphasised.
        haste: how much faster than natural it is spoken; pauses shrink with it.
    """
    marks = _marks(phrase)
    gains_db = _lifts_db(samples, times, marks)
    for owner in times.keys() & set(weighty):
        gains_db[owner] = gains_db.get(owner, 0.0) + _WEIGHT_DB
    louder = _weighted(samples, times, gains_db)
    return _spaced(louder, times, marks, haste)


def _marks(phrase: Phrase) -> dict[int, str]:
    """The mark that follows each word, where one does."""
    marks: dict[int, str] = {}
    last = NOBODY
    for symbol, owner in zip(phrase.phonemes, phrase.owners, strict=True):
        if owner != NOBODY:
            last = owner
        elif symbol in _LEAST_PAUSE_S and last != NOBODY:
            marks[last] = symbol
    return marks


def _lifts_db(samples: Wave, times: Times, marks: Mapping[int, str]) -> dict[int, float]:
    """What brings the ends of sentences up to where they are understood."""
    if len(times) < _FEWEST_WORDS:
        return {}
    levels = {owner: _level_db(samples, *span) for owner, span in times.items()}
    usual = float(np.median(list(levels.values())))
    ends = {owner for owner, mark in marks.items() if mark in _ENDS} | {max(times)}
    lifts = {owner: usual - _SWALLOWED_DB - levels[owner] for owner in ends & levels.keys()}
    return {owner: min(lift, _MOST_LIFT_DB) for owner, lift in lifts.items() if lift > 0}


def _level_db(samples: Wave, start_s: float, end_s: float) -> float:
    part = samples[round(start_s * MODEL_RATE_HZ) : round(end_s * MODEL_RATE_HZ)]
    power = float(np.mean(np.square(part, dtype=np.float64))) if part.size else 0.0
    return float(10 * np.log10(max(power, 1e-12)))


def _weighted(samples: Wave, times: Times, gains_db: Mapping[int, float]) -> Wave:
    """The samples with each of these words louder, its gain coming and going over 25 ms."""
    if not gains_db:
        return samples
    gain_db = np.zeros(samples.size)
    at = np.arange(samples.size) / MODEL_RATE_HZ
    for owner, gain in gains_db.items():
        start, end = times[owner]
        edges = (start - _RAMP_S, start, end, end + _RAMP_S)
        gain_db += np.interp(at, edges, (0.0, gain, gain, 0.0))
    louder: Wave = (samples * 10 ** (gain_db / 20)).astype(np.float32)
    return louder


def _spaced(samples: Wave, times: Times, marks: Mapping[int, str], haste: float) -> Delivered:
    """The samples with silence put in after marks where the voice went on too soon."""
    order = sorted(times)
    pieces: list[Wave] = []
    moved: Times = {}
    taken, added_s = 0, 0.0
    for place, owner in enumerate(order):
        start, end = times[owner]
        moved[owner] = (start + added_s, end + added_s)
        if owner not in marks or place + 1 == len(order):
            continue
        following = times[order[place + 1]][0]
        missing_s = _LEAST_PAUSE_S[marks[owner]] / haste - (following - end)
        dip_db = _END_DIP_DB if marks[owner] in _ENDS else _DIP_DB
        cut = _dip(samples, (end, following), dip_db) if missing_s > WINDOW_S else None
        if cut is None:
            continue
        pieces += [samples[taken:cut], np.zeros(round(missing_s * MODEL_RATE_HZ), np.float32)]
        taken, added_s = cut, added_s + pieces[-1].size / MODEL_RATE_HZ
    return Delivered(_joined([*pieces, samples[taken:]]), moved)


def _dip(samples: Wave, between_s: tuple[float, float], dip_db: float) -> int | None:
    """The quietest sample between two words; none where the voice sounds on."""
    end_s, start_s = between_s
    window = round(WINDOW_S * MODEL_RATE_HZ)
    first = max(round((min(end_s, start_s) - _REACH_S) * MODEL_RATE_HZ), 0)
    last = min(round((max(end_s, start_s) + _REACH_S) * MODEL_RATE_HZ), samples.size)
    whole = samples[first : last - (last - first) % window].reshape(-1, window)
    if not whole.size:
        return None
    power = np.square(whole, dtype=np.float64).mean(axis=1)
    quietest = int(np.argmin(power))
    whole = samples[: samples.size // window * window].reshape(-1, window)
    loudest = np.square(whole, dtype=np.float64).mean(axis=1).max(initial=1e-12)
    if power[quietest] > loudest * 10 ** (-dip_db / 10):
        return None
    return first + quietest * window + window // 2


def _joined(pieces: list[NDArray[np.float32]]) -> Wave:
    """Pieces end to end; what was cut fades out and in, so that the cut is not heard."""
    count = round(_CUT_FADE_S * MODEL_RATE_HZ)
    ramp = np.linspace(0, 1, count, dtype=np.float32)
    result = [piece.copy() for piece in pieces]
    for number, piece in enumerate(result):
        if number + 1 < len(result) and piece.size >= count:
            piece[piece.size - count :] *= ramp[::-1]
        if number and piece.size >= count:
            piece[:count] *= ramp
    return np.concatenate(result)
