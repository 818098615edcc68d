"""What counts as flashes of a film, and what only passes by."""

from fractions import Fraction
from types import SimpleNamespace

import pytest

from manike.quality.picture_rules import light_does_not_flash

RATE = Fraction(30)
SLIDE = 12


def scene(number, start, transition):
    return SimpleNamespace(
        number=number,
        start_frame=start,
        frame_count=150,
        transition_in=SimpleNamespace(frame_count=transition),
    )


@pytest.fixture
def plan():
    scenes = [scene(1, 0, 0), scene(2, 150, SLIDE)]
    return SimpleNamespace(
        rate=RATE, scenes=scenes, frame_count=300, scene_at=lambda frame: scenes[frame // 150]
    )


def film(changes):
    return SimpleNamespace(seen=SimpleNamespace(frames=[], flash_changes=changes))


def test_what_slides_past_is_no_flash(plan):
    assert light_does_not_flash(film([150, 151, 153, 155, 157, 159, 161]), plan).passed


def test_the_same_changes_in_a_scene_are_flashes(plan):
    found = light_does_not_flash(film([190, 191, 193, 195, 197, 199, 201]), plan)
    assert found.message == "More than 3 flashes a second from 6.3 s to 6.7 s (scene 2)."


def test_three_flashes_a_second_are_let_be(plan):
    assert light_does_not_flash(film([190, 195, 200, 205, 210, 215]), plan).passed
