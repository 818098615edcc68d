"""Where captions stand in a scene: off faces, off words, and at the bottom where nobody says."""

from fractions import Fraction

import pytest

from manike.film.ass import Window, ass_script
from manike.film.brand import BrandKit
from manike.film.captions import Caption, CaptionWord, shape_of
from manike.film.placement import FEET, Band, band_box, caption_band, covered
from manike.film.typesetting import SIDE
from manike.ports import Picture, Region

SIZES = {"wide": (1280, 720), "square": (720, 720), "tall": (720, 1280)}


def box(kind, left, top, right, bottom):
    return Region(kind=kind, left=left, top=top, right=right, bottom=bottom)


@pytest.mark.parametrize("shape", SIZES)
def test_a_picture_that_says_nothing_has_its_captions_at_the_bottom(shape):
    assert caption_band((), shape) is Band.BOTTOM


@pytest.mark.parametrize("shape", SIZES)
@pytest.mark.parametrize("v", [0.1, 0.3, 0.5, 0.7, 0.85])
def test_no_band_covers_a_head_wherever_it_is(shape, v):
    head = box("head", 0.4, v, 0.6, v + 0.12)
    band = caption_band((head,), shape)
    assert covered(head, band_box(band, shape), 0.0) == 0


def test_a_close_face_low_in_a_tall_film_sends_captions_to_the_top():
    regions = (box("head", 0.3, 0.5, 0.7, 0.95), box("body", 0.2, 0.5, 0.8, 1.1))
    assert caption_band(regions, "tall") is Band.TOP


def test_legs_do_not_move_captions():
    person = (box("body", 0.45, 0.4, 0.55, 0.98), box("head", 0.47, 0.4, 0.53, 0.5))
    assert caption_band(person, "wide") is Band.BOTTOM


def test_the_camera_may_carry_a_head_so_far():
    head = box("head", 0.4, 0.6, 0.6, 0.74)
    assert covered(head, band_box(Band.BOTTOM, "wide"), 0.0) == 0
    assert covered(head, band_box(Band.BOTTOM, "wide"), 0.045) > 0
    assert caption_band((head,), "wide") is not Band.BOTTOM


def test_painted_words_keep_captions_away():
    assert caption_band((box("text", 0.2, 0.7, 0.8, 0.9),), "wide") is not Band.BOTTOM


@pytest.mark.parametrize("style", ["plain", "karaoke", "pop", "boxed"])
@pytest.mark.parametrize("shape", SIZES)
@pytest.mark.parametrize("band", list(Band))
def test_every_style_stands_within_the_safe_area_of_its_band(style, shape, band):
    size_px = SIZES[shape]
    words = tuple(CaptionWord(word, 20 * n, 20 * n + 18) for n, word in enumerate(["Harbour"] * 4))
    caption = Caption(1, 0, 90, (words[:2], words[2:]))
    brand = BrandKit(caption_style=style)
    script = ass_script([caption], Window(0, 90), brand, size_px, Fraction(30), {1: band})
    steady = [line for line in script.splitlines() if ",Text," in line and "alpha" not in line]
    places = [line.split("\\pos(")[1].split(")")[0].split(",") for line in steady]
    assert all(SIDE < float(x) / size_px[0] < 1 - SIDE for x, _ in places)
    top, bottom = band_box(band, shape)[1::2]
    assert all(top - 0.02 < float(y) / size_px[1] < bottom + 0.02 for _, y in places)


def test_players_of_tall_films_have_their_buttons_free():
    assert max(FEET["tall"].values()) <= 0.88
    assert FEET["tall"][Band.BOTTOM] <= 0.8
    assert shape_of((720, 1280)) == "tall"


def test_a_picture_made_before_regions_can_be_read():
    assert Picture.model_validate({"image": "image.jpg", "planes": []}).regions == ()
