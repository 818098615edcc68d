"""What a drawable noun is: its painter and how large, how wide and where it naturally is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from manike.embedded.figures.shading import Brush

Habitat = Literal["ground", "water", "air", "underwater", "sky"]


@dataclass(frozen=True, slots=True)
class Subject:
    """One noun with its drawing."""

    name: str
    paint: Callable[[Brush], None]
    """Draws it standing on (0, 0), 100 units high; it may reach a little below 0 (a hull)."""
    scale: float
    """Natural height; a standing adult is 1."""
    aspect: float
    """Width by height of the drawing, without its glow and contact shadow."""
    habitat: Habitat = "ground"
    also: tuple[str, ...] = ()
    """Other nouns for it, in the singular."""
