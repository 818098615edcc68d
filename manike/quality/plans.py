"""What a film is measured against: the part of its timeline that can be checked on the file."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Protocol


class PlannedNarration(Protocol):
    """Where a narration is heard, in samples at 48 kHz."""

    @property
    def start_sample(self) -> int:
        """Its first sample of the film."""
        ...

    @property
    def sample_count(self) -> int:
        """Its length."""
        ...


class PlannedScene(Protocol):
    """A scene of the plan."""

    @property
    def number(self) -> int:
        """Counted from 1."""
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
