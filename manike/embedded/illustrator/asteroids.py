"""Rocks that drift through space: round, cratered, lit from one side."""

import numpy as np

from manike.embedded.illustrator.colour import Floats, mix, rgb
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.noise import field
from manike.embedded.illustrator.stage import Stage, premultiplied
from manike.embedded.illustrator.worlds import sunlight

FAR_ROCKS, NEAR_ROCKS = 22, 3
BOX = 1.3
ROCKS = ("8f8278", "7d7672", "9a8570", "86807e")
SKYLIGHT = rgb("3a3f78")


def paint_asteroids(stage: Stage, side: float) -> None:
    """A belt of small rocks away from the world, and large ones that the frame cuts."""
    frame, rng = stage.frame, stage.rng("asteroids")
    slope = float(rng.uniform(0.12, 0.26))
    for _ in range(FAR_ROCKS):
        along = float(rng.uniform(-0.1, 0.75))
        spread = float(rng.normal(0, 0.055))
        at = (frame.x(0.5 + side * (0.22 - along)), frame.y(0.7 + slope * along + spread))
        size = frame.unit_px * (0.0035 + 0.021 * float(rng.random()) ** 3)
        _paint_rock(stage, "mid", at, size)
    for index in range(NEAR_ROCKS):
        u = 0.5 - side * (float(rng.uniform(0.3, 0.46)) if index else -0.36)
        v = (1.0, -0.01, 1.01)[index]
        size = frame.unit_px * float(rng.uniform(0.06, 0.095))
        _paint_rock(stage, "front", (frame.x(u), frame.y(v)), size)


def _paint_rock(stage: Stage, plane: str, at: tuple[float, float], size: float) -> None:
    rng = stage.rng("rock", plane, at)
    local = mix(rgb(ROCKS[int(rng.integers(len(ROCKS)))]), stage.tones.light.haze, 0.12)
    detail = max(20, int(size * BOX * 2))
    pixels = rock_pixels(rng, detail, sunlight(stage), local)
    stage.stamp(plane, pixels, (*at, size * BOX, size * BOX), 0.0)


def rock_pixels(rng: np.random.Generator, side_px: int, sun: Floats, local: Rgb) -> Floats:
    """A rock as premultiplied RGBA, shape (side_px, side_px, 4).

    Args:
        rng: Source of its shape.
        side_px: Width and height of the picture; the rock fills most of it.
        sun: Unit vector to the sun: x right, y down, z to the viewer.
        local: Its own colour.
    """
    y, x = np.mgrid[-BOX : BOX : side_px * 1j, -BOX : BOX : side_px * 1j].astype(np.float32)
    share = np.hypot(x, y) / _outline(rng, x, y)
    dome = np.sqrt(np.clip(1 - share * share, 0, 1))
    grain = field(rng, side_px, side_px, cells=(3, 3), octaves=6, gain=0.62)
    height = dome * 0.9 + (grain - 0.5) * 0.62 + _craters(rng, x, y)
    step = 2 * BOX / side_px
    down, right = np.gradient(height, step)
    facing = (sun[2] - right * sun[0] - down * sun[1]) / np.sqrt(1 + right**2 + down**2)
    light = np.clip(facing, 0, 1) ** 0.9
    colour = np.array(local, np.float32) * (light * (0.82 + 0.5 * grain))[..., None] * 1.12
    colour += np.array(SKYLIGHT, np.float32) * (0.12 + 0.2 * (1 - dome))[..., None]
    alpha = np.clip((1 - share) * side_px / (2 * BOX) * 0.8 + 0.5, 0, 1)
    return premultiplied(np.clip(colour, 0, 1), np.asarray(alpha, np.float32))


def _outline(rng: np.random.Generator, x: Floats, y: Floats) -> Floats:
    """How far the rock reaches in the direction of each point: an egg with dents."""
    angle = np.arctan2(y, x)
    long = float(rng.uniform(0, np.pi))
    reach = 0.87 + 0.14 * float(rng.uniform(0.4, 1)) * np.cos(2 * (angle - long))
    for waves in (3, 4, 5, 7):
        reach += (
            0.13
            / waves
            * float(rng.uniform(-1, 1))
            * np.cos(waves * angle + float(rng.uniform(0, 6.3)))
        )
    return np.asarray(reach, np.float32)


def _craters(rng: np.random.Generator, x: Floats, y: Floats) -> Floats:
    """Bowls with a raised rim."""
    height = np.zeros_like(x)
    for _ in range(int(rng.integers(9, 15))):
        across, down = (float(at) for at in rng.uniform(-0.75, 0.75, 2))
        reach = 0.06 + 0.22 * float(rng.random()) ** 3
        off = np.hypot(x - across, y - down) / reach
        bowl = -np.clip(1 - off * off, 0, 1) + 0.22 * np.exp(-(((off - 1.1) / 0.24) ** 2))
        height += bowl * reach * 0.5
    return height
