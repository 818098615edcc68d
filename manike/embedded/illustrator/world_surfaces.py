"""What the ground or the clouds of a world look like: colours and relief over the half one sees."""

from dataclasses import dataclass

import numpy as np

from manike.embedded.illustrator.colour import Floats, ramp, rgb
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.noise import billows, line, sampled
from manike.embedded.illustrator.terrain import TILE

Normal = tuple[Floats, Floats, Floats]
"""x right, y down, z to the viewer, of points of a globe of radius 1; arrays of one shape."""

GIANTS = (
    ("5d3a2b", "b07a54", "e3c49a", "f7ecd6", "c99a6e", "8a5a41"),
    ("2c2350", "61498f", "a183c0", "ecd6e8", "8468ae", "43346f"),
    ("12384a", "2d7486", "7dbcba", "e4f2e4", "4d97a0", "1d5266"),
    ("10275c", "24559f", "5a96d3", "cfe6f7", "3470bd", "183a7c"),
    ("55282f", "a3595a", "dc9d86", "f8e4cf", "bd7a70", "753d42"),
)
"""Clouds of gas giants."""

DESERTS = (
    ("4a2219", "8f4a2e", "c47a4c", "e8b98a"),
    ("3a3440", "6f6470", "a6989a", "d9cfc6"),
    ("2f3f3a", "5f7a5c", "a8a878", "e0d6ac"),
)

SEA, COAST = (rgb("0b2a55"), rgb("1f6f9a"))
LAND = ("2f5a34", "4f7a3f", "9a8a55", "c9b485")
ROCK = ("5b5856", "8d8984", "bab5ad", "d8d3ca")


@dataclass(frozen=True, slots=True)
class Ground:
    """What a globe shows. Arrays have the shape of its normals."""

    colour: Floats
    """sRGB 0..1, with one more axis of three."""
    relief: tuple[Floats, Floats] | None
    """How much the ground rises to the right and downwards, if it is rough."""
    air: Rgb
    """Of the atmosphere's rim."""
    air_amount: float
    """0 none, 1 thick."""
    shades: list[Rgb]
    """What rings take their colours from."""


def giant(rng: np.random.Generator, normal: Normal, opening: float) -> Ground:
    """Cloud bands along the parallels, torn at their borders, and a storm."""
    names = GIANTS[int(rng.integers(len(GIANTS)))]
    stops = [rgb(name) for name in names]
    east, north = _places(normal, opening)
    tile = billows(rng, TILE, 4, 6)
    # The meridians meet at the pole, which leans into sight: nothing may vary along it.
    calm = np.clip((1 - np.abs(north)) * 7, 0, 1)
    stir = (sampled(tile, east * 110, north * 190) - 0.5) * calm
    streaks = (sampled(tile, east * 36 + stir * 30, north * 420 + 77) - 0.5) * calm
    storm = (east - float(rng.uniform(-0.5, 0.5))) / 0.34, (north + 0.36) / 0.1
    eye = np.exp(-(storm[0] ** 2 + storm[1] ** 2))
    torn = north + 0.03 * stir + 0.012 * streaks + 0.05 * eye * storm[1]
    count = 1024
    table = 0.6 * line(rng, count, cells=8, octaves=2) + 0.4 * line(rng, count, cells=30, octaves=2)
    bands = np.interp(torn, np.linspace(-1.1, 1.1, count), table).astype(np.float32)
    shade = np.clip((bands - 0.5) * 1.25 + 0.5 + 0.3 * streaks + 0.12 * stir, 0, 1)
    colour = ramp(stops, shade)
    colour += (np.array(stops[3], np.float32) - colour) * (0.6 * eye)[..., None]
    return Ground(colour, None, stops[2], 0.8, stops[1:4])


def desert(rng: np.random.Generator, normal: Normal, opening: float) -> Ground:
    """Rock and sand under a thin haze."""
    stops = [rgb(name) for name in DESERTS[int(rng.integers(len(DESERTS)))]]
    x, y = _flat(normal)
    tile = billows(rng, TILE, 4, 7)
    level = _detailed(tile, x * 150 + 40, y * 150 + 90)
    _, north = _places(normal, opening)
    cap = _soft((np.abs(north) - 0.9 + (level - 0.5) * 0.3) * 14)
    colour = ramp(stops, np.clip((level - 0.5) * 1.9 + 0.5, 0, 1))
    colour += (np.float32(0.93) - colour) * cap[..., None]
    relief = _rise(tile, x * 310 + 80, y * 310 + 180, 0.34)
    return Ground(colour, relief, stops[3], 0.45, stops[1:])


