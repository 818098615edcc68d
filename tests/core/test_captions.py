import re
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from manike.errors import BadInputError
from manike.film.ass import Window, ass_script, escaped
from manike.film.brand import BrandKit, read_brand_kit
from manike.film.captions import MAX_LINE_CHARS, plan_captions, shape_of
from manike.film.contrast import contrast, readable_on
from manike.film.fonts import FONT_FAMILIES, font_file
from manike.film.metrics import font_metrics
from manike.film.subtitles import to_srt, to_vtt
from manike.film.timeline import Narration, Timeline, TimelineScene
from manike.ports import Word

FPS = Fraction(30)
WIDE, TALL = (1920, 1080), (1080, 1920)


def a_timeline(text, *, size_px=WIDE, word_s=0.4, pause_after=None):
    words, at_s = [], 0.0
    for word in text.split():
        words.append(Word(text=word, start_s=at_s, end_s=at_s + word_s * 0.9))
        at_s += word_s + (1.5 if word == pause_after else 0.0)
    samples = round(at_s * 48_000)
    narration = Narration(
        file="narration/scene-001.wav",
        start_s=0.4,
        duration_s=at_s,
        start_sample=19_200,
        sample_count=samples,
        words=tuple(words),
    )
    frames = round((at_s + 1.0) * 30) + 1
    scene = TimelineScene(
        number=1, title="S", start_frame=0, frame_count=frames, text=text, narration=narration
    )
    width_px, height_px = size_px
    return Timeline(
        fps="30/1", width_px=width_px, height_px=height_px, frame_count=frames, scenes=(scene,)
    )


LONG = (
    "The old harbour wakes before the sun, and gulls argue over the nets. Then the first boat "
    "comes home, low in the water, and everyone on the quay counts the boxes aloud."
)


@pytest.mark.parametrize("size_px", [WIDE, TALL, (1080, 1080)])
def test_captions_keep_the_timed_text_rules(size_px):
    timeline = a_timeline(LONG, size_px=size_px)
    captions = plan_captions(timeline)
    line_chars = MAX_LINE_CHARS[shape_of(size_px)]
    assert " ".join(line for c in captions for line in c.text_lines) == LONG
    for caption in captions:
        assert len(caption.lines) <= 2
        assert max(len(line) for line in caption.text_lines) <= line_chars
        assert 25 <= caption.end_frame - caption.start_frame <= 210
        assert caption.end_frame - caption.words[-1].end_frame <= 12
    for before, after in pairwise(captions):
        assert after.start_frame - before.end_frame >= 2


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text("abcdefgh.,é日", min_size=1, max_size=60), min_size=1, max_size=40),
    st.floats(0.05, 1.2),
)
def test_any_words_give_captions_in_order(words, word_s):
    timeline = a_timeline(" ".join(words), word_s=word_s)
    captions = plan_captions(timeline)
    assert "".join(w.text for c in captions for w in c.words) == "".join(words)
    assert all(len(line) <= 42 for c in captions for line in c.text_lines)
    for before, after in pairwise(captions):
        gap = after.start_frame - before.end_frame
        assert gap >= max(0, min(2, after.start_frame - before.start_frame - 1))
    assert all(c.start_frame < c.end_frame for c in captions)
    assert captions[-1].end_frame <= timeline.frame_count


@pytest.mark.parametrize("times_s", [[0.1] * 40, [0.1, 0.1, 5.0], [9.0] * 40])
def test_words_without_a_length_give_no_overlap(times_s):
    text = " ".join(f"{'extra' * 8}{n}" for n in range(len(times_s)))
    timeline = a_timeline(text, word_s=0.05)
    scene = timeline.scenes[0]
    words = tuple(
        Word(text=word, start_s=at_s, end_s=at_s)
        for word, at_s in zip(text.split(), times_s, strict=True)
    )
    narration = scene.narration.model_copy(update={"words": words})
    timeline = timeline.model_copy(
        update={"scenes": (scene.model_copy(update={"narration": narration}),)}
    )
    captions = plan_captions(timeline)
    assert captions[-1].end_frame <= timeline.frame_count
    for before, after in pairwise(captions):
        assert before.start_frame < before.end_frame <= after.start_frame


def test_caption_starts_in_the_frame_of_its_word():
    caption = plan_captions(a_timeline("Hello there, old friend."))[0]
    assert caption.start_frame == 12
    assert [word.start_frame for word in caption.words] == [12, 24, 36, 48]


def test_sentences_are_not_mixed_in_a_caption():
    captions = plan_captions(a_timeline("Rain falls on the hills. Nobody is on the road today."))
    assert [c.text_lines for c in captions] == [
        ("Rain falls on the hills.",),
        ("Nobody is on the road today.",),
    ]


def test_caption_does_not_stand_through_a_pause():
    captions = plan_captions(a_timeline("Wait here, then run now.", pause_after="here,"))
    gaps = [b.start_frame - a.end_frame for a, b in pairwise(captions)]
    assert gaps == [] or gaps[0] > 20


def test_word_longer_than_a_line_is_cut():
    captions = plan_captions(a_timeline("x" * 100))
    assert sum(len(line) for c in captions for line in c.text_lines) == 100
    assert max(len(line) for c in captions for line in c.text_lines) == 34


def test_vtt_escapes_what_looks_like_markup():
    timeline = a_timeline("a <b>bold</b> & --> end")
    assert to_vtt(plan_captions(timeline), FPS) == (
        "WEBVTT\n\n00:00:00.400 --> 00:00:02.633\na &lt;b&gt;bold&lt;/b&gt; &amp; --&gt; end\n"
    )


