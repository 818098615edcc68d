"""Prompts as people type them: numbered lists, prices, quotes, counts; nothing of them is lost."""

import re
from itertools import pairwise

import pytest

from manike.embedded.writer.writer import EmbeddedWriter
from manike.ports import ScriptRequest
from manike.script.preferences import Preferences
from manike.script.rules import broken_rules
from manike.script.timing import LEAD_S, TAIL_S, estimate_speech_s


def written(prompt, **wanted):
    preferences = Preferences(**{"duration_s": 60} | wanted)
    script = EmbeddedWriter().write_script(ScriptRequest(prompt, preferences))
    assert broken_rules(script, preferences) == ()
    return script


def told(script):
    return " ".join(scene.narration for scene in script.scenes)


def spoken_share(script):
    """Share of the time between the pauses in which somebody speaks."""
    speech_s = sum(estimate_speech_s(scene.narration) for scene in script.scenes)
    return speech_s / sum(scene.duration_s - LEAD_S - TAIL_S for scene in script.scenes)


@pytest.mark.parametrize(
    ("prompt", "duration_s"),
    [
        (
            "Product film for the Kestrel, an electric cargo bike for families: 90 kilometres of "
            "range, room for two children, and a rain cover. Close with the slogan 'Leave the car "
            "at home'.",
            45,
        ),
        (
            "Testimonial of Daniel Okoye, a furniture maker in Accra: with the invoicing app "
            "Ledgerly he saves six hours a week, pays his two apprentices on time, and goes home "
            "for supper.",
            45,
        ),
        ("A film in 1 scene about a leaf", 60),
        ("two scenes: day and night", 60),
    ],
)
def test_no_film_is_mostly_quiet(prompt, duration_s):
    assert spoken_share(written(prompt, duration_s=duration_s)) >= 0.66


def test_nothing_is_said_behind_a_slogan():
    script = written("Advert for the Volta, an electric bike. Slogan: 'Ride on'.")
    assert script.scenes[-1].narration.endswith("Ride on.")


@pytest.mark.parametrize(
    "prompt",
    [
        "Tutorial: 1. Boil water. 2. Add 200 g pasta. 3. Stir. 4. Drain. 5. Eat!",
        "How to cook pasta: 1) boil water 2) add 200 g pasta 3) stir 4) drain 5) eat",
        "How to cook pasta:\n1. Boil water\n2. Add 200 g pasta\n3. Stir\n4. Drain\n5. Eat",
    ],
)
def test_the_numbers_of_a_list_are_not_read_out(prompt):
    script = written(prompt)
    said = told(script).lower()
    for step in ("boil water", "add 200 g pasta", "stir", "drain", "eat"):
        assert step in said
    assert not any(mark in said for mark in ("boil water, 2", "boil water 2", "1)", "3)", "4."))
    assert script.title != "1"


def test_a_count_of_scenes_is_no_theme():
    assert "scene" not in told(written("A film in 1 scene about a leaf")).lower()
    assert "scenes" not in told(written("two scenes: day and night")).lower()


def test_who_is_invited_is_no_name_of_the_feast():
    script = written(
        "You are invited to Mia's 7th birthday, Saturday at 14:00, 12 Rose Lane. Bring a hat!"
    )
    assert script.title == "Mia's 7th Birthday"
    assert "to You are" not in told(script)


def test_an_hour_with_stops_stays_with_its_date():
    said = told(
        written(
            "Invitation to the wedding of Anna and Peter on 21 June 2026 at 3 p.m. in "
            "St. Mary's Church, Bath."
        )
    )
    assert "21 June 2026 at 3 pm" in said
    assert "And 3" not in said


def test_a_price_is_told_whole():
    said = told(
        written("Advert for the Volta, an electric bike: 120 km of range, costs €1,999.99.")
    )
    assert "€1,999.99" in said
    assert "120 km of range" in said


def test_what_a_product_is_called_is_its_name():
    script = written(
        "Advert for an electric bike called Swift. Families love it. Ends with 'Ride on'."
    )
    assert script.title == "Swift"
    assert "Swift" in told(script)
    assert "built by Families" not in told(script)
    assert "Meet Families" not in told(script)


@pytest.mark.parametrize("mark", ["'{}'", '"{}"'])
def test_a_customer_is_named_and_quoted(mark):
    quote = "This app saved me 3 hours a week"
    script = written(f"Testimonial: Maria, 34, says {mark.format(quote + '.')}")
    assert [who.name for who in script.characters] == ["Maria"]
    spoken = [scene for scene in script.scenes if quote in scene.narration]
    assert [scene.speaker for scene in spoken] == ["Maria"]


@pytest.mark.parametrize(
    ("prompt", "names"),
    [
        ("A bedtime story: Luna the fox and Sol the crow share one blanket.", ["Luna", "Sol"]),
        ("Three sisters: Ama, Esi, Efua, walk to school in the rain.", ["Ama", "Esi", "Efua"]),
    ],
)
def test_nobody_of_a_list_is_dropped(prompt, names):
    assert [who.name for who in written(prompt).characters] == names


def test_a_fox_by_name_is_a_fox():
    luna = written("A bedtime story: Luna the fox and Sol the crow share one blanket.").characters
    assert [who.kind for who in luna] == ["animal", "animal"]


def test_reasons_to_do_something_are_about_doing_it():
    assert "in plant trees" not in told(written("5 reasons to plant trees"))
    assert "planting trees" in told(written("5 reasons to plant trees"))
    assert "top 10" not in told(written("Top 10 beaches of the world")).lower()


def test_a_title_names_nobody_twice():
    assert written("Three sisters: Ama, Esi, Efua, walk to school in the rain.").title == (
        "Ama and Esi"
    )


@pytest.mark.parametrize(
    ("prompt", "age"),
    [
        ("You are invited to Mia's 7th birthday, Saturday at 14:00.", "child"),
        ("You are invited to Mia's 40th birthday, Saturday at 14:00.", "adult"),
        ("A documentary: the last typewriter repairman in Kolkata, Mr. Das, 81.", "elder"),
        ("Testimonial: Maria, 34, says 'This app saved me 3 hours a week.'", "adult"),
    ],
)
def test_an_age_in_figures_is_seen(prompt, age):
    assert [who.age for who in written(prompt).characters] == [age]


@pytest.mark.parametrize(
    "prompt",
    [
        "Documentary about whales and the people who count them",
        "The 7 dwarfs without Snow White",
        "What happens when we sleep?",
    ],
)
def test_a_long_theme_is_not_said_again_and_again(prompt):
    words = re.findall(r"[\w'-]+", told(written(prompt)).lower())
    pairs = list(pairwise(words))
    assert len(set(pairs)) >= 0.85 * len(pairs)
