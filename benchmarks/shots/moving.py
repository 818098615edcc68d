"""Transitions in which the pictures themselves move: slides in four directions, and zooms."""

from collections.abc import Callable, Sequence

import cv2
import numpy as np

from benchmarks.shots.shooting import FRAME_PX, Frame

_MOMENTS = 6
"""Mixed into one frame, as with a shutter that stands open."""
_Shown = Callable[[Frame, Frame, float], Frame]
"""What is seen of the earlier and the later shot once so much of the way, 0 to 1, is gone."""


def moved(
    kind: str, ending: Sequence[Frame], beginning: Sequence[Frame], rng: np.random.Generator
) -> list[Frame]:
    """The frames of a slide or a zoom, blurred by their own motion or not."""
    shown = _slide(rng) if kind == "slide" else _zoom(rng)
    easing = rng.choice(["even", "soft", "braking"], p=[0.3, 0.5, 0.2])
    shutter, count = float(rng.choice([0.0, 0.5, 0.9])), len(ending)
    frames = []
    for at, (old, new) in enumerate(zip(ending, beginning, strict=True)):
        inside = np.linspace(-0.5, 0.5, _MOMENTS) * shutter if shutter else (0.0,)
        moments = [shown(old, new, _eased((at + 1 + m) / (count + 1), easing)) for m in inside]
        frames.append(np.mean(moments, axis=0).round().astype(np.uint8))
    return frames


def _eased(share: float, easing: str) -> float:
    share = min(1.0, max(0.0, share))
    if easing == "soft":
        return share * share * (3 - 2 * share)
    return 1 - (1 - share) ** 2.5 if easing == "braking" else share


def _slide(rng: np.random.Generator) -> _Shown:
    """Both pictures move, or the later one comes over the earlier, or this leaves the later."""
    axis, back = int(rng.integers(2)), bool(rng.random() < 0.5)
    old_stays, new_stays = [(False, False), (True, False), (False, True)][
        rng.choice(3, p=[0.7, 0.15, 0.15])
    ]

    def shown(old: Frame, new: Frame, share: float) -> Frame:
        length = FRAME_PX[1 - axis]
        gone = round(share * length)
        if back:
            old, new = np.flip(old, axis), np.flip(new, axis)
        left = old if old_stays else np.roll(old, -gone, axis)
        right = new if new_stays else np.roll(new, length - gone, axis)
        is_old = np.arange(length) < length - gone
        frame = np.where(is_old[:, None, None] if axis == 0 else is_old[:, None], left, right)
        return np.flip(frame, axis) if back else frame

    return shown


def _zoom(rng: np.random.Generator) -> _Shown:
    """The camera goes on through the first picture into the second, or back out of it."""
    far, near = rng.uniform(1.3, 1.8), rng.uniform(1.5, 3.5)
    inward = rng.random() < 0.75
    begins, lasts = rng.uniform(0.3, 0.5), rng.uniform(0.08, 0.35)

    def shown(old: Frame, new: Frame, share: float) -> Frame:
        nearer, farther = near**share, far ** -(1 - share)
        if not inward:
            nearer, farther = far**-share, near ** (1 - share)
        faded = min(1.0, max(0.0, (share - begins) / lasts))
        before, after = _magnified(old, nearer), _magnified(new, farther)
        return np.asarray(cv2.addWeighted(before, 1 - faded, after, faded, 0), np.uint8)

    return shown


def _magnified(frame: Frame, scale: float) -> Frame:
    """The frame from its middle, mirrored where it does not reach the edges."""
    wide, high = FRAME_PX
    affine = np.array([[scale, 0, wide * (1 - scale) / 2], [0, scale, high * (1 - scale) / 2]])
    grown = cv2.warpAffine(frame, affine, FRAME_PX, borderMode=cv2.BORDER_REFLECT)
    return np.asarray(grown, np.uint8)
