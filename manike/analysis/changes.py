"""How a picture changes around each frame, in measures that tell a boundary from motion and light.

A cut changes everything at once and for good. A flash changes as much, but what follows is what was
before. What a pan or zoom shows is found again elsewhere in the picture. In a dissolve each pixel
goes straight from one picture to the other, in a wipe it does so in one step.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

ROWS, COLUMNS = 18, 32
"""Of the small frames in which all is measured."""

Frames = NDArray[np.uint8]
"""Shape (frames, 3, 18, 32): luma, blue difference, red difference."""
Changes = NDArray[np.float32]
"""Shape (frames, MEASURES), each about 0 to 1."""

_DISTANCES: Final = (1, 2, 4, 8, 16)
"""Two frames are compared that lie as far before and after a boundary."""
_WINDOWS: Final = (8, 16, 32)
MARGIN: Final = 16
"""Frames on either side that a frame's measures look at."""
_REACHES: Final = (6, 10, 16)
"""How far before and after a frame the pictures lie of which it may be put together."""
MEASURES: Final = 4 * len(_DISTANCES) + 3 * len(_WINDOWS) + 3 * len(_REACHES) + 3

_Stack = NDArray[np.int16]
"""Frames last, which keeps sums over pixels quick: shape (18, 32, frames)."""
_BLOCK_ROWS, _BLOCK_COLUMNS = 6, 8
_REACH_ROWS, _REACH_COLUMNS = 3, 6
"""How far a block is looked for: a sixth of the picture's height and a fifth of its width."""
_BINS = 16
_EPSILON = 1.0


def measure_changes(frames: Frames) -> Changes:
    """Measures of the change into each frame; those in the margins see a film that stands still."""
    padded = np.concatenate([frames[:1].repeat(MARGIN, 0), frames, frames[-1:].repeat(MARGIN, 0)])
    stack = np.ascontiguousarray(padded.astype(np.int16).transpose(1, 2, 3, 0))
    count = len(frames)
    shades, shapes = _shades(stack), _shapes(stack[0])
    columns = []
    for distance in _DISTANCES:
        before, after = _pair(distance, count)
        columns += [
            np.abs(stack[..., before] - stack[..., after]).mean(axis=(0, 1, 2)) / 64,
            _unmoved(stack[0], before, after) / 48,
            np.abs(shades[:, before] - shades[:, after]).sum(axis=0) / 2,
            1 - (shapes[..., before] * shapes[..., after]).mean(axis=(0, 1)),
        ]
    for window in _WINDOWS:
        columns += _paths(stack, window, count)
    columns += _joints(stack[0], count)
    here = stack[0][..., MARGIN : MARGIN + count]
    columns += [here.mean(axis=(0, 1)) / 255, here.std(axis=(0, 1)) / 64]
    columns += [np.log1p(here.std(axis=(0, 1))) / 4]
    measures: Changes = np.clip(np.stack(columns, axis=1), 0, 3).astype(np.float32)
    return measures


def _pair(distance: int, count: int) -> tuple[slice, slice]:
    """The frames that lie before and after the change into each frame."""
    first = MARGIN - distance
    second = MARGIN + distance - 1
    return slice(first, first + count), slice(second, second + count)


