"""Captions in scripts that the brand's font lacks: faces, order of words, emoji, nothing to say."""

import re
from fractions import Fraction

import cv2
import numpy as np
import pytest

from manike.film.ass import Window, ass_script
from manike.film.brand import BrandKit
from manike.film.burning import burned_captions, caption_warning
from manike.film.caption_text import CaptionWord, cells, clusters, pieces
from manike.film.captions import plan_captions
from manike.film.filters import filter_value
from manike.film.fonts import SCRIPTS, faces, runs, scripts_set, unset_letters
from manike.film.subtitles import to_vtt
from manike.film.timeline import Narration, Timeline, TimelineScene
from manike.film.typesetting import visual_order, width_em
from manike.media.programs import run_ffmpeg
from manike.ports import Word

FPS = Fraction(30)
SIZE_PX = (640, 360)
ARABIC = "حارس المنارة القديم 42 يصعد Mira الدرج."
HEBREW = "שומר המגדלור, והילדה Mira סופרת."


def a_film(text, word_s=0.4):
    words = tuple(
        Word(text=word, start_s=n * word_s, end_s=(n + 0.9) * word_s)
        for n, word in enumerate(text.split())
    )
    frames = round((len(words) * word_s + 1.6) * 30)
    narration = Narration(
        file="n.wav",
        start_s=0.4,
        duration_s=1.0,
        start_sample=19_200,
        sample_count=48_000,
        words=words,
    )
    scene = TimelineScene(
        number=1, title="", start_frame=0, frame_count=frames, text=text, narration=narration
    )
    return Timeline(fps="30/1", width_px=640, height_px=360, frame_count=frames, scenes=(scene,))


def script_of(text, style="karaoke", word_s=0.4):
    film = a_film(text, word_s)
    window = Window(0, film.frame_count)
    brand = BrandKit(caption_style=style)
    return ass_script(plan_captions(film), window, brand, SIZE_PX, FPS)


@pytest.mark.parametrize(
    ("text", "face"),
    [
        ("Hello", "Roboto"),
        ("Ελληνικά", "Roboto"),
        ("Привет", "Roboto"),
        ("مرحبا", "Noto Sans Arabic"),
        ("שלום", "Noto Sans Hebrew"),
        ("नमस्ते", "Noto Sans Devanagari"),
        ("สวัสดี", "Noto Sans Thai"),
        ("你好", "Noto Sans CJK JP"),
        ("こんにちは", "Noto Sans CJK JP"),
        ("안녕", "Noto Sans CJK JP"),
        ("🎉", "Noto Emoji"),
        ("❤️", "Noto Emoji"),
    ],
)
def test_each_script_has_a_face(text, face):
    assert [found.name for found, _ in runs(text, "Roboto")] == [face]
    assert unset_letters(text, "Roboto") == ""


def test_every_fallback_can_be_read_and_is_there():
    assert set(SCRIPTS) < set(scripts_set())
    for face in faces("Source Serif Pro"):
        assert face.metrics.line_height > face.metrics.units_per_em * 0.9
        assert face.path.is_file()


def test_letters_without_a_font_leave_the_picture_but_not_the_files():
    film = a_film("The word ሰላም is Ethiopic.")
    assert "ሰላም" in caption_warning(film, BrandKit())
    assert burned_captions(film, BrandKit()) == ()
    assert "ሰላም" in to_vtt(plan_captions(film), FPS)


def test_a_symbol_without_a_font_is_left_out_alone():
    film = a_film("Press \U0001fbb0 to begin.")
    assert caption_warning(film, BrandKit()) == ""
    assert "\U0001fbb0" not in script_of("Press \U0001fbb0 to begin.")


def test_text_without_captions_needs_no_warning():
    film = a_film("ሰላም").model_copy(update={"captions": False})
    assert caption_warning(film, BrandKit()) == ""
    assert burned_captions(a_film(""), BrandKit()) == ()
    assert script_of("") == ""


def test_joined_emoji_and_flags_stay_whole():
    assert clusters("a👩‍🚀🇫🇷👍🏽é") == ["a", "👩‍🚀", "🇫🇷", "👍🏽", "é"]
    assert width_em("👩‍🚀", "Roboto") == pytest.approx(width_em("👩", "Roboto"))


