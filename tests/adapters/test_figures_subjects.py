"""Subjects: each known noun draws itself where it should, an unknown one draws nothing."""

import numpy as np
import pytest
import skia

from manike.embedded.figures.draw import (
    draw_subject,
    knows_subject,
    subject_aspect,
    subject_habitat,
    subject_scale,
)
from manike.embedded.figures.registry import all_subjects, find_subject
from manike.embedded.illustrator.light import Light
from manike.errors import BadInputError
from manike.script.vocabulary import TimeOfDay

HEIGHT_PX = 60
WIDTH_PX = 340
CANVAS_PX = 140
FOOT = (170.0, 100.0)
DAY = Light(0.7, (1.0, 0.96, 0.86), (0.25, 0.3, 0.5), (0.78, 0.87, 0.95), 1.0, TimeOfDay.DAY)
NIGHT = Light(-0.6, (0.72, 0.8, 1.0), (0.05, 0.07, 0.2), (0.25, 0.32, 0.55), 0.35, TimeOfDay.NIGHT)
WANTED = [  # the nouns that every writer may use
    "turtle", "fish", "coral", "whale", "dolphin", "bird", "gull", "crane", "dog", "cat",
    "horse", "camel", "elephant", "deer", "fox", "cow", "butterfly", "dinosaur", "boat",
    "sailboat", "ship", "bicycle", "car", "tuk-tuk", "train", "bus", "plane", "rocket",
    "rover", "helmet", "rose", "flowers", "tree", "palm", "mushroom", "pumpkin", "leaves",
    "wheat", "basket", "teapot", "cup", "bread", "fruit", "cake", "book", "scroll", "map",
    "letter", "lantern", "candle", "lamp", "campfire", "telescope", "compass", "key", "clock",
    "camera", "phone", "laptop", "guitar", "drum", "umbrella", "suitcase", "net", "hammer",
    "tools", "crown", "flag", "sign", "tent", "bench", "fountain", "statue", "crystal",
    "moon", "star", "constellation", "lighthouse", "temple", "pagoda", "stupa", "dome",
    "mosque", "tower", "church", "castle", "bridge", "windmill", "pyramid", "house", "cabin",
    "skyscraper", "gate", "arch", "museum", "greenhouse",
]  # fmt: skip
NEAR_IN_MEANING = {
    "wolfhound": "dog", "strawberry": "fruit", "handbag": "suitcase", "lifeboat": "boat",
    "sandwich": "bread", "binoculars": "telescope", "orchid": "flower", "shark": "whale",
}  # fmt: skip
PHRASES = {
    "caravan of camels": "caravan",
    "hot-air balloon": "balloon",
    "two fishing boats": "boat",
    "satellite dishes": "satellite dish",
    "dinosaur skeleton": "skeleton",
    "bicycle helmet with a light": "helmet",
    "crane bird": "crane",
    "tea bushes": "tea bush",
    "market stalls": "stall",
    "soup bowl": "soup",
    "picture frame": "picture frame",
    "greenhouse dome": "greenhouse",
    "museum facade": "museum",
    "Temple of the Tooth": "temple",
    "sea turtles": "turtle",
    "loaves": "bread",
    "gulls": "bird",
    "stars": "constellation",
    "a big red rose": "rose",
}


def drawn(name, light=DAY, seed=3, **options):
    """RGBA pixels, uint8, and whether the noun was known."""
    surface = skia.Surface.MakeRaster(skia.ImageInfo.MakeN32Premul(WIDTH_PX, CANVAS_PX))
    rng = np.random.default_rng(seed)
    known = draw_subject(surface.getCanvas(), name, FOOT, HEIGHT_PX, light, rng, **options)
    return surface.toarray(colorType=skia.kRGBA_8888_ColorType), known


@pytest.mark.parametrize("subject", all_subjects(), ids=lambda subject: subject.name)
def test_each_subject_draws_itself_within_its_bounds(subject):
    pixels, known = drawn(subject.name)
    assert known
    rows, columns = np.nonzero(pixels[..., 3] > 110)
    assert rows.size > 120
    half = subject.aspect * HEIGHT_PX / 2 + 2
    assert FOOT[0] - half <= columns.min() < columns.max() <= FOOT[0] + half
    assert FOOT[1] - 1.12 * HEIGHT_PX <= rows.min()
    assert rows.max() <= FOOT[1] + 0.11 * HEIGHT_PX
    # It fills the height that was asked for, so that sizes can be trusted.
    assert np.ptp(np.nonzero(pixels[..., 3] > 25)[0]) > 0.6 * HEIGHT_PX


