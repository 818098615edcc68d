"""Animal characters: the animal that the description names, always in the same coat."""

import re
from dataclasses import replace

from manike.embedded.figures import beasts
from manike.embedded.figures.colours import HAIR, NAMED
from manike.embedded.figures.registry import find_animal
from manike.embedded.figures.shading import Brush
from manike.embedded.figures.subject import Subject
from manike.script.models import Character


def creature_of(character: Character) -> Subject:
    """The animal of the description, else of the name, else a fox."""
    found = find_animal(character.description) or find_animal(character.name)
    return found or next(s for s in beasts.FAMILY if s.name == "fox")


def paint_creature(brush: Brush, character: Character) -> None:
    """Draw an animal character 100 units tall, facing right."""
    words = re.findall(r"[a-z]+", character.description.lower())
    coats = {**HAIR, **NAMED}
    if brush.marks is not None:
        brush.marks.note_chest(brush.canvas, 0.0, -45.0, 20.0)
    tint = next((coats[word] for word in words if word in coats and word != "dark"), None)
    creature_of(character).paint(replace(brush, floor=0.6, tint=tint))
