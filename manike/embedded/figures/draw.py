"""What the illustrator draws with: subjects by noun and characters by name, lit by one light."""

from dataclasses import replace
from typing import Literal

import numpy as np
import skia

from manike.embedded.figures.colours import NAMED
from manike.embedded.figures.marks import Marks
from manike.embedded.figures.people.creature import creature_of, paint_creature
from manike.embedded.figures.people.expression import EXPRESSIONS as _EXPRESSIONS
from manike.embedded.figures.people.figure import paint_person
from manike.embedded.figures.people.look import colours_of, look_of
from manike.embedded.figures.people.pose import POSES as _POSES
from manike.embedded.figures.people.pose import holding
from manike.embedded.figures.people.robot import paint_robot, robot_colours
from manike.embedded.figures.people.seat import SEATS
from manike.embedded.figures.registry import ANIMALS, find_subject
from manike.embedded.figures.shading import Brush
from manike.embedded.figures.subject import Subject
from manike.embedded.illustrator.light import Light, Rgb
from manike.embedded.people import own_rng
from manike.errors import BadInputError
from manike.script.models import Character
from manike.script.vocabulary import TimeOfDay

POSES: tuple[str, ...] = tuple(_POSES)
EXPRESSIONS: tuple[str, ...] = tuple(_EXPRESSIONS)

_NOUNS = frozenset({"coral", "rose", "sky", "gold", "golden", "silver", "olive", "orange", "grey"})
"""Colour words that are things as well, or that a drawing has anyway."""


_DRIFT_DEG = 9.0
"""How far who floats is turned."""


def knows_subject(name: str) -> bool:
    """Whether there is a drawing for a noun, directly or through a synonym or plural."""
    return find_subject(name) is not None


def subject_name(name: str) -> str:
    """The drawing that a known noun stands for: ``lamp`` for ``my old reading lamps``.

    Raises:
        BadInputError: there is no drawing for the noun.
    """
    return _subject(name).name


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


def is_animal(name: str) -> bool:
    """Whether a known subject is an animal, which stands on its own feet.

    Raises:
        BadInputError: there is no drawing for the noun.
    """
    return _subject(name) in ANIMALS


def draw_subject(  # noqa: PLR0913 - the drawing's own words
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
        name: A noun or a short phrase, such as ``fishing boats``; a colour before the noun counts.
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
    brush = Brush(canvas, light, rng, haze=haze, side=light.side, tint=_tint_of(name))
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
    held: str = "",
    meets: tuple[float, float] | None = None,
    seat: str = "stool",
    front: bool = False,
    airless: bool = False,
    floats: bool = False,
) -> Marks:
    """Draw a character; the same character and seed give the same look in every picture.

    Args:
        canvas: Where to draw.
        character: Who; the look follows the description, else the seed and the name.
        foot: Where they stand: between the feet, in pixels.
        height_px: Their height when standing upright; sitting and kneeling are lower.
        light: Falls on them.
        pose: One of ``POSES``; animals have only their own.
        facing: +1 looks to the right, -1 to the left.
        expression: One of ``EXPRESSIONS``.
        seed: The project's seed.
        held: A known noun in the hand (lantern, basket, book, hammer), instead of what the pose
            holds by itself; with it no pose but a hug has empty hands.
        meets: Where the palm of the hand on the facing side is to be, in pixels: in another's
            hand or on a back.
        seat: One of ``SEATS``: what a person who sits is on.
        airless: Whether a person needs a suit: in space, under water.
        floats: Whether nothing is below to stand on; who floats tilts a little.
        front: Whether a person's face is seen from the front instead of a quarter from the side.

    Returns:
        Where its chest and open eyes are on the canvas; an animal tells only its chest.

    Raises:
        BadInputError: an unknown pose, expression or seat.
    """
    _check("pose", pose, POSES)
    _check("expression", expression, EXPRESSIONS)
    _check("seat", seat, SEATS)
    marks = Marks()
    brush = Brush(
        canvas, light, own_rng(character, seed), side=light.side, rounded=True, marks=marks
    )
    stance = _POSES[pose]
    if held and pose != "hug" and knows_subject(held):
        stance = holding(stance, held)
    stance = replace(stance, front=front, suited=airless, floats=floats)
    if meets is not None:
        unit = height_px / 100
        palm = (facing * (meets[0] - foot[0]) / unit, (meets[1] - foot[1]) / unit)
        stance = replace(stance, meets=palm)
    tilt_deg = _DRIFT_DEG * facing if floats else 0.0
    with brush.at(*foot, scale=height_px / 100, flip=facing < 0, turn_deg=tilt_deg) as local:
        if character.kind == "robot":
            paint_robot(local, character, stance, expression)
        elif character.kind == "animal":
            paint_creature(local, character)
        else:
            paint_person(local, character, stance, expression, seat)
    return marks


def character_aspect(character: Character) -> float:
    """Width by height of a standing character."""
    if character.kind == "animal":
        return creature_of(character).aspect
    return 0.85 if character.kind == "robot" else 0.45


def character_colours(character: Character, seed: int) -> tuple[Rgb, ...]:
    """The local colours that a character keeps in every picture, those of the head first."""
    rng = own_rng(character, seed)
    if character.kind == "robot":
        return robot_colours(character, rng)
    if character.kind == "animal":
        return _seen_colours(character, seed)
    return colours_of(look_of(character, rng))


def _seen_colours(character: Character, seed: int) -> tuple[Rgb, ...]:
    """What a drawing by day shows most: the means of its four commonest shades."""
    white = (1.0, 1.0, 1.0)
    light = Light(-1.0, white, (0.3, 0.3, 0.35), white, 1.0, TimeOfDay.DAY)
    surface = skia.Surface(192, 128)
    draw_character(surface.getCanvas(), character, (96, 120), 100, light, seed=seed)
    pixels = surface.toarray(colorType=skia.kRGBA_8888_ColorType)
    solid = pixels[pixels[..., 3] == 255][:, :3]  # noqa: PLR2004 - opaque
    shades = (solid // 64).astype(int) @ np.array([16, 4, 1])
    commonest = np.argsort(-np.bincount(shades, minlength=64), kind="stable")[:4]
    means = [solid[shades == shade].mean(axis=0) / 255 for shade in commonest if shade in shades]
    return tuple((float(red), float(green), float(blue)) for red, green, blue in means)


def _tint_of(name: str) -> Rgb | None:
    """The colour word before the noun of ``red fishing boat``."""
    words = name.lower().split()[:-1]
    return next((NAMED[word] for word in words if word in NAMED and word not in _NOUNS), None)


def _subject(name: str) -> Subject:
    subject = find_subject(name)
    if subject is None:
        raise BadInputError("subject", f"{name!r} has no drawing.")
    return subject


def _check(field: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise BadInputError(field, f"{value!r} is none of {', '.join(known)}.")
