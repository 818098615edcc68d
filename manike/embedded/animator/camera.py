"""The camera's path through the depth of a picture: eased, slow, and never past a plane's edge."""

import math
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from manike.embedded.animator.chance import rng_of
from manike.ports import OVERSCAN
from manike.script.models import Scene, Setting
from manike.script.vocabulary import INDOORS, UNDERWATER, CameraMove, Mood, Place, ShotSize, Weather

NEAREST_DEPTH = 2.0
_FULL_MOVE_S = 5.0
"""A clip shorter than this gets a smaller move, else the picture would race."""
_BASE_SCALE = 1.02
"""At exactly 1 the whole picture would turn soft and sharp again with every pixel it moves: local
sharpness varies by 20 % against 4 % at this scale, where phases mix within the picture."""
_ZOOM = 0.13
"""Of the nearest plane in a full push; the middle ground gets 0.6 of it."""
_PAN = 0.085
"""Of the film's width or height, to each side, of the nearest plane in a full pan."""
_DRIFT = 0.0022
"""Of the film's size: a hand that never holds quite still. A still shot has only this, doubled."""
_DRIFT_PERIODS_S = (7.3, 11.9)
_WIND = 0.0025
"""Of the film's width a second."""
_WIND_REACH = 0.06
"""At most: with half of it to a side, and three tenths of the camera's shift, 6 % of the 10 % that
a sky reaches beyond the film are used."""
_SKY_PACE = {Weather.STORM: 2.5, Weather.WIND: 2.5}
_SKY_DEPTH = 0.03
_SKYLESS = INDOORS | UNDERWATER | {Place.STUDIO}
"""Where the farthest plane may be a wall."""
_EDGE_PX = 1.0
"""Kept free at the edge: bilinear sampling looks one pixel further."""

_SIZE_STRENGTH = {ShotSize.WIDE: 1.0, ShotSize.MEDIUM: 0.85, ShotSize.CLOSE: 0.65}
_MOOD_STRENGTH = {
    Mood.CALM: 0.8,
    Mood.JOYFUL: 1.1,
    Mood.EPIC: 1.25,
    Mood.MYSTERIOUS: 0.9,
    Mood.MELANCHOLIC: 0.7,
    Mood.HOPEFUL: 1.0,
    Mood.TENSE: 1.15,
    Mood.PLAYFUL: 1.1,
    Mood.ROMANTIC: 0.8,
    Mood.TRIUMPHANT: 1.25,
    Mood.NOSTALGIC: 0.75,
    Mood.EERIE: 0.9,
    Mood.ENERGETIC: 1.25,
    Mood.DREAMY: 0.75,
}
_EAGER = {
    Mood.CALM: 0.0,
    Mood.EPIC: 0.12,
    Mood.TRIUMPHANT: 0.16,
    Mood.ENERGETIC: 0.22,
    Mood.JOYFUL: 0.1,
    Mood.PLAYFUL: 0.14,
    Mood.TENSE: -0.24,
    Mood.MYSTERIOUS: -0.14,
    Mood.EERIE: -0.2,
}
"""Moves that set off briskly and settle, or, below 0, that creep up and gather way."""
_UNREST = {Mood.TENSE: 1.7, Mood.EERIE: 1.5, Mood.ENERGETIC: 1.4, Mood.DREAMY: 1.3}
"""Of the hand that holds the camera, against that of other moods."""
_CAPTION_STRENGTH = 0.4
"""Words must stay inside the picture and readable."""
Track = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class View:
    """How a plane lies on the film: scaled about its centre, then shifted."""

    scale: float
    shift_x_px: float
    """Positive moves the picture to the right."""
    shift_y_px: float
    """Positive moves the picture down."""


@dataclass(frozen=True, slots=True)
class CameraPath:
    """Where the camera is in each frame, in terms of what the nearest plane does."""

    zoom: Track
    """Shape (frames,), at least 0: scale of the nearest plane less 1."""
    shift_x_px: Track
    shift_y_px: Track
    sky_x_px: Track
    """The wind's own way with a sky, added to what the camera does."""

    def view(self, frame: int, depth: float) -> View:
        """How a plane of ``depth`` (0 far to 2 near) lies on the film in ``frame``.

        Far planes scale by a fifth and shift by three tenths of what the nearest does: a distant
        sky that stood still would look like a backdrop.
        """
        nearness = depth / NEAREST_DEPTH
        shift = 0.3 + 0.7 * nearness
        sky_x_px = float(self.sky_x_px[frame]) if depth <= _SKY_DEPTH else 0.0
        return View(
            scale=_BASE_SCALE * (1.0 + float(self.zoom[frame]) * (0.2 + 0.8 * nearness)),
            shift_x_px=float(self.shift_x_px[frame]) * shift + sky_x_px,
            shift_y_px=float(self.shift_y_px[frame]) * shift,
        )


@dataclass(frozen=True, slots=True)
class _Move:
    """A move's two ends, for the nearest plane at full strength."""

    zoom: tuple[float, float] = (0.0, 0.0)
    x: tuple[float, float] = (0.0, 0.0)
    y: tuple[float, float] = (0.0, 0.0)


