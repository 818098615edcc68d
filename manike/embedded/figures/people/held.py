"""What a figure holds: any known noun, hung from the fist or resting in the hands."""

from manike.embedded.figures.colours import LAMP
from manike.embedded.figures.geometry import Point, between, polar
from manike.embedded.figures.people.pose import Build, Pose, Skeleton
from manike.embedded.figures.registry import find_subject
from manike.embedded.figures.shading import Brush

_HANGS = {"lantern", "basket", "key", "suitcase", "cage", "watering can"}
_LAMPS = {"lantern", "candle", "lamp", "torch", "paper lantern"}
_SIZES = {"lantern": 17.0, "basket": 15.0, "open book": 9.0, "hammer": 15.0, "guitar": 40.0,
          "umbrella": 40.0, "bird": 12.0, "kite": 30.0}  # fmt: skip
_Body = tuple[Pose, Build, Skeleton]
_SMALLEST, _LARGEST, _WIDEST = 8.0, 22.0, 26.0
"""Height of other things in the hand, in the figure's units; their own where it lies between."""


def paint_held(brush: Brush, pose: Pose, build: Build, bones: Skeleton) -> None:
    """Draw what the pose holds; nothing where the noun is unknown."""
    subject = find_subject(pose.holds)
    if subject is None:
        return
    own = min(max(100 * subject.scale, _SMALLEST), _LARGEST)
    tall = _SIZES.get(subject.name, min(own, _WIDEST / subject.aspect))
    x, y = _place((pose, build, bones), subject.name, tall)
    with brush.at(x, y, scale=tall / 100) as held:
        subject.paint(held)
    if subject.name in _LAMPS and brush.is_dark:
        # What is held up lights who holds it: 50 units reach the face.
        brush.glow(x, y - tall * 0.5, 50, LAMP, 0.34)


def _place(body: _Body, name: str, tall: float) -> Point:
    """Where the thing's foot is, in the figure's units."""
    lead = _grip(body, lead=not body[0].held_rear)
    if body[0].both_hands:
        middle = between(lead, _grip(body, lead=False), 0.5)
        return middle[0], middle[1] + tall * (0.72 if name == "basket" else 0.45)
    return (lead[0], lead[1] + tall) if name in _HANGS else (lead[0], lead[1] + tall * 0.25)


def _grip(body: _Body, *, lead: bool) -> Point:
    _, build, bones = body
    arm = bones.lead_arm if lead else bones.rear_arm
    return polar(arm.end, arm.angle_deg, build.hand * 0.4)
