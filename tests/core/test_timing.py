"""The estimate of speaking time against what the embedded narrator took."""

from statistics import mean

import pytest

from manike.script.timing import estimate_speech_s

MEASURED = (
    (2.53, "Take eggs: there is more than one way to see them."),
    (3.04, "So Tock sets out to grow the first rose on Mars."),
    (3.25, "A click. Two things that had nothing to do with each other fit."),
    (3.78, "Mira wants to know how long it will take, and Tomas does not know."),
    (3.87, "What do we really see of the harbour: the outline, hardly the inside?"),
    (4.08, "Dusk, and the streets fill up with wheels: in half an hour no one will see you."),
    (4.08, "Each age has had its own Grandma's Sunday, and all of them were partly right."),
    (4.21, "You came to see Kandy, and without much fuss, Kandy took a seat next to you."),
    (4.22, "Fold in the flour and the salt, and let the batter rest for twenty minutes."),
    (
        4.71,
        "In the fishing village it has rained for three days, the kind of rain that has moved in.",
    ),
    (
        5.54,
        "The secret of cats is balance: too little and nothing happens, too much and it all comes "
        "straight away.",
    ),
    (
        7.79,
        "A shutter blinks for less time than a heartbeat, and no one in it will ever grow older. "
        "Start with the obvious, and pebble becomes new again.",
    ),
    (
        10.22,
        "Every glass case begins with someone bending down to pick something up, and each object "
        "could talk all day. Long shadows reach out towards the east, as thin as thoughts before "
        "sleep.",
    ),
    (
        10.45,
        "Deep in a cat's throat, tiny muscles flutter twenty-five times a second, and the breath "
        "hums as it passes. Other animals rest between sounds; a purr goes both ways.",
    ),
    (
        11.04,
        "Gas is trapped inside, like the fizz in lemonade. Shake the bottle with the cap on, and "
        "you can feel it push against your thumb. The bubbles swell as they rise, and the pressure "
        "climbs day by day.",
    ),
    (
        11.16,
        "At sunrise she leaves a track as broad as a cart's across the beach, and the next wave "
        "begins to rub it out. On land every yard is heavy: heave, breathe, heave, a stone with a "
        "heart in it.",
    ),
    (
        13.94,
        "Why do volcanoes erupt? Deep under the ground, below tunnels, roots and cellars, rock "
        "gets so hot that it melts like butter in a pan. Magma is lighter than the hard rock "
        "around it, so it starts to rise, a little every year.",
    ),
)
"""Seconds that ``kokoro-82m-int8`` took in the voice of each scene's mood."""


def test_measured_narrations_are_foretold_within_five_percent_on_average():
    errors = [estimate_speech_s(text) / measured_s - 1 for measured_s, text in MEASURED]
    assert mean(map(abs, errors)) <= 0.05
    assert abs(mean(errors)) <= 0.02


def test_seventeen_narrations_together_are_foretold_within_two_percent():
    measured_s = sum(seconds for seconds, _ in MEASURED)
    assert sum(estimate_speech_s(text) for _, text in MEASURED) == pytest.approx(
        measured_s, rel=0.02
    )


@pytest.mark.parametrize("text", ["", "   ", "...", "—"])
def test_nothing_to_say_takes_no_time(text):
    assert estimate_speech_s(text) == 0.0


def test_a_short_sentence_joins_its_neighbour_without_a_pause():
    long = "The harbour sleeps under the snow"
    joined = estimate_speech_s(f"{long}. So it goes.") - estimate_speech_s(f"{long} so it goes.")
    apart = estimate_speech_s(f"{long}. {long}.") - estimate_speech_s(f"{long} {long}.")
    assert joined == pytest.approx(0.0)
    assert apart == pytest.approx(0.45)


def test_a_figure_takes_as_long_as_its_digits():
    assert estimate_speech_s("It opened in 1937.") > estimate_speech_s("It opened in May.") + 1.0


def test_a_longer_text_never_takes_less_time():
    words = MEASURED[-1][1].split()
    lengths = [estimate_speech_s(" ".join(words[:count])) for count in range(1, len(words) + 1)]
    assert lengths == sorted(lengths)
