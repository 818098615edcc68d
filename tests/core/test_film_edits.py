"""An edit of a film encodes what it touches; all else is the same bytes as before."""

import time
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from manike.film.assembly import assemble
from manike.film.job import FilmJob, SourceFile
from manike.film.timeline import FilmFormat, clip_frame_count, plan_timeline
from manike.media.encode import FrameEncoder
from manike.media.files import sha256_of
from manike.script.models import MusicCue, Scene, ScriptBreakdown, Setting
from manike.script.vocabulary import Mood, Place, Transition

FPS = Fraction(25)
SIZE_PX = (64, 36)
COUNT = 24
CUES = (MusicCue(number=1, first_scene=1, last_scene=COUNT, mood=Mood.CALM, tempo_bpm=90,
                 key="C major"),)  # fmt: skip


def a_script(transition_of_9=Transition.CROSSFADE):
    scenes = tuple(
        Scene(
            number=number,
            title=f"Scene {number}",
            description="A lake.",
            narration="",
            setting=Setting(place=Place.LAKE),
            duration_s=1.2,
            transition=transition_of_9 if number == 9 else Transition.CROSSFADE,
        )
        for number in range(1, COUNT + 1)
    )
    return ScriptBreakdown(title="T", logline="L", scenes=scenes, music=CUES)


def a_clip(path, grey):
    options = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-threads", "1"]
    with FrameEncoder(path, SIZE_PX, FPS, pixel_format="gray", options=options) as encoder:
        for _ in range(clip_frame_count(30, FPS)):
            encoder.write(np.full((36, 64), grey, np.uint8))
    return SourceFile(path, sha256_of(path))


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A film of 24 scenes, its job and its folder."""
    folder = tmp_path_factory.mktemp("first")
    clips = {n: a_clip(folder / f"{n}.mp4", 30 + 8 * n) for n in range(1, COUNT + 1)}
    job = FilmJob(plan_timeline(a_script(), {}, {}, FilmFormat(SIZE_PX, FPS)), clips)
    return again(job, folder), job, folder


def again(job, folder, name="out"):
    return assemble(job, folder / "cache", folder / name, lambda done, to_do: None)


def kept(folder):
    """Bytes of every kept segment."""
    return {path: path.read_bytes() for path in Path(folder / "cache/segments").rglob("*.mp4")}


def test_new_picture_of_one_scene_encodes_three_segments(first, tmp_path):
    _, job, folder = first
    before = kept(folder)
    changed = replace(job, clips={**job.clips, 12: a_clip(tmp_path / "new.mp4", 250)})
    film = again(changed, folder, "changed")
    assert (film.segments_made, film.segments_reused) == (3, 45)
    after = kept(folder)
    assert {path: after[path] for path in before} == before
    assert len(after) == len(before) + 3


def test_new_transition_encodes_itself_and_the_body_after_it(first):
    _, job, folder = first
    timeline = plan_timeline(a_script(Transition.SLIDE_LEFT), {}, {}, FilmFormat(SIZE_PX, FPS))
    film = again(replace(job, timeline=timeline), folder, "slid")
    assert film.segments_made <= 2
    assert film.segments_made + film.segments_reused == 48


def test_taken_back_edit_gives_the_first_film_again(first):
    film, job, folder = first
    assert again(job, folder, "back").sha256["film.mp4"] == film.sha256["film.mp4"]


def test_film_names_the_pieces_that_it_is_made_of(first):
    film, _, folder = first
    names = {path.stem for path in kept(folder)}
    assert len(film.pieces) == 49
    assert len(set(film.pieces) & names) == 48


def test_nothing_new_takes_less_than_a_second_of_work(first):
    _, job, folder = first
    began_s = time.process_time()
    film = again(job, folder, "noop")
    assert film.segments_made == 0
    assert time.process_time() - began_s < 1.0
