"""Rooms built in metres: what stands where, what the words change, what is seen through windows."""

import math
from pathlib import Path

import cv2
import numpy as np
import pytest

from manike.embedded.illustrator.interior import CAST_M, EYE_M, interior_of
from manike.embedded.illustrator.lettering import letter
from manike.embedded.illustrator.provider import EmbeddedIllustrator
from manike.embedded.illustrator.stage import Frame, Stage
from manike.embedded.illustrator.stand import set_on_stand
from manike.embedded.illustrator.tones import tones_of
from manike.ports import ScenePictureRequest
from manike.script.models import Scene, Setting
from manike.script.vocabulary import Place, TimeOfDay, Weather

SIZES = [(320, 180), (180, 320), (240, 240)]


def painted(folder: Path, place: Place, words: str = "A quiet view", number: int = 1, **setting):
    """RGB 0..1 of a small picture."""
    folder.mkdir(exist_ok=True)
    scene = Scene(
        number=number, title="A place", description=words, duration_s=5.0, narration="",
        setting=Setting(place=place, **setting),
    )  # fmt: skip
    request = ScenePictureRequest(scene, (), {}, "", 7, 1, (320, 180))
    picture = EmbeddedIllustrator().paint_scene(request, folder)
    image = cv2.imread(str(folder / picture.image))
    return cv2.cvtColor(image, cv2.COLOR_BGR2RGB).astype(np.float32) / 255


@pytest.mark.parametrize("size", SIZES)
def test_a_person_fits_into_the_room_in_every_aspect(size):
    tones = tones_of(Setting(place=Place.LIBRARY), np.random.default_rng(1))
    stage = Stage(Frame.of(size), tones, "key")
    eye = interior_of(stage).eye
    foot, head = eye.at(0, 0, CAST_M), eye.at(0, 1.7, CAST_M)
    share = (foot[1] - head[1]) / min(size)
    assert math.isclose(foot[1], stage.frame.y(0.9), abs_tol=0.5)
    assert share == pytest.approx(0.34 * (1.25 if stage.frame.is_tall else 1.0), abs=0.01)


def test_flat_drawings_lie_where_single_points_are_seen():
    tones = tones_of(Setting(place=Place.LIBRARY), np.random.default_rng(1))
    eye = interior_of(Stage(Frame.of((320, 180)), tones, "key"), yaw=0.3, x=-0.5).eye
    matrix = eye.matrix((0, 3, 0), (0, 0, 1), (0, -1, 0))
    mapped = matrix.mapXY(7.0, 2.0)
    assert (mapped.x(), mapped.y()) == pytest.approx(eye.at(0, 1.0, 7.0), abs=0.01)
    assert eye.at(0, EYE_M, 9.0)[1] == pytest.approx(eye.vanish[1])


@pytest.mark.parametrize(
    ("place", "words"),
    [(Place.KITCHEN, "The bakery oven"), (Place.KITCHEN, "A restaurant chef at the pass"),
     (Place.CLINIC, "A laboratory"), (Place.OFFICE, "A classroom"), (Place.OFFICE, "The newsroom"),
     (Place.STAGE, "A rock concert"), (Place.STAGE, "A conference talk"),
     (Place.MARKET, "A spice bazaar")],
)  # fmt: skip
def test_words_choose_the_kind_of_room(tmp_path, place, words):
    plain, other = painted(tmp_path / "a", place), painted(tmp_path / "b", place, words)
    assert np.abs(plain - other).mean() > 0.005


@pytest.mark.parametrize("place", [Place.HOME, Place.OFFICE, Place.MARKET])
def test_two_scenes_of_one_film_look_from_elsewhere(tmp_path, place):
    pictures = [painted(tmp_path / str(n), place, number=n) for n in (1, 2, 3)]
    gaps = [np.abs(a - b).mean() for i, a in enumerate(pictures) for b in pictures[:i]]
    assert max(gaps) > 0.05


@pytest.mark.parametrize("place", [Place.LIBRARY, Place.KITCHEN])
def test_rooms_are_darker_but_not_black_at_night(tmp_path, place):
    day = painted(tmp_path / "a", place)
    night = painted(tmp_path / "b", place, time_of_day=TimeOfDay.NIGHT)
    assert 0.3 * day.mean() < night.mean() < 0.85 * day.mean()


def test_snow_falls_outside_the_window_and_not_in_the_room(tmp_path):
    clear = painted(tmp_path / "a", Place.LIBRARY, weather=Weather.CLOUDY)
    snow = painted(tmp_path / "b", Place.LIBRARY, weather=Weather.SNOW)
    changed = np.abs(clear - snow).mean(2) > 0.1
    assert 0.002 < changed.mean() < 0.25


def lettered(text: str, size: tuple[int, int], ground: int) -> np.ndarray:
    """Grey levels 0..1 of words on an even ground of that level (0..255)."""
    tones = tones_of(Setting(place=Place.STUDIO), np.random.default_rng(1))
    stage = Stage(Frame.of(size), tones, "key")
    stage.canvas("sky").clear(0xFF000000 | ground * 0x010101)
    letter(stage, "caption", text)
    return stage.flat(["sky", "caption"])[..., :3].mean(2) / 255


def test_the_ground_behind_white_words_is_darkened_where_it_is_bright():
    bright, dark = lettered("Open", (320, 180), 235), lettered("Open", (320, 180), 60)
    assert np.median(bright[80:110, 150:230]) < 0.66
    assert abs(bright[5, 5] - 235 / 255) < 0.03
    assert abs(dark[5, 5] - 60 / 255) < 0.01


@pytest.mark.parametrize("size", SIZES)
def test_a_word_longer_than_a_line_is_cut_and_stays_readable(size):
    tones = tones_of(Setting(place=Place.STUDIO), np.random.default_rng(1))
    stage = Stage(Frame.of(size), tones, "key")
    letter(stage, "caption", "Donaudampfschifffahrtsgesellschaft")
    box = stage.regions[0]
    assert 0.08 < box.left < box.right < 0.92
    assert (box.bottom - box.top) * size[1] > 0.15 * min(size)


def test_a_small_thing_stands_on_top_of_its_own_table():
    tones = tones_of(Setting(place=Place.HOME), np.random.default_rng(1))
    stage = Stage(Frame.of((320, 180)), tones, "key")
    x, y = set_on_stand(stage, (160.0, 170.0), (60.0, 40.0))
    rows, columns = np.nonzero(stage.pixels("props")[..., 3] > 200)
    assert (x, y) == pytest.approx((160.0, 131.6), abs=2)
    assert rows.min() < y < rows.min() + 10
    assert np.ptp(columns) == pytest.approx(60, abs=2)
