"""What a tenant asks for beside the prompt's text."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from manike.errors import BadInputError
from manike.script.vocabulary import Mood


class Aspect(StrEnum):
    """Shape of the film."""

    WIDE = "16:9"
    TALL = "9:16"
    SQUARE = "1:1"

    @classmethod
    def of(cls, text: str) -> "Aspect":
        """The shape written ``9:16`` or ``9x16``.

        Raises:
            BadInputError: there is no such shape.
        """
        for aspect in cls:
            if text.strip() in (aspect.value, aspect.slug):
                return aspect
        known = ", ".join(aspect.value for aspect in cls)
        raise BadInputError("aspect", f"{text[:40]!r} is not one of {known}.")

    @property
    def slug(self) -> str:
        """As it stands in names of files and folders: ``9x16``."""
        return self.value.replace(":", "x")


class Resolution(StrEnum):
    """Size of the film: the length in pixels of its shorter side."""

    HD = "720p"
    FULL_HD = "1080p"


class Preferences(BaseModel):
    """Preferences of one prompt; every one has a default."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    aspect: Aspect = Aspect.WIDE
    also: Annotated[tuple[Aspect, ...], Field(max_length=9)] = ()
    """Further shapes in which the film is wanted. They change nothing of the film itself."""
    resolution: Resolution = Resolution.FULL_HD
    duration_s: Annotated[int, Field(ge=10, le=300)] = 45
    characters: bool | None = None
    """Characters on or off; ``None`` lets the writer decide from the prompt."""
    style: Annotated[str, Field(max_length=80)] = ""
    voice: Annotated[str, Field(max_length=40)] = ""
    """Narrator's voice, such as ``bf_emma``; empty lets the narrator cast it."""
    music_mood: Mood | None = None
    captions: bool = True
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = "en"
    seed: Annotated[int, Field(ge=0, lt=2**31)] = 0
    review: bool = False
    """Stop after the script until a person approves it."""
    genre: Literal[
        "",
        "itinerary",
        "advertisement",
        "explainer",
        "story",
        "children",
        "documentary",
        "drama",
        "invitation",
        "news",
        "tutorial",
        "testimonial",
    ] = ""
    """Empty lets the writer decide from the prompt."""

    @property
    def renditions(self) -> tuple[Aspect, ...]:
        """The further shapes, each once, without the film's own."""
        return tuple(dict.fromkeys(each for each in self.also if each is not self.aspect))

    def with_also(self, aspects: Iterable[Aspect]) -> Self:
        """The same with further shapes."""
        wanted = self.model_copy(update={"also": (*self.also, *aspects)})
        return self.model_copy(update={"also": wanted.renditions})

    def without_also(self) -> Self:
        """What is asked of the film itself."""
        return self.model_copy(update={"also": ()})

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height of the film in pixels."""
        short = 720 if self.resolution is Resolution.HD else 1080
        long = short * 16 // 9
        return {
            Aspect.WIDE: (long, short),
            Aspect.TALL: (short, long),
            Aspect.SQUARE: (short, short),
        }[self.aspect]
