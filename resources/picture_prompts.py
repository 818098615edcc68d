"""What picture models are asked in words, from the wording ``picture`` of ``manike.prompts``."""

from collections.abc import Mapping
from dataclasses import dataclass

from manike.ports import CharacterImageRequest, ScenePictureRequest
from manike.prompts.wordings import wording

VERSION = 1
"""Of the templates in use; part of the name of whatever model paints by them."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """Reference images by their number in the request, counted from 1."""

    characters: Mapping[str, int]
    style_frame: int | None = None


def character_prompt(request: CharacterImageRequest) -> str:
    """What to ask for a character's sheet."""
    return wording("picture", VERSION).text(
        "character", character=request.character, style=request.style
    )


def scene_prompt(request: ScenePictureRequest, references: Numbered) -> str:
    """What to ask for a scene's picture."""
    return wording("picture", VERSION).text(
        "scene",
        scene=request.scene,
        characters=request.characters,
        style=request.style,
        references=references.characters,
        style_frame=references.style_frame,
    )
