"""Globes in space: a lit and a dark side, a limb, a rim of air, and rings where there are some."""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from manike.embedded.illustrator.colour import Floats, mix, rgb
from manike.embedded.illustrator.planet_rings import OUTER, Rings, ring_shades
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.world_surfaces import SURFACES, Ground, Normal

Surface = Literal["giant", "desert", "earth", "moon"]

BOX = 1.2
"""Half the width of a globe's picture in radii: room for its air."""

DETAIL = 1.8
"""Pixels of a globe's picture for each of its radius: soft things need no more."""

RING_SHADOW = 0.72


@dataclass(frozen=True, slots=True)
class World:
    """A globe to paint; lengths in pixels of its plane."""

    surface: Surface
    centre: tuple[float, float]
    radius: float
    lean: float
    """Degrees clockwise by which its axis leans."""
    ringed: bool


def sunlight(stage: Stage) -> Floats:
    """Unit vector to the sun: x right, y down, z to the viewer."""
    towards = np.array([stage.tones.light.side * 0.74, -0.42, 0.53], np.float32)
    return np.asarray(towards / np.linalg.norm(towards), np.float32)


def paint_world(stage: Stage, plane: str, world: World) -> None:
    """A globe on a plane; its rings pass behind it and before it without a seam.

    The whole rings are painted first. The globe's picture then holds what is seen in its disc: the
    globe with the near half of the rings over it.
    """
    rng = stage.rng("surface", plane)
    opening = float(rng.uniform(0.2, 0.3))
    sun = _turned(sunlight(stage), -world.lean)
    size = max(40, int(world.radius * BOX * DETAIL))
    y, x = np.mgrid[-BOX : BOX : size * 1j, -BOX : BOX : size * 1j].astype(np.float32)
    off = np.sqrt(x * x + y * y)
    inside = np.minimum(1, 0.999 / np.maximum(off, 1e-6))
    normal = (x * inside, y * inside, np.sqrt(np.clip(1 - off * off, 0, 1)))
    ground = SURFACES[world.surface](rng, normal, opening)
    rings = Rings.of(rng, opening, sun, ring_shades(ground.shades)) if world.ringed else None
    colour = _lit(ground, normal, sun, rings.shadow(normal) if rings else None)
    if rings:
        colour = _before(rings, x, y, colour)
        _paint_rings(stage, plane, world, rings)
    edge = np.clip((1 - off) * (size / (2 * BOX)) + 0.5, 0, 1)
    halo = _halo(ground, off, x * sun[0] + y * sun[1])
    air = np.array(mix(ground.air, rgb("9fd4ff"), 0.5), np.float32)
    alpha = edge + (1 - edge) * halo
    pixels = colour * edge[..., None] + air * (halo * (1 - edge))[..., None]
    half = world.radius * BOX
    stage.stamp(plane, np.dstack([np.clip(pixels, 0, 1), alpha]), (*world.centre, half, half),
                world.lean)  # fmt: skip


def _lit(ground: Ground, normal: Normal, sun: Floats, shadow: Floats | None) -> Floats:
    """The globe in the sun's light, darker to the limb, with a rim of lit air."""
    facing = normal[0] * sun[0] + normal[1] * sun[1] + normal[2] * sun[2]
    ripple: Floats = np.zeros_like(facing)
    if ground.relief:
        ripple = -(ground.relief[0] * sun[0] + ground.relief[1] * sun[1])
    slanted = facing + ripple * np.clip(facing * 3 + 0.15, 0, 1)
    softness = np.float32(0.004 + 0.02 * ground.air_amount)
    light = 0.5 * (slanted + np.sqrt(slanted * slanted + softness))
    light = np.clip(light, 0, 1.2) ** 0.85 * (0.5 + 0.5 * normal[2] ** 0.55)
    if shadow is not None:
        light = light * (1 - RING_SHADOW * shadow)
    dawn = np.clip(facing * 3.2 + 0.2, 0, 1)[..., None] * ground.air_amount + 1 - ground.air_amount
    warm = np.array((1.0, 0.8, 0.64), np.float32)
    colour = ground.colour * (light[..., None] * 1.12) * (warm + (1 - warm) * dawn)
    colour = colour + ground.colour * np.array((0.02, 0.022, 0.045), np.float32)
    rim = (1 - normal[2]) ** 3.2 * np.clip(facing * 1.4 + 0.22, 0, 1) * (0.85 * ground.air_amount)
    air = np.array(mix(ground.air, rgb("9fd4ff"), 0.45), np.float32)
    return np.asarray(colour + (air - colour) * np.clip(rim, 0, 1)[..., None], np.float32)


def _halo(ground: Ground, off: Floats, lean: Floats) -> Floats:
    """Alpha of the air beyond the lit limb: thin and bright, then a breath of light."""
    beyond = np.maximum(off - 1, 0)
    glow = 0.75 * np.exp(-beyond / 0.012) + 0.22 * np.exp(-beyond / 0.05)
    fade = np.clip((BOX - off) / 0.08, 0, 1)
    lit = np.clip(lean / np.maximum(off, 1e-6) * 1.1 + 0.35, 0, 1)
    return np.asarray(glow * fade * lit * lit * ground.air_amount, np.float32)


def _before(rings: Rings, x: Floats, y: Floats, colour: Floats) -> Floats:
    """The near half of the rings over the globe."""
    tint, alpha = rings.seen(x, y)
    near = (alpha * (y > 0))[..., None]
    return np.asarray(colour + (tint - colour) * near, np.float32)


def _paint_rings(stage: Stage, plane: str, world: World, rings: Rings) -> None:
    half = world.radius * OUTER
    pixels, flatness = rings.picture(int(half * 2))
    stage.stamp(plane, pixels, (*world.centre, half, half * flatness), world.lean)


def _turned(vector: Floats, degrees: float) -> Floats:
    """A vector turned clockwise in the picture."""
    angle = math.radians(degrees)
    cos, sin = math.cos(angle), math.sin(angle)
    x, y, z = (float(part) for part in vector)
    return np.array([x * cos - y * sin, x * sin + y * cos, z], np.float32)
