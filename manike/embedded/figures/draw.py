"""What the illustrator draws with: subjects by noun and characters by name, lit by one light."""

import hashlib
from typing import Literal

import numpy as np
import skia

from manike.embedded.figures.people.expression import EXPRESSIONS as _EXPRESSIONS
from manike.embedded.figures.people.figure import paint_person
from manike.embedded.figures.people.pose import POSES as _POSES
from manike.embedded.figures.registry import find_subject
from manike.embedded.figures.shading import Brush
from manike.embedded.figures.subject import Subject
from manike.embedded.illustrator.light import Light
from manike.errors import BadInputError
from manike.script.models import Character

POSES: tuple[str, ...] = tuple(_POSES)
EXPRESSIONS: tuple[str, ...] = tuple(_EXPRESSIONS)


def knows_subject(name: str) -> bool:
    """Whether there is a drawing for a noun, directly or through a synonym or plural."""
    return find_subject(name) is not None


def subject_scale(name: str) -> float:
    """Natural height of a known subject, where a standing adult is 1.

    Raises:
        BadInputError: there is no drawing for the noun.
    """
    return _subject(name).scale


def subject_aspect(name: str) -> float:
    """Width by height of a known subject's drawing, glow and contact shadow left out.

    Raises:
        BadInputError: there is no drawing for the noun.
    """
    return _subject(name).aspect


def subject_habitat(name: str) -> Literal["ground", "water", "air", "underwater", "sky"]:
    """Where a known subject naturally is.

    Raises:
        BadInputError: there is no drawing for the noun.
    """
    return _subject(name).habitat


def draw_subject(
    canvas: skia.Canvas,
    name: str,
    foot: tuple[float, float],
    height_px: float,
    light: Light,
    rng: np.random.Generator,
    *,
    haze: float = 0.0,
) -> bool:
    """Draw a noun.

    Args:
        canvas: Where to draw.
        name: A noun or a short phrase, such as ``fishing boats``.
        foot: Where it stands (floats, hovers): the middle of its lower edge, in pixels.
        height_px: Its height.
        light: Falls on it.
        rng: Small variations of shape and colour; the same state draws the same pixels.
        haze: 0..1, how far it fades into ``light.haze``.

    Returns:
        Whether there is a drawing for the noun; ``False`` leaves the canvas untouched.
    """
    subject = find_subject(name)
    if subject is None:
        return False
    brush = Brush(canvas, light, rng, haze=haze, side=light.side)
    with brush.at(*foot, scale=height_px / 100) as local:
        subject.paint(local)
    return True


def draw_character(  # noqa: PLR0913 - the drawing's own words
    canvas: skia.Canvas,
    character: Character,
    foot: tuple[float, float],
    height_px: float,
    light: Light,
    *,
    pose: str = "stand",
    facing: int = 1,
    expression: str = "neutral",
    seed: int,
) -> None:
    """Draw a character; the same character and seed give the same look in every picture.

    Args:
        canvas: Where to draw.
        character: Who; the look follows the description, else the seed and the name.
        foot: Where they stand: between the feet, in pixels.
        height_px: Their height when standing upright; sitting and kneeling are lower.
        light: Falls on them.
        pose: One of ``POSES``.
        facing: +1 looks to the right, -1 to the left.
        expression: One of ``EXPRESSIONS``.
        seed: The project's seed.

    Raises:
        BadInputError: an unknown pose or expression.
    """
    _check("pose", pose, POSES)
    _check("expression", expression, EXPRESSIONS)
    digest = hashlib.sha256(f"{seed}\n{character.name}".encode()).digest()
    rng = np.random.default_rng(int.from_bytes(digest[:8], "big"))
    brush = Brush(canvas, light, rng, side=light.side)
    with brush.at(*foot, scale=height_px / 100, flip=facing < 0) as local:
        paint_person(local, character, rng, pose, expression)


def _subject(name: str) -> Subject:
    subject = find_subject(name)
    if subject is None:
        raise BadInputError("subject", f"{name!r} has no drawing.")
    return subject


def _check(field: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise BadInputError(field, f"{value!r} is none of {', '.join(known)}.")