_MOVES = {
    CameraMove.PUSH: _Move(zoom=(0.0, _ZOOM)),
    CameraMove.PULL: _Move(zoom=(_ZOOM, 0.0)),
    # A camera that turns left sees the picture go right.
    CameraMove.PAN_LEFT: _Move(zoom=(0.0, 0.02), x=(-_PAN, _PAN)),
    CameraMove.PAN_RIGHT: _Move(zoom=(0.0, 0.02), x=(_PAN, -_PAN)),
    CameraMove.DESCEND: _Move(zoom=(0.0, 0.03), y=(_PAN, -_PAN)),
    CameraMove.FOCUS: _Move(zoom=(0.0, 0.06)),
    CameraMove.RISE: _Move(zoom=(0.0, 0.03), y=(-_PAN, _PAN)),
    CameraMove.STILL: _Move(zoom=(0.0, 0.012)),
}


def plan_camera(
    scene: Scene,
    *,
    frame_count: int,
    fps: Fraction,
    size_px: tuple[int, int],
    key: str,
) -> CameraPath:
    """Plan a clip's camera.

    Args:
        scene: its shot says the move; its mood, nearness and caption make it stronger or weaker.
        frame_count: frames of the clip, at least 1.
        fps: frames a second.
        size_px: width and height of the film.
        key: seeds the drift; the same key gives the same path.
    """
    width_px, height_px = size_px
    move = _MOVES[scene.shot.move]
    duration_s = float(frame_count / fps)
    strength = _strength(scene) * _share(duration_s)
    time_share = np.linspace(0.0, 1.0, frame_count)
    progress = _ease(time_share, _EAGER.get(scene.mood, 0.0))
    drift_x, drift_y = _drift(np.arange(frame_count) / float(fps), scene, key)
    x = (_between(move.x, progress) * strength + drift_x) * width_px
    y = (_between(move.y, progress) * strength + drift_y) * height_px
    return CameraPath(
        zoom=_between(move.zoom, progress) * strength,
        shift_x_px=_held_inside(x, width_px),
        shift_y_px=_held_inside(y, height_px),
        sky_x_px=_wind(scene.setting, time_share, duration_s, key) * width_px,
    )


def _strength(scene: Scene) -> float:
    caption = _CAPTION_STRENGTH if scene.caption else 1.0
    return _SIZE_STRENGTH[scene.shot.size] * _MOOD_STRENGTH[scene.mood] * caption


def _share(duration_s: float) -> float:
    """The share of a full move that fits into a clip of this length."""
    return min(1.0, math.pow(duration_s / _FULL_MOVE_S, 0.7))


def _ease(progress: Track, eager: float) -> Track:
    """Soft at both ends, yet never at rest: a cut from or to a halted camera looks like a fault.

    ``eager`` shifts the way towards the beginning, or, below 0, towards the end; up to 0.25 the
    speed stays above a fifth of the mean.
    """
    smooth = progress * progress * (3.0 - 2.0 * progress)
    return 0.55 * smooth + 0.45 * progress + eager * progress * (1.0 - progress)


def _between(ends: tuple[float, float], progress: Track) -> Track:
    return ends[0] + (ends[1] - ends[0]) * progress


def _drift(time_s: Track, scene: Scene, key: str) -> tuple[Track, Track]:
    phases = rng_of(key, "camera").uniform(0.0, 2.0 * math.pi, (2, len(_DRIFT_PERIODS_S)))
    size = _DRIFT * _UNREST.get(scene.mood, 1.0)
    size *= 2.0 if scene.shot.move is CameraMove.STILL else 1.0
    x, y = (
        sum(
            size * np.sin(2.0 * math.pi * time_s / period_s + phase)
            for period_s, phase in zip(_DRIFT_PERIODS_S, axis, strict=True)
        )
        for axis in phases
    )
    return np.asarray(x), np.asarray(y) * 0.6


def _wind(setting: Setting, time_share: Track, duration_s: float, key: str) -> Track:
    """Shares of the width by which a sky has moved, half before and half after its place."""
    if setting.place in _SKYLESS:
        return np.zeros_like(time_share)
    speed = _WIND * _SKY_PACE.get(setting.weather, 1.0)
    way = min(speed * duration_s, _WIND_REACH)
    direction = 1.0 if rng_of(key, "wind").random() < 0.5 else -1.0  # noqa: PLR2004 - a coin
    return direction * way * (time_share - 0.5)


def _held_inside(shift_px: Track, length_px: int) -> Track:
    """Shrink a shift as a whole, so that the nearest plane never shows its edge.

    Planes reach 10 % beyond the film on each side and are never scaled below 1.
    """
    room_px = max(0.0, (OVERSCAN - 1.0) / 2.0 * length_px - _EDGE_PX)
    reach_px = float(np.max(np.abs(shift_px)))
    return shift_px * min(1.0, room_px / reach_px) if reach_px > 0.0 else shift_px
