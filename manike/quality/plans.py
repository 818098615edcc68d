"""What a film is measured against: the part of its timeline that can be checked on the file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Protocol


class PlannedWord(Protocol):
    """A word of a narration."""

    @property
    def text(self) -> str:
        """As written."""
        ...

    @property
    def start_s(self) -> float:
        """When it is spoken, from the narration's first sample."""
        ...


class PlannedNarration(Protocol):
    """Where a narration is heard, in samples at 48 kHz."""

    @property
    def words(self) -> Sequence[PlannedWord]:
        """In order."""
        ...

    @property
    def start_sample(self) -> int:
        """Its first sample of the film."""
        ...

    @property
    def sample_count(self) -> int:
        """Its length."""
        ...


class PlannedTransition(Protocol):
    """How a scene begins."""

    @property
    def frame_count(self) -> int:
        """Its first frames in which the scene before is still seen."""
        ...


class PlannedScene(Protocol):
    """A scene of the plan."""

    @property
    def number(self) -> int:
        """Counted from 1."""
        ...

    @property
    def start_frame(self) -> int:
        """Its first frame of the film."""
        ...

    @property
    def frame_count(self) -> int:
        """Its length."""
        ...

    @property
    def transition_in(self) -> PlannedTransition:
        """How it begins."""
        ...

    @property
    def footage(self) -> str:
        """Name of the footage that it shows; empty for a painted scene."""
        ...

    @property
    def text(self) -> str:
        """What is said in it."""
        ...

    @property
    def narration(self) -> PlannedNarration | None:
        """Where it is heard; ``None`` if nobody speaks."""
        ...


class PlannedCue(Protocol):
    """Music and the stretch of film it plays under."""

    @property
    def start_frame(self) -> int:
        """Its first frame."""
        ...

    @property
    def frame_count(self) -> int:
        """Its length."""
        ...


class PlannedCaption(Protocol):
    """What stands on the picture at one time."""

    @property
    def scene(self) -> int:
        """Number of its scene."""
        ...

    @property
    def start_frame(self) -> int:
        """The first frame with it."""
        ...

    @property
    def end_frame(self) -> int:
        """The first frame without it."""
        ...


class FilmPlan(Protocol):
    """A film as planned; ``manike.film.timeline.Timeline`` is one."""

    @property
    def rate(self) -> Fraction:
        """Frames a second."""
        ...

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height."""
        ...

    @property
    def frame_count(self) -> int:
        """Its length."""
        ...

    @property
    def scenes(self) -> Sequence[PlannedScene]:
        """In order."""
        ...

    @property
    def music(self) -> Sequence[PlannedCue]:
        """The cues in order."""
        ...

    def scene_at(self, frame: int) -> PlannedScene:
        """The scene that shows a frame."""
        ...


@dataclass(frozen=True, slots=True)
class Sources:
    """What a film was made from and goes with; what is not given is not looked for."""

    voices: Mapping[int, Path] = field(default_factory=dict)
    """The voices alone, by scene number; a narration without one is a fault."""
    clips: Mapping[int, Path] = field(default_factory=dict)
    """By scene number."""
    captions: Sequence[PlannedCaption] = ()
    """Those that are burned in."""
    caption_file: str | None = None
    """The text of the WebVTT file."""
    hear: Callable[[Path], str] | None = None
    """A transcriber: the words of a sound or film file."""
