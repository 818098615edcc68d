"""Word error rate and the one spelling in which texts are compared."""

import pytest

from manike.quality.words import comparable_words, letter_error_rate, word_error_rate


@pytest.mark.parametrize(
    ("reference", "heard", "rate"),
    [
        ("the cat sat down", "the cat sat down", 0.0),
        ("the cat sat down", "the bat sat down", 0.25),
        ("the cat sat down", "the cat down", 0.25),
        ("the cat sat down", "the big cat sat down", 0.25),
        ("the cat", "", 1.0),
        ("", "", 0.0),
        ("", "noise", 1.0),
        ("no", "no no no", 2.0),
    ],
)
def test_rate_counts_edits_a_reference_word(reference, heard, rate):
    assert word_error_rate(reference, heard) == rate


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("It's 7:30 p.m., Mira!", "its 7.30pm Mira"),
        ("on 21 June at noon", "on the 21st of June at noon"),
        ("$4.50 on May 3rd, 1998", "four dollars and fifty cents on May 3, 1998."),
        ("the colour of the theatre", "The color of the theater."),
        ("organised, travelling", "organized traveling"),
        ("sunrise over a well-known bay", "Sun rise over a wellknown bay"),
        ("40 km at 2.5 km/h", "forty kilometers at 2.5 kilometers per hour"),
        ("1,200 °C", "1200 degrees Celsius"),
        ("225 million, 65%", "two hundred and twenty-five million, sixty-five percent"),
        ("Dr. Hale won't wait", "doctor Hale will not wait"),
        ("café Zoë", "cafe Zoe"),
        ("the 1990s", "the nineteen nineties"),
    ],
)
def test_spelling_that_sounds_the_same_is_free(written, heard):
    assert word_error_rate(written, heard) == 0.0


def test_comparable_words_are_lower_case_and_bare():
    assert comparable_words("“Hold the rope,” she said…") == ["hold", "the", "rope", "she", "said"]


def test_a_name_in_another_spelling_costs_letters_not_words() -> None:
    said, heard = "Tomas shows Mira Cassiopeia tonight", "Thomas shows Meera Cassie O'Peer tonight"
    assert word_error_rate(said, heard) == 0.8
    assert letter_error_rate(said, heard) < 0.2


def test_another_text_of_like_length_has_many_wrong_letters() -> None:
    assert letter_error_rate("Come along and see it today.", "They buy my old brown shoes.") > 0.6


def test_letters_of_the_same_text_in_other_writing_are_right() -> None:
    assert letter_error_rate("At 5:30 the colour fades.", "at five thirty the color fades") == 0.0
    assert letter_error_rate("", "") == 0.0
    assert letter_error_rate("", "something") == 1.0


def test_a_word_of_consonants_is_read_letter_by_letter() -> None:
    assert letter_error_rate("That is Aurora: see and be seen.", "That is Aurora, CNBC.") < 0.25
    assert letter_error_rate("On TV tonight.", "On T.V. tonight.") == 0.0
