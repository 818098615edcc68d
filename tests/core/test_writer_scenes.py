"""Where scenes play, what they show and whom: places that hold things, and only what is told."""

from itertools import pairwise

import pytest

from manike.embedded.writer.deeds import deeds_of
from manike.embedded.writer.habitats import holds, place_for, places_of
from manike.embedded.writer.language import parse
from manike.embedded.writer.looks import hours, things_in
from manike.embedded.writer.writer import EmbeddedWriter
from manike.ports import ScriptRequest
from manike.script.preferences import Preferences
from manike.script.rules import broken_rules
from manike.script.vocabulary import Place, Season, TimeOfDay, Weather

KANDY = (
    "Five days in Kandy, Sri Lanka: temples, spice gardens, tea country trains, a family cooking "
    "class and elephants at dusk."
)
KEEPER = (
    "An old lighthouse keeper on a rocky island adopts a stray dog, and together they guide a lost "
    "fishing boat home through a winter storm."
)
PETER = "The story of St. Peter and St. Paul in the old city of Rome."
SHOP = "Our shop sells tea at $4.50, coffee at $3.50 and cake at $2.50. Visit us today!"
ALDO = "In 1911 a sailor named Aldo crossed the Pacific in a wooden boat to find his brother."
MET_BY_CHANCE = (
    KANDY, KEEPER, PETER, SHOP, ALDO,
    "A love letter from Mars",
    "How volcanoes work, for ten-year-olds.",
    "A princess and a dragon become friends and rebuild the castle bridge before winter.",
    "Two sisters, Nora and Elin, steal back their grandmother's violin from a museum at midnight.",
    "Recipe: tomato soup. Chop two onions, fry them in butter, add six tomatoes and serve with "
    "bread.",
    "Anna and Tom invite you to their wedding in the vineyard on 14 June at 4 pm.",
    "Breaking news: a whale has swum up the river Thames and stopped the traffic on Tower Bridge.",
    "The night train from Vienna to Venice: a boy, his grandfather and a suitcase full of clocks.",
    "Three days in Scotland: a castle by the loch, a steam train over a viaduct and a rainy hike.",
)  # fmt: skip


def written(prompt, **preferences):
    return EmbeddedWriter().write_script(ScriptRequest(prompt, Preferences(**preferences)))


def narration(script):
    return " ".join(scene.narration for scene in script.scenes)


def scene_titled(script, title):
    return next(scene for scene in script.scenes if scene.title == title)


@pytest.mark.parametrize("prompt", MET_BY_CHANCE, ids=lambda prompt: prompt[:20])
@pytest.mark.parametrize("duration_s", [10, 45])
def test_any_prompt_becomes_a_sound_script(prompt, duration_s):
    wanted = Preferences(duration_s=duration_s)
    script = EmbeddedWriter().write_script(ScriptRequest(prompt, wanted))
    assert broken_rules(script, wanted) == ()


@pytest.mark.parametrize("prompt", MET_BY_CHANCE, ids=lambda prompt: prompt[:20])
def test_no_scene_shows_what_its_place_cannot_hold(prompt):
    lost = [
        (scene.setting.place, subject)
        for scene in written(prompt, duration_s=45).scenes
        if scene.setting.place not in (Place.STUDIO, Place.MUSEUM)
        for subject in scene.subjects
        if not holds(scene.setting.place, subject)
    ]
    assert lost == []


@pytest.mark.parametrize("prompt", MET_BY_CHANCE, ids=lambda prompt: prompt[:20])
def test_no_picture_is_taken_twice_running(prompt):
    scenes = written(prompt, duration_s=45).scenes[:-1]
    views = [(s.setting.place, s.setting.time_of_day, s.shot.size) for s in scenes]
    assert [view for view, following in pairwise(views) if view == following] == []


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("Temples", Place.TEMPLE),
        ("Spice Gardens", Place.GARDEN),
        ("Tea Country Trains", Place.HILLS),
        ("Family Cooking Class", Place.KITCHEN),
        ("Elephants", Place.RIVER),
    ],
)
def test_each_stop_of_a_journey_has_its_own_place(title, place):
    assert scene_titled(written(KANDY, duration_s=60), title).setting.place is place


