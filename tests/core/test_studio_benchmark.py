"""The measures of the studio's benchmark, each on input whose answer is known."""

import numpy as np
import pytest

from benchmarks.studio.borrowing import borrowed
from benchmarks.studio.costs import stage_seconds
from benchmarks.studio.coverage import coverage, is_named, is_seen
from benchmarks.studio.figures import Figures, ScriptFigures, Together
from benchmarks.studio.looks import (
    composition_distance,
    look_of,
    nearest,
    nearest_scenes,
    palette_distance,
)
from benchmarks.studio.meaning import similarities
from benchmarks.studio.motion import jitter_px, step_px
from benchmarks.studio.notes import notes_per_s
from benchmarks.studio.prompts import film_prompts
from benchmarks.studio.report import as_json, as_markdown, as_text
from benchmarks.studio.speech import dropped_words, loudness_spread_lu, misheard_words, paired
from benchmarks.studio.wording import (
    distinct_2,
    repeated_phrases,
    repeated_sentences,
    shared_phrases,
    shared_sentences,
)
from manike.script.models import Character, MusicCue, Scene, ScriptBreakdown, Setting
from manike.script.vocabulary import Mood, Place, TimeOfDay

MIRA = Character(name="Mira", description="a granddaughter in a red coat", age="child")


def script(narration, **details):
    scene = Scene(
        number=1,
        title="One",
        description="A picture",
        narration=narration,
        setting=Setting(place=Place.HARBOUR, time_of_day=TimeOfDay.DAWN),
        duration_s=5,
        **details,
    )
    cue = MusicCue(
        number=1, first_scene=1, last_scene=1, mood=Mood.CALM, tempo_bpm=80, key="C major"
    )
    return ScriptBreakdown(
        title="One", logline="One", characters=(MIRA,), scenes=(scene,), music=(cue,)
    )


def flat(*colour):
    return np.full((90, 160, 3), colour, np.uint8)


def with_square(left, top):
    picture = flat(20, 20, 20)
    picture[top : top + 30, left : left + 30] = 230
    return picture


def test_there_are_thirty_prompts_and_each_names_something():
    prompts = film_prompts()
    assert len({prompt.id for prompt in prompts}) == 30
    assert all(prompt.entities for prompt in prompts)


def test_an_unknown_prompt_is_refused_with_those_there_are():
    with pytest.raises(ValueError, match="nosuch: none of kandy, lighthouse"):
        film_prompts(["kandy", "nosuch"])


@pytest.mark.parametrize(
    ("entity", "text"),
    [
        ("wolves", "A wolf is heard."),
        ("erupt", "Why is it erupting?"),
        ("90 kilometres", "Ninety kilometers, and back."),
        ("21 June", "Come on June 21st."),
        ("Temple of the Tooth", "At the Temple of the Tooth, wait."),
        ("story", "All her stories"),
    ],
)
def test_a_name_is_known_in_other_forms(entity, text):
    assert is_named(entity, text)


@pytest.mark.parametrize(
    ("entity", "text"),
    [
        ("star", "They start at dawn."),
        ("sea turtle", "The sea is far, and nobody has seen one of the old turtles."),
        ("Ines Varga", "Ines reads."),
    ],
)
def test_a_name_is_not_taken_for_another(entity, text):
    assert not is_named(entity, text)


@pytest.mark.parametrize(
    ("entity", "record"),
    [
        ("sea turtle", ["subject:turtle"]),
        ("natural history museum", ["place:museum"]),
        ("old town", ["place:old_town"]),
        ("sunrise", ["time:dawn"]),
        ("moon", ["time:night", "weather:clear"]),
        ("granddaughter", ["character:Mira"]),
    ],
)
def test_a_picture_s_record_shows_an_entity(entity, record):
    assert is_seen(entity, record, {"Mira": MIRA})


@pytest.mark.parametrize("record", [["time:night", "weather:rain"], ["subject:boat"], []])
def test_no_moon_shows_in_the_rain(record):
    assert not is_seen("moon", record, {})


def test_seconds_are_added_up_by_stage():
    takes = {"scene_image": {"seconds": 3.0}, "scene_clip": {"seconds": 8.0}}
    report = {
        "assembly_s": 6.5,
        "music": {"1": {"seconds": 1.5}},
        "scenes": [{"number": 1, **takes}, {"number": 2, **takes}],
    }
    assert list(stage_seconds(report).items()) == [
        ("scene_clip", 16.0),
        ("assembly", 6.5),
        ("scene_image", 6.0),
        ("music", 1.5),
    ]


