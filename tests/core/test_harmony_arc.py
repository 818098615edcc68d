"""Cues that follow their scenes: sections, accents, climax and ending where the cuts are."""

import random

import numpy as np
import pytest

from manike.embedded.composer.arc import follow_scenes
from manike.embedded.composer.arrange import arrange
from manike.embedded.composer.form import Role, energy_at, plan_form
from manike.embedded.composer.instruments import Drum
from manike.ports import MusicRequest, SceneStart
from manike.script.vocabulary import Mood

FILM = tuple(
    SceneStart(at_s, intensity)
    for at_s, intensity in (
        (0.0, 0.25),
        (7.3, 0.25),
        (16.1, 0.5),
        (24.4, 0.6),
        (33.9, 0.95),
        (44.2, 0.4),
        (55.6, 0.25),
    )
)
LENGTH_S = 60.0


@pytest.fixture(scope="module")
def form():
    return follow_scenes(LENGTH_S, 92, 4, FILM)


def scenes_at(*starts_s):
    return tuple(SceneStart(at_s, 0.5) for at_s in starts_s)


def test_a_cue_begins_quietly_builds_up_peaks_resolves_and_ends(form):
    roles = [section.role for section in form.sections]

    assert roles[0] is Role.INTRO
    assert roles[-1] is Role.ENDING
    assert roles.count(Role.CLIMAX) == 1
    at = roles.index(Role.CLIMAX)
    assert roles[at - 1] is Role.BUILD
    assert roles[at + 1] is Role.RESOLVE


def test_the_climax_is_under_the_strongest_scene(form):
    climax = next(section for section in form.sections if section.role is Role.CLIMAX)

    assert climax.first_bar * form.bar_s == pytest.approx(33.9, abs=form.bar_s / 2)
    end_s = (climax.first_bar + climax.bar_count) * form.bar_s
    assert end_s == pytest.approx(44.2, abs=form.bar_s / 2)


def test_of_equal_scenes_a_late_one_has_the_climax():
    form = follow_scenes(60.0, 92, 4, scenes_at(0, 10, 20, 30, 40, 50))
    climax = next(section for section in form.sections if section.role is Role.CLIMAX)

    assert 28 < climax.first_bar * form.bar_s < 45


def test_each_scene_before_the_ending_begins_a_section(form):
    starts_s = [section.first_bar * form.bar_s for section in form.sections]

    for scene in FILM[:-1]:
        assert min(abs(at - scene.at_s) for at in starts_s) <= form.bar_s / 2 + 1e-9


def test_energy_follows_the_scenes(form):
    def energy(at_s):
        bar = int(at_s / form.bar_s)
        section = [each for each in form.sections if each.first_bar <= bar][-1]
        return energy_at(section, bar)

    assert energy(1) < energy(12) < energy(30) < energy(38)
    assert energy(50) < energy(38) - 0.3


def test_accents_lie_on_the_cuts():
    rng = random.Random(4)
    off_s = []
    for _ in range(60):
        starts = [0.0]
        while starts[-1] < 52:
            starts.append(round(starts[-1] + rng.uniform(4, 11), 2))
        form = follow_scenes(60.0, rng.randint(60, 134), rng.choice((3, 4)), scenes_at(*starts))
        heard = [at for at in starts[1:] if at < 58.7]
        assert len(form.hits) == len(heard)
        off_s += [
            abs(hit.beat * form.beat_s - at) for hit, at in zip(form.hits, heard, strict=True)
        ]
    assert max(off_s) <= 0.14
    assert np.mean(off_s) < 0.05


def test_bars_are_of_one_length_and_the_last_chord_has_the_rest(form):
    assert form.bar_count * form.bar_s + form.tail_s == pytest.approx(LENGTH_S)
    assert 0 <= form.tail_s < form.bar_s
    assert form.final_s >= 2.5
    assert 60 / form.beat_s == pytest.approx(92, rel=0.1)
    ends = [section.first_bar + section.bar_count for section in form.sections]
    assert [section.first_bar for section in form.sections] == [0, *ends[:-1]]
    assert all(section.bar_count > 0 for section in form.sections)


def test_a_short_last_scene_comes_with_the_last_chord(form):
    first_final = form.bar_count - form.final_bars

    assert first_final * form.bar_s == pytest.approx(55.6, abs=form.bar_s / 2)


def test_a_cue_under_one_scene_has_a_form_of_its_own():
    assert follow_scenes(60.0, 92, 4, scenes_at(0)) == plan_form(60.0, 92, 4)


@pytest.mark.parametrize("mood", Mood)
def test_something_new_is_struck_on_each_change(mood):
    without = arrange(MusicRequest(mood, 92, "D minor", LENGTH_S, 3, 1, (FILM[0],))).score
    piece = arrange(MusicRequest(mood, 92, "D minor", LENGTH_S, 3, 1, FILM))
    struck = {
        round(note.start_beat, 3)
        for line in piece.score.lines
        for note in line.notes
        if line.instrument is not None or note.key in {*Drum}
    }

    assert all(hit.beat in struck for hit in piece.form.hits[:-1])
    assert piece.score.lines != without.lines


def test_a_hundred_films_of_odd_scenes_can_be_arranged():
    rng = random.Random(9)
    for seed in range(100):
        length_s = rng.choice((3.0, 9.0, 14.5, 31.0, 75.0, 299.0))
        count = rng.randint(1, 14)
        starts = sorted({0.0, *(round(rng.uniform(0, length_s), 3) for _ in range(count))})
        scenes = tuple(SceneStart(at_s, rng.random()) for at_s in starts)
        mood = rng.choice(list(Mood))
        piece = arrange(
            MusicRequest(mood, rng.randint(40, 200), "F major", length_s, seed, 1, scenes)
        )
        last = max(note.start_beat for line in piece.score.lines for note in line.notes)
        assert last * piece.score.beat_s < length_s
        assert 0 < piece.form.ending_s < length_s
