"""What a prompt says is used: names, places, figures, quotes, order, counts, looks."""

import re

import pytest

from manike.embedded.writer.appearance import Appearance, told_apart
from manike.embedded.writer.writer import EmbeddedWriter
from manike.ports import ScriptRequest
from manike.script.preferences import Preferences

LISBON = "Itinerary for Lisbon: the castle, the tram, the river, a bakery and the night market."
KETTLE = (
    "Launch film for the Nimbus, an electric kettle that boils in a minute. Three benefits: quiet, "
    'quick and safe. Call to action: "Tea in a minute".'
)
NELL = "A girl named Nell with red hair and a yellow raincoat walks her dog to the lighthouse."


def written(prompt, **preferences):
    return EmbeddedWriter().write_script(ScriptRequest(prompt, Preferences(**preferences)))


def narration(script):
    return " ".join(scene.narration for scene in script.scenes)


def looks(script):
    return {character.name: character.description for character in script.characters}


def test_listed_stops_come_in_the_order_of_the_prompt():
    text = narration(written(LISBON, duration_s=60))
    stops = ("the castle", "the tram", "the river", "a bakery", "the night market")
    places = [text.find(stop) for stop in stops]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("duration_s", [30, 60, 120])
def test_every_stop_has_a_scene_of_its_own(duration_s):
    titles = [scene.title for scene in written(LISBON, duration_s=duration_s).scenes]
    assert [stop for stop in ("Castle", "Tram", "River", "Bakery") if stop not in titles] == []


@pytest.mark.parametrize("city", ["Lisbon", "Ghent", "Nuwara Eliya", "San Sebastián"])
def test_a_journey_names_its_city(city):
    script = written(f"A weekend in {city}: the castle, the market, a bakery.", duration_s=45)
    assert city in script.title
    assert city in narration(script)


def test_times_of_day_stand_where_the_prompt_puts_them():
    prompt = "A day in Bergen: the fish market at dawn, the hill at noon, the harbour at night."
    times = {s.title: str(s.setting.time_of_day) for s in written(prompt, duration_s=45).scenes}
    found = {
        name: time
        for title, time in times.items()
        for name in ("Fish Market", "Hill", "Harbour")
        if name.lower() in title.lower()
    }
    assert found == {"Fish Market": "dawn", "Hill": "day", "Harbour": "night"}


@pytest.mark.parametrize(
    ("prompt", "season", "weather"),
    [
        ("A winter walk through a village in the snow", "winter", "snow"),
        ("Fog over the harbour in October", "autumn", "fog"),
        ("A spring garden in the rain", "spring", "rain"),
    ],
)
def test_season_and_weather_are_the_prompts(prompt, season, weather):
    settings = [scene.setting for scene in written(prompt, duration_s=30).scenes]
    assert {str(setting.season) for setting in settings} == {season}
    assert {str(setting.weather) for setting in settings} == {weather}


@pytest.mark.parametrize(
    ("prompt", "count"),
    [
        ("A walk through Kyoto in seven scenes", 7),
        ("Explain in 6 steps how cheese is made", 6),
        ("A story in four scenes: a fox finds a lantern and carries it home.", 4),
        ("The history of the bicycle in three chapters", 3),
    ],
)
def test_the_number_of_scenes_asked_for_is_written(prompt, count):
    assert len(written(prompt, duration_s=60).scenes) == count


@pytest.mark.parametrize(
    ("prompt", "figures"),
    [
        ("The bridge is 1280 metres long and was opened in 1937.", ("1280", "1937")),
        ("The lighthouse has 217 steps. It was built in 1887.", ("217", "1887")),
        ("A documentary about the number 37 tram. It has run since 1911.", ("37", "1911")),
        ("A baker opens her shop at 4 in the morning.", ("at 4 in the morning",)),
        ("Invitation to the opening of the gallery on 14 March at 7 pm.", ("14 March at 7 pm",)),
    ],
)
def test_figures_and_dates_are_told(prompt, figures):
    text = narration(written(prompt, duration_s=45))
    assert [figure for figure in figures if figure not in text] == []


