"""Characters: poses, expressions, a look that stays, and faces that can be read at night."""

import itertools

import numpy as np
import pytest
import skia

from manike.embedded.figures.colours import HAIR, IRISES, NAMED, SKINS
from manike.embedded.figures.draw import (
    EXPRESSIONS,
    POSES,
    draw_character,
)
from manike.embedded.figures.people.look import look_of
from manike.embedded.figures.people.seat import SEATS
from manike.embedded.illustrator.light import Light
from manike.errors import BadInputError
from manike.script.models import Character
from manike.script.vocabulary import Expression, Pose, TimeOfDay

HEIGHT_PX = 160
SIZE_PX = 260
FOOT = (130.0, 220.0)
DAY = Light(-0.7, (1.0, 0.96, 0.86), (0.25, 0.3, 0.5), (0.78, 0.87, 0.95), 1.0, TimeOfDay.DAY)
NIGHT = Light(-0.6, (0.72, 0.8, 1.0), (0.05, 0.07, 0.2), (0.25, 0.32, 0.55), 0.35, TimeOfDay.NIGHT)
TOMAS = Character(
    name="Tomas",
    description="An old lighthouse keeper: full grey beard, navy coat, red scarf, captain's cap",
    age="elder",
    gender="male",
)
MIRA = Character(name="Mira", description="Girl with black braids", age="child", gender="female")


def drawn(character, light=DAY, **options):
    """RGBA pixels, uint8, of one character on a transparent canvas."""
    options = {"seed": 7, **options}
    surface = skia.Surface.MakeRaster(skia.ImageInfo.MakeN32Premul(SIZE_PX, SIZE_PX))
    draw_character(surface.getCanvas(), character, FOOT, HEIGHT_PX, light, **options)
    return surface.toarray(colorType=skia.kRGBA_8888_ColorType)


def extent(pixels):
    """Left, top, right, bottom of what is more than a shadow."""
    rows, columns = np.nonzero(pixels[..., 3] > 150)
    return columns.min(), rows.min(), columns.max(), rows.max()


def look(description, name="Anna", seed=7, **kind):
    person = Character(name=name, description=description, **kind)
    return look_of(person, np.random.default_rng(seed))


def test_every_pose_and_expression_of_a_script_is_offered():
    assert set(POSES) == set(Pose)
    assert set(EXPRESSIONS) == set(Expression)


@pytest.mark.parametrize("pose", POSES)
@pytest.mark.parametrize("who", [TOMAS, MIRA], ids=lambda who: who.name)
def test_each_pose_stands_on_the_ground_within_bounds(who, pose):
    left, top, right, bottom = extent(drawn(who, pose=pose))
    assert FOOT[1] - 3 <= bottom <= FOOT[1] + 0.04 * HEIGHT_PX
    assert FOOT[0] - 0.62 * HEIGHT_PX < left < right < FOOT[0] + 0.62 * HEIGHT_PX
    assert FOOT[1] - 1.22 * HEIGHT_PX < top


def test_standing_height_is_what_was_asked_for():
    _, top, _, _ = extent(drawn(MIRA))
    assert FOOT[1] - top == pytest.approx(HEIGHT_PX, rel=0.06)


def test_poses_look_different_from_each_other():
    pictures = [drawn(TOMAS, pose=pose) for pose in POSES]
    for one, other in itertools.combinations(pictures, 2):
        assert np.count_nonzero(np.any(one != other, axis=2)) > 800


@pytest.mark.parametrize("kind", ["person", "robot"])
def test_expressions_look_different_from_each_other(kind):
    who = Character(name="Pim", description="green", kind=kind)
    pictures = [drawn(who, expression=expression) for expression in EXPRESSIONS]
    for one, other in itertools.combinations(pictures, 2):
        assert np.count_nonzero(np.any(one != other, axis=2)) > 15


def test_same_character_gives_the_same_pixels():
    assert np.array_equal(drawn(TOMAS), drawn(TOMAS))


def test_facing_left_mirrors_the_figure():
    overhead = Light(0.0, DAY.colour, DAY.shadow, DAY.haze, 1.0, TimeOfDay.DAY)
    right, left = (
        drawn(TOMAS, overhead, pose="point"),
        drawn(TOMAS, overhead, pose="point", facing=-1),
    )
    difference = np.abs(right.astype(int) - left[:, ::-1].astype(int))
    assert difference.mean() < 1.0


def test_ten_unnamed_strangers_look_different():
    looks = [look("A person", name=f"Stranger {n}", seed=n) for n in range(10)]
    features = {(one.hair, one.top, one.top_colour, one.skin, one.gender) for one in looks}
    assert len(features) == 10


def test_look_follows_the_description():
    tomas = look(TOMAS.description, age="elder", gender="male")
    assert (tomas.beard, tomas.hat, tomas.top) == ("full", "captain", "coat")
    assert tomas.top_colour == NAMED["navy"]
    assert tomas.scarf == NAMED["red"]
    assert tomas.hair_colour == HAIR["grey"]


