"""Puts a character together: look, pose, body, head."""

from manike.embedded.figures.geometry import ellipse, limb
from manike.embedded.figures.shading import Brush, hex_rgb
from manike.script.models import Character


def paint_character(brush: Brush, character: Character, pose: str, expression: str) -> None:
    """Draw a character 100 units tall."""
    brush.shadow(0, 30)
    brush.fill(limb([(0, -78), (0, -50)], [8, 7]), hex_rgb("3f6f9f"))
    for x in (-4, 4):
        brush.fill(limb([(x, -48), (x, -2)], [4, 3]), hex_rgb("394458"))
    brush.fill(ellipse(0, -92, 6.5, 8), hex_rgb("c98e66"))
