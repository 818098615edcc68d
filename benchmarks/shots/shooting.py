"""Shots: clips filmed anew by a camera that pans, zooms, shakes, with what misleads detectors."""

from collections.abc import Callable
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.shots.footage import CLIP_PX, Source

FRAME_PX = (384, 216)

Frame = NDArray[np.uint8]
Path = NDArray[np.float64]
"""Of shape (frames, 3): middle of the view in shares of the clip, and its width as a share."""
_Disturbance = Callable[[list[Frame], np.random.Generator], None]

_CAMERAS = (
    ("still", 3), ("drift", 5), ("pan", 2.5), ("travel", 2), ("whip", 1.5),
    ("zoom", 2), ("shake", 1.5),
)  # fmt: skip


FRAMINGS = {"wide": (0.7, 1.0), "close": (0.4, 0.62)}
"""Width of what the camera sees, in shares of the clip."""


def film_shot(source: Source, count: int, framing: str, rng: np.random.Generator) -> list[Frame]:
    """A shot of ``count`` frames without a boundary in it, disturbed now and then."""
    start = int(rng.integers(0, max(1, source.frame_count - count)))
    clip = source.read(start, min(count, source.frame_count))
    path = _camera(count, FRAMINGS[framing], rng)
    # a clip that is too short for the shot plays forward and back
    there_and_back = [*range(len(clip)), *range(len(clip) - 2, 0, -1)]
    is_mirrored, grade = rng.random() < 0.5, _grade(rng)
    frames = []
    for at in range(count):
        frame = clip[there_and_back[at % len(there_and_back)]]
        if path[:, 0].max() > 1:
            frame = np.concatenate([frame, frame[:, ::-1], frame], axis=1)
        view = _view(frame, path, at)
        view = cv2.LUT(view[:, ::-1] if is_mirrored else view, grade)
        frames.append(view)
    for disturb in _disturbances(rng):
        disturb(frames, rng)
    return frames


def _camera(count: int, widths: tuple[float, float], rng: np.random.Generator) -> Path:
    names, weights = zip(*_CAMERAS, strict=True)
    kind = names[rng.choice(len(names), p=np.array(weights) / sum(weights))]
    width = rng.uniform(*widths)
    room = (1 - width) / 2
    start = np.array([*rng.uniform(0.5 - room, 0.5 + room, 2), width])
    end = start.copy()
    length = count
    if kind == "drift":
        end[:2] += rng.normal(0, 0.05, 2)
        end[2] *= rng.uniform(0.85, 1.15)
    elif kind == "travel":
        # along three pictures in a row, by 1 to 10 % of what is seen a frame
        way = min(width * rng.uniform(0.01, 0.1) * count, 3 - width)
        start[0], end[0] = rng.permutation([1.5 - way / 2, 1.5 + way / 2])
    elif kind in ("pan", "whip"):
        side = rng.choice([-1, 1])
        start[0], end[0] = 0.5 - side * room, 0.5 + side * room
        end[1] += rng.normal(0, 0.05)
        length = int(rng.integers(12, 40) if kind == "pan" else rng.integers(4, 8))
    elif kind == "zoom":
        end[2] = rng.uniform(0.35, 0.5) if width > 0.65 else rng.uniform(0.8, 1.0)
        length = int(rng.integers(6, 40))
    share = _eased(count, min(length, count), rng)
    path = start + (end - start) * share[:, None]
    if kind == "shake":
        path[:, :2] += cv2.GaussianBlur(rng.normal(0, 0.04, (count, 2)), (1, 5), 1.0)
    return path


def _eased(count: int, length: int, rng: np.random.Generator) -> NDArray[np.float64]:
    begin = int(rng.integers(0, count - length + 1))
    share = np.clip((np.arange(count) - begin) / max(1, length), 0, 1)
    return share * share * (3 - 2 * share) if rng.random() < 0.7 else share


def _view(frame: Frame, path: Path, at: int) -> Frame:
    """What the camera sees, blurred by its own motion."""
    moved = np.abs(path[at] - path[max(0, at - 1)]).max()
    if moved < 0.02:
        return _crop(frame, path[at])
    before = path[max(0, at - 1)]
    steps = [before + (path[at] - before) * share for share in (0.4, 0.6, 0.8, 1.0)]
    return np.mean([_crop(frame, step) for step in steps], axis=0).astype(np.uint8)


def _crop(frame: Frame, view: NDArray[np.float64]) -> Frame:
    wide, high = CLIP_PX
    span = frame.shape[1] / wide
    width = float(np.clip(view[2], 0.2, 1.0))
    x = float(np.clip(view[0], width / 2, span - width / 2)) * wide
    y = float(np.clip(view[1], width / 2, 1 - width / 2)) * high
    scale = FRAME_PX[0] / (width * wide)
    affine = np.array(
        [[scale, 0, FRAME_PX[0] / 2 - scale * x], [0, scale, FRAME_PX[1] / 2 - scale * y]]
    )
    return cv2.warpAffine(frame, affine, FRAME_PX, flags=cv2.INTER_LINEAR)


def _grade(rng: np.random.Generator) -> Frame:
    """A look-up table for blue, green and red: exposure, contrast, warmth."""
    levels = np.arange(256) / 255
    gamma, gain = np.exp(rng.normal(0, 0.2)), rng.uniform(0.75, 1.1)
    warmth = rng.normal(0, 0.06)
    table = [levels**gamma * gain * (1 + warmth * way) for way in (-1, 0, 1)]
    return (np.clip(np.stack(table, axis=-1), 0, 1) * 255).astype(np.uint8)[None]


def _disturbances(rng: np.random.Generator) -> list[_Disturbance]:
    odds = ((_flash, 0.14), (_walker, 0.16), (_passer, 0.08), (_caption, 0.3),
            (_light, 0.08), (_grain, 0.2))  # fmt: skip
    return [disturb for disturb, share in odds if rng.random() < share]


