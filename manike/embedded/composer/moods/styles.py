"""The style of each mood."""

from manike.embedded.composer.moods.cast import Cast, Room, Style
from manike.embedded.composer.moods.gentle import CALM, HOPEFUL, MELANCHOLIC, MYSTERIOUS
from manike.embedded.composer.moods.harmonies import HARMONIES
from manike.embedded.composer.moods.vivid import EPIC, JOYFUL, PLAYFUL, TENSE
from manike.script.vocabulary import Mood


def _style(
    mood: Mood,
    casts: tuple[Cast, ...],
    paces: tuple[str, ...],
    metres: tuple[int, ...],
    room: Room,
    swings: tuple[float, ...] = (0.0,),
) -> Style:
    major, minor = HARMONIES[mood]
    return Style(major, minor, casts, paces, metres, room, swings)


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
}
STYLES |= {  # near enough, until each has its own
    Mood.ROMANTIC: STYLES[Mood.HOPEFUL],
    Mood.TRIUMPHANT: STYLES[Mood.EPIC],
    Mood.NOSTALGIC: STYLES[Mood.MELANCHOLIC],
    Mood.EERIE: STYLES[Mood.MYSTERIOUS],
    Mood.ENERGETIC: STYLES[Mood.JOYFUL],
    Mood.DREAMY: STYLES[Mood.CALM],
}
