from dataclasses import replace

import pytest

from manike.quality.results import failed
from manike.quality.rules import check_film
from manike.testing.faults import FAULTS
from manike.testing.films import make_small_film


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    """A faultless film of three scenes, and somebody who hears its script in it."""
    made = make_small_film(tmp_path_factory.mktemp("film"))
    text = " ".join(scene.text for scene in made.timeline.scenes)
    return replace(made, sources=replace(made.sources, hear=lambda path: text))


def broken(film):
    results = check_film(film.path, film.timeline, film.sources)
    return {result.name: result.message for result in failed(results)}


def test_faultless_film_raises_no_alarm(film):
    assert broken(film) == {}


def test_there_are_more_than_twenty_kinds_of_faults():
    assert len({fault.name for fault in FAULTS}) >= 20


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_weakest_fault_is_found_by_its_rule(film, tmp_path, fault):
    bad = fault.inject(film, tmp_path / "bad.mp4", fault.strengths[0])
    assert fault.rule in broken(bad)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("black for s", "Black from 3.1 s to 3.7 s (scene 2)."),
        ("scene repeated", "Scene 2 is repeated from 0.0 s to 2.5 s (scene 1), and scene 1 is"),
        ("scenes swapped", "Scenes 1 and 2 are swapped: scene 2 is seen from 0.0 s to 2.5 s"),
        ("captions late by s", "The caption at 3.1 s (scene 2) is 0.13 s late"),
        ("sound late by ms", "Scene 1: the narration is heard 10 ms later than planned, from 0.6"),
        (
            "frames repeated in place",
            "The picture is 5 frames behind (repeated) from 3.1 s to 3.3 s (scene 2).",
        ),
        ("silent for s", "Silent from 0.6 s to 2.3 s (scene 1)."),
    ],
)
def test_message_names_scene_and_time(film, tmp_path, name, told):
    fault = next(fault for fault in FAULTS if fault.name == name)
    bad = fault.inject(film, tmp_path / "bad.mp4", fault.strengths[0])
    assert broken(bad)[fault.rule].startswith(told)