def earth(rng: np.random.Generator, normal: Normal, opening: float) -> Ground:
    """Seas, continents, ice at the poles and swirls of cloud."""
    x, y = _flat(normal)
    _, north = _places(normal, opening)
    tile, veil = billows(rng, TILE, 3, 7), billows(rng, TILE, 4, 7)
    level = _detailed(tile, x * 105 + 60, y * 105 + 30)
    land = _soft((level - 0.53) * 55)
    dry = np.clip(0.75 - np.abs(north) * 0.9 + (level - 0.6) * 2, 0, 1)
    colour = ramp([SEA, COAST], np.clip((level - 0.3) * 3.4, 0, 1))
    ground = ramp([rgb(name) for name in LAND], dry)
    colour += (ground - colour) * land[..., None]
    ice = _soft((np.abs(north) - 0.86 + (level - 0.5) * 0.35) * 20)
    swirl = sampled(veil, x * 90, y * 90) - 0.5
    cloud = _detailed(veil, x * 95 + swirl * 90, y * 190 + swirl * 70 + 200)
    white = np.maximum(np.clip((cloud - 0.5) * 3.6, 0, 1) ** 1.2 * 0.95, ice * 0.9)
    colour += (np.float32(0.97) - colour) * white[..., None]
    return Ground(colour, None, rgb("7fc4ff"), 1.0, [rgb("9fb8c8")])


def moon(rng: np.random.Generator, normal: Normal, opening: float) -> Ground:
    """Grey highlands, dark plains and craters of all sizes; no air."""
    del opening
    x, y = _flat(normal)
    tile, soft = billows(rng, TILE, 5, 6), billows(rng, TILE, 3, 3)
    height = 0.45 * tile + _craters(rng)
    u, v = x * 120 + 130, y * 120 + 130
    plains = _soft((sampled(soft, u, v) - 0.53) * 18)
    bright = 0.55 + (sampled(tile, u * 1.7, v * 1.7) - 0.5) * 0.9 - 0.42 * plains
    fresh = np.clip(sampled(height, u, v) - 0.24, -0.5, 0.6)
    colour = ramp([rgb(name) for name in ROCK], np.clip(bright + 0.45 * fresh, 0, 1))
    return Ground(colour, _rise(height, u, v, 1.5), rgb("c8d2e6"), 0.12, [rgb(ROCK[2])])


SURFACES = {"giant": giant, "desert": desert, "earth": earth, "moon": moon}


def _craters(rng: np.random.Generator) -> Floats:
    """Heights of craters over a tile: bowls with a raised rim, most of them small."""
    height = np.zeros((TILE, TILE), np.float32)
    for _ in range(170):
        reach = 2.5 + 24 * float(rng.random()) ** 5
        span = int(reach * 1.7) + 1
        row, column = (int(at) for at in rng.integers(span, TILE - span, 2))
        y, x = np.mgrid[-span : span + 1, -span : span + 1].astype(np.float32) / reach
        off = np.sqrt(x * x + y * y)
        bowl = -np.clip(1 - off * off, 0, 1) + 0.45 * np.exp(-(((off - 1.05) / 0.2) ** 2))
        patch = np.s_[row - span : row + span + 1, column - span : column + span + 1]
        height[patch] += bowl * 0.012 * reach**0.9
    return height


def _places(normal: Normal, opening: float) -> tuple[Floats, Floats]:
    """Longitude in radians, 0 in the middle, and the sine of the latitude; the pole leans to us."""
    x, y, z = normal
    level = float(np.sqrt(1 - opening * opening))
    return (
        np.arctan2(x, z * level + y * opening + 1e-4),
        np.asarray(z * opening - y * level, np.float32),
    )


def _flat(normal: Normal) -> tuple[Floats, Floats]:
    """The globe rolled flat: distances from the middle as they are on the ground, in radii."""
    x, y, z = normal
    off = np.sqrt(x * x + y * y) + 1e-6
    spread = np.arctan2(off, z) / off
    return x * spread, y * spread


def _rise(tile: Floats, x: Floats, y: Floats, amount: float) -> tuple[Floats, Floats]:
    """How a height field rises to the right and downwards at points of the picture."""
    wrapped = np.pad(tile, 1, mode="wrap")
    down = (wrapped[2:, 1:-1] - wrapped[:-2, 1:-1]) * np.float32(amount * 8)
    right = (wrapped[1:-1, 2:] - wrapped[1:-1, :-2]) * np.float32(amount * 8)
    return sampled(right, x, y), sampled(down, x, y)


def _detailed(tile: Floats, x: Floats, y: Floats) -> Floats:
    """A tile at points of the picture, with itself thrice as fine on top: sharp coasts."""
    fine = sampled(tile, x * 3.1 + 50, y * 3.1 + 140)
    return np.asarray(sampled(tile, x, y) + 0.3 * (fine - 0.5), np.float32)


def _soft(values: Floats) -> Floats:
    """0 to 1 through 0.5 at 0."""
    return np.asarray(1 / (1 + np.exp(-np.clip(values, -30, 30))), np.float32)
