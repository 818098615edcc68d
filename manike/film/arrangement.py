"""Music fitted to the length it is needed in: cut or lengthened by whole bars, its ending kept."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from manike.media.sound import SAMPLE_RATE_HZ, Stereo, WavReader

_BAR_JOIN_S = 0.03
"""On a bar line only the click must be hidden; it is over as the new bar's first note comes."""
_LOOP_JOIN_S = 2.0
"""Without known bars a long blend hides that the beat does not match."""
_TOLERANCE_S = 0.3
_INTRO_BARS = 2
"""Not repeated when a cue is lengthened, where there are more bars than these."""


@dataclass(frozen=True, slots=True)
class CueShape:
    """What is known of a cue's file, in samples."""

    length: int
    bar: int
    """0 if unknown."""
    ending: int
    """Where the ending begins."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the file and where it is heard, in samples."""

    heard_at: int
    start: int
    length: int
    fade_in: int
    fade_out: int


def arrange(shape: CueShape, wanted: int) -> tuple[Piece, ...]:
    """Pieces that play the cue in about ``wanted`` samples.

    With known bars the result is within half a bar of it and ends as the cue ends. Without, or
    where the ending alone is too long, it is ``wanted`` long or more, and the caller fades it out.
    """
    if abs(wanted - shape.length) <= _TOLERANCE_S * SAMPLE_RATE_HZ:
        return _joined([(0, shape.length)], 0)
    if shape.bar > 0 and (stretches := _by_bars(shape, wanted)):
        return _joined(stretches, round(_BAR_JOIN_S * SAMPLE_RATE_HZ))
    if wanted <= shape.length:
        return _joined([(0, wanted)], 0)
    return _looped(shape.length, wanted)


def heard(pieces: tuple[Piece, ...], reader: WavReader, start: int, count: int) -> Stereo:
    """Samples ``start`` to ``start + count`` of an arranged cue."""
    samples = np.zeros((count, 2), np.float32)
    for piece in pieces:
        first, last = max(start, piece.heard_at), min(start + count, piece.heard_at + piece.length)
        if first >= last:
            continue
        inside = first - piece.heard_at
        part = reader.read(piece.start + inside, last - first)
        part *= _gain(piece, inside, last - first)[:, np.newaxis]
        samples[first - start : last - start] += part
    return samples


def arranged_length(pieces: tuple[Piece, ...]) -> int:
    """Samples from the first to the last that is heard."""
    return pieces[-1].heard_at + pieces[-1].length


def _by_bars(shape: CueShape, wanted: int) -> list[tuple[int, int]]:
    """Stretches (start, end) of the file that follow each other on bar lines; may be empty."""
    bars = shape.ending // shape.bar
    extra = round((wanted - shape.length) / shape.bar)
    if bars < 1 or bars + extra < 1:
        return []
    if extra <= 0:
        return _shortened(shape, bars, -extra)
    return _lengthened(shape, bars, extra)


def _shortened(shape: CueShape, bars: int, dropped: int) -> list[tuple[int, int]]:
    """Without ``dropped`` bars from the middle; bar lines are counted back from the ending."""
    if dropped == 0:
        return [(0, shape.length)]
    kept_at_end = (bars - dropped) // 2
    resume = shape.ending - kept_at_end * shape.bar
    return [(0, resume - dropped * shape.bar), (resume, shape.length)]


def _lengthened(shape: CueShape, bars: int, extra: int) -> list[tuple[int, int]]:
    """With the last bars before the ending played again until there are ``extra`` more."""
    loop = max(bars - _INTRO_BARS, 1)
    stretches = [(0, shape.ending)]
    while extra > 0:
        again = min(loop, extra)
        stretches.append((shape.ending - again * shape.bar, shape.ending))
        extra -= again
    stretches[-1] = (stretches[-1][0], shape.length)
    return stretches


def _joined(stretches: list[tuple[int, int]], join: int) -> tuple[Piece, ...]:
    """Stretches end to end, each coming in during the last ``join`` samples of the one before."""
    pieces, at = [], 0
    for index, (start, end) in enumerate(stretches):
        lead = min(join, start) if index else 0
        after = min(join, stretches[index + 1][0]) if index + 1 < len(stretches) else 0
        pieces.append(Piece(at - lead, start - lead, end - start + lead, lead, after))
        at += end - start
    return tuple(piece for piece in pieces if piece.length > 0)


def _looped(length: int, wanted: int) -> tuple[Piece, ...]:
    join = min(round(_LOOP_JOIN_S * SAMPLE_RATE_HZ), length // 4)
    step = max(length - join, 1)
    count = -(-(wanted - join) // step)
    return tuple(
        Piece(index * step, 0, length, join if index else 0, join if index < count - 1 else 0)
        for index in range(count)
    )


def _gain(piece: Piece, inside: int, count: int) -> NDArray[np.float32]:
    """Raised-cosine fades whose gains add up to 1 over a join."""
    at = np.arange(inside, inside + count)
    gain = np.ones(count, np.float32)
    if piece.fade_in:
        gain *= fade(at / piece.fade_in)
    if piece.fade_out:
        gain *= fade((piece.length - at) / piece.fade_out)
    return gain


def fade(position: NDArray[np.float64]) -> NDArray[np.float32]:
    """A raised cosine from 0 at position 0 to 1 at position 1, flat outside."""
    clipped = np.clip(position, 0.0, 1.0)
    return (0.5 - 0.5 * np.cos(np.pi * clipped)).astype(np.float32)
