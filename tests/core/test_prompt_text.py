import pytest

from manike.errors import BadInputError, UnsupportedLanguageError
from manike.script.text import check_language, clean_prompt, detect_language, plain


@pytest.mark.parametrize("text", ["", "   \n\t ", "...", "{{ }}", "<b></b>"])
def test_a_prompt_that_says_nothing_is_refused(text):
    with pytest.raises(BadInputError, match=r"prompt: (is empty|has no words); say"):
        clean_prompt(text)


@pytest.mark.parametrize("text", ["a\x00b", "\x1b[31mred", "a\x7fb", "\x85next"])
def test_control_characters_are_refused_with_their_place(text):
    with pytest.raises(BadInputError, match=r"control character U\+00"):
        clean_prompt(text)


@pytest.mark.parametrize("text", ["caf\ud800", "bin�ary"])
def test_text_of_a_wrong_encoding_is_refused(text):
    with pytest.raises(BadInputError, match="UTF-8"):
        clean_prompt(text)


def test_the_longest_prompt_is_taken_and_a_longer_one_refused():
    assert len(clean_prompt("a" * 10_000)) == 10_000
    with pytest.raises(BadInputError, match="has 10001 characters"):
        clean_prompt("a" * 10_001)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("{{7*7}} a dog's birthday", "a dog's birthday"),
        ("{% raw %}boat{% endraw %}", "boat"),
        ("<script>alert(1)</script>A <b>red</b> kite", "A red kite"),
        ("See [the lake](https://x.test/a) at **dawn**", "See the lake at dawn"),
        ("visit https://x.test/y?z=1 now", "visit now"),
        ("a $(rm -rf /) b ${HOME} c `ls` d", "a b c ls d"),
        ("Tom & Ann: 5 < 6, 100 % 🎉", "Tom & Ann: 5 6, 100 %"),
    ],
)
def test_markup_is_taken_out_and_words_stay(text, left):
    assert plain(text) == left


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ein alter Leuchtturmwärter und die Sterne in der Nacht", "German"),
        ("Une journée dans les rues de Paris avec une boulangère", "French"),
        ("Un día en la playa con los pescadores de la isla", "Spanish"),
        ("Осень в старом городе", "Russian or another Slavic language"),
        ("秋の京都", "Chinese or Japanese"),
        ("A day in the old town of Córdoba with its patios", "English"),
        ("autumn", "English"),
        ("a dog's birthday, a cat's party and a bird's song", "English"),
    ],
)
def test_the_language_of_a_prompt_is_recognised(text, language):
    assert detect_language(text) == language


def test_a_language_that_is_not_written_names_providers_that_do():
    with pytest.raises(UnsupportedLanguageError, match=r"looks like German.*openai, anthropic"):
        check_language("Die Sterne und das Meer in der Nacht", "en", ("en",), "embedded")
    with pytest.raises(UnsupportedLanguageError, match="'fr' was asked for"):
        check_language("A lake", "fr", ("en",), "embedded")
    check_language("A lake at dawn", "en-GB", ("en",), "embedded")
