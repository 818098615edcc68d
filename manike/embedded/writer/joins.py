"""How each scene of a film gives way to the next: mostly a cut or a crossfade, seldom an effect."""

from collections.abc import Sequence

from manike.embedded.writer.desk import Beat
from manike.script.vocabulary import Mood, TimeOfDay, Transition

_QUICK = frozenset((Mood.JOYFUL, Mood.PLAYFUL, Mood.ENERGETIC))
_LIVELY = _QUICK | {Mood.EPIC, Mood.TRIUMPHANT}
_CURIOUS = frozenset((Mood.CALM, Mood.HOPEFUL, Mood.DREAMY, Mood.NOSTALGIC))
_DARK = frozenset((Mood.MYSTERIOUS, Mood.MELANCHOLIC, Mood.EERIE))
_HEAVY = frozenset((Mood.MELANCHOLIC, Mood.TENSE))
_RELIEVED = frozenset((Mood.HOPEFUL, Mood.JOYFUL, Mood.EPIC, Mood.TRIUMPHANT, Mood.ROMANTIC))
_LATE = frozenset((TimeOfDay.DUSK, TimeOfDay.NIGHT))
_EARLY = frozenset((TimeOfDay.DAWN, TimeOfDay.DAY))
_MOVES = {
    "advertisement": Transition.SLIDE_LEFT,
    "explainer": Transition.WIPE_LEFT,
    "itinerary": Transition.SLIDE_LEFT,
    "invitation": Transition.ZOOM,
    "tutorial": Transition.WIPE_LEFT,
    "news": Transition.SLIDE_LEFT,
}
"""What a genre does between two places or points; one kind a film, or it looks like a catalogue."""
_STEPPING = frozenset(("advertisement", "explainer", "tutorial", "news"))
"""Genres that go on from point to point, wherever they are."""
_FINALES = {"advertisement": Transition.ZOOM}
"""What it does before its last scene."""
_MOST = 0.4
"""Share of the joins that may have an effect; never two in a row have one."""

_Wish = tuple[int, Transition]
"""How much it matters, 0 most, and what is wished for."""


def transitions(genre: str, beats: Sequence[Beat]) -> tuple[Transition, ...]:
    """How each beat gives way to the next; the last one's is not used."""
    count = len(beats) - 1
    wishes: dict[int, _Wish] = {}
    for at in range(count):
        wish = _wish(genre, beats[at], beats[at + 1], is_last=at == count - 1)
        if wish is not None:
            wishes[at] = wish
    chosen: dict[int, Transition] = {}
    for at in sorted(wishes, key=lambda at: (wishes[at][0], at)):
        if len(chosen) < max(1, round(_MOST * count)) and not {at - 1, at + 1} & set(chosen):
            chosen[at] = wishes[at][1]
    plain = (_plain(genre, beats[at], beats[at + 1]) for at in range(count))
    return (*(chosen.get(at, kind) for at, kind in enumerate(plain)), Transition.CROSSFADE)


def _wish(genre: str, here: Beat, following: Beat, *, is_last: bool) -> _Wish | None:
    """An effect that says something: a new day, relief, a mystery, a step on the way."""
    if here.look.time in _LATE and following.look.time in _EARLY:
        slow = {here.mood, following.mood} & _DARK
        return 0, Transition.SLOW_DIP if slow else Transition.DIP_TO_BLACK
    if _is_same_place(here, following) and genre not in _STEPPING:
        return None
    if here.mood in _HEAVY and following.mood in _RELIEVED:
        return 1, Transition.DIP_TO_WHITE
    if following.mood in (Mood.MYSTERIOUS, Mood.EERIE):
        return 2, Transition.SLOW_DIP
    if genre in _FINALES and is_last:
        return 2, _FINALES[genre]
    return _move(genre, here, following)


def _move(genre: str, here: Beat, following: Beat) -> _Wish | None:
    if genre == "documentary" and here.look.name and following.look.name:
        return 3, Transition.DIP_TO_BLACK
    allowed = _LIVELY | _CURIOUS if genre in _STEPPING else _LIVELY
    if genre in _MOVES and {here.mood, following.mood} <= allowed:
        return 3, _MOVES[genre]
    return None


def _plain(genre: str, here: Beat, following: Beat) -> Transition:
    """A cut keeps the pace of what is quick; all else dissolves."""
    is_quick = here.mood in _QUICK
    if is_quick and (_is_same_place(here, following) or genre == "advertisement"):
        return Transition.CUT
    return Transition.CROSSFADE


def _is_same_place(here: Beat, following: Beat) -> bool:
    return (here.look.place, here.look.name) == (following.look.place, following.look.name)