def test_a_stop_of_several_words_shows_the_thing_itself():
    script = written(KANDY, duration_s=60)
    assert "trains" in scene_titled(script, "Tea Country Trains").subjects


def test_the_hour_of_one_stop_is_not_the_films():
    times = [scene.setting.time_of_day for scene in written(KANDY, duration_s=60).scenes]
    assert times[0] is TimeOfDay.DAWN
    assert {TimeOfDay.DAWN, TimeOfDay.DAY, TimeOfDay.DUSK} <= set(times)
    script = written(KANDY, duration_s=60)
    assert scene_titled(script, "Elephants").setting.time_of_day is TimeOfDay.DUSK


def test_the_rain_of_one_stop_falls_there_alone():
    script = written(MET_BY_CHANCE[-1], duration_s=45)
    wet = {s.title for s in script.scenes if s.setting.weather is Weather.RAIN}
    assert wet == {"Rainy Hike"}


def test_the_lighthouse_of_a_keeper_stands_where_he_is():
    landmarks = [scene.setting.landmark for scene in written(KEEPER, duration_s=45).scenes]
    assert landmarks.count("lighthouse") >= 3


def test_a_storm_comes_at_night_and_its_winter_brings_snow():
    scenes = written(KEEPER, duration_s=45).scenes
    assert {scene.setting.season for scene in scenes} == {Season.WINTER}
    storm = [s for s in scenes if s.setting.weather is Weather.STORM]
    assert storm
    assert all(scene.setting.time_of_day is TimeOfDay.NIGHT for scene in storm)
    assert Weather.SNOW in {scene.setting.weather for scene in scenes}


def test_a_story_does_not_stay_in_one_place():
    assert len({scene.setting.place for scene in written(KEEPER, duration_s=45).scenes}) >= 3


def test_the_heros_dog_is_drawn_once():
    for scene in written(KEEPER, duration_s=45).scenes:
        assert not ("dog" in scene.subjects and len(scene.characters) > 1)


def test_people_do_not_stand_on_the_sea():
    scenes = written(ALDO, duration_s=40).scenes
    assert all(scene.setting.place is not Place.SEA for scene in scenes if scene.characters)
    assert any(scene.characters for scene in scenes)


def test_before_winter_it_is_autumn():
    script = written(MET_BY_CHANCE[7], duration_s=45)
    assert {scene.setting.season for scene in script.scenes} == {Season.AUTUMN}


def test_what_something_is_compared_with_is_not_drawn():
    assert things_in("Ravi does it carefully, the way you carry a cup of water.") == []
    assert things_in("Pyramids of mangoes rise at dawn, patient as dogs.") == []
    assert things_in("A boat leaves like an arrow from a castle.") == ["boat"]


def test_the_first_word_of_a_name_is_no_thing():
    assert "tower" not in things_in("A whale stopped the traffic on Tower Bridge.")


@pytest.mark.parametrize(
    ("text", "rests"),
    [
        (KEEPER, ["a stray dog", "a lost fishing boat home through a winter storm"]),
        ("A bear finds a lantern and helps an owl.", ["a lantern", "an owl"]),
        ("Two men walk on the moon while the world watches.", ["on the moon"]),
        (
            "Years after they found the mountain, Pavel climbs it with a rope.",
            ["the mountain with a rope"],
        ),
    ],
)
def test_a_deed_is_cut_to_a_whole_clause(text, rests):
    assert [deed.rest for deed in deeds_of(parse(text))][-len(rests) :] == rests


def test_a_title_is_a_whole_noun_phrase():
    titles = [scene.title for scene in written(KEEPER, duration_s=45).scenes]
    assert "A Lost Fishing Boat" in titles


