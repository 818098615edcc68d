"""What the people of a picture do, and where they stand for it."""

import pytest

from manike.embedded.illustrator.acting import Part, parts_of
from manike.embedded.illustrator.layout import Brief
from manike.embedded.illustrator.stations import stations_of
from manike.script.models import Acting, Character, Scene, Setting, Shot
from manike.script.vocabulary import Expression, Mood, Place, Pose, ShotSize

WIDE_FILM = 5.0
"""Width of the film in heights of an adult."""


def person(name, age="adult", kind="person"):
    return Character(name=name, description="somebody", age=age, kind=kind)


ANNA, BEN, MIRA = person("Anna"), person("Ben"), person("Mira", age="child")


def brief(description="They are there.", place=Place.FIELD, **words):
    return Brief.of(
        Scene(number=1, title="A", description=description, narration="", duration_s=4,
              setting=Setting(place=place), **words)
    )  # fmt: skip


def poses(people, *acting, **words):
    said = [Acting(name=name, pose=pose) for name, pose in acting]
    return [part.pose for part in parts_of(people, said, brief(**words))]


def test_what_the_script_says_is_obeyed():
    said = [Acting(name="Ben", pose=Pose.READ, expression=Expression.SAD, holds="letter")]
    parts = parts_of([ANNA, BEN], said, brief("Anna waves.", mood=Mood.JOYFUL))
    assert parts == (
        Part(ANNA, Pose.WAVE, Expression.HAPPY),
        Part(BEN, Pose.READ, Expression.SAD, "letter"),
    )


@pytest.mark.parametrize(
    ("words", "pose"),
    [
        ("A walk through the forest", Pose.WALK),
        ("The forest in autumn", Pose.STAND),
        ("He sits on a bench", Pose.SIT),
        ("The position of the house", Pose.STAND),
    ],
)
def test_of_whom_nothing_is_said_the_description_tells_it(words, pose):
    assert poses([ANNA], description=words) == [pose]


def test_a_close_shot_guesses_no_low_pose():
    shot = Shot(size=ShotSize.CLOSE)
    assert poses([ANNA], description="She sits.", shot=shot) == [Pose.STAND]


def test_two_hold_hands_though_only_one_was_said_to():
    assert poses([ANNA, BEN], ("Anna", Pose.HOLD_HANDS)) == [Pose.HOLD_HANDS] * 2


def test_who_walks_takes_the_hand_but_who_sits_does_not():
    both = (("Anna", Pose.HOLD_HANDS), ("Ben", Pose.WALK))
    assert poses([ANNA, BEN], *both) == [Pose.HOLD_HANDS] * 2
    both = (("Anna", Pose.HOLD_HANDS), ("Ben", Pose.SIT))
    assert poses([ANNA, BEN], *both) == [Pose.STAND, Pose.SIT]


def test_nobody_hugs_alone_or_an_animal():
    rex = person("Rex", kind="animal")
    assert poses([ANNA], ("Anna", Pose.HUG)) == [Pose.STAND]
    assert poses([ANNA, rex], ("Anna", Pose.HUG)) == [Pose.STAND] * 2


def test_an_adult_kneels_to_hug_a_child():
    assert poses([MIRA, BEN], ("Mira", Pose.HUG)) == [Pose.HUG, Pose.KNEEL]


def test_who_holds_nothing_by_the_script_holds_a_thing_of_the_scene():
    said = [Acting(name="Anna", pose=Pose.HOLD)]
    (part,) = parts_of([ANNA], said, brief(subjects=("boat", "compass")))
    assert part.holds == "compass"


def stations(*pairs):
    said = [Acting(name=character.name, pose=pose) for character, pose in pairs]
    parts = parts_of([character for character, _ in pairs], said, brief())
    return stations_of(parts, WIDE_FILM, 1.0)


def test_held_hands_meet_in_one_point_between_the_two():
    ben, mira = stations((BEN, Pose.HOLD_HANDS), (MIRA, Pose.HOLD_HANDS))
    assert ben.meets == pytest.approx(mira.meets)
    assert ben.x < ben.meets[0] < mira.x
    assert (ben.facing, mira.facing) == (1, -1)


def test_two_who_hug_are_nearer_than_two_who_talk_or_only_stand():
    distances = []
    for pose in (Pose.HUG, Pose.TALK, Pose.STAND):
        anna, ben = stations((ANNA, pose), (BEN, pose))
        distances.append(ben.x - anna.x)
    assert distances[0] < 0.3 < distances[1] < distances[2]


def test_a_pair_within_three_looks_at_each_other():
    anna, ben, mira = stations((ANNA, Pose.TALK), (BEN, Pose.TALK), (MIRA, Pose.STAND))
    assert (anna.facing, ben.facing, mira.facing) == (1, -1, -1)
    assert ben.x - anna.x < mira.x - ben.x


def test_somebody_alone_looks_into_the_picture():
    (anna,) = stations((ANNA, Pose.STAND))
    assert anna.x < 0
    assert anna.facing == 1
