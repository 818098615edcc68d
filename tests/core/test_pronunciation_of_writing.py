"""What is said for each written word."""

# ruff: noqa: RUF001, SIM905 - phonemes and dashes look like letters; words in a line read well

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from manike.embedded.narrator.normaliser import ends_sentence, spoken_words


def said(text: str) -> str:
    return " ".join(word for word in spoken_words(text.split()) if word)


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("$4.50", "four dollars and fifty cents"),
        ("$1", "one dollar"),
        ("10€", "ten euros"),
        ("1,999.50€.", "one thousand nine hundred and ninety-nine euros and fifty cents."),
        ("$0.99", "ninety-nine cents"),
        ("£1.5 million", "one point five million pounds"),
        ("65%", "sixty-five percent"),
        ("5–10%", "five to ten percent"),
        ("1,200 °C", "one thousand two hundred degrees Celsius"),
        ("-3°C", "minus three degrees Celsius"),
        ("2.5 km/h", "two point five kilometers per hour"),
        ("1 km", "one kilometer"),
        ("a 5-km walk", "a five kilometer walk"),
        ("60 mph", "sixty miles per hour"),
        ("3/4", "three quarters"),
        ("007", "zero zero seven"),
        ("21st", "twenty-first"),
        ("555-1234", "five five five, one two three four"),
    ],
)
def test_money_and_measures_are_spoken_whole(written, spoken):
    assert said(written) == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("in 1998", "in nineteen ninety-eight"),
        ("in 1906", "in nineteen oh six"),
        ("in 2005", "in two thousand and five"),
        ("1500 km", "one thousand five hundred kilometers"),
        ("the 1990s", "the nineteen nineties"),
        ("1939–1945", "nineteen thirty-nine to nineteen forty-five"),
        ("May 3, 1998", "May third, nineteen ninety-eight"),
        ("3 May", "the third of May"),
        ("Oct. 30", "October thirtieth"),
        ("2027-05-03", "May third, twenty twenty-seven"),
        ("7:30 p.m.", "seven thirty P.M ."),
        ("7:00", "seven o'clock"),
        ("at 7pm", "at seven P.M"),
    ],
)
def test_dates_and_times_are_spoken_naturally(written, spoken):
    assert said(written) == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Dr. Mira", "Doctor Mira"),
        ("J. R. R. Tolkien", "J R R Tolkien"),
        ("St. Louis", "Saint Louis"),
        ("Main St. was quiet", "Main Street was quiet"),
        ("No. 5", "number five"),
        ("He said no. Then", "He said no. Then"),
        ("tea, etc. and more", "tea, etcetera and more"),
        ("e.g. this", "for example this"),
        ("the U.S. Navy", "the U.S Navy"),
        ("NASA, UNESCO, USB", "NASA, UNESCO, U.S.B"),
        ("SEE AND BE SEEN", "see and be seen"),
        ("Henry VIII", "Henry the eighth"),
        ("World War II", "World War two"),
        ("Malcolm X", "Malcolm X"),
        ("rock & roll", "rock and roll"),
        ("and/or", "and or"),
        ("me@example.com", "me at example dot com"),
    ],
)
def test_abbreviations_and_capitals_are_spoken_out(written, spoken):
    assert said(written) == spoken


def test_emoji_and_markup_are_silent():
    assert spoken_words("<b>Bold</b> *word* 🎉 #".split()) == ["Bold", "word", "", ""]


def test_dash_between_words_becomes_a_pause():
    assert spoken_words("night — and day".split()) == ["night —", "", "and", "day"]


def test_title_does_not_end_a_sentence():
    spoken = spoken_words("Dr. Mira left at 5 p.m. Then it rained.".split())
    assert [at for at in range(len(spoken)) if ends_sentence(spoken, at)] == [5, 8]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="aAbIVXm0159.,:;!?'\"-–—…()/$%&+@#° é日🎉*<>", max_size=30))
def test_every_written_word_gets_its_speech(text):
    assert len(spoken_words(text.split())) == len(text.split())