@pytest.mark.parametrize(
    ("words", "attribute", "value"),
    [
        ("a woman with long black hair", "hair", "long"),
        ("a boy with curly red hair", "hair_colour", HAIR["red"]),
        ("a bald man", "hair", "bald"),
        ("dark-skinned sailor", "skin", SKINS[6]),
        ("a pale girl", "skin", SKINS[0]),
        ("a scientist with glasses", "glasses", True),
        ("a scientist with glasses", "top", "labcoat"),
        ("woman in a green dress", "top_colour", NAMED["green"]),
        ("a baker in a white apron", "apron", NAMED["white"]),
        ("a hiker with an orange backpack", "backpack", NAMED["orange"]),
        ("a farmer in a straw hat", "hat", "straw"),
        ("a man in blue trousers", "bottom_colour", NAMED["blue"]),
        ("his grandmother", "gender", "female"),
        ("a little girl of six", "age", "child"),
        ("a nun", "hat", "headscarf"),
        ("a farmer, bareheaded", "hat", ""),
        ("a man in a grey suit", "bottom_colour", NAMED["grey"]),
        ("a pale girl with green eyes", "iris", IRISES[3]),
        ("a potter", "apron", NAMED["cream"]),
        ("a man, clean-shaven", "beard", "none"),
    ],
)
def test_each_word_of_a_look_is_obeyed(words, attribute, value):
    assert getattr(look(words), attribute) == value


def test_one_changed_word_leaves_the_rest():
    red, blue = look("A guide in a red jacket"), look("A guide in a blue jacket")
    assert red.top_colour != blue.top_colour
    assert (red.skin, red.hair, red.iris, red.shoes) == (
        blue.skin,
        blue.hair,
        blue.iris,
        blue.shoes,
    )


@pytest.mark.parametrize("skin", ["pale", "olive skin", "dark-skinned"])
def test_face_stays_readable_at_night(skin):
    who = Character(name="Ada", description=f"bald woman, {skin}", gender="female")
    pixels = drawn(who, NIGHT)
    top = FOOT[1] - HEIGHT_PX
    # Middle of the face: 6 to 13 % below the crown, 3 % to both sides.
    face = pixels[int(top + 0.06 * HEIGHT_PX) : int(top + 0.13 * HEIGHT_PX), 128:138, :3] / 255.0
    luminance = face @ np.array([0.2126, 0.7152, 0.0722])
    assert luminance.mean() > 0.24


def test_robot_and_animal_characters_draw_within_bounds():
    for kind, words in (("robot", "gardener on tracks"), ("animal", "an old brown dog")):
        left, top, right, bottom = extent(
            drawn(Character(name="Rex", description=words, kind=kind))
        )
        assert FOOT[1] - 1.12 * HEIGHT_PX < top < FOOT[1] - 0.9 * HEIGHT_PX
        assert bottom <= FOOT[1] + 0.04 * HEIGHT_PX
        assert left > 0
        assert right < SIZE_PX - 1


def test_animal_coat_follows_the_description():
    white, black = (
        drawn(Character(name="Rex", description=f"a {coat} dog", kind="animal"))
        for coat in ("white", "black")
    )
    solid = white[..., 3] > 250
    assert white[solid][:, :3].mean() > black[solid][:, :3].mean() + 60


def test_held_thing_replaces_the_one_of_the_pose():
    assert not np.array_equal(drawn(MIRA, pose="hold"), drawn(MIRA, pose="hold", held="flower"))
    assert not np.array_equal(drawn(MIRA), drawn(MIRA, held="flower"))
    assert np.array_equal(drawn(MIRA, pose="hug"), drawn(MIRA, pose="hug", held="flower"))


def test_a_hand_comes_to_where_it_is_wanted():
    x, y = FOOT[0] + 0.24 * HEIGHT_PX, FOOT[1] - 0.85 * HEIGHT_PX
    free = drawn(TOMAS, pose="hold_hands")[int(y), int(x), 3]
    given = drawn(TOMAS, pose="hold_hands", meets=(x, y))[int(y), int(x), 3]
    assert free == 0
    assert given > 200


@pytest.mark.parametrize("seat", SEATS)
def test_who_sits_sits_on_something(seat):
    pixels = drawn(TOMAS, pose="sit", seat=seat)
    row = pixels[int(FOOT[1] - 0.19 * HEIGHT_PX), :, 3]
    assert row[int(FOOT[0] - 0.08 * HEIGHT_PX) : int(FOOT[0])].max() == 255
    assert not np.array_equal(pixels, drawn(TOMAS, pose="sit", seat=SEATS[SEATS.index(seat) - 1]))


def test_a_beard_leaves_the_mouth_free():
    closed, laughing = (drawn(TOMAS, expression=face) for face in ("neutral", "laughing"))
    mouth = int(FOOT[1] - HEIGHT_PX * 0.9)
    changed = np.any(closed != laughing, axis=2)[mouth : int(FOOT[1])]
    assert np.count_nonzero(changed) > 10


def test_where_there_is_no_air_a_helmet_reaches_over_the_head():
    free, suited = drawn(MIRA), drawn(MIRA, airless=True)
    above = int(FOOT[1] - 1.03 * HEIGHT_PX)
    assert not free[above, :, 3].any()
    assert suited[above, :, 3].any()


def test_who_floats_throws_no_shadow():
    below = slice(int(FOOT[1]) + 3, int(FOOT[1]) + 9)
    assert drawn(TOMAS)[below, :, 3].any()
    assert drawn(TOMAS, floats=True)[below, int(FOOT[0]) + 30 :, 3].max() == 0


def test_unknown_pose_and_expression_are_refused():
    with pytest.raises(BadInputError, match="pose"):
        drawn(MIRA, pose="fly")
    with pytest.raises(BadInputError, match="expression"):
        drawn(MIRA, expression="bored")
