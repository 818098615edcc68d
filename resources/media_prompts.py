"""What models of motion and music are asked in words, from templates kept as versioned data."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from manike.ports import MotionRequest, MusicRequest

VERSION = 1
"""Of the templates in use; part of the name of whatever model works by them."""

_FILE = Path(__file__).parent / "data" / f"media_prompts-{VERSION}.yaml"


def motion_prompt(request: MotionRequest) -> str:
    """How a picture should move, or what a clip without one shows."""
    moves = _rendered("motion", scene=request.scene, moves=_texts()["moves"])
    if request.picture_files:
        return moves
    shows = _rendered(
        "unseen", scene=request.scene, style=request.style, characters=request.characters
    )
    return f"{moves} {shows}"


def music_prompt(request: MusicRequest) -> str:
    """How a cue should sound."""
    return _rendered("music", request=request)


def _rendered(name: str, **values: Any) -> str:  # noqa: ANN401 - whatever a template shows
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined)
    return environment.from_string(_texts()[name]).render(**values).strip()


@cache
def _texts() -> dict[str, Any]:
    return dict(yaml.safe_load(_FILE.read_text(encoding="utf-8")))
