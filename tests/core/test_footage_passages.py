"""Which part of footage is shown, told by its report."""

import pytest

from manike.analysis.passages import (
    best_shot,
    longest_s,
    passage_between,
    passage_of_shot,
    shots_shown,
)
from manike.errors import BadInputError
from manike.media.passages import Pace, Passage
from manike.testing.footage import a_report, a_shot


@pytest.mark.parametrize(
    "worse",
    [
        {"sharpness": 3.0},
        {"luma": 30.0},
        {"dark_share": 0.8},
        {"bright_share": 0.8},
        {"motion": 15.0},
        {"black_s": 4.0},
        {"frozen_s": 8.0},
    ],
    ids=lambda worse: next(iter(worse)),
)
def test_the_best_shot_is_sharp_lit_calm_and_alive(worse):
    report = a_report(a_shot(0, 10, **worse), a_shot(10, 20), a_shot(20, 30, **worse))
    assert best_shot(report, 6.0).number == 2


def test_a_long_enough_shot_comes_before_a_slightly_better_short_one():
    report = a_report(a_shot(0, 3), a_shot(3, 12, sharpness=12.0), a_shot(12, 15))
    assert best_shot(report, 6.0).number == 2


def test_of_equal_shots_the_first_is_taken():
    assert best_shot(a_report(a_shot(0, 10), a_shot(10, 20)), 6.0).number == 1


def test_of_shots_that_are_all_too_short_one_is_taken_after_which_there_is_enough():
    report = a_report(*(a_shot(at, at + 2) for at in range(0, 10, 2)))
    assert best_shot(report, 6.0).number in (1, 2, 3)


def test_a_long_shot_is_shown_about_its_best_key_frame():
    report = a_report(a_shot(0, 5), a_shot(5, 25, best_s=18.0), a_shot(25, 30))
    assert passage_of_shot(report, 2, 6.0) == Passage(15.0, 24.92, 30.0)


@pytest.mark.parametrize(("best_s", "start_s"), [(5.5, 5.08), (24.5, 18.92)])
def test_it_stays_within_the_shot(best_s, start_s):
    report = a_report(a_shot(0, 5), a_shot(5, 25, best_s=best_s), a_shot(25, 30))
    assert passage_of_shot(report, 2, 6.0).start_s == start_s


def test_frames_of_a_dissolve_are_not_shown():
    dissolved = a_shot(5, 25, begins="gradual", best_s=5.5)
    report = a_report(a_shot(0, 5), dissolved, a_shot(25, 30, begins="gradual"))
    assert passage_of_shot(report, 2, 6.0) == Passage(5.7, 24.3, 30.0)


def test_a_time_that_is_named_is_kept_and_its_shot_shown_to_the_end():
    report = a_report(a_shot(0, 5), a_shot(5, 25), a_shot(25, 30))
    assert passage_between(report, 12.4, None) == Passage(12.4, 24.92, 30.0)
    assert passage_between(report, 12.4, 15.0) == Passage(12.4, 15.0, 15.0)


@pytest.mark.parametrize(
    ("start_s", "end_s", "said"),
    [(30.0, None, "from: 30 s is not"), (-1.0, None, "from: -1 s"), (4.0, 3.0, "to: 3 s is not")],
)
def test_a_time_outside_of_the_footage_is_refused(start_s, end_s, said):
    with pytest.raises(BadInputError, match=said):
        passage_between(a_report(a_shot(0, 30)), start_s, end_s)


def test_a_shot_that_is_not_there_is_refused():
    with pytest.raises(BadInputError, match=r"shot: 2 is not between 1 and 1, of footage\.mp4"):
        passage_of_shot(a_report(a_shot(0, 30)), 2, 5.0)


@pytest.mark.parametrize(
    ("wanted_s", "pace"),
    [
        (4.0, Pace(4.0, 1.0)),
        (5.0, Pace(4.0, 1.25)),
        (5.1, Pace(5.1, 1.0)),
        (10.0, Pace(8.0, 1.25)),
        (12.0, Pace(8.0, 1.25, held_s=2.0)),
    ],
    ids=["as it is", "slowed", "into the next shots", "slowed to the end", "held"],
)
def test_a_passage_comes_to_the_length_wanted(wanted_s, pace):
    assert Passage(2.0, 6.0, 10.0).paced(wanted_s) == pace


def test_a_passage_lasts_as_long_as_it_can_be_slowed():
    assert longest_s(Passage(2.0, 6.0, 10.0)) == 10.0


def test_the_shots_that_a_passage_shows_are_named():
    report = a_report(a_shot(0, 5), a_shot(5, 8), a_shot(8, 20))
    assert shots_shown(report, 4.0, 2.0) == (1, 2)
    assert shots_shown(report, 5.0, 3.0) == (2,)
