"""What picture models are asked in words, from the wording ``picture`` of ``manike.prompts``."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from typing import Self

from manike.ports import CharacterImageRequest, ScenePictureRequest
from manike.prompts.experiments import Choice
from manike.prompts.wordings import Wording, wording

NAME = "picture"


@dataclass(frozen=True, slots=True)
class Numbered:
    """Reference images by their number in the request, counted from 1."""

    characters: Mapping[str, int]
    style_frame: int | None = None


class Worded:
    """What all share that are asked for pictures in words: those that ship, or a project's."""

    _choice: Choice | None = None

    def with_wording(self, choice: Choice) -> Self:
        """See ``RemoteImageProvider.with_wording``."""
        other = copy(self)
        other._choice = choice
        return other

    @property
    def _words(self) -> Wording:
        return wording(NAME) if self._choice is None else self._choice.wording

    @property
    def _notes(self) -> Mapping[str, str]:
        """The experiment and its arm, for the takes; empty without one."""
        return {} if self._choice is None else self._choice.notes


def character_prompt(request: CharacterImageRequest, words: Wording | None = None) -> str:
    """What to ask for a character's sheet; in the words that ship if none are given."""
    return (words or wording(NAME)).text(
        "character", character=request.character, style=request.style
    )


def scene_prompt(
    request: ScenePictureRequest, references: Numbered, words: Wording | None = None
) -> str:
    """What to ask for a scene's picture; in the words that ship if none are given."""
    return (words or wording(NAME)).text(
        "scene",
        scene=request.scene,
        characters=request.characters,
        style=request.style,
        references=references.characters,
        style_frame=references.style_frame,
    )
