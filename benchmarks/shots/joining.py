"""Transitions from one shot to the next, with the frames that they take."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.shots.moving import moved
from benchmarks.shots.shooting import FRAME_PX, Frame

Mask = NDArray[np.float32]
"""Of shape (rows, columns, 1): how much of the next shot shows, from 0 to 1."""

KINDS = {
    "tuning": {"cut": 0.4, "dissolve": 0.26, "black": 0.13, "white": 0.04, "wipe": 0.17},
    "heldout": {"cut": 0.44, "dissolve": 0.26, "black": 0.12, "white": 0.03, "wipe": 0.15},
    "tuning-moving": {
        "cut": 0.36, "dissolve": 0.22, "black": 0.11, "white": 0.04, "wipe": 0.13,
        "slide": 0.09, "zoom": 0.05,
    },
    "heldout-moving": {
        "cut": 0.4, "dissolve": 0.22, "black": 0.1, "white": 0.03, "wipe": 0.12,
        "slide": 0.08, "zoom": 0.05,
    },
}  # fmt: skip
"""How often each kind is drawn; in films that are called moving, pictures slide and zoom too."""
_MIXED = ("dissolve", "black", "white", "wipe")


@dataclass(frozen=True, slots=True)
class Plan:
    """How one shot gives way to the next."""

    kind: str
    before: int = 0
    """Frames of the earlier shot that are used up by it."""
    hold: int = 0
    """Frames of plain black or white in the middle."""
    after: int = 0
    seed: int = 0

    @property
    def frame_count(self) -> int:
        """Frames of the transition itself; 0 for a cut."""
        apart = self.kind in ("black", "white")
        return self.before + self.hold + self.after if apart else self.before


def plan_transition(part: str, rng: np.random.Generator) -> Plan:
    """A transition drawn by chance, of 6 to 50 frames unless it is a cut."""
    odds = KINDS[part]
    kind = str(rng.choice(list(odds), p=list(odds.values())))
    seed = int(rng.integers(2**31))
    if kind == "cut":
        return Plan(kind)
    if kind in ("black", "white"):
        out, hold, back = rng.integers(4, 18), rng.choice([0, 1, 3, 8, 15]), rng.integers(4, 18)
        return Plan(kind, int(out), int(hold), int(back), seed)
    length = int(rng.integers(6, 37) if kind == "dissolve" else rng.integers(6, 25))
    return Plan(kind, length, 0, length, seed)


def join(plan: Plan, ending: list[Frame], beginning: list[Frame]) -> list[Frame]:
    """The frames of a transition, from the last frames of one shot and the first of the next."""
    if plan.kind in ("black", "white"):
        plain = np.full_like(ending[0] if ending else beginning[0], 255 * (plan.kind == "white"))
        out = [_mix(f, plain, _rise(i, plan.before)) for i, f in enumerate(ending)]
        back = [_mix(plain, f, _rise(i, plan.after)) for i, f in enumerate(beginning)]
        return [*out, *[plain] * plan.hold, *back]
    rng = np.random.default_rng(plan.seed)
    if plan.kind not in _MIXED:
        return moved(plan.kind, ending, beginning, rng)
    ramp = _frontier(rng) if plan.kind == "wipe" else None
    softness = float(rng.choice([0.004, 0.05, 0.2]))
    frames = []
    for at, (old, new) in enumerate(zip(ending, beginning, strict=True)):
        share = _rise(at, plan.before)
        if ramp is None:
            frames.append(_mix(old, new, share))
        else:
            reach = share * (1 + softness)
            mask = np.clip((reach - ramp) / softness, 0, 1).astype(np.float32)
            frames.append(_mix(old, new, mask))
    return frames


def _rise(at: int, count: int) -> float:
    return (at + 1) / (count + 1)


def _mix(old: Frame, new: Frame, share: float | Mask) -> Frame:
    return (old + (new.astype(np.float32) - old) * share).round().astype(np.uint8)


def _frontier(rng: np.random.Generator) -> Mask:
    """When each pixel turns, from 0 to 1: a straight frontier or a round one."""
    wide, high = FRAME_PX
    x, y = np.meshgrid(np.linspace(-1, 1, wide), np.linspace(-1, 1, high))
    if rng.random() < 0.2:
        turned = np.hypot(x * wide / high, y)
        turned = turned if rng.random() < 0.6 else -turned
    else:
        angle = rng.choice([0, 90, 180, 270, rng.uniform(0, 360)])
        turned = x * np.cos(np.radians(angle)) + y * np.sin(np.radians(angle))
    turned = cv2.normalize(turned, None, 0, 1, cv2.NORM_MINMAX)
    return turned.astype(np.float32)[..., None]
