"""What lives in a scene: told from its place, weather and hour, and by the picture."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from manike.embedded.animator.anchored import Places, Plume, PlumeSpec, Sparkle, SparkleSpec
from manike.embedded.animator.bend import Bend, Motion
from manike.embedded.animator.breezes import Cloth, Flicker, Sway
from manike.embedded.animator.camera import View
from manike.embedded.animator.chance import rng_of
from manike.embedded.animator.colour import Rgb
from manike.embedded.animator.flock import Flock
from manike.embedded.animator.frame import Frame
from manike.embedded.animator.glow import Glow
from manike.embedded.animator.layers import Layer
from manike.embedded.animator.particles import REFERENCE_PX
from manike.embedded.animator.presence import Blinks, Breath, Steps, walks
from manike.embedded.animator.shafts import Shafts
from manike.embedded.animator.sprites import Ink
from manike.embedded.animator.waters import Afloat, Fall, Ripples
from manike.ports import OVERSCAN, MotionRequest, Spot
from manike.script.models import Setting
from manike.script.vocabulary import INDOORS, UNDERWATER, Place, ShotSize, TimeOfDay, Weather

_SKYLESS = INDOORS | UNDERWATER | {Place.STUDIO}
_BIRDLESS = _SKYLESS | {Place.SPACE, Place.PLANET, Place.VOLCANO}
_LEAFY_FRONT = frozenset(
    {
        Place.MOUNTAIN, Place.HILLS, Place.FOREST, Place.CONIFERS, Place.FIELD, Place.FARM,
        Place.GARDEN, Place.SAVANNA, Place.LAKE, Place.RIVER, Place.REEF, Place.DEEP,
    }
)  # fmt: skip
"""Where the foreground is of leaves, stems or weed, and nothing there is firm."""
_GRASSY = frozenset({Place.FIELD, Place.HILLS, Place.SAVANNA})
_WINDS = {Weather.WIND: 1.0, Weather.STORM: 1.0, Weather.RAIN: 0.45, Weather.SNOW: 0.35}
_LIGHT_AIR = 0.3
_WAVES = {Weather.STORM: 1.9, Weather.WIND: 1.4, Weather.RAIN: 1.1, Weather.FOG: 0.7}
_STILL_WATERS = {Place.LAKE: 0.75, Place.TEMPLE: 0.6, Place.GARDEN: 0.6, Place.HARBOUR: 0.7}
_MOST = {"lamp": 10, "flame": 6, "smoke": 2, "flag": 8, "water": 2, "fall": 3, "afloat": 6}
_SMOKE: dict[TimeOfDay, Rgb] = {
    TimeOfDay.DAWN: (0.62, 0.6, 0.66),
    TimeOfDay.DAY: (0.88, 0.88, 0.9),
    TimeOfDay.DUSK: (0.55, 0.52, 0.6),
    TimeOfDay.NIGHT: (0.28, 0.3, 0.37),
}
_WHITE: Rgb = (1.0, 0.98, 0.94)
_BRIGHT_PERCENTILE = 93.0
_BRIGHT_LEAST = 105
_STAR_LEAST, _STAR_OVER = 90, 34
_STARS = 80


class Drawable(Protocol):
    """What is drawn into the frame between layers."""

    @property
    def depth(self) -> float:
        """As of a plane."""
        ...

    def draw(self, time_s: float, view: View) -> None:
        """Draw it as it is at ``time_s``."""
        ...


@dataclass(slots=True)
class Life:
    """All that lives beside the camera, the weather and the light."""

    bends: dict[int, Bend] = field(default_factory=dict)
    """By index of the layer."""
    drawables: list[Drawable] = field(default_factory=list)
    blinks: list[Blinks] = field(default_factory=list)


def life_of(request: MotionRequest, layers: Sequence[Layer], frame: Frame, key: str) -> Life:
    """Everything that lives in a picture; ``key`` seeds it."""
    return _Finder(request, layers, frame, key).found()


class _Finder:
    def __init__(
        self, request: MotionRequest, layers: Sequence[Layer], frame: Frame, key: str
    ) -> None:
        self._scene = request.scene
        self._setting = request.scene.setting
        self._picture = request.picture
        self._layers = layers
        self._layer_of = {
            plane: index for index, layer in enumerate(layers) for plane in layer.planes
        }
        self._frame = frame
        self._key = key
        self._unit = min(request.size_px) / REFERENCE_PX
        self._duration_s = float(request.frame_count / request.fps)
        self._motions: defaultdict[int, list[Motion]] = defaultdict(list)
        self._life = Life()

    def found(self) -> Life:
        for number, spot in enumerate(_chosen(self._seen_spots())):
            self._add_spot(spot, f"{self._key}/spot{number}")
        self._add_people()
        self._add_leaves()
        self._add_sky()
        if self._setting.place in UNDERWATER:
            self._life.drawables.append(Shafts(self._frame, self._key))
        self._life.bends = {
            index: Bend(motions, self._layers[index].size_px)
            for index, motions in self._motions.items()
        }
        return self._life

    def _seen_spots(self) -> list[Spot]:
        """Those that lie on the film as long as the camera stands in the middle."""
        seen = []
        for spot in self._picture.spots:
            if spot.plane in self._layer_of:
                width_px, height_px = self._layers[self._layer_of[spot.plane]].size_px
                x = (spot.left_px + spot.right_px) / 2.0 / width_px - 0.5
                y = (spot.top_px + spot.bottom_px) / 2.0 / height_px - 0.5
                if max(abs(x), abs(y)) < 0.5 / OVERSCAN:
                    seen.append(spot)
        return seen

    def _add_spot(self, spot: Spot, key: str) -> None:
        index = self._layer_of[spot.plane]
        size_px, box = self._layers[index].size_px, _box(spot)
        match spot.kind:
            case "water":
                strength = _WAVES.get(self._setting.weather, 1.0)
                strength *= _STILL_WATERS.get(self._setting.place, 1.0)
                ripples = Ripples(box, size_px, unit=self._unit, strength=strength, key=key)
                self._motions[index].append(ripples)
                self._add_glitter(index, spot, key)
            case "fall":
                self._motions[index].append(Fall(box, size_px, unit=self._unit, key=key))
                self._add_spray(index, spot, key)
            case "afloat":
                strength = _WAVES.get(self._setting.weather, 1.0)
                self._motions[index].append(Afloat(box, size_px, strength=strength, key=key))
            case "flag":
                wind = 1.0 + _wind(self._setting)
                self._motions[index].append(Cloth(box, size_px, wind=wind, key=key))
            case "flame":
                self._motions[index].append(Flicker(box, size_px, key=key))
                self._add_glow(index, spot, key)
                self._add_embers(index, spot, key)
            case "lamp":
                self._add_glow(index, spot, key)
            case "smoke":
                self._add_smoke(index, spot, key)

    def _add_glitter(self, index: int, spot: Spot, key: str) -> None:
        layer = self._layers[index]
        left, top = layer.corner_px
        luma = layer.pixels[..., 0]
        first = max(0, int(spot.top_px) - top)
        part = luma[first:]
        if part.size == 0:
            return
        least = max(_BRIGHT_LEAST, float(np.percentile(part[::4, ::4], _BRIGHT_PERCENTILE)))
        y, x = np.nonzero(part[::2, ::2] >= least)
        if len(x) < 50:  # noqa: PLR2004 - a shimmer, not a few dots
            return
        picked = rng_of(key, "glitter").integers(0, len(x), 900)
        places = np.stack([2.0 * x[picked] + left, 2.0 * y[picked] + first + top], axis=1)
        sizes = (places[:, 1] - spot.top_px) / max(1.0, spot.bottom_px - spot.top_px)
        spec = SparkleSpec(
            "glint", 90, (1.6 * self._unit, 6.5 * self._unit), Ink(_WHITE, 0.5), (0.42, 1.9),
            wanders=True,
        )  # fmt: skip
        self._sparkle(spec, index, (places, sizes), key)

    def _sparkle(
        self, spec: SparkleSpec, index: int, where: tuple[Places, np.ndarray], key: str
    ) -> None:
        layer, (places, sizes) = self._layers[index], where
        middle = (np.array(layer.size_px) - 1) / 2.0
        self._life.drawables.append(
            Sparkle(spec, places - middle, sizes, self._frame, depth=layer.depth, key=key)
        )

    def _plume(self, spec: PlumeSpec, index: int, box: Sequence[float], key: str) -> None:
        layer = self._layers[index]
        x, y = ((length - 1) / 2.0 for length in layer.size_px)
        local = (box[0] - x, box[1] - y, box[2] - x, box[3] - y)
        self._life.drawables.append(Plume(spec, local, self._frame, depth=layer.depth, key=key))

    def _add_spray(self, index: int, spot: Spot, key: str) -> None:
        wide, tall = spot.right_px - spot.left_px, spot.bottom_px - spot.top_px
        mist = PlumeSpec(
            "puff", 22, (0.13 * wide + 8, 0.3 * wide + 12), Ink(_WHITE, 0.17, adds=False),
            (0.0, -0.035 * tall), 4.2, sway_px=0.2 * wide, sway_hz=0.1, slows=0.6,
        )  # fmt: skip
        foot = (spot.left_px, spot.bottom_px - 0.04 * tall, spot.right_px, spot.bottom_px)
        self._plume(mist, index, foot, key)
        threads = PlumeSpec(
            "thread", 46, (1.1 * self._unit, 2.4 * self._unit), Ink(_WHITE, 0.28),
            (0.0, 0.75 * tall), 0.95, slows=1.3,
        )  # fmt: skip
        inner = (spot.left_px + 0.12 * wide, spot.top_px, spot.right_px - 0.12 * wide,
                 spot.top_px + 0.3 * tall)  # fmt: skip
        self._plume(threads, index, inner, f"{key}/threads")

    def _add_glow(self, index: int, spot: Spot, key: str) -> None:
        layer = self._layers[index]
        size = max(spot.right_px - spot.left_px, spot.bottom_px - spot.top_px)
        reach = min(max(2.6 * size, 36.0 * self._unit), 420.0 * self._unit)
        middle = (
            (spot.left_px + spot.right_px) / 2.0 - (layer.size_px[0] - 1) / 2.0,
            (spot.top_px + spot.bottom_px) / 2.0 - (layer.size_px[1] - 1) / 2.0,
        )
        self._life.drawables.append(
            Glow(spot.kind, middle, reach, self._frame, depth=layer.depth, key=key)
        )

    def _add_embers(self, index: int, spot: Spot, key: str) -> None:
        tall = spot.bottom_px - spot.top_px
        if tall < 60.0 * self._unit or self._setting.place in INDOORS:
            return
        spec = PlumeSpec(
            "spark", 12, (1.8 * self._unit, 3.4 * self._unit), Ink((1.0, 0.55, 0.18), 0.9),
            (0.12 * tall, -0.75 * tall), 2.6, sway_px=0.22 * tall, sway_hz=0.5, slows=0.8,
        )  # fmt: skip
        self._plume(spec, index, (spot.left_px, spot.top_px, spot.right_px, spot.bottom_px), key)

    def _add_smoke(self, index: int, spot: Spot, key: str) -> None:
        wide = max(spot.right_px - spot.left_px, 3.0 * self._unit)
        colour = _SMOKE[self._setting.time_of_day]
        lean = 1.0 if rng_of(self._key, "wind").random() < 0.5 else -1.0  # noqa: PLR2004 - a coin
        drift = lean * wide * (0.5 + 2.5 * _wind(self._setting))
        spec = PlumeSpec(
            "puff", 28, (2.4 * wide, 4.2 * wide), Ink(colour, 0.3, adds=False),
            (drift, -2.1 * wide), 9.0, sway_px=0.9 * wide, sway_hz=0.07, slows=0.8,
        )  # fmt: skip
        self._plume(spec, index, (spot.left_px, spot.top_px, spot.right_px, spot.top_px), key)

    def _add_people(self) -> None:
        for figure in self._picture.figures:
            index = self._layer_of.get(figure.plane)
            if index is None:
                continue
            layer = self._layers[index]
            key = f"{self._key}/{figure.name}"
            self._motions[index].append(Breath(figure, layer.size_px, key=key))
            if walks(figure):
                steps = Steps(figure, layer.size_px, duration_s=self._duration_s)
                self._motions[index].append(steps)
            blinks = Blinks(layer, figure, duration_s=self._duration_s, key=key)
            self._life.blinks.append(blinks)

    def _add_leaves(self) -> None:
        place, wind = self._setting.place, _wind(self._setting)
        if place not in _LEAFY_FRONT:
            return
        for index, layer in enumerate(self._layers):
            if layer.name == "front":
                reach = (self._unit * (1.2 + 5.5 * wind), self._unit * (0.5 + 1.6 * wind))
                motion = Sway(
                    layer.size_px, crest_px=260.0 * self._unit, reach_px=reach,
                    rate_hz=0.16 + 0.34 * wind, key=f"{self._key}/front",
                )  # fmt: skip
                self._motions[index].append(motion)
            elif layer.name == "near" and place in _GRASSY and self._is_windy:
                motion = Sway(
                    layer.size_px, crest_px=70.0 * self._unit,
                    reach_px=(1.6 * self._unit, 0.5 * self._unit), rate_hz=0.8,
                    key=f"{self._key}/grass",
                )  # fmt: skip
                self._motions[index].append(motion)

    @property
    def _is_windy(self) -> bool:
        return self._setting.weather in (Weather.WIND, Weather.STORM)

    def _add_sky(self) -> None:
        setting = self._setting
        is_night = setting.time_of_day is TimeOfDay.NIGHT or setting.place is Place.SPACE
        if is_night and setting.place not in _SKYLESS:
            self._add_stars()
        fair = setting.weather in (Weather.CLEAR, Weather.CLOUDY, Weather.WIND)
        far = self._scene.shot.size is not ShotSize.CLOSE and not is_night
        chance = rng_of(self._key, "birds").random()
        if fair and far and setting.place not in _BIRDLESS and chance < 0.45:  # noqa: PLR2004
            low = setting.time_of_day is not TimeOfDay.DAY
            ink = Ink((0.16, 0.14, 0.18) if low else (0.22, 0.24, 0.28), 0.72, adds=False)
            flock = Flock(self._frame, ink=ink, duration_s=self._duration_s, key=self._key)
            self._life.drawables.append(flock)

    def _add_stars(self) -> None:
        layer = self._layers[0]
        if layer.name not in ("", "sky"):
            return
        places = _stars(layer, rng_of(self._key, "stars"))
        if len(places) == 0:
            return
        spec = SparkleSpec(
            "spark", _STARS, (2.2 * self._unit + 0.6, 4.4 * self._unit + 0.6), Ink(_WHITE, 0.62),
            (1.7, 3.1), wanders=False,
        )  # fmt: skip
        sizes = rng_of(self._key, "star sizes").random(len(places)) ** 2
        self._sparkle(spec, 0, (places, sizes), f"{self._key}/stars")


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


def _chosen(spots: Sequence[Spot]) -> list[Spot]:
    """The largest of each kind: few things that move tell more than many."""
    chosen: list[Spot] = []
    for kind, most in _MOST.items():
        alike = [spot for spot in spots if spot.kind == kind]
        alike.sort(key=lambda spot: (spot.left_px - spot.right_px, spot.left_px))
        chosen += alike[:most]
    return chosen


def _box(spot: Spot) -> tuple[float, float, float, float]:
    return spot.left_px, spot.top_px, spot.right_px, spot.bottom_px


def _wind(setting: Setting) -> float:
    """0..1."""
    return _WINDS.get(setting.weather, _LIGHT_AIR)
