"""Scripts of the embedded writer for twenty prompts at five lengths."""

import json
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

from manike.embedded.writer.writer import EmbeddedWriter
from manike.ports import ScriptRequest
from manike.script.preferences import Preferences
from manike.script.rules import broken_rules, sentences
from manike.script.timing import LEAD_S, TAIL_S, estimate_speech_s
from manike.script.vocabulary import CameraMove, Mood, Place, Season, ShotSize, TimeOfDay, Weather

DATA = Path(__file__).parents[1] / "data"
PROMPTS = {
    entry["id"]: entry
    for name in ("reference_prompts.json", "odd_prompts.json")
    for entry in json.loads((DATA / name).read_text(encoding="utf-8"))
}
DURATIONS_S = (10, 30, 60, 120, 300)
LEAST_SPOKEN = {10: 0.80, 30: 0.90, 60: 0.93, 120: 0.85, 300: 0.65}
"""Mean share of a film that is narration and the pauses around it. One line of a prompt does not
feed five minutes: there the pictures and the music have the rest."""
PLENTY_S = 120
"""Up to here no sentence comes in two films; the grammar is finite, so beyond it some do."""


def request(prompt_id, duration_s=None, *, seed=0):
    entry = PROMPTS[prompt_id]
    return ScriptRequest(
        entry["prompt"],
        Preferences(
            duration_s=duration_s or entry["duration_s"],
            characters=entry.get("characters"),
            seed=seed,
        ),
    )


def said_in(script):
    return [sentence for scene in script.scenes for sentence in sentences(scene.narration)]


def spoken_share(script, duration_s):
    pauses_s = len(script.scenes) * (LEAD_S + TAIL_S)
    speech_s = sum(estimate_speech_s(scene.narration) for scene in script.scenes)
    return (speech_s + pauses_s) / duration_s


def shared_sentences(scripts):
    films = defaultdict(set)
    for prompt_id, script in scripts.items():
        for sentence in said_in(script):
            films[sentence].add(prompt_id)
    return [sentence for sentence, ids in films.items() if len(ids) > 1], len(films)


@pytest.fixture(scope="module")
def scripts():
    """A script by prompt and length; ``None`` is the length that the prompt asks for."""
    writer = EmbeddedWriter()
    return {
        (prompt_id, duration_s): writer.write_script(request(prompt_id, duration_s))
        for prompt_id in PROMPTS
        for duration_s in (None, *DURATIONS_S)
    }


@pytest.fixture(scope="module")
def every_scene(scripts):
    return [scene for script in scripts.values() for scene in script.scenes]


@pytest.mark.parametrize("duration_s", DURATIONS_S)
@pytest.mark.parametrize("prompt_id", PROMPTS)
def test_the_script_obeys_every_rule_at_any_length(scripts, prompt_id, duration_s):
    script = scripts[prompt_id, duration_s]
    assert broken_rules(script, request(prompt_id, duration_s).preferences) == ()


@pytest.mark.parametrize("duration_s", DURATIONS_S)
@pytest.mark.parametrize("prompt_id", PROMPTS)
def test_the_film_is_as_long_as_was_asked(scripts, prompt_id, duration_s):
    film_s = sum(scene.duration_s for scene in scripts[prompt_id, duration_s].scenes)
    assert film_s == pytest.approx(duration_s, abs=0.01)


@pytest.mark.parametrize("duration_s", DURATIONS_S)
def test_most_of_the_film_is_told(scripts, duration_s):
    shares = [spoken_share(scripts[prompt_id, duration_s], duration_s) for prompt_id in PROMPTS]
    assert max(shares) <= 1.0
    assert sum(shares) / len(shares) >= LEAST_SPOKEN[duration_s]


@pytest.mark.parametrize("duration_s", [30, 60])
@pytest.mark.parametrize("prompt_id", PROMPTS)
def test_narration_and_pauses_fill_a_usual_film_within_a_tenth(scripts, prompt_id, duration_s):
    share = spoken_share(scripts[prompt_id, duration_s], duration_s)
    assert share == pytest.approx(1.0, abs=0.10 if duration_s == 60 else 0.14)


@pytest.mark.parametrize("duration_s", DURATIONS_S)
@pytest.mark.parametrize("prompt_id", PROMPTS)
def test_no_sentence_is_told_twice_in_a_film(scripts, prompt_id, duration_s):
    said = said_in(scripts[prompt_id, duration_s])
    assert [sentence for sentence in set(said) if said.count(sentence) > 1] == []


@pytest.mark.parametrize("prompt_id", PROMPTS)
def test_no_scene_is_silent(scripts, prompt_id):
    for duration_s in (None, *DURATIONS_S):
        assert all(scene.narration for scene in scripts[prompt_id, duration_s].scenes)


@pytest.mark.parametrize("duration_s", [None, *(s for s in DURATIONS_S if s <= PLENTY_S)])
def test_no_two_films_share_a_sentence(scripts, duration_s):
    shared, _ = shared_sentences({key: scripts[key, duration_s] for key in PROMPTS})
    assert shared == []


def test_five_minute_films_share_few_sentences(scripts):
    shared, count = shared_sentences({key: scripts[key, 300] for key in PROMPTS})
    assert count > 700
    assert len(shared) <= 0.06 * count


@pytest.mark.parametrize("prompt_id", PROMPTS)
def test_the_same_prompt_and_seed_give_the_same_script(scripts, prompt_id):
    again = EmbeddedWriter().write_script(request(prompt_id))
    assert again.model_dump_json() == scripts[prompt_id, None].model_dump_json()


@pytest.mark.parametrize("prompt_id", sorted(set(PROMPTS) - {"pancakes", "poem"}))
def test_another_seed_tells_it_in_other_words(scripts, prompt_id):
    other = EmbeddedWriter().write_script(request(prompt_id, seed=7))
    before = said_in(scripts[prompt_id, None])
    assert len(set(before) & set(said_in(other))) < len(before) / 2


@pytest.mark.parametrize("prompt_id", ["pancakes", "poem"])
def test_a_text_that_is_read_out_changes_its_music_with_the_seed(scripts, prompt_id):
    first = scripts[prompt_id, None]
    others = [EmbeddedWriter().write_script(request(prompt_id, seed=seed)) for seed in (7, 8)]
    assert {str(script.music) for script in others} != {str(first.music)}


def test_every_scene_is_set_up_from_the_enumerations(every_scene):
    for scene in every_scene:
        assert scene.setting.place in Place
        assert scene.setting.time_of_day in TimeOfDay
        assert scene.setting.season in Season
        assert scene.setting.weather in Weather
        assert scene.shot.size in ShotSize
        assert scene.shot.move in CameraMove
        assert scene.mood in Mood


def test_every_scene_says_what_its_picture_shows(every_scene):
    for scene in every_scene:
        assert scene.title.strip()
        assert str(scene.setting.time_of_day) in scene.description
        assert f"{scene.setting.weather} weather" in scene.description
        assert all(subject in scene.description for subject in scene.subjects)


def test_the_camera_opens_wide_and_never_moves_alike_twice_running(scripts):
    for script in scripts.values():
        shots = [scene.shot for scene in script.scenes]
        assert shots[0].size is ShotSize.WIDE
        assert shots[0].move is CameraMove.PUSH
        assert all(first.move is not second.move for first, second in pairwise(shots))


def test_the_first_scene_or_the_second_carries_the_title(scripts):
    for (prompt_id, duration_s), script in scripts.items():
        captions = [scene.caption for scene in script.scenes[:2]]
        assert script.title in captions, (prompt_id, duration_s, captions)