def _flash(frames: list[Frame], rng: np.random.Generator) -> None:
    """One to three flashes, of a camera or of lightning, the latter dying away."""
    for _ in range(int(rng.integers(1, 4))):
        at, strength = int(rng.integers(4, len(frames) - 6)), rng.uniform(0.4, 1.0)
        fall = rng.choice([0.0, 0.5, 0.7])
        for after in range(int(rng.integers(1, 4)) if fall == 0 else 6):
            light = strength * (fall**after if fall else 1)
            frame = frames[min(at + after, len(frames) - 1)]
            frame[:] = (frame + (255.0 - frame) * light).astype(np.uint8)


def _light(frames: list[Frame], rng: np.random.Generator) -> None:
    """A lamp is switched, at once or slowly: all later frames are lighter or darker."""
    at, length = int(rng.integers(6, len(frames) - 6)), int(rng.choice([1, 3, 12]))
    gain = rng.choice([rng.uniform(0.4, 0.7), rng.uniform(1.3, 1.6)])
    for number in range(at, len(frames)):
        share = min(1.0, (number - at + 1) / length)
        frames[number][:] = np.clip(frames[number] * (1 + (gain - 1) * share), 0, 255)


def _grain(frames: list[Frame], rng: np.random.Generator) -> None:
    sheet = rng.normal(0, rng.uniform(3, 9), (300, 480, 1)).astype(np.float32)
    for frame in frames:
        top, left = rng.integers(0, 84), rng.integers(0, 96)
        grain = sheet[top : top + FRAME_PX[1], left : left + FRAME_PX[0]]
        frame[:] = np.clip(frame + grain, 0, 255)


def _walker(frames: list[Frame], rng: np.random.Generator) -> None:
    """One or two people who walk through the picture."""
    for _ in range(int(rng.integers(1, 3))):
        _walk(frames, rng, height=rng.uniform(0.35, 0.8), frames_across=rng.uniform(40, 140))


def _passer(frames: list[Frame], rng: np.random.Generator) -> None:
    """Somebody who passes close before the camera and hides most of the picture."""
    _walk(frames, rng, height=rng.uniform(1.8, 2.6), frames_across=rng.uniform(8, 24))


def _walk(
    frames: list[Frame], rng: np.random.Generator, *, height: float, frames_across: float
) -> None:
    wide, high = FRAME_PX
    tall = int(height * high)
    colours = [tuple(int(v) for v in rng.integers(10, 200, 3)) for _ in range(3)]
    side, begin = rng.choice([-1, 1]), rng.uniform(0, len(frames) * 0.6)
    foot = high * rng.uniform(0.9, 1.0) if height < 1 else high + tall * 0.25
    for number, frame in enumerate(frames):
        gone = (number - begin) / frames_across
        if not -0.3 <= gone <= 1.3:
            continue
        x = (gone if side > 0 else 1 - gone) * wide
        _person(frame, (x, foot), tall, colours, number * 0.35 * side)


def _person(
    frame: Frame, foot: tuple[float, float], tall: int, colours: list[tuple[int, ...]], step: float
) -> None:
    x, y = foot
    hip, neck, swing = y - tall * 0.45, y - tall * 0.82, np.sin(step) * tall * 0.14

    def line(start: tuple[float, float], end: tuple[float, float], at: int, width: float) -> None:
        ends = [(round(a), round(b)) for a, b in (start, end)]
        cv2.line(frame, *ends, colours[at], max(1, round(tall * width)), cv2.LINE_AA)

    for way in (-1, 1):
        line((x, hip), (x + way * swing, y), 1, 0.09)
        line((x, neck + tall * 0.06), (x - way * swing * 0.8, hip + tall * 0.05), 0, 0.06)
    line((x, neck + tall * 0.08), (x, hip), 0, 0.19)
    cv2.circle(frame, (round(x), round(y - tall * 0.9)), round(tall * 0.08), colours[2], -1)


_WORDS = ("The harbour", "wakes slowly", "in the first light", "and nobody speaks", "until noon")


def _caption(frames: list[Frame], rng: np.random.Generator) -> None:
    """Captions that pop up and change, on a box or without, large now and then."""
    size, boxed = rng.choice([0.6, 0.8, 1.6], p=[0.5, 0.3, 0.2]), rng.random() < 0.5
    number = int(rng.integers(0, 12))
    while number < len(frames):
        last = min(len(frames), number + int(rng.integers(8, 40)))
        patch, shape = _lettered(str(rng.choice(_WORDS)), float(size), boxed=boxed)
        for frame in frames[number:last]:
            frame[:] = np.where(shape, patch, frame)
        number = last + int(rng.integers(0, 20))


@cache
def _lettered(text: str, size: float, *, boxed: bool) -> tuple[Frame, NDArray[np.bool_]]:
    canvas = np.zeros((FRAME_PX[1], FRAME_PX[0], 3), np.uint8)
    mask = canvas.copy()
    (width, height), _ = cv2.getTextSize(text, cv2.FONT_HERSHEY_DUPLEX, size, 1)
    x, y = (FRAME_PX[0] - width) // 2, round(FRAME_PX[1] * (0.9 if size < 1 else 0.6))
    if boxed:
        cv2.rectangle(mask, (x - 6, y - height - 6), (x + width + 6, y + 8), (255,) * 3, -1)
    cv2.putText(mask, text, (x, y), cv2.FONT_HERSHEY_DUPLEX, size, (255,) * 3, 4)
    cv2.putText(canvas, text, (x, y), cv2.FONT_HERSHEY_DUPLEX, size, (240,) * 3, 1)
    return canvas, mask > 0
