"""The form of cues: lengths that fit, sections in order, endings."""

import pytest

from manike.embedded.composer.form import Role, energy_at, plan_form

LENGTHS_S = (1.0, 3.0, 4.0, 5.5, 8.0, 12.5, 30.0, 61.3, 120.0, 300.0)


@pytest.mark.parametrize("duration_s", LENGTHS_S)
@pytest.mark.parametrize("tempo_bpm", [40, 76, 120, 200])
@pytest.mark.parametrize("metre", [3, 4])
def test_whole_bars_fill_the_length_exactly(duration_s, tempo_bpm, metre):
    form = plan_form(duration_s, tempo_bpm, metre)

    assert form.bar_count * form.bar_s == pytest.approx(duration_s, abs=1e-9)
    ends = [section.first_bar + section.bar_count for section in form.sections]
    assert [section.first_bar for section in form.sections] == [0, *ends[:-1]]
    assert all(section.bar_count > 0 for section in form.sections)


@pytest.mark.parametrize("tempo_bpm", [40, 76, 120, 200])
def test_a_long_cue_keeps_the_wanted_tempo(tempo_bpm):
    form = plan_form(61.3, tempo_bpm, 4)

    assert form.beats_per_bar == 4
    assert 60 / form.beat_s == pytest.approx(tempo_bpm, rel=0.06)


@pytest.mark.parametrize("duration_s", LENGTHS_S)
def test_the_ending_is_last_and_starts_on_a_bar(duration_s):
    form = plan_form(duration_s, 96, 4)

    assert form.sections[-1].role is Role.ENDING
    assert 0 < form.ending_s < duration_s
    assert form.ending_s / form.bar_s == pytest.approx(round(form.ending_s / form.bar_s))
    assert form.final_bars <= form.sections[-1].bar_count


def test_a_minute_has_an_intro_a_build_and_a_climax():
    roles = [section.role for section in plan_form(60.0, 100, 4).sections]

    assert roles == [
        Role.INTRO,
        Role.THEME,
        Role.ANSWER,
        Role.BUILD,
        Role.CLIMAX,
        Role.ENDING,
    ]


def test_energy_rises_to_the_climax_and_falls_after():
    form = plan_form(60.0, 100, 4)
    energy = [
        energy_at(section, section.first_bar + place)
        for section in form.sections
        for place in range(section.bar_count)
    ]

    assert energy[0] < 0.2
    assert max(energy) == 1.0
    assert energy.index(1.0) > 0.7 * len(energy)
    assert energy[-1] < 0.4


def test_the_last_chord_has_time_to_ring():
    for tempo_bpm in (60, 100, 160):
        form = plan_form(45.0, tempo_bpm, 4)
        assert form.final_bars * form.bar_s >= 2.4
