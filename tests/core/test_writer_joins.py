"""How the embedded writer joins scenes."""

from collections import Counter
from itertools import pairwise

import pytest

from manike.embedded.writer.desk import Beat, Look
from manike.embedded.writer.joins import transitions
from manike.script.vocabulary import Mood, Place, TimeOfDay, Transition

PLAIN = {Transition.CUT, Transition.CROSSFADE}


def a_beat(place=Place.LAKE, mood=Mood.CALM, time=TimeOfDay.DAY, name=""):
    return Beat("T", Look(place, name, time), mood, ("It is said.",))


def joins(genre, *beats):
    return list(transitions(genre, beats))[:-1]


def test_same_place_dissolves_or_cuts_when_quick():
    assert joins("story", a_beat(), a_beat()) == [Transition.CROSSFADE]
    quick = a_beat(mood=Mood.PLAYFUL)
    assert joins("story", quick, quick) == [Transition.CUT]


def test_new_day_goes_through_black_and_slowly_when_sad():
    night, dawn = a_beat(time=TimeOfDay.NIGHT), a_beat(time=TimeOfDay.DAWN)
    sad = a_beat(time=TimeOfDay.NIGHT, mood=Mood.MELANCHOLIC)
    assert joins("story", night, dawn) == [Transition.DIP_TO_BLACK]
    assert joins("story", sad, dawn) == [Transition.SLOW_DIP]


def test_mystery_comes_slowly_and_relief_in_white():
    cave = a_beat(Place.FOREST, Mood.MYSTERIOUS)
    home = a_beat(Place.HOME, Mood.HOPEFUL)
    assert joins("story", a_beat(), cave) == [Transition.SLOW_DIP]
    assert joins("story", a_beat(mood=Mood.TENSE), home) == [Transition.DIP_TO_WHITE]


def test_advertisement_slides_cuts_and_ends_in_a_zoom():
    beats = [a_beat(mood=Mood.JOYFUL) for _ in range(6)]
    assert joins("advertisement", *beats) == [
        Transition.SLIDE_LEFT,
        Transition.CUT,
        Transition.CUT,
        Transition.CUT,
        Transition.ZOOM,
    ]


def test_chapters_of_a_documentary_are_parted_by_black():
    names = ("Chang'an", "Chang'an", "Samarkand", "Samarkand", "Constantinople")
    places = (Place.CITY, Place.CITY, Place.OLD_TOWN, Place.OLD_TOWN, Place.HARBOUR)
    beats = [a_beat(place, name=name) for place, name in zip(places, names, strict=True)]
    dip, fade = Transition.DIP_TO_BLACK, Transition.CROSSFADE
    assert joins("documentary", *beats) == [fade, dip, fade, dip]


@pytest.mark.parametrize(
    "genre", ["story", "documentary", "explainer", "advertisement", "itinerary", "invitation"]
)
@pytest.mark.parametrize("count", [1, 2, 3, 10, 60])
def test_most_joins_are_plain_and_no_two_effects_meet(genre, count):
    moods = (Mood.JOYFUL, Mood.TENSE, Mood.HOPEFUL, Mood.MYSTERIOUS, Mood.EPIC)
    beats = [
        a_beat(list(Place)[at % 7], moods[at % 5], list(TimeOfDay)[at % 4], f"P{at}")
        for at in range(count)
    ]
    kinds = joins(genre, *beats)
    effects = [kind not in PLAIN for kind in kinds]
    assert len(kinds) == count - 1
    assert sum(effects) <= max(1, 0.45 * len(kinds))
    assert not any(first and second for first, second in pairwise(effects))
    assert len(Counter(kinds)) <= 6
