"""Ten prompts that every version writes well."""

import json
from collections import Counter
from pathlib import Path

import pytest

from manike.embedded.writer.writer import EmbeddedWriter
from manike.errors import UnsupportedLanguageError
from manike.ports import ScriptRequest
from manike.script.preferences import Preferences
from manike.script.rules import broken_rules, sentences

PROMPTS = json.loads(
    (Path(__file__).parents[1] / "data" / "reference_prompts.json").read_text(encoding="utf-8")
)
NAMED = {
    "kandy": ("Kandy", "lake", "Temple of the Tooth", "tea", "night train"),
    "lighthouse": ("Tomas", "Mira", "stars", "lighthouse", "winter"),
    "launch": ("Aurora", "helmet", "light", "See and be seen"),
    "volcano": ("volcano", "magma", "lava"),
    "silkroad": ("Silk Road", "Chang'an", "Taklamakan", "Samarkand", "Constantinople"),
    "mars": ("robot", "rose", "Mars"),
    "monsoon": ("brothers", "boat", "storm", "rain"),
    "museum": ("natural history museum",),
    "reef": ("turtle", "sunrise", "reef", "moon"),
    "minimal": ("Autumn",),
}


def request(entry, **preferences):
    wanted = {"duration_s": entry["duration_s"], "characters": entry.get("characters")}
    return ScriptRequest(entry["prompt"], Preferences(**(wanted | preferences)))


@pytest.fixture(scope="module")
def scripts():
    return {entry["id"]: EmbeddedWriter().write_script(request(entry)) for entry in PROMPTS}


@pytest.mark.parametrize("entry", PROMPTS, ids=lambda entry: entry["id"])
def test_the_script_obeys_every_rule(scripts, entry):
    assert broken_rules(scripts[entry["id"]], request(entry).preferences) == ()


@pytest.mark.parametrize("entry", PROMPTS, ids=lambda entry: entry["id"])
def test_what_the_prompt_names_is_in_the_script(scripts, entry):
    text = scripts[entry["id"]].model_dump_json().lower()
    assert [name for name in NAMED[entry["id"]] if name.lower() not in text] == []


def test_no_two_films_share_a_sentence(scripts):
    said = Counter(
        sentence.lower()
        for script in scripts.values()
        for sentence in {s for scene in script.scenes for s in sentences(scene.narration)}
    )
    assert [sentence for sentence, count in said.items() if count > 1] == []


def test_the_number_of_scenes_asked_for_is_kept(scripts):
    assert len(scripts["volcano"].scenes) == 5


def test_the_same_prompt_and_seed_give_the_same_script(scripts):
    entry = PROMPTS[0]
    assert EmbeddedWriter().write_script(request(entry)) == scripts[entry["id"]]


def test_another_seed_gives_another_script(scripts):
    entry = PROMPTS[0]
    assert EmbeddedWriter().write_script(request(entry, seed=1)) != scripts[entry["id"]]


def test_characters_can_be_switched_off(scripts):
    entry = next(entry for entry in PROMPTS if entry["id"] == "lighthouse")
    script = EmbeddedWriter().write_script(request(entry, characters=False))
    assert script.characters == ()
    assert all(scene.characters == () for scene in script.scenes)


def test_a_prompt_in_another_language_is_refused_with_a_cure():
    with pytest.raises(UnsupportedLanguageError, match="openai, anthropic or gemini"):
        EmbeddedWriter().write_script(
            ScriptRequest("Eine Reise durch die Alpen mit der Bahn", Preferences())
        )
