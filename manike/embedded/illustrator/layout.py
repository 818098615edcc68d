"""What a place painter is told, and what it says of the place for those who are put into it."""

import re
from dataclasses import dataclass
from typing import Literal

from manike.embedded.illustrator.stage import Stage
from manike.embedded.illustrator.tones import Tones
from manike.script.models import Scene, Setting
from manike.script.vocabulary import Mood, Place, ShotSize

CLEAR_ENOUGH = 0.5
"""Overcast above which neither moon nor stars are seen."""


@dataclass(frozen=True, slots=True)
class Brief:
    """The words that choose among variants of a place."""

    setting: Setting
    shot: ShotSize
    mood: Mood
    subjects: tuple[str, ...]
    """In lower case."""
    text: str
    """Name, title, description, landmark and subjects of the scene in lower case."""

    @classmethod
    def of(cls, scene: Scene) -> "Brief":
        """The brief of a scene."""
        words = (
            scene.setting.name, scene.title, scene.description, scene.setting.landmark,
            *scene.subjects,
        )  # fmt: skip
        text = " ".join(words).casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
        subjects = tuple(subject.casefold() for subject in scene.subjects)
        return cls(scene.setting, scene.shot.size, scene.mood, subjects, text)

    def mentions(self, *stems: str) -> bool:
        """Whether a word of the scene begins with one of the stems."""
        pattern = r"\b(?:" + "|".join(re.escape(stem) for stem in stems) + ")"
        return re.search(pattern, self.text) is not None


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things go in a painted place; u and v are 0..1 across and down the film."""

    foot: float
    """v at which people stand in a wide shot."""
    landmark: tuple[float, float]
    """Where a landmark's foot goes."""
    landmark_height: float = 0.4
    """In shorter sides of the film, before the zoom."""
    landmark_plane: str = "back"
    landmark_haze: float = 0.15
    water: float | None = None
    """v at which a boat floats, if there is water."""
    kind: Literal["outdoors", "indoors", "underwater", "weightless", "pedestal"] = "outdoors"
    pedestal: tuple[float, float] = (0.5, 0.8)
    """Where the main subject is shown, if there is a pedestal or a table."""
    nearness: float = 1.0
    """How much larger than elsewhere people are in a wide shot: a narrow room."""
    shows: tuple[str, ...] = ()
    """Stems of nouns, beside those of ``SHOWN``, that the place as painted already shows."""


SHOWN: dict[Place, tuple[str, ...]] = {
    Place.MOUNTAIN: ("mountain", "peak", "valley", "meadow", "path"),
    Place.HILLS: ("hill", "tea", "terrace", "plantation", "estate"),
    Place.FOREST: ("tree", "forest", "wood", "fern", "path", "leaf", "leaves"),
    Place.FIELD: ("field", "wheat", "crop", "meadow"),
    Place.BEACH: ("beach", "sand", "palm", "wave", "sea", "ocean"),
    Place.SEA: ("sea", "ocean", "wave", "horizon"),
    Place.REEF: ("reef", "coral", "seaweed", "bubble"),
    Place.LAKE: ("lake", "reed", "jetty", "water", "lotus", "lily"),
    Place.RIVER: ("river", "stream", "water"),
    Place.DESERT: ("dune", "sand", "desert"),
    Place.SNOWFIELD: ("snow", "aurora", "northern light", "ice"),
    Place.VOLCANO: ("volcano", "crater", "lava", "smoke"),
    Place.VILLAGE: ("village", "house", "cottage"),
    Place.OLD_TOWN: ("town", "market", "stall", "square", "bazaar"),
    Place.CITY: ("city", "skyscraper", "skyline", "street lamp", "building", "street"),
    Place.HARBOUR: ("harbour", "harbor", "quay", "pier", "crate", "barrel", "rope"),
    Place.TEMPLE: ("temple", "shrine", "stone lamp"),
    Place.MUSEUM: ("museum", "hall", "column", "exhibit", "showcase"),
    Place.HOME: ("room", "window", "lamp", "armchair", "home", "fireplace"),
    Place.WORKSHOP: ("workshop", "workbench", "bench", "tool"),
    Place.TRAIN: ("window", "compartment", "landscape"),
    Place.SPACE: ("space", "star", "planet", "nebula", "galaxy", "galaxies", "asteroid"),
    Place.PLANET: ("planet", "mars", "dome", "rock", "crater", "habitat"),
    Place.STUDIO: ("pedestal", "backdrop", "spotlight"),
    Place.CONIFERS: (
        "tree",
        "forest",
        "wood",
        "fern",
        "path",
        "pine",
        "spruce",
        "fir",
        "trunk",
        "mist",
    ),
    Place.FARM: ("farm", "field", "meadow", "barn"),
    Place.GARDEN: ("garden", "park", "path", "flower", "hedge", "lawn", "rose"),
    Place.SAVANNA: ("savanna", "grass", "plain", "acacia", "hill", "track"),
    Place.DEEP: ("sea", "ocean", "water", "deep", "shoal", "light", "ray"),
    Place.WATERFALL: (
        "waterfall",
        "fall",
        "water",
        "rock",
        "cliff",
        "pool",
        "spray",
        "mist",
        "gorge",
    ),
    Place.MARKET: ("market", "stall", "square", "bazaar"),
    Place.LIBRARY: ("library", "shelf", "shelves"),
    Place.KITCHEN: ("kitchen", "room", "window"),
    Place.CLINIC: ("clinic", "hospital", "room", "window"),
    Place.OFFICE: ("office", "room", "window"),
    Place.STAGE: ("stage", "curtain", "theatre", "spotlight"),
}
"""Stems of nouns that a painted place shows by itself."""

SKIES = ("sky", "sun", "cloud")
NIGHT_SKIES = ("moon", "star")


def shown_by(place: Place, layout: Layout, tones: Tones) -> tuple[str, ...]:
    """Stems of nouns that need no drawing of their own."""
    stems = SHOWN[place] + layout.shows
    if layout.kind == "outdoors":
        stems += SKIES
        if tones.is_night and tones.overcast < CLEAR_ENOUGH:
            stems += NIGHT_SKIES
    return stems


def third(stage: Stage, name: str, reach: float = 0.2) -> float:
    """U of a thing set off the middle, on the side away from sun or moon."""
    away = -stage.tones.light.side
    offset = reach + 0.04 * float(stage.rng("third", name).uniform(-1, 1))
    return 0.5 + away * offset


def eye_level(stage: Stage, middle: float, reach: float) -> float:
    """The v of a horizon: a little different each take, lower where the film is tall."""
    return varied(stage, "horizon", middle + (0.05 if stage.frame.is_tall else 0.0), reach)


def varied(stage: Stage, name: str, middle: float, reach: float) -> float:
    """A figure that differs a little from take to take."""
    return middle + reach * float(stage.rng("varied", name).uniform(-1, 1))


def flip_of(stage: Stage) -> float:
    """On which side people stand: 1 left of the middle, -1 right of it."""
    return -1.0 if stage.rng("flip").random() < 0.5 else 1.0  # noqa: PLR2004 - an even chance