def test_chinese_breaks_between_characters_but_not_before_a_stop():
    word = CaptionWord("灯塔看守人。「是」", 0, 80)
    assert [part.text for part in pieces(word, 42)] == [*"灯塔看守", "人。", "「是」"]
    film = a_film("年老的灯塔看守人每晚都爬上楼梯,小女孩数着每一级台阶。" * 2, word_s=12)
    for caption in plan_captions(film):
        assert all(cells(line) <= 42 for line in caption.text_lines)
        assert " " not in "".join(caption.text_lines)


def test_chinese_is_set_in_chinese_forms_and_japanese_is_not():
    assert "Language: zh-cn" in script_of("你好")
    assert "Language" not in script_of("灯台は")


def test_a_film_has_one_language_whatever_a_segment_shows():
    film = a_film("東京。 灯台は白い。", word_s=5.0)
    captions = plan_captions(film)
    assert [caption.text_lines for caption in captions] == [("東京。",), ("灯台は白い。",)]
    tokyo = Window(captions[0].start_frame, captions[0].end_frame - captions[0].start_frame)
    script = ass_script(captions, tokyo, BrandKit(), SIZE_PX, FPS)
    assert "東" in script
    assert "灯" not in script
    assert "Language" not in script


@pytest.mark.parametrize(
    ("words", "base", "order"),
    [
        (["a", "b", "c"], False, [0, 1, 2]),
        (["א", "ב", "ג"], True, [2, 1, 0]),
        (["א", "New", "York", "ב"], True, [3, 1, 2, 0]),
        (["a", "א", "ב", "b"], False, [0, 2, 1, 3]),
        (["א", "42", "ב"], True, [2, 1, 0]),
    ],
)
def test_words_stand_in_the_order_that_they_are_read(words, base, order):
    assert visual_order(words, base=base) == order


@pytest.mark.parametrize("text", [ARABIC, HEBREW], ids=["arabic", "hebrew"])
def test_popped_words_walk_from_right_to_left(text):
    places = {}
    for line in script_of(text, "pop").splitlines():
        if line.startswith("Dialogue: 1"):
            x = float(re.search(r"pos\(([\d.]+)", line)[1])
            places.setdefault(line.split(",")[1], x)
    in_time = [x for _, x in sorted(places.items())]
    words = text.split()
    firsts = list(dict.fromkeys(in_time))[: len(words)]
    assert firsts == sorted(firsts, reverse=True)


def burned(tmp_path, text, style, frame):
    """One frame of a caption on black: shape (height, width, 3), blue first."""
    fonts = tmp_path / "fonts"
    fonts.mkdir(exist_ok=True)
    for face in faces("Roboto"):
        link = fonts / face.path.name
        if not link.exists():
            link.symlink_to(face.path)
    script = tmp_path / "captions.ass"
    script.write_text(script_of(text, style), encoding="utf-8")
    filters = f"ass=filename={filter_value(script)}:fontsdir={filter_value(fonts)}"
    picked = f"{filters},select=eq(n\\,{frame})"
    source = f"color=black:s={SIZE_PX[0]}x{SIZE_PX[1]}:r=30:d=8"
    output = tmp_path / "frame.png"
    arguments = ["-f", "lavfi", "-i", source, "-vf", picked, "-frames:v", "1", "-update", "1"]
    run_ffmpeg(arguments, output)
    return cv2.imread(str(output))


def lit_middle(picture):
    """x of the middle of what is yellow."""
    blue, _, red = (picture[..., channel].astype(int) for channel in range(3))
    return float(np.nonzero((red - blue) > 80)[1].mean())


@pytest.mark.parametrize("style", ["karaoke", "pop"])
def test_the_lit_word_walks_to_the_left_in_the_picture(tmp_path, style):
    # Words of 12 frames from frame 12: the first, the third (42 is the fourth) and the last.
    seen = [
        lit_middle(burned(tmp_path, "אחת שתיים 42 Mira סוף", style, 20 + 12 * n)) for n in range(5)
    ]
    assert seen == sorted(seen, reverse=True)
    assert seen[0] - seen[-1] > 60


def test_an_emoji_is_drawn_and_not_an_empty_box(tmp_path):
    drawn = burned(tmp_path, "🎉", "plain", 20)
    other = burned(tmp_path, "🚀", "plain", 20)
    ink = [int((picture > 200).all(axis=2).sum()) for picture in (drawn, other)]
    assert min(ink) > 30
    assert np.abs(drawn.astype(int) - other).max() > 100
