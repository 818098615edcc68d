"""A character's sheet: two figures, three faces, and the colours that scenes keep."""

import cv2
import numpy as np
import pytest

from manike.embedded.figures.colours import NAMED, SKINS
from manike.embedded.figures.draw import character_colours
from manike.embedded.illustrator.sheet import paint_sheet
from manike.ports import CharacterImageRequest
from manike.script.models import Character

SIZE = (480, 320)
MIRA = Character(
    name="Mira", age="child", gender="female",
    description="a pale girl with black braids, a yellow raincoat and red boots",
)  # fmt: skip
REX = Character(name="Rex", description="a white dog", kind="animal")
PIP = Character(name="Pip", description="a yellow robot on tracks", kind="robot")


def sheet(character, size=SIZE):
    return paint_sheet(CharacterImageRequest(character, "", 7, 1, size))[..., :3].astype(int)


def near(pixels, colour, tolerance=0.14):
    """Which columns hold a colour."""
    far = np.abs(pixels / 255 - np.array(colour)).max(axis=2)
    return np.nonzero((far < tolerance).any(axis=0))[0] / pixels.shape[1]


def test_colours_of_the_description_are_kept_for_all_scenes():
    colours = character_colours(MIRA, 7)
    assert {NAMED["yellow"], NAMED["red"], SKINS[0]} <= set(colours)
    assert colours == character_colours(MIRA, 7)


@pytest.mark.parametrize("who", [REX, PIP], ids=lambda who: who.name)
def test_animals_and_robots_have_colours_too(who):
    assert len(character_colours(who, 7)) >= 2


def test_the_coat_is_seen_on_both_figures_on_the_close_up_and_on_a_swatch():
    columns = near(sheet(MIRA), NAMED["yellow"])
    for left, right in ((0.08, 0.22), (0.3, 0.45), (0.55, 0.95)):
        assert np.any((columns > left) & (columns < right))
    bottom = sheet(MIRA)[int(0.9 * SIZE[1]) :]
    assert near(bottom, NAMED["yellow"], 0.03).size > 0


def test_a_tall_sheet_has_its_faces_below():
    tall = sheet(MIRA, (240, 320))
    skin_rows = np.nonzero((np.abs(tall / 255 - SKINS[0]).max(axis=2) < 0.08).sum(axis=1) > 8)[0]
    assert skin_rows.max() > 0.6 * 320


def test_the_two_small_faces_differ():
    pixels = sheet(MIRA).astype(np.uint8)
    left, right = (pixels[186:275, x : x + 96] for x in (260, 366))
    assert cv2.absdiff(left, right).max() > 60
