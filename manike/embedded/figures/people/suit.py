"""What somebody wears where there is no air: a suit in their own colours, and a clear helmet."""

from dataclasses import replace

from manike.embedded.figures.colours import GLASS, METAL, WHITE
from manike.embedded.figures.geometry import ellipse, limb, rect
from manike.embedded.figures.people.look import Look
from manike.embedded.figures.shading import Brush, mix, scaled

_BUBBLE = 1.58
"""Half the height of a helmet; a head's is 1."""
_TUCKED = {"long": "bob", "wavy": "bob", "braids": "bob", "ponytail": "bun"}
"""How hair that is too long for a helmet is worn in it."""


def suited(look: Look) -> Look:
    """The same person in a suit: white, with the own clothes' colour at its seams."""
    cloth = mix(WHITE, look.top_colour, 0.3)
    hair = _TUCKED.get(look.hair, look.hair)
    return replace(
        look, top="jacket", top_colour=cloth, pattern="plain", bottom="trousers",
        bottom_colour=scaled(cloth, 0.94), accent=look.top_colour, shoes=look.top_colour,
        hat="" if look.hat != "headscarf" else look.hat, scarf=None, apron=None,
        backpack=mix(METAL, WHITE, 0.4), breadth=look.breadth * 1.12, hair=hair,
        gloves=look.top_colour,
    )  # fmt: skip


def paint_helmet_back(brush: Brush) -> None:
    """The far side of the helmet, in units of half the head's height."""
    brush.flat(ellipse(0.0, -0.12, _BUBBLE, _BUBBLE), GLASS, alpha=0.22)


def paint_helmet(brush: Brush, look: Look) -> None:
    """The near side with its gleam, and the ring that it is locked into."""
    brush.fill(limb([(-0.8, 1.24), (0.8, 1.24)], [0.32, 0.32]), METAL, shade=0.5, rim=0.8)
    brush.fill(rect(-0.2, 1.14, 0.2, 1.34, 0.05), look.accent, shade=0.3)
    bubble = ellipse(0.0, -0.12, _BUBBLE, _BUBBLE)
    brush.emit(bubble, GLASS, alpha=0.07)
    brush.line(bubble, mix(GLASS, WHITE, 0.5), 0.05, alpha=0.75)
    side = 1.0 if brush.side >= 0 else -1.0
    gleam = [(side * 0.78, -1.12), (side * 1.14, -0.66), (side * 1.24, -0.1)]
    brush.line(gleam, WHITE, 0.13, level=1.0, alpha=0.55)
    brush.line([(-side * 1.2, 0.3), (-side * 1.0, 0.66)], WHITE, 0.07, level=1.0, alpha=0.35)
