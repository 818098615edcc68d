"""Where the figures of a picture are, so that captions keep off them."""

from manike.embedded.figures.draw import subject_aspect
from manike.embedded.illustrator.stage import Stage
from manike.script.models import Character

Point = tuple[float, float]

TALLNESS = {"sit": 0.76, "kneel": 0.74}
"""Of a person who does not stand, in standing heights."""
HEADS = {"animal": (0.5, 0.5), "robot": (0.45, 0.2)}
"""Height and half width of a head in heights of who has it; an animal's may be anywhere in its
upper half, a robot's carries an antenna."""
_HEAD = (0.2, 0.11)
"""Of a person, with hair and hat."""
_BODY_HALF = 0.2


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
