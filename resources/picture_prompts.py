"""What picture models are asked in words, from templates kept as versioned data."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jinja2 import StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from manike.ports import CharacterImageRequest, ScenePictureRequest

VERSION = 1
"""Of the templates in use; part of the name of whatever model paints by them."""

_FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Numbered:
    """Reference images by their number in the request, counted from 1."""

    characters: Mapping[str, int]
    style_frame: int | None = None


def character_prompt(request: CharacterImageRequest) -> str:
    """What to ask for a character's sheet."""
    return _template("character").render(character=request.character, style=request.style)


def scene_prompt(request: ScenePictureRequest, references: Numbered) -> str:
    """What to ask for a scene's picture."""
    return _template("scene").render(
        scene=request.scene,
        characters=request.characters,
        style=request.style,
        references=references.characters,
        style_frame=references.style_frame,
    )


@cache
def _template(name: str) -> Template:
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined)
    return environment.from_string(_texts()[name])


@cache
def _texts() -> dict[str, Any]:
    path = _FOLDER / f"picture_prompts-{VERSION}.yaml"
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))
