"""Key frames, words and the sound of a shot."""

from fractions import Fraction

import numpy as np
import pytest

from manike.analysis.describing import describe, words_of
from manike.analysis.hearing import Sound, speech_net
from manike.analysis.keyframes import MOST_CANDIDATES, MOST_KEYS, Candidates
from manike.analysis.looks import COLOURS, FIELDS, Looker, colour_shares
from manike.analysis.report import Colour, ShotMeasures
from manike.analysis.shot_sums import Frames, ShotSums
from manike.analysis.shots import Boundary
from manike.analysis.small_frames import Batch
from manike.testing.films import speech_like


def _looks(count, **given):
    plain = {"luma": 110, "contrast": 40, "sharpness": 20, "motion": 1}
    row = [({**plain, **given}).get(name, 0) for name in FIELDS]
    return np.tile(np.array(row, np.float32), (count, 1))


def _tiny(level, count):
    return np.full((count, 3, 18, 32), level, np.uint8)


def test_a_shot_that_stays_as_it_is_has_one_key_frame():
    candidates = Candidates(rate=25)
    candidates.see(0, _looks(200), _tiny(100, 200))

    assert len(candidates.chosen()) == 1


def test_the_sharp_calm_frame_is_chosen_over_blurred_ones():
    looks = _looks(50, sharpness=3, motion=20)
    looks[31] = _looks(1, sharpness=30, motion=0.5)
    candidates = Candidates(rate=25)
    candidates.see(100, looks, _tiny(100, 50))

    assert [c.frame for c in candidates.chosen()] == [131]


def test_each_view_of_a_moving_shot_has_a_key_frame_and_none_twice():
    candidates = Candidates(rate=25)
    for at, level in enumerate((40, 120, 200, 40)):
        candidates.see(50 * at, _looks(50), _tiny(level, 50))

    chosen = candidates.chosen()

    assert sorted(c.frame // 50 % 3 for c in chosen) == [0, 1, 2]


def test_a_shot_of_an_hour_keeps_few_candidates():
    candidates = Candidates(rate=25)
    rng = np.random.default_rng(0)
    for first in range(0, 90_000, 500):
        tiny = rng.integers(16, 235, (1, 3, 18, 32)).astype(np.uint8).repeat(500, 0)
        candidates.see(first, _looks(500), tiny)

    assert len(candidates._kept) <= MOST_CANDIDATES
    assert len(candidates.chosen()) <= MOST_KEYS
    assert candidates.chosen()[-1].frame > 45_000


def test_frames_of_a_transition_are_in_no_measure_and_no_key_frame():
    sums = ShotSums(Boundary(10, 20), Fraction(25))
    looks = np.concatenate([_looks(20, luma=16), _looks(60)])
    sums.see(Frames(0, looks, _tiny(90, 80)).part(15, 80), clear_end=70)

    assert sums.clear_frames == 50
    assert sums.means()["luma"] == pytest.approx(110)
    assert all(20 <= c.frame < 70 for c in sums.key_frames())


def test_a_shot_that_has_ended_holds_no_pictures():
    sums = ShotSums(Boundary(0, 0), Fraction(25))
    sums.see(Frames(0, _looks(80), _tiny(90, 80)), clear_end=80)
    chosen = len(sums.key_frames())

    assert chosen == 1
    assert sums._candidates is None
    assert len(sums.key_frames()) == 1


def test_a_standing_picture_is_counted_from_half_a_second_on():
    looks = np.concatenate([_looks(25), _looks(10, motion=0), _looks(25), _looks(50, motion=0)])
    sums = ShotSums(Boundary(0, 0), Fraction(25))
    sums.see(Frames(0, looks, _tiny(90, 110)), clear_end=110)

    assert sums.frozen_frames == 50


@pytest.mark.parametrize(
    ("yuv", "name"),
    [((81, 90, 240), "red"), ((41, 240, 110), "blue"), ((145, 54, 34), "green"),
     ((16, 128, 128), "black"), ((230, 128, 128), "white"), ((126, 128, 128), "grey")],
)  # fmt: skip
def test_colours_are_named_as_people_do(yuv, name):
    tiny = np.zeros((1, 3, 18, 32), np.uint8) + np.array(yuv, np.uint8)[:, None, None]

    assert colour_shares(tiny)[0, COLOURS.index(name)] == 1


def test_motion_is_told_across_batches():
    looker = Looker()
    small = np.full((2, 3, 90, 160), 100, np.uint8)
    small[1] = 110
    first = looker.see(Batch(_tiny(100, 2), small))
    second = looker.see(Batch(_tiny(100, 1), np.full((1, 3, 90, 160), 130, np.uint8)))

    at = FIELDS.index("motion")
    assert [*first[:, at], *second[:, at]] == [0, 10, 20]


def test_words_say_what_was_measured_and_nothing_else():
    measures = ShotMeasures(
        luma=40, contrast=30, dark_share=0.5, bright_share=0, saturation=15, warmth=20,
        sharpness=20, motion=0.5, black_s=0, frozen_s=0, level_dbfs=-20, speech_share=0.8,
        faces=None,
    )  # fmt: skip
    words = words_of(measures, (Colour(name="orange", share=0.4),), 4.0)

    assert words == ("dark", "warm", "calm", "orange", "speech")
    assert describe(words, ("harbour",), 4.0) == "4.0 s: harbour, dark, warm, calm, orange, speech."
    mute = measures.model_copy(update={"level_dbfs": None, "speech_share": None, "black_s": 4.0})
    assert words_of(mute, (), 4.0) == ("black", "no sound")


def test_the_level_and_speech_of_a_stretch_are_those_of_its_time():
    level = np.repeat(np.array([1e-2, 1e-4], np.float32), 10)
    sound = Sound(level, np.repeat(np.array([0.9, 0.1], np.float32), 10), start_s=5.0)

    assert sound.level_dbfs(5.0, 6.0) == pytest.approx(-20, abs=0.01)
    assert sound.level_dbfs(6.0, 7.0) == pytest.approx(-40, abs=0.01)
    assert sound.speech_share(5.5, 6.5) == pytest.approx(0.5)
    assert sound.level_dbfs(50.0, 51.0) == -120


def test_noise_and_silence_are_no_speech():
    rng = np.random.default_rng(0)
    noise = rng.normal(0, 0.05, 32_000).astype(np.float32)

    assert speech_net()(noise).max() < 0.5
    assert speech_net()(np.zeros(32_000, np.float32)).max() < 0.1
    assert speech_net()(speech_like(1.0, 1)[::3].copy()).shape == (32,)
