from fractions import Fraction

import pytest

from manike.errors import BadInputError
from manike.film.moments import clock, moment_of, read_moment
from manike.film.timeline import (
    Narration,
    Timeline,
    TimelineCue,
    TimelineScene,
    TransitionIn,
)
from manike.ports import Word
from manike.script.vocabulary import Transition

FADE = TransitionIn(kind=Transition.CROSSFADE, frame_count=12)
SHORT = TransitionIn(kind=Transition.CROSSFADE, frame_count=10)
SLOW = TransitionIn(kind=Transition.SLOW_DIP, frame_count=28)


def a_timeline(fps="30/1", seconds=100, fade=FADE):
    """Two scenes and two cues that change with them, at frame 100."""
    rate = Fraction(fps)
    count = int(seconds * rate)
    spoken = Narration(
        file="narration/scene-001.wav",
        start_s=0.4,
        duration_s=2.0,
        start_sample=19_200,
        sample_count=96_000,
        words=(Word(text="Hello", start_s=0.1, end_s=0.5),),
    )
    scenes = (
        TimelineScene(
            number=1, title="One", start_frame=0, frame_count=100, text="Hello", narration=spoken
        ),
        TimelineScene(
            number=2,
            title="Two",
            start_frame=100,
            frame_count=count - 100,
            text="",
            narration=None,
            transition_in=fade,
        ),
    )
    cues = tuple(
        TimelineCue(
            number=number,
            first_scene=number,
            last_scene=number,
            file=f"music/cue-{number:03d}.wav",
            start_frame=start,
            frame_count=length,
            duration_s=10.0,
            bar_s=0,
            ending_s=10.0,
        )
        for number, start, length in ((1, 0, 100), (2, 100, count - 100))
    )
    return Timeline(
        fps=fps, width_px=1280, height_px=720, frame_count=count, scenes=scenes, music=cues
    )


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("0", 0),
        ("31.5", 945),
        ("00:31", 930),
        ("1:05.5", 1965),
        (" f930 ", 930),
        ("f0", 0),
        ("99.999", 2999),
        ("0:01:30", 2700),
    ],
)
def test_a_moment_is_read_as_people_write_it(text, frame):
    assert read_moment(text, a_timeline()) == frame


def test_hours_are_read():
    assert read_moment("1:02:03", a_timeline("24000/1001", seconds=4000, fade=SHORT)) == 89_262


def test_a_time_is_the_frame_that_is_shown_then():
    timeline = a_timeline("24000/1001", fade=SHORT)
    assert read_moment("1", timeline) == 23  # frame 24 comes at 1.001 s
    assert read_moment("1.001", timeline) == 24


@pytest.mark.parametrize("text", ["", "x", "-1", "1:75", "0:61:00", "f-1", "f1.5", "1:2:3:4", "٣"])
def test_what_is_no_time_is_said(text):
    with pytest.raises(BadInputError, match=r"at: .*is not a time such as"):
        read_moment(text, a_timeline())


@pytest.mark.parametrize("text", ["100", "1:40", "2:00", "f3000", "99999"])
def test_beyond_the_film_its_length_is_named(text):
    with pytest.raises(BadInputError, match=r"beyond the film, which is 1:40\.000 long: 3000 fra"):
        read_moment(text, a_timeline())


def test_outside_a_transition_one_scene_is_seen():
    moment = moment_of(a_timeline(), 112)
    assert [(seen.scene.number, seen.clip_frame) for seen in moment.seen] == [(2, 12)]
    assert moment.transition is None


@pytest.mark.parametrize("frame", [100, 111])
def test_inside_a_transition_both_scenes_are_seen(frame):
    moment = moment_of(a_timeline(), frame)
    assert [(seen.scene.number, seen.clip_frame) for seen in moment.seen] == [
        (1, frame),
        (2, frame - 100),
    ]
    assert moment.transition == FADE


@pytest.mark.parametrize(("frame", "seen"), [(113, (1, 113)), (114, (2, 14)), (127, (2, 27))])
def test_a_dip_shows_one_scene_and_then_the_other(frame, seen):
    moment = moment_of(a_timeline(fade=SLOW), frame)
    assert [(part.scene.number, part.clip_frame) for part in moment.seen] == [seen]
    assert moment.transition == SLOW


def test_the_word_being_spoken_is_named():
    timeline = a_timeline()
    assert [moment_of(timeline, frame).word for frame in (14, 15, 26, 27, 200)] == [
        "",
        "Hello",
        "Hello",
        "",
        "",
    ]


def test_a_cue_rings_on_under_the_next_one():
    timeline = a_timeline()
    playing = {
        frame: [cue.number for cue in moment_of(timeline, frame).cues] for frame in (99, 129, 130)
    }
    assert playing == {99: [1], 129: [1, 2], 130: [2]}


def test_a_clock_has_hours_only_where_there_are_some():
    assert clock(945, Fraction(30)) == "0:31.500"
    assert clock(24_000 * 4, Fraction(24_000, 1001)) == "1:06:44.000"