def test_a_quoted_sentence_is_said_as_it_stands():
    prompt = "A baker says 'bread waits for nobody' and opens her shop in Ghent."
    text = narration(written(prompt, duration_s=45))
    assert "bread waits for nobody" in text
    assert "Ghent" in text


@pytest.mark.parametrize("duration_s", [10, 20, 30, 60, 120])
def test_an_advertisement_ends_with_its_call_to_action(duration_s):
    last = written(KETTLE, duration_s=duration_s).scenes[-1]
    assert last.narration.endswith("Tea in a minute.")
    assert last.caption == "Tea in a minute"


def test_listed_benefits_are_told_in_order():
    text = narration(written(KETTLE, duration_s=30))
    assert re.search(r"First: quiet.*Second: quick.*Third: safe", text)
    assert "Nimbus" in text


def test_the_quotation_marks_of_a_call_leave_with_it():
    script = written("Advertisement for a lamp. Call to action 'Buy now'", duration_s=20)
    assert "''" not in script.model_dump_json()
    assert script.scenes[-1].caption == "Buy now"


def test_characters_off_leaves_nobody_in_any_scene():
    script = written(NELL, duration_s=30, characters=False)
    assert script.characters == ()
    assert all(scene.characters == () and scene.speaker == "" for scene in script.scenes)


@pytest.mark.parametrize("prompt", ["autumn", LISBON, KETTLE, "Why do cats purr?"])
def test_characters_on_puts_somebody_in_the_film(prompt):
    script = written(prompt, duration_s=30, characters=True)
    assert len(script.characters) >= 1
    assert any(scene.characters for scene in script.scenes)


@pytest.mark.parametrize(
    ("prompt", "name", "words"),
    [
        (NELL, "Nell", ("girl", "red hair", "yellow raincoat")),
        (
            "An old man with a white beard and a green coat, named Piet, carves a wooden horse.",
            "Piet",
            ("old man", "white beard", "green coat"),
        ),
        (
            "Ana, a potter in a teal apron with short grey hair, opens her kiln at dawn.",
            "Ana",
            ("woman", "short grey hair", "teal apron", "potter"),
        ),
        ("Tell the story of the fox Rusty who wears a blue scarf", "Rusty", ("fox", "blue scarf")),
    ],
)
def test_the_look_that_a_prompt_gives_reaches_the_character(prompt, name, words):
    description = looks(written(prompt, duration_s=30, characters=True))[name]
    assert [word for word in words if word not in description] == []


def test_a_robot_keeps_the_parts_that_the_prompt_gives_it():
    script = written("A robot with blue wheels and a straw hat waters the roses", duration_s=30)
    assert [c.description for c in script.characters] == [
        "A robot with blue wheels and a straw hat."
    ]
    assert script.characters[0].kind == "robot"


def test_two_people_keep_their_own_looks():
    prompt = "A baker with a red cap meets a sailor in a blue coat at the harbour."
    by_role = looks(written(prompt, duration_s=30, characters=True)).values()
    assert any("baker" in look and "red cap" in look for look in by_role)
    assert any("sailor" in look and "blue coat" in look for look in by_role)


def test_looks_are_taken_out_of_the_sentence_they_stand_in():
    text = "A girl named Nell with red hair and a yellow raincoat walks to the harbour in fog."
    rest, found = told_apart(text, lambda word: word == "Nell")
    assert rest == "A girl named Nell walks to the harbour in fog."
    assert found == (Appearance("nell", ("red hair",), ("a yellow raincoat",)),)


def test_a_thing_in_clothing_is_nobody():
    text = "A shop with red coats in the window"
    assert told_apart(text, lambda word: word == "nobody") == (text, ())


def test_a_style_in_the_prompt_becomes_the_films():
    assert written("A watercolour film about herons", duration_s=20).style == "watercolour"
    assert written("herons", duration_s=20, style="noir").style == "noir"


def test_the_genre_asked_for_wins_over_the_prompts():
    script = written("the harbour of Bergen", duration_s=30, genre="invitation")
    assert "Come In" in [scene.title for scene in script.scenes]


def test_a_wanted_mood_of_music_covers_the_whole_film():
    script = written("autumn", duration_s=30, music_mood="epic")
    assert [(str(cue.mood), cue.last_scene) for cue in script.music] == [
        ("epic", len(script.scenes))
    ]