@pytest.mark.parametrize("name", ["lighthouse", "turtle", "lantern", "temple"])
def test_same_seed_gives_the_same_pixels(name):
    assert np.array_equal(drawn(name, NIGHT)[0], drawn(name, NIGHT)[0])


def test_another_seed_varies_a_boat():
    pictures = {drawn("boat", seed=seed)[0].tobytes() for seed in range(6)}
    assert len(pictures) > 1


def test_unknown_noun_leaves_the_canvas_alone():
    pixels, known = drawn("bureaucracy")
    assert not known
    assert not pixels.any()
    assert not knows_subject("bureaucracy")
    assert not knows_subject("")


def test_unknown_noun_has_no_size():
    for question in (subject_scale, subject_habitat, subject_aspect):
        with pytest.raises(BadInputError, match="bureaucracy"):
            question("bureaucracy")


@pytest.mark.parametrize("name", WANTED)
def test_each_wanted_noun_is_known(name):
    assert knows_subject(name)


@pytest.mark.parametrize(("phrase", "name"), PHRASES.items())
def test_phrases_and_plurals_find_their_subject(phrase, name):
    assert find_subject(phrase).name == name


def test_no_two_subjects_share_a_name():
    names = [subject.name for subject in all_subjects()]
    assert len(names) == len(set(names))


def test_sizes_are_relative_to_an_adult():
    assert subject_scale("cup") < subject_scale("turtle") < 0.5 < subject_scale("horse")
    assert subject_scale("boat") == pytest.approx(1.3)
    assert subject_scale("lighthouse") == pytest.approx(9.0)


def test_habitats_tell_where_things_belong():
    habitats = {name: subject_habitat(name) for name in ("boat", "whale", "moon", "balloon", "dog")}
    assert habitats == {
        "boat": "water",
        "whale": "underwater",
        "moon": "sky",
        "balloon": "air",
        "dog": "ground",
    }


def test_haze_fades_a_thing_into_the_air():
    haze = np.array(DAY.haze) * 255
    near, far = drawn("castle")[0], drawn("castle", haze=0.9)[0]
    solid = (near[..., 3] > 250) & (far[..., 3] > 250)
    distance = [np.abs(pixels[solid][:, :3] - haze).mean() for pixels in (near, far)]
    assert distance[1] < 0.4 * distance[0]


def test_lighthouse_throws_its_beam_only_at_night():
    day, night = drawn("lighthouse")[0], drawn("lighthouse", NIGHT)[0]
    row = int(FOOT[1] - 0.84 * HEIGHT_PX)
    assert night[row, 210, 3] > 10
    assert day[row, 210, 3] == 0


def test_colour_before_the_noun_is_obeyed():
    red, blue = (drawn(f"{colour} car")[0].reshape(-1, 4) for colour in ("red", "blue"))
    assert red[:, 0].sum() > 1.2 * blue[:, 0].sum()
    assert blue[:, 2].sum() > 1.2 * red[:, 2].sum()


def test_haze_of_zero_and_light_side_matter():
    left = Light(-0.7, DAY.colour, DAY.shadow, DAY.haze, 1.0, TimeOfDay.DAY)
    assert not np.array_equal(drawn("tower")[0], drawn("tower", left)[0])


@pytest.mark.parametrize(("noun", "drawing"), NEAR_IN_MEANING.items())
def test_a_noun_without_a_drawing_borrows_the_nearest_in_meaning(noun, drawing):
    assert find_subject(noun).name == drawing


@pytest.mark.parametrize("noun", ["justice", "teamwork", "discount", "silence", "Sigiriya", "Mira"])
def test_what_nothing_resembles_has_no_drawing(noun):
    assert find_subject(noun) is None


def test_the_dozens_of_drawings_that_prompts_ask_for_exist():
    families = {subject.name for subject in all_subjects()}
    assert len(families) > 165
    assert {"giraffe", "lion", "penguin", "piano", "microphone", "wine", "iron tower"} <= families