def test_srt_numbers_captions_and_defuses_markup():
    text = to_srt(plan_captions(a_timeline("a <b> {\\an8} -->")), FPS)
    assert text.startswith("1\n00:00:00,400 --> 00:00:02,233\n")
    assert "<b>" not in text
    assert "{\\an8}" not in text
    assert text.count("-->") == 1


def a_script(text, window=None, brand=None, size_px=WIDE):
    timeline = a_timeline(text, size_px=size_px)
    window = window or Window(0, timeline.frame_count)
    return ass_script(plan_captions(timeline), window, brand or BrandKit(), size_px, FPS)


def text_events(script):
    return [line for line in script.splitlines() if line.startswith("Dialogue: 1")]


def steady(events):
    """The events after a caption has risen into place."""
    return [event for event in events if "alpha" not in event]


def frames_of(event, fps=FPS):
    return tuple(round(seconds_of(clock) * fps + 0.5) for clock in event.split(",")[1:3])


def seconds_of(clock):
    hours, minutes, seconds = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def test_karaoke_lights_one_word_at_a_time():
    events = steady(text_events(a_script("one two three")))
    assert len(events) == 3
    assert "{\\c&H4AD5FF&} two{\\c&HFFFFFF&} three" in events[1]
    # Half a frame before frame 24, so that rounding can't move it.
    assert events[1].split(",")[1] == "0:00:00.78"


def test_a_caption_rises_into_place_frame_by_frame():
    events = text_events(a_script("one two three", brand=BrandKit(caption_style="plain")))
    assert [frames_of(event) for event in events[:5]] == [
        (12, 13), (13, 14), (14, 15), (15, 16), (16, 55),
    ]  # fmt: skip
    heights = [float(re.search(r"pos\([\d.]+,([\d.]+)\)", event)[1]) for event in events]
    assert heights == sorted(heights, reverse=True)
    assert len(steady(events)) == 1


def test_pop_shows_no_word_before_it_is_spoken():
    events = text_events(a_script("one two three", brand=BrandKit(caption_style="pop")))
    first = {word: min(frames_of(e)[0] for e in events if word in e) for word in ("one", "two")}
    assert first == {"one": 12, "two": 24}
    two = [event for event in events if "two" in event]
    scales = [int(found[1]) for event in two if (found := re.search(r"fscx(\d+)", event))]
    assert scales[0] < 100 < max(scales)
    assert "fscx" not in two[-1]
    assert {"\\c&H4AD5FF&" in event for event in two if frames_of(event)[0] < 36} == {True}
    assert "\\c&HFFFFFF&" in two[-1]


def test_boxed_sets_each_line_on_its_own_solid_box():
    brand = BrandKit(caption_style="boxed", box_colour="#14324a")
    script = a_script(" ".join(["harbour"] * 8), brand=brand)
    boxes = [line for line in script.splitlines() if ",Box," in line and "alpha" not in line]
    assert len(boxes) == 2
    assert all("\\c&H4A3214&" in box for box in boxes)


@pytest.mark.parametrize(
    ("box", "letters"), [("#ffd54a", "#0d0f14"), ("#14324a", "#ffffff"), ("#808080", "#0d0f14")]
)
def test_letters_on_a_box_can_always_be_read(box, letters):
    assert readable_on(box, "#ffffff") == letters
    assert contrast(box, letters) >= 4.5


def test_a_segment_that_begins_within_a_movement_shows_the_rest_of_it():
    brand = BrandKit(caption_style="pop")
    whole = text_events(a_script("one two three", brand=brand))
    part = text_events(a_script("one two three", Window(25, 20), brand=brand))
    shown = {(frames_of(e)[0] + 25, e.split(",", 3)[3]) for e in part}
    expected = {
        (max(frames_of(e)[0], 25), e.split(",", 3)[3])
        for e in whole
        if frames_of(e)[1] > 25 and frames_of(e)[0] < 45
    }
    assert shown == expected


def test_ass_without_a_caption_is_empty():
    assert a_script("one two three", Window(0, 12)) == ""


def test_ass_escapes_override_blocks_and_breaks():
    assert escaped("a{\\b1}\nb\\N") == "a\\{\\\u2060b1} b\\\u2060N"


def test_wide_line_is_set_smaller_to_fit():
    plain = a_script("iiiiiiiiii iiiiiiiiii", size_px=TALL)
    wide = a_script("WWWWWWWWWW WWWWWWWWWWWW", size_px=TALL)
    assert "\\fs91.2" in plain
    assert "\\fs91.2" not in wide


@pytest.mark.parametrize("family", FONT_FAMILIES)
def test_font_metrics_measure_its_letters(family):
    metrics = font_metrics(font_file(family))
    assert metrics.width_px("W", 100) > metrics.width_px("i", 100) > 0
    # Measured with skia at the same size, without kerning.
    expected = {"Roboto": 478.0, "Source Serif Pro": 480.0}[family]
    assert metrics.width_px("She climbs the hill", 76) == pytest.approx(expected, rel=0.02)


@pytest.mark.parametrize(
    ("field", "value", "cure"),
    [
        ("caption_colour", "red", "#rrggbb"),
        ("caption_font", "Comic Sans", "Roboto"),
        ("caption_style", "loud", "karaoke"),
        ("logo_sha256", "logo.png", "64 hexadecimal"),
        ("colour", "#ffffff", "no such field"),
    ],
)
def test_wrong_brand_value_names_field_and_cure(field, value, cure):
    with pytest.raises(BadInputError, match=cure) as caught:
        read_brand_kit({field: value})
    assert caught.value.field == field


def test_brand_colours_are_kept_in_lower_case():
    assert read_brand_kit({"highlight_colour": "#FFAA00"}).highlight_colour == "#ffaa00"


def test_narration_without_word_times_has_no_caption():
    assert plan_captions(a_timeline("")) == ()
