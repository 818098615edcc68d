"""What a place painter is told, and what it says of the place for those who are put into it."""

import re
from dataclasses import dataclass
from typing import Literal

from manike.embedded.illustrator.stage import Stage
from manike.script.models import Scene, Setting, ShotSize


@dataclass(frozen=True, slots=True)
class Brief:
    """The words that choose among variants of a place."""

    setting: Setting
    shot: ShotSize
    text: str
    """Name, title, description, landmark and subjects of the scene in lower case."""

    @classmethod
    def of(cls, scene: Scene) -> "Brief":
        """The brief of a scene."""
        words = (
            scene.setting.name, scene.title, scene.description, scene.setting.landmark,
            *scene.subjects,
        )  # fmt: skip
        return cls(scene.setting, scene.shot.size, " ".join(words).casefold())

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
    is_landmark: tuple[str, ...] = ()
    """Stems of landmarks that the place itself already shows."""


def third(stage: Stage, name: str, reach: float = 0.2) -> float:
    """U of a thing set off the middle, on the side away from sun or moon."""
    away = -stage.tones.light.side
    offset = reach + 0.04 * float(stage.rng("third", name).uniform(-1, 1))
    return 0.5 + away * offset


def varied(stage: Stage, name: str, middle: float, reach: float) -> float:
    """A figure that differs a little from take to take."""
    return middle + reach * float(stage.rng("varied", name).uniform(-1, 1))
