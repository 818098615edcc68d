"""The benchmark of assembly measures what it says: films with known faults are found out."""

import sys
from dataclasses import replace

import pytest

from benchmarks.assembly.job import JobSize, make_job, repeated
from benchmarks.assembly.running import OURS, Workshop
from benchmarks.assembly.viewing import packet_hashes, view
from benchmarks.assembly.watching import watched
from manike.media.programs import run_ffmpeg

SIZE = JobSize(3, (180, 320), words=4, narration_s=(1.45, 1.7))


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    folder = tmp_path_factory.mktemp("assembly")
    return Workshop(make_job(SIZE, folder), folder / "films")


@pytest.fixture(scope="module")
def run(shop):
    return shop.run_anew(OURS)


def shifted(film, late_s, to):
    """The film with its sound later by so much."""
    inputs = ["-i", str(film), "-itsoffset", str(late_s), "-i", str(film)]
    run_ffmpeg([*inputs, "-map", "0:v", "-map", "1:a", "-c", "copy"], to)
    return to


def test_the_engine_keeps_sound_and_picture_together(shop, run):
    seen = view(run.made, shop.job)
    assert (seen.frames, seen.uneven_gaps, seen.cuts_found) == (run.made.frame_count, 0, 3)
    assert abs(seen.av_ms) < 1
    assert abs(seen.lufs + 14) < 0.5


@pytest.mark.parametrize("late_s", [-0.1, 0.1])
def test_sound_that_is_late_or_early_is_found(shop, run, tmp_path, late_s):
    film = shifted(run.made.film, late_s, tmp_path / "shifted.mp4")
    seen = view(run.made.model_copy(update={"film": film}), shop.job)
    assert seen.av_ms == pytest.approx(late_s * 1000, abs=1)
    assert abs(seen.av_growth_ms) < 1


def test_one_other_picture_makes_the_segments_of_its_scene(shop, run):
    before = packet_hashes(run.made.film)
    again = shop.run(OURS, "--changed")
    assert (again.made.segments_made, again.made.sound_made) == (2, False)
    after = packet_hashes(again.made.film)
    start, end = (round(run.made.scenes[index].start_s * 30) for index in (1, 2))
    assert before[:start] == after[:start]
    assert before[start] != after[start]
    assert before[end:] == after[end:]


def test_a_repeated_scene_is_not_taken_from_the_cache(shop, tmp_path):
    twice = replace(shop, job=repeated(shop.job, 2), folder=tmp_path)
    made = twice.run_anew(OURS).made
    assert (made.segments_reused, len(made.scenes)) == (0, 6)


def test_what_a_child_started_counts_as_its_cost():
    burn = "sum(range(30_000_000)); block = bytearray(b'x') * 100_000_000; sum(range(30_000_000))"
    start = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {burn!r}], check=True)"
    cost = watched([sys.executable, "-c", start], {})
    assert cost.cpu_s > 0.3
    assert 100 < cost.peak_mib < 200