def test_everybody_who_is_named_appears():
    script = written(PETER, duration_s=40)
    seen = {name for scene in script.scenes for name in scene.characters}
    assert seen == {"Saint Peter", "Saint Paul"}
    assert script.title == "Saint Peter and Saint Paul"
    assert all(name in narration(script) for name in seen)


def test_sisters_are_women_and_the_one_who_is_sought_is_not_there():
    sisters = written(MET_BY_CHANCE[8], duration_s=40).characters
    assert [(c.name, c.gender) for c in sisters] == [("Nora", "female"), ("Elin", "female")]
    assert [c.name for c in written(ALDO, duration_s=40).characters] == ["Aldo"]


def test_a_place_that_a_prompt_names_is_seen():
    places = [scene.setting.place for scene in written("A love letter from Mars").scenes]
    assert places[0] is Place.PLANET
    assert Place.HOME in places


def test_an_explanation_shows_no_furniture_of_its_own():
    for scene in written("How volcanoes work, for ten-year-olds.", duration_s=45).scenes:
        assert "globe" not in scene.subjects


def test_prices_and_the_call_fit_the_shortest_film():
    script = written(SHOP, duration_s=10)
    assert narration(script).startswith("Our shop sells tea at $4.50, coffee at $3.50 and cake")
    assert narration(script).endswith("Visit us today.")


def test_the_seconds_of_a_story_are_no_length_of_a_film():
    text = "Why does water boil? A pan of water on the stove boils in 90 seconds."
    script = written(text, duration_s=30)
    assert script.title == "Why Water Boils"
    assert "pan of water" in narration(script)


def test_the_year_of_a_story_is_told():
    assert narration(written(ALDO, duration_s=40)).startswith("The year is 1911.")


def test_a_recipe_is_read_step_by_step():
    script = written(MET_BY_CHANCE[9], duration_s=40)
    assert script.title == "Tomato Soup"
    steps = ("Chop two onions.", "Fry them in butter.", "Add six tomatoes.", "Serve with bread.")
    found = [narration(script).find(step) for step in steps]
    assert -1 not in found
    assert found == sorted(found)


def test_news_opens_with_what_happened():
    first = written(MET_BY_CHANCE[11], duration_s=30).scenes[0].narration
    assert first.startswith("A whale has swum up the river Thames")


def test_an_invitation_says_whose_feast_it_is():
    script = written(MET_BY_CHANCE[10], duration_s=25)
    assert "the wedding of Anna and Tom in the vineyard" in narration(script)
    assert {scene.setting.name for scene in script.scenes} == {"Vineyard"}


def test_things_are_at_home_where_they_belong():
    assert holds(Place.HARBOUR, "two old fishing boats")
    assert not holds(Place.LAKE, "elephants")
    assert not holds(Place.SEA, "tea country trains")
    assert place_for(("train",), Place.LAKE) is Place.HILLS
    assert Place.HOME not in places_of("castle")


def test_hours_follow_the_day_between_those_that_are_asked_for():
    dawn, day, dusk = TimeOfDay.DAWN, TimeOfDay.DAY, TimeOfDay.DUSK
    assert hours([None, None, None]) == [dawn, day, dusk]
    assert hours([dawn, None, None, dawn, None]) == [dawn, day, dusk, dawn, dusk]


def test_what_was_opened_when_is_told():
    text = "The history of the Golden Gate Bridge in San Francisco, opened in 1937."
    said = narration(written(text, duration_s=45))
    assert "The Golden Gate Bridge in San Francisco was opened in 1937." in said


def test_tea_is_a_cup_where_it_is_not_grown():
    script = written("A weekend in Kyoto, Japan: a temple, a tea ceremony and the night market.")
    ceremony = scene_titled(script, "Tea Ceremony")
    assert ceremony.setting.place is Place.HOME
    assert "tea" not in ceremony.subjects


def test_what_is_done_on_mars_is_seen_there_and_not_in_space():
    script = written("A robot gardener grows the first rose on Mars and sends a picture home.")
    assert {scene.setting.place for scene in script.scenes} == {Place.PLANET}
