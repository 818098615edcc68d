"""The benchmark of shots: what counts as found, and that transitions are what they say."""

import numpy as np
import pytest

from benchmarks.shots.footage import PROMPTS
from benchmarks.shots.joining import KINDS, Plan, join, plan_transition
from benchmarks.shots.made_set import Boundary
from benchmarks.shots.scoring import Score
from benchmarks.shots.shooting import FRAME_PX

_OLD, _NEW = 40, 200


def _shot(level, count):
    return [np.full((FRAME_PX[1], FRAME_PX[0], 3), level, np.uint8)] * count


def _score(frames, *truth):
    score = Score()
    score.add(frames, truth)
    return score.found, score.missed.total(), score.false


def test_a_cut_is_hit_within_two_frames():
    cut = Boundary("cut", 50, 50)

    assert [_score([frame], cut) for frame in (47, 48, 52, 53)] == [
        (0, 1, 1),
        (1, 0, 0),
        (1, 0, 0),
        (0, 1, 1),
    ]


def test_a_transition_is_hit_once_wherever_in_it():
    dissolve = Boundary("dissolve", 50, 70)

    assert _score([48, 60, 72], dissolve) == (1, 0, 2)
    assert _score([60], dissolve, Boundary("cut", 90, 90)) == (1, 1, 0)


def test_f1_is_the_harmonic_mean_of_precision_and_recall():
    score = Score()
    score.add([10, 20, 99], [Boundary("cut", at, at) for at in (10, 20, 30, 40)])

    assert score.f1 == pytest.approx(2 * (2 / 3) * 0.5 / (2 / 3 + 0.5))


@pytest.mark.parametrize("seed", range(12))
def test_every_frame_of_a_transition_differs_from_both_shots(seed):
    rng = np.random.default_rng(seed)
    plan = plan_transition("tuning", rng)
    frames = join(plan, _shot(_OLD, plan.before), _shot(_NEW, plan.after))

    assert len(frames) == plan.frame_count
    for frame in frames:
        assert (frame != _OLD).any()
        assert (frame != _NEW).any()


def test_a_dissolve_is_a_straight_line():
    frames = join(Plan("dissolve", 7, 0, 7), _shot(0, 7), _shot(160, 7))

    assert [int(frame[0, 0, 0]) for frame in frames] == [20, 40, 60, 80, 100, 120, 140]


@pytest.mark.parametrize("seed", range(6))
def test_a_slide_brings_the_next_shot_in_from_one_side(seed):
    frames = join(Plan("slide", 9, 0, 9, seed), _shot(_OLD, 9), _shot(_NEW, 9))

    shares = [float((frame == _NEW).mean()) for frame in frames]
    assert shares == sorted(shares)
    assert shares[0] < 0.4
    assert shares[-1] > 0.6


def test_a_zoom_magnifies_the_earlier_shot_and_ends_in_the_later_one():
    ramp = np.tile(np.linspace(0, 100, FRAME_PX[0]).astype(np.uint8)[:, None], (FRAME_PX[1], 1, 3))
    frames = join(Plan("zoom", 9, 0, 9, 1), [ramp] * 9, _shot(_NEW, 9))

    assert np.ptp(frames[1].astype(int)) != np.ptp(ramp.astype(int))
    assert (frames[-1] == _NEW).mean() > 0.9


def test_the_parts_share_no_prompt_and_hold_the_same_kinds():
    assert not set(PROMPTS["tuning"]) & set(PROMPTS["heldout"])
    for kind in ("", "-moving"):
        assert KINDS["tuning" + kind].keys() == KINDS["heldout" + kind].keys()
    assert all(sum(odds.values()) == pytest.approx(1) for odds in KINDS.values())
