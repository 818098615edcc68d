"""Where the figures of a picture are: captions keep off them, animators let them live."""

import numpy as np

from manike.embedded.figures.draw import subject_aspect
from manike.embedded.figures.marks import EyeMark, Marks
from manike.embedded.illustrator.grade import Grade, graded
from manike.embedded.illustrator.light import Rgb
from manike.embedded.illustrator.stage import Posed, Stage
from manike.ports import Eye, Figure
from manike.script.models import Character

Point = tuple[float, float]

TALLNESS = {"sit": 0.78, "kneel": 0.74, "lie": 0.45, "run": 0.92, "work": 0.95}
"""Of a person who does not stand, in standing heights."""
HEADS = {"animal": (0.5, 0.5), "robot": (0.45, 0.2)}
"""Height and half width of a head in heights of who has it; an animal's may be anywhere in its
upper half, a robot's carries an antenna."""
_HEAD = (0.2, 0.11)
"""Of a person, with hair and hat."""
_BODY_HALF = 0.2
_LEAST_EYE_PX = 1.5
"""Half the height of an eye whose blink can be seen."""


def note_person(
    stage: Stage, character: Character, foot: Point, height_px: float, pose: str
) -> None:
    """Note a character's body and head; ``height_px`` is the height when standing upright."""
    x, low = foot
    top = low - height_px * TALLNESS.get(pose, 1.0)
    head, head_half = (height_px * share for share in HEADS.get(character.kind, _HEAD))
    half = max(height_px * _BODY_HALF, head_half)
    stage.note("body", x - half, top, x + half, low)
    stage.note("head", x - head_half, top, x + head_half, top + head)


def note_subject(stage: Stage, name: str, foot: Point, height_px: float) -> None:
    """Note a thing; ``foot`` is the middle of its lower edge."""
    half = height_px * subject_aspect(name) / 2
    stage.note("subject", foot[0] - half, foot[1] - height_px, foot[0] + half, foot[1])


def note_figure(
    stage: Stage,
    character: Character,
    stands: tuple[Point, float],
    acts: tuple[str, int],
    marks: Marks,
) -> None:
    """Note a character that was just drawn on ``cast``.

    Args:
        stage: Where it was drawn.
        character: Who.
        stands: Its foot and its height when standing upright, in pixels.
        acts: Its pose and where it faces.
        marks: What the drawing said of chest and eyes.
    """
    (x, low), height_px = stands
    pose, facing = acts
    if marks.chest is None:
        return
    top = low - height_px * TALLNESS.get(pose, 1.0)
    half = height_px * (1.2 if character.kind == "animal" else 0.62)
    box = (x - half, top - height_px * 0.12, x + half, low + height_px * 0.04)
    seen = tuple(stage.colour_at("cast", *eye.centre) for eye in marks.eyes)
    stage.figures.append(Posed(character.name, box, (x, low), facing, pose, marks, seen))


def figures_of(stage: Stage, plane: int, look: Grade) -> tuple[Figure, ...]:
    """The characters on the plane ``cast``, which is the picture's plane of that index."""
    return tuple(
        Figure(
            name=posed.name,
            plane=plane,
            left_px=round(posed.box[0], 2),
            top_px=round(posed.box[1], 2),
            right_px=round(posed.box[2], 2),
            bottom_px=round(posed.box[3], 2),
            foot_x_px=round(posed.foot[0], 2),
            foot_y_px=round(posed.foot[1], 2),
            chest_x_px=round(posed.marks.chest[0], 2),
            chest_y_px=round(posed.marks.chest[1], 2),
            chest_radius_px=round(posed.marks.chest_radius_px, 2),
            facing=1 if posed.facing > 0 else -1,
            pose=posed.pose,
            eyes=tuple(_eye(mark, look) for mark in _open_eyes(stage, posed)),
        )
        for posed in stage.figures
        if posed.marks.chest is not None
    )


def _open_eyes(stage: Stage, posed: Posed) -> list[EyeMark]:
    return [
        eye
        for eye, seen in zip(posed.marks.eyes, posed.seen, strict=True)
        if eye.half_height_px >= _LEAST_EYE_PX and stage.colour_at("cast", *eye.centre) == seen
    ]


def _eye(mark: EyeMark, look: Grade) -> Eye:
    return Eye(
        x_px=round(mark.centre[0], 2),
        y_px=round(mark.centre[1], 2),
        half_width_px=round(mark.half_width_px, 2),
        half_height_px=round(mark.half_height_px, 2),
        tilt_deg=round(mark.tilt_deg, 2),
        lid=_graded_hex(mark.lid, look),
    )


def _graded_hex(colour: Rgb, look: Grade) -> str:
    levels = [round(255 * min(max(channel, 0.0), 1.0)) for channel in colour]
    pixel = graded(np.array([[[*levels, 255]]], np.uint8), look)[0, 0]
    return "#" + "".join(f"{int(level):02x}" for level in pixel[:3])
