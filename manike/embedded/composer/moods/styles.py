"""The style of each mood."""

from manike.embedded.composer.moods.bold import EERIE, ENERGETIC, TRIUMPHANT
from manike.embedded.composer.moods.cast import Cast, Room, Style
from manike.embedded.composer.moods.gentle import CALM, HOPEFUL, MELANCHOLIC, MYSTERIOUS
from manike.embedded.composer.moods.harmonies import HARMONIES
from manike.embedded.composer.moods.tender import DREAMY, NOSTALGIC, ROMANTIC
from manike.embedded.composer.moods.vivid import EPIC, JOYFUL, PLAYFUL, TENSE
from manike.script.vocabulary import Mood

_TOUCH = (52, 100)
_TOUCHES = {
    Mood.TRIUMPHANT: (62, 106),
    Mood.ENERGETIC: (66, 108),
    Mood.ROMANTIC: (54, 106),
    Mood.EERIE: (46, 94),
    Mood.DREAMY: (46, 88),
}
"""Velocities at energy 0 and at energy 1."""


def _style(
    mood: Mood,
    casts: tuple[Cast, ...],
    paces: tuple[str, ...],
    metres: tuple[int, ...],
    room: Room,
    swings: tuple[float, ...] = (0.0,),
) -> Style:
    major, minor = HARMONIES[mood]
    return Style(major, minor, casts, paces, metres, room, swings, _TOUCHES.get(mood, _TOUCH))


STYLES: dict[Mood, Style] = {
    Mood.CALM: _style(Mood.CALM, CALM, ("slow", "walking"), (4, 4, 3), Room(2.3, -9)),
    Mood.JOYFUL: _style(Mood.JOYFUL, JOYFUL, ("lively", "walking"), (4,), Room(1.4, -13)),
    Mood.EPIC: _style(Mood.EPIC, EPIC, ("walking", "slow"), (4, 4, 3), Room(2.6, -9)),
    Mood.MYSTERIOUS: _style(
        Mood.MYSTERIOUS, MYSTERIOUS, ("slow", "walking"), (4, 4, 3), Room(2.8, -8)
    ),
    Mood.MELANCHOLIC: _style(
        Mood.MELANCHOLIC, MELANCHOLIC, ("slow", "walking"), (4, 3), Room(2.4, -9)
    ),
    Mood.HOPEFUL: _style(Mood.HOPEFUL, HOPEFUL, ("walking", "lively"), (4,), Room(2.0, -10)),
    Mood.TENSE: _style(Mood.TENSE, TENSE, ("slow", "walking"), (4,), Room(2.0, -11)),
    Mood.PLAYFUL: _style(
        Mood.PLAYFUL, PLAYFUL, ("lively", "walking"), (4, 4, 3), Room(1.1, -14), (0.0, 0.24, 0.3)
    ),
    Mood.ROMANTIC: _style(Mood.ROMANTIC, ROMANTIC, ("slow", "walking"), (4, 3, 3), Room(2.0, -9)),
    Mood.TRIUMPHANT: _style(
        Mood.TRIUMPHANT, TRIUMPHANT, ("walking", "lively"), (4,), Room(2.2, -10)
    ),
    Mood.NOSTALGIC: _style(
        Mood.NOSTALGIC, NOSTALGIC, ("walking", "slow"), (3, 3, 4), Room(1.3, -12), (0.0, 0.2)
    ),
    Mood.EERIE: _style(Mood.EERIE, EERIE, ("slow",), (4, 4, 3), Room(3.0, -9)),
    Mood.ENERGETIC: _style(Mood.ENERGETIC, ENERGETIC, ("lively",), (4,), Room(0.9, -16)),
    Mood.DREAMY: _style(Mood.DREAMY, DREAMY, ("slow",), (4, 3), Room(3.2, -6)),
}
