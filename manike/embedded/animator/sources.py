"""Light and particles that come out of what is painted: lamps, fire, smoke, water, stars."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from manike.embedded.animator.anchored import Places, Plume, PlumeSpec, Sparkle, SparkleSpec
from manike.embedded.animator.camera import View
from manike.embedded.animator.chance import rng_of
from manike.embedded.animator.colour import Rgb
from manike.embedded.animator.frame import Frame
from manike.embedded.animator.glow import Glow
from manike.embedded.animator.layers import Layer
from manike.embedded.animator.sprites import Ink
from manike.embedded.animator.streams import Stream
from manike.ports import Spot
from manike.script.models import Setting
from manike.script.vocabulary import INDOORS, TimeOfDay, Weather

_WINDS = {Weather.WIND: 1.0, Weather.STORM: 1.0, Weather.RAIN: 0.45, Weather.SNOW: 0.35}
_LIGHT_AIR = 0.3
_SMOKE: dict[TimeOfDay, Rgb] = {
    TimeOfDay.DAWN: (0.62, 0.6, 0.66),
    TimeOfDay.DAY: (0.88, 0.88, 0.9),
    TimeOfDay.DUSK: (0.55, 0.52, 0.6),
    TimeOfDay.NIGHT: (0.28, 0.3, 0.37),
}
_WHITE: Rgb = (1.0, 0.98, 0.94)
_BRIGHT_PERCENTILE = 93.0
_BRIGHT_LEAST = 105
"""Luma of what glitters: the brightest of the water, and bright at that."""
_FEWEST_BRIGHT = 50
_STAR_LEAST, _STAR_OVER = 90, 34
"""Luma of a star, and how far it is above that of the sky four steps away."""
_STARS = 80
_FIRE_PX = 60.0
"""Height of flames, in a 1080p film, that throw embers."""


class Drawable(Protocol):
    """What is drawn into the frame between layers."""

    @property
    def depth(self) -> float:
        """As of a plane."""
        ...

    def draw(self, time_s: float, view: View) -> None:
        """Draw it as it is at ``time_s``."""
        ...


@dataclass(frozen=True, slots=True)
class Site:
    """What all sources of a clip share."""

    frame: Frame
    setting: Setting
    unit: float
    """Pixels for each pixel of a 1080p film."""
    key: str
    is_sharp: bool = True
    """Whether all is in focus; points of light on what is not would give the trick away."""


def wind_of(setting: Setting) -> float:
    """How strongly the air moves, 0..1."""
    return _WINDS.get(setting.weather, _LIGHT_AIR)


def side_of_wind(key: str) -> float:
    """1 where it blows to the right, else -1: the same for all that it moves in a clip."""
    return 1.0 if rng_of(key, "wind").random() < 0.5 else -1.0  # noqa: PLR2004 - a coin


def glitter(site: Site, layer: Layer, spot: Spot, key: str) -> list[Drawable]:
    """Points of light where a water is bright."""
    if not site.is_sharp:
        return []
    left, top = layer.corner_px
    luma = layer.pixels[..., 0]
    first = max(0, int(spot.top_px) - top)
    part = luma[first:]
    if part.size == 0:
        return []
    least = max(_BRIGHT_LEAST, float(np.percentile(part[::4, ::4], _BRIGHT_PERCENTILE)))
    y, x = np.nonzero(part[::2, ::2] >= least)
    if len(x) < _FEWEST_BRIGHT:
        return []
    picked = rng_of(key, "glitter").integers(0, len(x), 900)
    places = np.stack([2.0 * x[picked] + left, 2.0 * y[picked] + first + top], axis=1)
    sizes = (places[:, 1] - spot.top_px) / max(1.0, spot.bottom_px - spot.top_px)
    spec = SparkleSpec(
        "glint", 90, (1.6 * site.unit, 6.5 * site.unit), Ink(_WHITE, 0.5), (0.42, 1.9),
        wanders=True,
    )  # fmt: skip
    return [_sparkle(site, spec, layer, (places, sizes), key)]


def spray(site: Site, layer: Layer, spot: Spot, key: str) -> list[Drawable]:
    """Streaks that run down falling water, threads of it, and mist at its foot."""
    wide, tall = spot.right_px - spot.left_px, spot.bottom_px - spot.top_px
    mist = PlumeSpec(
        "puff", 22, (0.13 * wide + 8, 0.3 * wide + 12), Ink(_WHITE, 0.17, adds=False),
        (0.0, -0.035 * tall), 4.2, sway_px=0.2 * wide, sway_hz=0.1, slows=0.6,
    )  # fmt: skip
    foot = (spot.left_px, spot.bottom_px - 0.04 * tall, spot.right_px, spot.bottom_px)

    box = (spot.left_px, spot.top_px, spot.right_px, spot.bottom_px)
    stream = Stream(layer, box, site.frame, unit=site.unit, key=key)
    found: list[Drawable] = [stream, _plume(site, mist, layer, foot, key)]
    if not site.is_sharp:
        return found
    threads = PlumeSpec(
        "thread", 30, (1.1 * site.unit, 2.4 * site.unit), Ink(_WHITE, 0.28),
        (0.0, 0.75 * tall), 0.95, slows=1.3,
    )  # fmt: skip
    inner = (spot.left_px + 0.12 * wide, spot.top_px, spot.right_px - 0.12 * wide,
             spot.top_px + 0.3 * tall)  # fmt: skip
    return [*found, _plume(site, threads, layer, inner, f"{key}/threads")]


def halo(site: Site, layer: Layer, spot: Spot, key: str) -> list[Drawable]:
    """The light round a lamp or a flame."""
    size = max(spot.right_px - spot.left_px, spot.bottom_px - spot.top_px)
    reach = min(max(2.6 * size, 36.0 * site.unit), 420.0 * site.unit)
    middle = (
        (spot.left_px + spot.right_px) / 2.0 - (layer.size_px[0] - 1) / 2.0,
        (spot.top_px + spot.bottom_px) / 2.0 - (layer.size_px[1] - 1) / 2.0,
    )
    return [Glow(spot.kind, middle, reach, site.frame, depth=layer.depth, key=key)]


def embers(site: Site, layer: Layer, spot: Spot, key: str) -> list[Drawable]:
    """Sparks over a fire in the open."""
    tall = spot.bottom_px - spot.top_px
    if tall < _FIRE_PX * site.unit or site.setting.place in INDOORS:
        return []
    spec = PlumeSpec(
        "spark", 12, (1.8 * site.unit, 3.4 * site.unit), Ink((1.0, 0.55, 0.18), 0.9),
        (0.12 * tall, -0.75 * tall), 2.6, sway_px=0.22 * tall, sway_hz=0.5, slows=0.8,
    )  # fmt: skip
    box = (spot.left_px, spot.top_px, spot.right_px, spot.bottom_px)
    return [_plume(site, spec, layer, box, key)]


def smoke(site: Site, layer: Layer, spot: Spot, key: str) -> list[Drawable]:
    """What rises from a chimney."""
    wide = max(spot.right_px - spot.left_px, 3.0 * site.unit)
    colour = _SMOKE[site.setting.time_of_day]
    drift = side_of_wind(site.key) * wide * (0.5 + 2.5 * wind_of(site.setting))
    spec = PlumeSpec(
        "puff", 28, (2.4 * wide, 4.2 * wide), Ink(colour, 0.3, adds=False),
        (drift, -2.1 * wide), 9.0, sway_px=0.9 * wide, sway_hz=0.07, slows=0.8,
    )  # fmt: skip
    mouth = (spot.left_px, spot.top_px, spot.right_px, spot.top_px)
    return [_plume(site, spec, layer, mouth, key)]


def twinkle(site: Site, layer: Layer) -> list[Drawable]:
    """The stars of a night sky."""
    places = _stars(layer, rng_of(site.key, "stars"))
    if len(places) == 0 or not site.is_sharp:
        return []
    spec = SparkleSpec(
        "spark", _STARS, (2.2 * site.unit + 0.6, 4.4 * site.unit + 0.6), Ink(_WHITE, 0.62),
        (1.7, 3.1), wanders=False,
    )  # fmt: skip
    sizes = rng_of(site.key, "star sizes").random(len(places)) ** 2
    return [_sparkle(site, spec, layer, (places, sizes), f"{site.key}/stars")]


def _sparkle(
    site: Site, spec: SparkleSpec, layer: Layer, where: tuple[Places, np.ndarray], key: str
) -> Drawable:
    places, sizes = where
    middle = (np.array(layer.size_px) - 1) / 2.0
    return Sparkle(spec, places - middle, sizes, site.frame, depth=layer.depth, key=key)


def _plume(site: Site, spec: PlumeSpec, layer: Layer, box: Sequence[float], key: str) -> Drawable:
    x, y = ((length - 1) / 2.0 for length in layer.size_px)
    local = (box[0] - x, box[1] - y, box[2] - x, box[3] - y)
    return Plume(spec, local, site.frame, depth=layer.depth, key=key)


def _stars(layer: Layer, rng: np.random.Generator) -> Places:
    """Points of a night sky that are brighter than what is round them."""
    luma = layer.pixels[::2, ::2, 0].astype(np.int16)
    centre = luma[4:-4, 4:-4]
    around = np.maximum.reduce([luma[:-8, 4:-4], luma[8:, 4:-4], luma[4:-4, :-8], luma[4:-4, 8:]])
    y, x = np.nonzero((centre > _STAR_LEAST) & (centre > around + _STAR_OVER))
    if len(x) == 0:
        return np.empty((0, 2))
    picked = rng.permutation(len(x))[:_STARS]
    points = np.stack([2.0 * (x[picked] + 4), 2.0 * (y[picked] + 4)], axis=1)
    return np.asarray(points + np.array(layer.corner_px), float)
