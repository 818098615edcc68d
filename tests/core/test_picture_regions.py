"""What a painted picture says of where its people and things are."""

import pytest

from manike.embedded.illustrator.regions import note_person, note_subject
from manike.embedded.illustrator.stage import Frame, Stage
from manike.script.models import Character


@pytest.fixture
def stage():
    return Stage(Frame.of((640, 360)), None, "key")


def person(kind="person"):
    return Character(name="Mira", description="a girl", kind=kind)


def test_a_person_has_a_body_and_a_head_at_its_top(stage):
    frame = stage.frame
    note_person(stage, person(), (frame.x(0.5), frame.y(0.9)), 0.5 * 360, "stand")
    body, head = stage.regions
    assert (body.kind, head.kind) == ("body", "head")
    assert (body.top, body.bottom) == (pytest.approx(0.4), pytest.approx(0.9))
    assert (head.top, head.bottom) == (pytest.approx(0.4), pytest.approx(0.5))
    assert body.left < head.left < 0.5 < head.right < body.right


def test_a_sitting_head_is_lower(stage):
    frame = stage.frame
    note_person(stage, person(), (frame.x(0.5), frame.y(0.9)), 0.5 * 360, "sit")
    assert stage.regions[1].top > 0.45


def test_a_thing_out_of_the_film_is_not_noted(stage):
    frame = stage.frame
    note_subject(stage, "lantern", (frame.x(-0.4), frame.y(0.5)), 20)
    note_subject(stage, "lantern", (frame.x(0.5), frame.y(0.5)), 36)
    assert [region.kind for region in stage.regions] == ["subject"]
    assert stage.regions[0].top == pytest.approx(0.4)
