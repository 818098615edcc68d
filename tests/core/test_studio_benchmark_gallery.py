"""Gallery and blind pairs: what is shown is small, complete, and does not give itself away."""

import json
import shlex

import cv2
import numpy as np
import pytest

from benchmarks.studio.comparison import write_comparison
from benchmarks.studio.gallery import MAX_SHEET_BYTES, command_of, page, write_sheet
from benchmarks.studio.jpegs import small_jpeg
from benchmarks.studio.made import Made
from benchmarks.studio.pairs import OTHERS, OURS, Pair, dealt, fitted, pair_scenes, write_pairs
from benchmarks.studio.prompts import film_prompts
from manike.embedded.writer.writer import EmbeddedWriter
from manike.ports import ScriptRequest
from manike.script.preferences import Preferences

TEA = film_prompts(["tea"])[0]


def noise(width_px, height_px):
    return np.random.default_rng(1).integers(0, 255, (height_px, width_px, 3)).astype(np.uint8)


def painted(folder, scene, level):
    folder.mkdir(exist_ok=True)
    cv2.imwrite(str(folder / f"{scene}.png"), np.full((90, 160, 3), level, np.uint8))
    return folder


def two_painters(folder):
    """Ours is bright, the other one's dark."""
    ours, others = painted(folder / "o", "reef", 200), painted(folder / "p", "reef", 40)
    return {OURS: ours, OTHERS: others}


def test_there_are_twenty_scenes_and_their_people_are_in_the_cast():
    cast, scenes = pair_scenes()
    assert len({each.id for each in scenes}) == 20
    named = {name for each in scenes for name in each.scene.characters}
    assert named == {character.name for character in cast}


def test_pairs_are_dealt_at_random_and_evenly_and_always_the_same_way():
    scenes = [f"scene-{number}" for number in range(20)]
    pairs = dealt(scenes, seed=4)
    assert pairs == dealt(scenes, seed=4) != dealt(scenes, seed=5)
    assert sorted(pair.scene for pair in pairs) == sorted(scenes)
    assert [pair.scene for pair in pairs] != scenes
    assert sum(pair.a == OURS for pair in pairs) == 10
    assert all({pair.a, pair.b} == {OURS, OTHERS} for pair in pairs)


def test_both_pictures_of_a_pair_have_one_size_and_stand_where_the_key_says(tmp_path):
    folders = two_painters(tmp_path)
    write_pairs([Pair("pair-01", "reef", OTHERS, OURS)], folders, tmp_path / "pairs")
    a, b = (cv2.imread(str(tmp_path / f"pairs/pair-01-{letter}.jpg")) for letter in "ab")
    assert a.shape == b.shape == (720, 1280, 3)
    assert (round(a.mean()), round(b.mean())) == (40, 200)


def test_a_scene_that_was_not_painted_is_named(tmp_path):
    folders = {OURS: painted(tmp_path / "o", "reef", 200), OTHERS: tmp_path}
    with pytest.raises(FileNotFoundError, match="no picture of reef"):
        write_pairs([Pair("pair-01", "reef", OURS, OTHERS)], folders, tmp_path / "pairs")


@pytest.mark.parametrize("size_px", [(1000, 1000), (641, 360), (320, 570), (1280, 720)])
def test_a_picture_is_fitted_without_stretching(size_px):
    width_px, height_px = size_px
    picture = np.zeros((height_px, width_px, 3), np.uint8)
    cv2.circle(picture, (width_px // 2, height_px // 2), 40, (255, 255, 255), -1)
    shown = fitted(picture, (640, 360))
    assert shown.shape == (360, 640, 3)
    rows, columns = np.nonzero(shown[..., 0] > 128)
    assert np.ptp(rows) == pytest.approx(np.ptp(columns), abs=2)


def test_a_picture_is_made_small_enough_and_never_larger_than_it_was():
    data = small_jpeg(noise(1500, 800), 40_000)
    assert len(data) <= 40_000
    plain = cv2.imdecode(np.frombuffer(small_jpeg(noise(64, 36), 40_000), np.uint8), 1)
    assert plain.shape == (36, 64, 3)
    with pytest.raises(ValueError, match="smaller than 100 bytes"):
        small_jpeg(noise(320, 180), 100)


def test_the_command_of_a_film_holds_its_prompt_as_it_is():
    quoted = next(prompt for prompt in film_prompts() if "'" in prompt.text)
    words = shlex.split(command_of(quoted))
    assert words[-1] == quoted.text
    assert words[words.index("--duration") + 1] == str(quoted.duration_s)
    story = next(prompt for prompt in film_prompts() if prompt.characters)
    assert "--characters" in shlex.split(command_of(story))


def test_the_page_shows_each_film_with_prompt_sheet_and_figures(tmp_path):
    made = Made(TEA, tmp_path / "tea")
    made.folder.mkdir()
    made.keep_script(EmbeddedWriter().write_script(ScriptRequest(TEA.text, Preferences())))
    cv2.imwrite(str(made.folder / "contact_sheet.jpg"), noise(1700, 700))
    write_sheet(made, tmp_path)
    assert (tmp_path / "tea.jpg").stat().st_size <= MAX_SHEET_BYTES
    figures = {"tea": {"script": {"coverage": 0.75}, "film": None}}
    text = page([made], figures)
    assert f"> {TEA.text}" in text
    assert "(tea.jpg)" in text
    assert "75% of what the prompt names" in text


def test_ours_stands_on_the_right_in_the_gallery(tmp_path):
    folders = two_painters(tmp_path)
    write_pairs([Pair("pair-01", "reef", OURS, OTHERS)], folders, tmp_path / "pairs")
    key = tmp_path / "key.json"
    entry = {"pair": "pair-01", "scene": "reef", "text": "A reef.", "a": OURS, "b": OTHERS}
    key.write_text(json.dumps([entry]))
    (shown,) = write_comparison(tmp_path / "pairs", key, tmp_path)
    picture = cv2.imread(str(tmp_path / shown.file))
    half = picture.shape[1] // 2
    assert picture[:, : half - 10].mean() < 60
    assert picture[:, half + 10 :].mean() > 180
