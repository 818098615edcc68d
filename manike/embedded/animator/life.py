"""What lives in a scene: told from its place, weather and hour, and by the picture."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from manike.embedded.animator.bend import Bend, Motion
from manike.embedded.animator.breezes import Cloth, Flicker, Sway
from manike.embedded.animator.chance import rng_of
from manike.embedded.animator.flock import Flock
from manike.embedded.animator.frame import Frame
from manike.embedded.animator.layers import Layer
from manike.embedded.animator.particles import REFERENCE_PX
from manike.embedded.animator.presence import Blinks, Breath, Steps, walks
from manike.embedded.animator.shafts import Shafts
from manike.embedded.animator.sources import (
    Drawable,
    Site,
    embers,
    glitter,
    halo,
    smoke,
    spray,
    twinkle,
    wind_of,
)
from manike.embedded.animator.sprites import Ink
from manike.embedded.animator.waters import Afloat, Fall, Ripples
from manike.ports import OVERSCAN, MotionRequest, Spot
from manike.script.vocabulary import (
    INDOORS,
    UNDERWATER,
    CameraMove,
    Place,
    ShotSize,
    TimeOfDay,
    Weather,
)

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
_WAVES = {Weather.STORM: 1.9, Weather.WIND: 1.4, Weather.RAIN: 1.1, Weather.FOG: 0.7}
_STILL_WATERS = {Place.LAKE: 0.75, Place.TEMPLE: 0.6, Place.GARDEN: 0.6, Place.HARBOUR: 0.7}
_MOST = {"lamp": 10, "flame": 6, "smoke": 2, "flag": 8, "water": 2, "fall": 3, "afloat": 6}


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
        self._site = Site(
            frame, self._setting, self._unit, key,
            is_sharp=request.scene.shot.move is not CameraMove.FOCUS,
        )  # fmt: skip

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
        layer = self._layers[index]
        size_px, box = layer.size_px, _box(spot)
        added: list[Drawable] = []
        match spot.kind:
            case "water":
                strength = _WAVES.get(self._setting.weather, 1.0)
                strength *= _STILL_WATERS.get(self._setting.place, 1.0)
                ripples = Ripples(box, size_px, unit=self._unit, strength=strength, key=key)
                self._motions[index].append(ripples)
                added = glitter(self._site, layer, spot, key)
            case "fall":
                self._motions[index].append(Fall(box, size_px, unit=self._unit, key=key))
                added = spray(self._site, layer, spot, key)
            case "afloat":
                strength = _WAVES.get(self._setting.weather, 1.0)
                self._motions[index].append(Afloat(box, size_px, strength=strength, key=key))
            case "flag":
                wind = 1.0 + wind_of(self._setting)
                self._motions[index].append(Cloth(box, size_px, wind=wind, key=key))
            case "flame":
                self._motions[index].append(Flicker(box, size_px, key=key))
                added = halo(self._site, layer, spot, key) + embers(self._site, layer, spot, key)
            case "lamp":
                added = halo(self._site, layer, spot, key)
            case "smoke":
                added = smoke(self._site, layer, spot, key)
        self._life.drawables += added

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
        place, wind = self._setting.place, wind_of(self._setting)
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
        has_sky = self._layers[0].name in ("", "sky") and setting.place not in _SKYLESS
        if is_night and has_sky:
            self._life.drawables += twinkle(self._site, self._layers[0])
        fair = setting.weather in (Weather.CLEAR, Weather.CLOUDY, Weather.WIND)
        far = self._scene.shot.size is not ShotSize.CLOSE and not is_night
        chance = rng_of(self._key, "birds").random()
        if fair and far and setting.place not in _BIRDLESS and chance < 0.45:  # noqa: PLR2004
            low = setting.time_of_day is not TimeOfDay.DAY
            ink = Ink((0.16, 0.14, 0.18) if low else (0.22, 0.24, 0.28), 0.72, adds=False)
            flock = Flock(self._frame, ink=ink, duration_s=self._duration_s, key=self._key)
            self._life.drawables.append(flock)


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
