"""A frame that is not in its place is told from words that stand over a slow picture."""

import numpy as np
import pytest

from manike.quality.picture import frame_shift
from manike.quality.strips import SmallFrame

GROUND = np.full((40, 40), 100, np.uint8)


def frame(detail):
    return SmallFrame(luma=detail, chroma=np.zeros((2, 20, 20), np.uint8), detail=detail)


def lighter(levels, rows=4):
    """The ground with its first rows lighter."""
    detail = GROUND.copy()
    detail[:rows] += levels
    return detail


@pytest.fixture
def clip():
    """Frame by frame the upper tenth grows darker by 3 levels, which moves all pixels by 0.3."""
    return {offset: frame(lighter(30 - 3 * offset)) for offset in (-1, 0, 1)}


@pytest.mark.parametrize("offset", [-1, 1])
def test_a_frame_of_another_moment_is_told(clip, offset):
    assert frame_shift(clip[offset], clip) == offset


def test_a_frame_in_its_place_is_let_be(clip):
    assert frame_shift(clip[0], clip) == 0


def test_a_word_over_a_slow_picture_is_no_other_moment(clip):
    assert frame_shift(frame(lighter(120)), clip) == 0
