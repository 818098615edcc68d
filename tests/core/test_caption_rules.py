"""The timed-text rules over the ten reference films, and each rule on a caption that breaks it."""

import json
from dataclasses import replace
from fractions import Fraction
from math import ceil
from pathlib import Path
from statistics import median

import pytest

from manike.embedded.writer.writer import EmbeddedWriter
from manike.film.caption_rules import broken_caption_rules, start_errors_s
from manike.film.captions import plan_captions
from manike.film.timeline import (
    FilmFormat,
    Narration,
    Timeline,
    TimelineScene,
    plan_timeline,
    sample_of,
)
from manike.ports import ScriptRequest, VoiceOver, Word
from manike.script.preferences import Preferences
from manike.script.timing import estimate_speech_s

DATA = Path(__file__).parents[1] / "data"
PROMPTS = json.loads((DATA / "reference_prompts.json").read_text(encoding="utf-8"))
SPOKEN = json.loads((DATA / "spoken_words.json").read_text(encoding="utf-8"))
"""Times of every word of ten films, as the narrator spoke them."""
SIZES = {"wide": (1920, 1080), "square": (1080, 1080), "tall": (1080, 1920)}
RATES = [Fraction(30), Fraction(24_000, 1001), Fraction(25), Fraction(60)]


def spoken_film(name, size_px, fps):
    """A film as it was spoken, laid out at another size and rate."""
    scenes, at = [], 0
    for number, kept in enumerate(SPOKEN[name]["scenes"], start=1):
        count = ceil(Fraction(kept["frame_count"]) * fps / 30)
        scenes.append(a_scene(number, (at, count), kept, fps))
        at += count
    return Timeline(
        fps=f"{fps.numerator}/{fps.denominator}",
        width_px=size_px[0],
        height_px=size_px[1],
        frame_count=at,
        scenes=tuple(scenes),
    )


def a_scene(number, span, kept, fps):
    start_sample = sample_of(span[0], fps) + 19_200
    words = tuple(Word(text=w, start_s=a, end_s=b) for w, a, b in kept["words"])
    samples = kept["narration"][1]
    narration = Narration(
        file="n.wav",
        start_s=start_sample / 48_000,
        duration_s=samples / 48_000,
        start_sample=start_sample,
        sample_count=samples,
        words=words,
    )
    return TimelineScene(
        number=number, title="", start_frame=span[0], frame_count=span[1], text="",
        narration=narration,
    )  # fmt: skip


@pytest.mark.parametrize("name", sorted(SPOKEN))
def test_the_ten_films_keep_every_rule_at_any_size_and_rate(name):
    for size_px in SIZES.values():
        for fps in RATES:
            film = spoken_film(name, size_px, fps)
            assert broken_caption_rules(plan_captions(film), film) == ()


def estimated(text):
    """A voice whose words share the estimated time by their letters, without any pause."""
    spoken_s, letters, at = estimate_speech_s(text), len(text.replace(" ", "")), 0
    words = []
    for word in text.split():
        start, at = at, at + len(word)
        words.append(
            Word(text=word, start_s=spoken_s * start / letters, end_s=spoken_s * at / letters)
        )
    return VoiceOver(
        file="v.wav",
        duration_s=spoken_s,
        sample_count=round(spoken_s * 48_000),
        voice="v",
        words=tuple(words),
    )


@pytest.mark.parametrize("entry", PROMPTS, ids=lambda entry: entry["id"])
def test_films_as_they_are_written_now_keep_every_rule(entry):
    wanted = Preferences(duration_s=entry["duration_s"], characters=entry.get("characters"))
    script = EmbeddedWriter().write_script(ScriptRequest(entry["prompt"], wanted))
    voices = {s.number: estimated(s.narration) for s in script.scenes if s.narration}
    for size_px in SIZES.values():
        film = plan_timeline(script, voices, {}, FilmFormat(size_px))
        assert broken_caption_rules(plan_captions(film), film) == ()


@pytest.mark.parametrize("fps", RATES, ids=str)
def test_words_start_within_half_a_frame_of_the_voice(fps):
    # Nearest frame: median 8 ms, 95th percentile 16 ms at 30. The frame in which a word begins, as
    # it was before, gave 17 and 32 ms, always early. The goal is 40 and 80 ms.
    errors = []
    for name in SPOKEN:
        film = spoken_film(name, SIZES["wide"], fps)
        errors += start_errors_s(plan_captions(film), film)
    sizes = sorted(abs(error) for error in errors)
    assert len(sizes) > 700
    assert median(sizes) <= float(0.31 / fps)
    assert sizes[int(0.95 * len(sizes))] <= float(0.51 / fps)
    assert abs(sum(errors) / len(errors)) <= float(0.06 / fps)


def a_film():
    return spoken_film("kandy", SIZES["wide"], Fraction(30))


def broken_by(index=0, **changes):
    film = a_film()
    captions = list(plan_captions(film))
    captions[index] = replace(captions[index], **changes)
    return " ".join(broken_caption_rules(captions, film))


def moved(index=0, *, start=0, end=0):
    caption = plan_captions(a_film())[index]
    return broken_by(
        index, start_frame=caption.start_frame + start, end_frame=caption.end_frame + end
    )


def last_of_the_first_scene():
    return sum(caption.scene == 1 for caption in plan_captions(a_film())) - 1


def test_each_rule_finds_its_fault():
    first = plan_captions(a_film())[0]
    assert "frames off its first word" in moved(start=5)
    assert "starts -" in moved(start=-5)
    assert "25 are the least" in broken_by(end_frame=first.start_frame + 24)
    assert "7 are the most" in broken_by(end_frame=first.start_frame + 211)
    assert "-1 frames before the next one" in broken_by(
        end_frame=plan_captions(a_film())[1].start_frame + 1
    )
    assert "has 3 lines" in broken_by(lines=(*first.lines, first.lines[0][:1]))
    assert "fit" in broken_by(lines=(first.words,))
    at_cut = last_of_the_first_scene()
    near_the_cut = broken_by(at_cut, end_frame=a_film().scenes[0].end_frame - 5)
    assert "ends 5 frames before the cut" in near_the_cut
    assert "12 are the most" in near_the_cut
    assert "before its last word does" in moved(at_cut, end=-30)
    assert "though there is time" in broken_by(end_frame=first.start_frame + 30)


def test_a_caption_that_would_be_too_short_joins_its_neighbour():
    kept = {
        "narration": [0, 96_000],
        "words": [["Wait.", 0.0, 0.3], ["Look", 0.35, 0.5], ["up", 0.55, 0.7], ["now.", 0.75, 1.4]],
    }
    scene = a_scene(1, (0, 75), kept, Fraction(30))
    film = Timeline(fps="30/1", width_px=1920, height_px=1080, frame_count=75, scenes=(scene,))
    captions = plan_captions(film)
    assert [c.text_lines for c in captions] == [("Wait. Look up now.",)]
    assert broken_caption_rules(captions, film) == ()
