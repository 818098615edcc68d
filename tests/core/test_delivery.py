"""How phrases are delivered: pauses after marks, weight on words, ends that are heard."""

import numpy as np
import pytest

from manike.embedded.narrator.delivery import delivered
from manike.embedded.narrator.emphasis import weighty_words
from manike.embedded.narrator.phrasing import phrases

RATE_HZ = 24_000
WORD_S, GAP_S = 0.2, 0.04


def spoken(text, levels=(), *, gap_level=0.0):
    """A phrase whose words are tones of 0.2 s, 40 ms apart, of these levels."""
    words = text.split()
    [phrase] = phrases(words, british=False)
    step_s = WORD_S + GAP_S
    times = {at: (at * step_s, at * step_s + WORD_S) for at in range(len(words))}
    at_s = np.arange(round(len(words) * step_s * RATE_HZ)) / RATE_HZ
    envelope = np.full(at_s.size, gap_level)
    for at, (start, end) in times.items():
        envelope[(at_s >= start) & (at_s < end)] = levels[at] if levels else 0.3
    return phrase, (envelope * np.sin(2 * np.pi * 220 * at_s)).astype(np.float32), times


def rms_db(samples, span):
    part = samples[round(span[0] * RATE_HZ) : round(span[1] * RATE_HZ)]
    return 10 * np.log10(np.mean(part**2))


def gaps(times):
    return [times[at + 1][0] - times[at][1] for at in range(len(times) - 1)]


@pytest.mark.parametrize(
    ("text", "least_s"), [("one, two", 0.16), ("one; two", 0.28), ("Go on! Then come home", 0.36)]
)
def test_a_mark_is_followed_by_a_pause_of_its_length(text, least_s):
    phrase, samples, times = spoken(text)
    read = delivered(phrase, samples, times, (), haste=1.0)

    assert max(gaps(read.times)) == pytest.approx(least_s, abs=0.002)
    assert read.samples.size - samples.size == pytest.approx((least_s - GAP_S) * RATE_HZ, abs=2)
    start = read.times[len(times) - 1][0]
    assert rms_db(read.samples, (start, start + WORD_S)) > -15


def test_words_without_a_mark_stay_where_they_are():
    phrase, samples, times = spoken("one two three four")
    read = delivered(phrase, samples, times, (), haste=1.0)

    assert read.times == times
    assert np.array_equal(read.samples, samples)


def test_a_voice_that_sounds_on_is_not_cut_apart():
    phrase, samples, times = spoken("one, two three four", gap_level=0.2)

    assert delivered(phrase, samples, times, (), haste=1.0).samples.size == samples.size


def test_a_hum_between_two_sentences_is_faded_out_and_one_at_a_comma_is_not():
    for text, grows in (("Go on. Then come", True), ("Go on, then come", False)):
        phrase, samples, times = spoken(text, gap_level=0.04)
        assert (
            delivered(phrase, samples, times, (), haste=1.0).samples.size > samples.size
        ) is grows


def test_haste_shortens_pauses():
    phrase, samples, times = spoken("one, two three four")

    assert max(gaps(delivered(phrase, samples, times, (), haste=1.1).times)) < 0.15


def test_a_swallowed_end_is_lifted_and_a_natural_one_is_not():
    phrase, samples, times = spoken("nobody ever looked at it.", (0.3, 0.3, 0.3, 0.3, 0.03))
    read = delivered(phrase, samples, times, (), haste=1.0)
    assert rms_db(read.samples, times[4]) - rms_db(samples, times[4]) == pytest.approx(9.0, abs=0.3)
    assert rms_db(read.samples, times[1]) == pytest.approx(rms_db(samples, times[1]), abs=0.01)

    phrase, samples, times = spoken("nobody ever looked at it.", (0.3, 0.3, 0.3, 0.3, 0.12))
    assert np.array_equal(delivered(phrase, samples, times, (), haste=1.0).samples, samples)


def test_a_weighty_word_is_louder_and_its_neighbours_are_not():
    phrase, samples, times = spoken("we go now or never")
    read = delivered(phrase, samples, times, {2}, haste=1.0)

    gains = [rms_db(read.samples, times[at]) - rms_db(samples, times[at]) for at in range(5)]
    assert gains[2] == pytest.approx(2.5, abs=0.05)
    assert max(gains[0], gains[4]) < 0.05


@pytest.mark.parametrize(
    ("text", "weighty"),
    [
        ('The slogan is "See and be seen" and we go.', ['"See', "and", "be", 'seen"']),
        ("We go NOW, not in 2031.", ["NOW,"]),
        ("a *very* big thing", ["*very*"]),
        ("NASA has a USB port.", []),
        ("SALE TODAY ONLY", []),
        ("She said, “I will never go back there again.”", []),
        ("It's the boys' own boat.", []),
    ],
)
def test_capitals_stars_and_short_quotes_carry_weight(text, weighty):
    words = text.split()

    assert [words[at] for at in sorted(weighty_words(words))] == weighty
