"""What players do on a scene change: a chord, a bell, a low root."""

from collections.abc import Sequence

from manike.embedded.composer.bars import Bar, bar_at
from manike.embedded.composer.form import Hit
from manike.embedded.composer.moods.cast import Duty, Player
from manike.embedded.composer.patterns import bass_root
from manike.embedded.composer.score import Note

_FIRMER, _SOFTER_AT_LAST = 14, 12
_CHORD_BEATS, _BELL_BEATS, _ROOT_BEATS = 1.5, 3.0, 2.0
_ROLL_BEATS = 0.035


def accents(
    player: Player, bars: Sequence[Bar], hits: Sequence[Hit], velocity: tuple[int, int]
) -> list[Note]:
    """A player's notes on the scene changes of a cue.

    Args:
        player: who plays figures or the bass; others have none.
        bars: of the whole cue.
        hits: the scene changes.
        velocity: at energy 0 and at energy 1.
    """
    notes: list[Note] = []
    for hit in hits:
        bar = bar_at(bars, hit.beat)
        if not player.entry <= bar.energy < player.leave:
            continue
        low, high = velocity
        force = round(low + bar.energy * (high - low) + _FIRMER * (hit.strength - 0.5))
        if player.duty is Duty.FIGURE:
            notes += _chord(player, bar, hit, force)
        elif player.duty is Duty.BASS and not bar.final:
            root = bass_root(bar.span_at(hit.beat - bar.start_beat).chord, player.bass_compass)
            notes.append(Note(hit.beat, _ROOT_BEATS, root, force + 2))
    return notes


def _chord(player: Player, bar: Bar, hit: Hit, force: int) -> list[Note]:
    """The whole chord in the middle; an octave up only its top, as a bell."""
    voicing = bar.span_at(hit.beat - bar.start_beat).voicing
    if bar.final:
        force -= _SOFTER_AT_LAST
    if player.shift > 0:
        return [Note(hit.beat, _BELL_BEATS, voicing[-1] + player.shift, force)]
    return [
        Note(hit.beat + order * _ROLL_BEATS, _CHORD_BEATS, key + player.shift, force)
        for order, key in enumerate(voicing)
    ]
