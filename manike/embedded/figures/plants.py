"""Plants: trees, flowers and what grows in fields and gardens."""

from manike.embedded.figures.geometry import blob, limb
from manike.embedded.figures.shading import Brush, hex_rgb
from manike.embedded.figures.subject import Subject


def tree(brush: Brush) -> None:
    """A broad-leaved tree."""
    brush.shadow(0, 50)
    brush.fill(limb([(0, 0), (0, -30), (2, -55)], [5, 3.5, 2]), hex_rgb("6b4a33"))
    brush.fill(
        blob([(0, -100), (30, -85), (36, -55), (0, -38), (-36, -55), (-30, -85)]), hex_rgb("5f9448")
    )


FAMILY = (Subject("tree", tree, scale=3.5, aspect=0.8, also=("oak", "maple")),)
