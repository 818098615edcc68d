"""Space: a nebula, stars, a world or two and rocks that drift by; nothing to stand on."""

from dataclasses import replace

import numpy as np

from manike.embedded.illustrator.asteroids import paint_asteroids
from manike.embedded.illustrator.colour import rgb
from manike.embedded.illustrator.deep_sky import paint_deep_sky
from manike.embedded.illustrator.layout import Brief, Layout
from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.tones import Tones
from manike.embedded.illustrator.worlds import Surface, World, paint_world

RINGED = 0.75
"""How often a world that the script says nothing of has rings."""


def paint_space(stage: Stage, brief: Brief) -> Layout:
    """Stars, a nebula and a world; nothing to stand on."""
    stage.tones = _in_space(stage.tones)
    side = float(stage.rng("side").choice((-1, 1)))
    paint_deep_sky(stage, side)
    paint_world(stage, "far", _large_world(stage, brief, side))
    paint_world(stage, "back", _small_world(stage, side))
    paint_asteroids(stage, side)
    return Layout(0.72, (0.5 - side * 0.22, 0.7), 0.3, "mid", landmark_haze=0.0, kind="weightless")


def _large_world(stage: Stage, brief: Brief, side: float) -> World:
    """What the picture is of: the moon or the earth if the script says so, else another world."""
    frame, rng = stage.frame, stage.rng("world")
    unit = min(frame.film_px)
    ringed = bool(rng.random() < RINGED) or brief.mentions("ring", "saturn")
    size, reach = float(rng.uniform(0.0, 1.0)), 0.26
    surface: Surface = "giant"
    if brief.mentions("moon", "lunar"):
        surface, ringed = "moon", False
    elif brief.mentions("earth", "home", "blue planet"):
        surface, ringed = "earth", False
    elif not ringed:
        surface = ("giant", "desert")[int(rng.integers(2))]
    if ringed:
        reach = 0.16
    radius = (0.25 + 0.05 * size if ringed else 0.33 + 0.09 * size) * unit
    centre = (frame.x(0.5 + side * reach), frame.y(0.43))
    return World(surface, centre, radius, _lean(rng), ringed=ringed)


def _small_world(stage: Stage, side: float) -> World:
    """A moon far off on the other side."""
    frame, rng = stage.frame, stage.rng("small world")
    surface: Surface = ("moon", "giant", "desert")[int(rng.integers(3))]
    centre = (frame.x(0.5 - side * 0.35), frame.y(float(rng.uniform(0.14, 0.3))))
    return World(surface, centre, min(frame.film_px) * 0.05, _lean(rng), ringed=False)


def _lean(rng: np.random.Generator) -> float:
    """Degrees by which a world leans to either side."""
    return float(rng.choice((-1, 1))) * float(rng.uniform(9, 22))


def _in_space(tones: Tones) -> Tones:
    """Hard light, deep shadows, no air."""
    light = replace(
        tones.light, ambient=0.86, haze=rgb("1a1840"), shadow=rgb("05061a"), colour=rgb("eef4ff")
    )
    sky = tuple(rgb(stop) for stop in ("03040e", "0a0a24", "140f34", "0a1030"))
    return replace(
        tones,
        light=light,
        sky=sky,
        tint=rgb("4a4f8c"),
        tint_amount=0.06,
        fog=0.0,
        snow=0.0,
        wet=0.0,
        overcast=0.0,
    )