def test_coverage_counts_what_is_met_anywhere():
    told = script("Three gulls wait.", caption="See and be seen", subjects=("tower",))
    wanted = ("gull", "See and be seen", "lighthouse", "harbour", "diesel")
    found = coverage(wanted, told, {1: ("landmark:lighthouse", "place:harbour")})
    assert found.spoken == {"gull"}
    assert found.written == {"See and be seen"}
    assert found.drawn == {"lighthouse", "harbour"}
    assert found.asked == {"harbour"}
    assert found.missing == ("diesel",)
    assert found.share == pytest.approx(0.8)


def test_what_is_drawn_as_something_else_is_named():
    pim = Character(name="Pim", description="a small hedgehog", kind="animal")
    names = {"fishing boats": ("boat",), "elk": ("deer", "stag"), "bat": ("bird",)}
    record = ("subject:fishing boats", "subject:elk", "subject:lake", "character:Pim", "caption")
    found = borrowed([record, record], {"Pim": pim}, lambda noun: names.get(noun, ()))
    assert found == ("elk as deer", "a small hedgehog as another animal")


def test_without_pictures_what_is_asked_for_counts():
    found = coverage(("harbour", "diesel"), script("Nothing."), {})
    assert found.missing == ("diesel",)


def test_distinct_2_counts_different_pairs():
    assert distinct_2(["the sea the sea the sea"]) == pytest.approx(2 / 5)
    assert distinct_2(["one two", "three four"]) == 1.0
    assert distinct_2([""]) == 1.0


def test_repeats_within_a_film_are_found():
    told = ["Rain falls. The old house is open.", "Rain falls! Near the old house is wood."]
    assert repeated_sentences(told) == ("rain falls",)
    assert repeated_phrases(told, 5) == ()
    assert repeated_phrases(told, 3) == ("the old house is",)


def test_repeats_between_films_name_the_films():
    films = {
        "a": ["It rains. We walk on the long road home tonight."],
        "b": ["It rains. They walk on the long road home, too."],
        "c": ["The sun shines."],
    }
    assert shared_sentences(films) == {"it rains": ("a", "b")}
    assert shared_phrases(films, 4) == {"walk on the long road home": ("a", "b")}


def test_words_that_are_not_heard_are_named_with_their_neighbours():
    pairs = paired("The quiet river Tagus is wide.", "The quiet river is wide")
    assert dropped_words(pairs) == ("quiet river [tagus] is wide",)
    assert misheard_words(pairs) == ()


def test_a_misheard_name_is_no_dropped_one():
    pairs = paired("Near Samarkand, 40 sunrise walks", "near some are can't, forty sun rise walks")
    assert dropped_words(pairs) == ()
    assert len(misheard_words(pairs)) == 1


def test_silence_drops_every_word():
    assert dropped_words(paired("two words", "")) == ("[two] words", "two [words]")


def test_loudness_spread_is_from_softest_to_loudest():
    assert loudness_spread_lu([-14.0, -16.5, -15.0]) == pytest.approx(2.5)
    assert loudness_spread_lu([]) == 0.0


def test_palettes_without_a_common_colour_are_one_apart():
    red, other_red = [look_of(flat(200, 30, 30))], [look_of(flat(202, 32, 30))]
    blue = [look_of(flat(20, 40, 220))]
    assert palette_distance(red, red) == pytest.approx(0, abs=1e-6)
    assert palette_distance(red, other_red) < 0.2
    assert palette_distance(red, blue) == pytest.approx(1, abs=1e-6)