def _unmoved(luma: _Stack, before: slice, after: slice) -> NDArray[np.float32]:
    """What differs once each block is held against the most similar place nearby, in levels."""
    wide = ((_REACH_ROWS, _REACH_ROWS), (_REACH_COLUMNS, _REACH_COLUMNS), (0, 0))
    old = np.pad(luma[..., before], wide, mode="edge")
    new = luma[..., after]
    count = new.shape[-1]
    least = np.full((ROWS // _BLOCK_ROWS, COLUMNS // _BLOCK_COLUMNS, count), 32_767, np.int16)
    gap, sums = np.empty_like(new), np.empty_like(least)
    for row in range(2 * _REACH_ROWS + 1):
        for column in range(2 * _REACH_COLUMNS + 1):
            np.subtract(old[row : row + ROWS, column : column + COLUMNS], new, out=gap)
            np.abs(gap, out=gap)
            blocks = gap.reshape(
                ROWS // _BLOCK_ROWS, _BLOCK_ROWS, COLUMNS // _BLOCK_COLUMNS, _BLOCK_COLUMNS, count
            )
            np.sum(blocks, axis=(1, 3), dtype=np.int16, out=sums)
            np.minimum(least, sums, out=least)
    unmoved: NDArray[np.float32] = least.mean(axis=(0, 1), dtype=np.float32)
    return unmoved / np.float32(_BLOCK_ROWS * _BLOCK_COLUMNS)


def _shades(stack: _Stack) -> NDArray[np.float32]:
    """Shares of shades in each frame: 16 of luma and 8 of each colour difference."""
    parts = []
    for plane, low, step, bins in ((0, 0, 16, _BINS), (1, 64, 16, 8), (2, 64, 16, 8)):
        level = np.clip((stack[plane].astype(np.float32) - low) / step - 0.5, 0, bins - 1.001)
        lower = level.astype(np.int16)
        share = level - lower
        # a level between two bins counts for both, so that grain and a slow fade change little
        for number in range(bins):
            inside = np.where(lower == number, 1 - share, 0) + np.where(
                lower == number - 1, share, 0
            )
            parts.append(inside.mean(axis=(0, 1)) * (1.0 if plane == 0 else 0.5))
    return np.stack(parts).astype(np.float32)


def _shapes(luma: _Stack) -> NDArray[np.float32]:
    """Light and dark beside their surroundings, which a lamp or a fade does not change."""
    light = luma.astype(np.float32)
    around = np.pad(light, ((2, 2), (2, 2), (0, 0)), mode="edge")
    rows = np.sum([around[at : at + ROWS] for at in range(5)], axis=0)
    mean = np.sum([rows[:, at : at + COLUMNS] for at in range(5)], axis=0) / 25
    detail = light - mean
    spread = np.sqrt((detail**2).mean(axis=(0, 1))) + _EPSILON
    shapes: NDArray[np.float32] = (detail / spread).astype(np.float32)
    return shapes


def _paths(stack: _Stack, window: int, count: int) -> list[NDArray[np.float32]]:
    """How straight pixels go through a window, how abruptly, and how evenly."""
    half = window // 2
    first, last = MARGIN - half, MARGIN + half - 1
    steps = np.abs(np.diff(stack, axis=-1))
    travelled = np.cumsum(
        np.concatenate([np.zeros_like(steps[..., :1]), steps], axis=-1), axis=-1, dtype=np.int32
    )
    way = travelled[..., last : last + count] - travelled[..., first : first + count]
    start, end = stack[..., first : first + count], stack[..., last : last + count]
    net = np.abs(end - start)
    total = way.sum(axis=(0, 1, 2)).astype(np.float32) + _EPSILON
    change = net.sum(axis=(0, 1, 2)).astype(np.float32)
    largest = _running_max(steps, window - 1)[..., first : first + count]
    middle = (stack[..., MARGIN : MARGIN + count] + stack[..., MARGIN - 1 : MARGIN - 1 + count]) / 2
    ghost = np.abs(middle - (start.astype(np.float32) + end) / 2).sum(axis=(0, 1, 2))
    return [
        change / total,
        largest.sum(axis=(0, 1, 2)) / total,
        ghost / (change + stack[..., 0].size),
    ]


def _joints(luma: _Stack, count: int) -> list[NDArray[np.float32]]:
    """How well each frame is put together of one picture before it and one after it, side by side.

    So it is while one pushes the other out, comes over it or wipes it away; a pan shows parts that
    are in neither.
    """
    lines = [
        luma.reshape(ROWS // 3, 3, COLUMNS, -1).mean(axis=1).astype(np.int16),
        luma.reshape(ROWS, COLUMNS // 4, 4, -1).mean(axis=2).astype(np.int16).transpose(1, 0, 2),
    ]
    here, columns = slice(MARGIN, MARGIN + count), []
    for reach in _REACHES:
        before, after = _pair(reach, count)
        found = [
            _joint(way[..., before], way[..., here], way[..., after])
            for line in lines
            for way in (line, line[:, ::-1])
        ]
        gaps, shares = (np.stack(part) for part in zip(*found, strict=True))
        best = gaps.argmin(axis=0)[None]
        gap = np.take_along_axis(gaps, best, 0)[0]
        share = np.take_along_axis(shares, best, 0)[0]
        now = lines[0][..., here]
        apart = [np.abs(now - lines[0][..., side]).mean(axis=(0, 1)) for side in (before, after)]
        columns += [gap / 32, share, 1 - gap / (np.minimum(*apart) + 2)]
    return columns


def _joint(
    old: _Stack, now: _Stack, new: _Stack
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The least difference, in levels, over all places of the seam, and the later picture's share.

    Shapes (lines, length, frames): the later picture comes from the end of the lines. Each of both
    may move with the seam or stand still.
    """
    length, count = old.shape[1:]
    stays = np.zeros((2, length + 1, count), np.float32)
    stays[0, 1:] = np.abs(old - now).sum(axis=0).cumsum(axis=0)
    stays[1, :-1] = np.abs(new - now).sum(axis=0)[::-1].cumsum(axis=0)[::-1]
    least = np.empty((length + 1, count), np.float32)
    for seam in range(length + 1):
        come = length - seam
        left = np.abs(old[:, come:] - now[:, :seam]).sum(axis=(0, 1))
        right = np.abs(new[:, :come] - now[:, seam:]).sum(axis=(0, 1))
        least[seam] = np.minimum(stays[0, seam], left) + np.minimum(stays[1, seam], right)
    best = least.argmin(axis=0)
    gap = np.take_along_axis(least, best[None], 0)[0] / (len(old) * length)
    return gap.astype(np.float32), (1 - best / length).astype(np.float32)


def _running_max(steps: _Stack, length: int) -> _Stack:
    """The largest of ``length`` values from each on; the last ones see fewer."""
    reach, highest = 1, steps
    while reach < length:
        more = min(reach, length - reach)
        shifted = np.concatenate([highest[..., more:], highest[..., -1:].repeat(more, -1)], axis=-1)
        highest, reach = np.maximum(highest, shifted), reach + more
    return highest
