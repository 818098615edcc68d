"""Streets: house fronts that recede, paving, and what a wet or polished ground mirrors."""

from itertools import pairwise

import cv2
import numpy as np
import skia

from manike.embedded.illustrator.colour import Floats, rgb, shade
from manike.embedded.illustrator.facades import Front, facade
from manike.embedded.illustrator.ground import Paint
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.noise import field
from manike.embedded.illustrator.perspective import Quad
from manike.embedded.illustrator.stage import Stage, premultiplied
from manike.embedded.illustrator.terrain import Ground, blend, relit
from manike.embedded.illustrator.trees import Point

EVERYWHERE = 9.0
"""Half width of a way that covers all the ground in sight."""

FRONTS = {
    "old": (("e9c9a2", "dca58a", "c9d0c0", "efe3cf", "d9b27a", "b9c4cf"), (3, 4), 0.36),
    "city": (("8a8f98", "6f7b8a", "9a8a80", "7a8a92", "5f6a78", "a09a92"), (7, 13), 0.62),
}
"""Colours, storeys and height of the nearest front in shorter sides of the film."""


def street_front(stage: Stage, plane: str, vanish: Point, side: int, *, kind: str) -> None:
    """Houses along one side (-1 left, 1 right) of a street, to its vanishing point."""
    colours, storeys, height = FRONTS[kind]
    rng = stage.rng("front", side)
    frame = stage.frame
    depths = np.geomspace(0.15, 1.12, 8)
    tall_film = 1.4 if frame.is_tall else 1.0
    for far, near in pairwise(depths.tolist()):
        levels = (
            int(rng.integers(*storeys)) if kind == "city" else storeys[0] + int(rng.integers(2))
        )
        top = height * tall_film * levels / storeys[1] * float(rng.uniform(0.85, 1.1))
        local = rgb(colours[int(rng.integers(len(colours)))])
        quad = _front(stage, vanish, side, (far, near, top))
        haze = max(0.0, 0.34 - 0.4 * near)
        facade(stage, plane, quad, Front(local, haze, levels, kind))


def paving(stage: Stage, base: Paint, stone: Rgb, *, half: float) -> Paint:
    """Slabs on a way of half that width; beside it the colours of ``base``."""

    def paint(ground: Ground) -> Floats:
        size = 0.13
        across, away = ground.sideways / size, np.log(ground.distance) * 7
        shift = 0.5 * (np.floor(away) % 2)
        joint = np.maximum(np.abs((across + shift) % 1 - 0.5), np.abs(away % 1 - 0.5))
        line = np.clip((joint - 0.45) * 18, 0, 1) * np.clip(2.2 / ground.distance - 0.3, 0, 1)
        worn = np.sin(np.floor(across + shift) * 12.9 + np.floor(away) * 78.2) * 0.22
        slabs = relit(stage, stone, np.clip(worn + ground.light + 0.15, -1, 1))
        slabs = blend(slabs, relit(stage, shade(stone, 0.55), ground.light), line * 0.8)
        edge = np.clip((half - np.abs(ground.sideways)) * 40, 0, 1)
        return blend(base(ground), slabs, edge)

    return paint


def reflect(stage: Stage, plane: str, v: float, strength: float) -> None:
    """Mirror what stands above ``v`` in the ground below, broken as by puddles."""
    if strength <= 0:
        return
    frame = stage.frame
    width, height = frame.map_px
    scale = height / frame.plane_px[1]
    top = int(frame.y(v) * scale)
    rows = height - top
    planes = stage.planes()
    flat = stage.flat(planes[: planes.index(plane)], width / frame.plane_px[0])[..., :3]
    above = flat[max(0, top - rows) : top][::-1]
    source = cv2.resize(above, (width, rows), interpolation=cv2.INTER_LINEAR)
    mirrored = cv2.GaussianBlur(source, (0, 0), sigmaX=2.0, sigmaY=6.0).astype(np.float32) / 255
    puddles = field(stage.rng("puddles", v), width, rows, cells=(7, 16), octaves=4)
    fade = np.linspace(1, 0.45, rows, dtype=np.float32)[:, None]
    alpha = np.clip((puddles - 0.3) * 2.6, 0.12, 1) * fade * strength
    pixels = np.zeros((height, width, 4), np.float32)
    pixels[top:] = premultiplied(mirrored, alpha.astype(np.float32))
    canvas = stage.canvas(plane)
    canvas.save()
    canvas.clipRect(skia.Rect.MakeLTRB(0, frame.y(v), *frame.plane_px))
    stage.lay(plane, pixels)
    canvas.restore()


def _front(stage: Stage, vanish: Point, side: int, where: tuple[float, float, float]) -> Quad:
    far, near, top = where
    unit = stage.frame.unit_px
    corners = []
    for depth in (far, near):
        x = vanish[0] + side * depth * 1.05 * unit
        corners.append(
            ((x, vanish[1] - depth * top * 1.5 * unit), (x, vanish[1] + depth * 0.38 * unit))
        )
    (far_top, far_low), (near_top, near_low) = corners
    if side < 0:
        return (near_top, far_top, far_low, near_low)
    return (far_top, near_top, near_low, far_low)