def test_composition_is_where_something_is_not_its_colour():
    left, right = look_of(with_square(10, 30)), look_of(with_square(110, 30))
    pale = look_of(255 - with_square(10, 30) // 2)
    assert composition_distance([left], [pale]) < 0.05
    assert composition_distance([left], [right]) > 0.4
    assert nearest_scenes([left, right]) > 0.4
    assert nearest_scenes([left, right, pale]) < 0.05


def test_the_nearest_film_is_named():
    films = {
        "a": [look_of(with_square(10, 30))],
        "b": [look_of(with_square(110, 30))],
        "c": [look_of(with_square(12, 30))],
    }
    assert nearest(films, "a")["composition"][0] == "c"
    assert nearest({"a": films["a"]}, "a") == {}


def test_an_eased_move_has_no_jitter_and_a_shaken_one_has_its_own():
    at = np.linspace(0, np.pi, 60)
    eased = np.stack([3 * np.sin(at), np.zeros(60)], axis=1)
    shaken = eased + np.random.default_rng(1).normal(0, 0.2, (60, 2))
    assert jitter_px(eased) < 0.01
    assert jitter_px(shaken) == pytest.approx(0.2 * 2**0.5, rel=0.25)


def test_a_step_is_seen_to_a_hundredth_of_a_pixel():
    import cv2

    noise = np.random.default_rng(2).uniform(0, 255, (180, 320))
    soft = cv2.normalize(cv2.GaussianBlur(noise, (0, 0), 2.5), None, 0, 255, cv2.NORM_MINMAX)
    move = np.float32([[1, 0, 1.3], [0, 1, -0.4]])
    before, after = (cv2.warpAffine(soft, m, (320, 180)) for m in (np.eye(2, 3), move))
    step = step_px(before.astype(np.uint8), after.astype(np.uint8))
    assert step == pytest.approx([1.3, -0.4], abs=0.05)


def test_a_plain_ground_has_no_step():
    assert step_px(np.zeros((90, 160), np.uint8), np.zeros((90, 160), np.uint8)) is None


@pytest.mark.parametrize("every_s", [0.25, 0.5])
def test_note_density_counts_notes_that_are_struck(every_s):
    rate_hz, length_s = 24_000, 6
    at = np.arange(rate_hz * length_s) / rate_hz
    samples = np.zeros_like(at)
    for start, pitch in zip(
        np.arange(0.1, length_s, every_s), (220, 330, 262, 392) * 6, strict=False
    ):
        later = at - start
        samples += (later >= 0) * np.exp(-np.maximum(later, 0) * 5) * np.sin(6.283 * pitch * later)
    found = notes_per_s((0.2 * samples).astype(np.float32), rate_hz)
    assert found == pytest.approx(1 / every_s, rel=0.1)


def test_silence_has_no_notes():
    assert notes_per_s(np.zeros((48_000, 2), np.float32), 48_000) == 0


def test_similarity_is_the_cosine_with_each_description():
    class Fixed:
        def embed(self, texts):
            return np.array([{"a": (1, 0), "b": (0.6, 0.8)}[text] for text in texts], np.float32)

    assert similarities("a", ["a", "b"], Fixed()) == pytest.approx([1.0, 0.6])


def figures(id_, **changed):
    values = {
        "scenes": 5, "target_s": 40.0, "planned_s": 42.0, "narration_s": 30.0, "entities": 2,
        "coverage": 0.5, "spoken": 0.5, "written": 0.0, "asked": 0.0, "missing": ("sea",),
        "distinct_2": 0.9, "repeated_sentences": (), "repeated_phrases": (), "similarity": 0.4,
        "least_similarity": 0.2,
    }  # fmt: skip
    return Figures(id_, "news", script=ScriptFigures(**(values | changed)))


def test_the_report_says_mean_worst_and_what_is_missing():
    films = [figures("one"), figures("two", coverage=1.0, missing=(), distinct_2=0.8)]
    films.append(Figures("three", "news", failure="it fell"))
    together = Together(shared_sentences={"it rains": ("one", "two")})
    text, page = as_text(films, together), as_markdown(films, together)
    assert "one: sea" in text
    assert "one, two: it rains" in text
    assert "three: it fell" in text
    assert "| mean | 5 | 40 | 105.0 |" in page
    assert as_json(films, together)["summary"]["distinct-2"]["worst"] == 0.8
    promises = {each["name"]: each for each in as_json(films, together)["totals"]}
    assert promises["entities met, % of all"]["figure"] == 75
    assert not promises["entities met, % of all"]["kept"]
    assert not promises["sentences said twice, in or between films"]["kept"]
    assert promises["planned length off by at most, %"]["kept"]
    assert not promises["films with distinct-2 below 0.85"]["kept"]
    assert as_json(films, together)["films"]["one"]["script"]["planned_s"] == 42.0
