import json
from fractions import Fraction

import pytest

from manike.errors import BadInputError
from manike.film.timeline import (
    FilmFormat,
    Timeline,
    clip_frame_count,
    plan_timeline,
    sample_of,
    scene_frame_count,
)
from manike.ports import Music, VoiceOver
from manike.script.models import MusicCue, Scene, ScriptBreakdown, Setting
from manike.script.vocabulary import Mood, Place, Transition

FPS = Fraction(30)


def a_scene(number, duration_s=2.0, *, narration="Hello there.", transition=Transition.CROSSFADE):
    return Scene(
        number=number,
        title=f"Scene {number}",
        description="A lake.",
        narration=narration,
        setting=Setting(place=Place.LAKE),
        duration_s=duration_s,
        transition=transition,
    )


def a_script(*scenes, first=1, last=None):
    cue = MusicCue(
        number=1,
        first_scene=first,
        last_scene=last or len(scenes),
        mood=Mood.CALM,
        tempo_bpm=90,
        key="C major",
    )
    return ScriptBreakdown(title="T", logline="L", scenes=scenes, music=(cue,))


def a_voice(sample_count):
    return VoiceOver(
        file="voice.wav",
        duration_s=sample_count / 48_000,
        sample_count=sample_count,
        voice="v",
        words=(),
    )


def a_timeline(*scenes, voice_samples=48_000, fps=FPS, music=None, **cue):
    voices = {scene.number: a_voice(voice_samples) for scene in scenes if scene.narration}
    return plan_timeline(
        a_script(*scenes, **cue), voices, music or {}, FilmFormat((1280, 720), fps)
    )


def test_scene_is_as_long_as_planned():
    assert scene_frame_count(a_scene(1, 2.0), a_voice(48_000), FPS) == 60


def test_scene_is_lengthened_for_its_narration():
    # 0.4 s + 2 s and one sample + 0.6 s is one sample more than 90 frames.
    assert scene_frame_count(a_scene(1, 2.0), a_voice(96_000), FPS) == 90
    assert scene_frame_count(a_scene(1, 2.0), a_voice(96_001), FPS) == 91


def test_film_is_as_long_as_its_scenes():
    timeline = a_timeline(a_scene(1, 2.01), a_scene(2, 1.5), a_scene(3, 3.0))
    assert [s.start_frame for s in timeline.scenes] == [0, 61, 121]
    assert timeline.frame_count == 61 + 60 + 90


def test_clip_is_longer_by_its_handle():
    assert clip_frame_count(60, FPS) == 60 + 15
    assert clip_frame_count(48, Fraction(24_000, 1001)) == 48 + 12


@pytest.mark.parametrize("rate", ["24000/1001", "25", "30000/1001", "60"])
def test_narration_starts_within_half_a_sample(rate):
    fps = Fraction(rate)
    timeline = a_timeline(*(a_scene(n, 1.3) for n in range(1, 61)), fps=fps)
    for scene in timeline.scenes:
        exact = scene.start_frame / fps * 48_000 + Fraction(4, 10) * 48_000
        assert abs(scene.narration.start_sample - exact) <= 1


def test_narration_is_placed_by_its_samples():
    narration = a_timeline(a_scene(1), a_scene(2)).scenes[1].narration
    assert narration.start_sample == 60 * 1600 + 19_200
    assert narration.start_s == 2.4
    assert narration.file == "narration/scene-002.wav"


def test_transition_leads_into_the_next_scene():
    scenes = a_scene(1), a_scene(2, transition=Transition.DIP_TO_BLACK), a_scene(3)
    entries = [scene.transition_in for scene in a_timeline(*scenes).scenes]
    assert [(entry.kind, entry.frame_count) for entry in entries] == [
        (Transition.CUT, 0),
        (Transition.CROSSFADE, 12),
        (Transition.DIP_TO_BLACK, 14),
    ]


def test_transition_is_shortened_in_short_scenes():
    scenes = a_scene(1, narration=""), a_scene(2, 1.0, narration="")
    slow = a_timeline(*scenes, fps=Fraction(10)).scenes[1].transition_in
    assert (slow.kind, slow.frame_count) == (Transition.CROSSFADE, 4)
    slower = a_timeline(*scenes, fps=Fraction(6)).scenes[1].transition_in
    assert (slower.kind, slower.frame_count) == (Transition.CUT, 0)


def test_silent_scene_has_no_narration():
    assert a_timeline(a_scene(1, narration="")).scenes[0].narration is None


def test_missing_voice_over_is_refused_by_number():
    with pytest.raises(BadInputError, match="scene 1 has a narration"):
        plan_timeline(a_script(a_scene(1)), {}, {}, FilmFormat((1280, 720)))


def test_music_cue_spans_its_scenes():
    music = {1: Music(file="music.wav", duration_s=9.0, bar_s=2.0, ending_s=8.0)}
    scenes = a_scene(1), a_scene(2), a_scene(3)
    cue = a_timeline(*scenes, music=music, first=2).music[0]
    assert (cue.start_frame, cue.frame_count, cue.ending_s) == (60, 120, 8.0)


def test_music_cue_outside_the_scenes_is_refused():
    music = {1: Music(file="music.wav", duration_s=9.0, bar_s=2.0, ending_s=8.0)}
    with pytest.raises(BadInputError, match="the scenes are 1 to 1"):
        a_timeline(a_scene(1), music=music, last=2)


def test_json_holds_what_the_design_promises():
    timeline = a_timeline(a_scene(1))
    content = timeline.model_dump()
    assert content["version"] == 1
    assert content["fps"] == "30/1"
    assert content["scenes"][0]["narration"]["start_s"] == 0.4
    assert Timeline.from_json(timeline.model_dump_json()) == timeline


def test_json_of_another_version_is_refused():
    text = a_timeline(a_scene(1)).model_dump_json().replace('"version":1', '"version":2')
    with pytest.raises(BadInputError, match="timeline"):
        Timeline.from_json(text)


def test_frame_finds_the_scene_that_shows_it():
    timeline = a_timeline(a_scene(1), a_scene(2))
    assert [timeline.scene_at(frame).number for frame in (0, 59, 60, 999)] == [1, 1, 2, 2]


def test_frames_fall_on_whole_samples():
    assert sample_of(7, FPS) == 11_200
    assert sample_of(1, Fraction(30_000, 1001)) == 1602


@pytest.mark.parametrize("count", [1, 96])
def test_any_number_of_scenes_is_laid_out(count):
    timeline = a_timeline(*(a_scene(number, 1.5) for number in range(1, count + 1)))
    assert (len(timeline.scenes), timeline.frame_count) == (count, count * 60)
    assert timeline.scenes[0].transition_in.kind is Transition.CUT


@pytest.mark.parametrize("kind", [Transition.ZOOM, Transition.SLOW_DIP, Transition.WIPE_DOWN])
@pytest.mark.parametrize("rate", ["24000/1001", "25", "30000/1001", "60"])
def test_transition_lasts_as_long_at_any_rate(kind, rate):
    scenes = a_scene(1, 3.0, transition=kind), a_scene(2, 3.0)
    entry = a_timeline(*scenes, fps=Fraction(rate)).scenes[1].transition_in
    wanted_s = 14 / 15 if kind is Transition.SLOW_DIP else 7 / 15
    assert entry.kind is kind
    assert entry.frame_count / Fraction(rate) == pytest.approx(wanted_s, abs=0.06)


def test_scene_shorter_than_its_transition_takes_half_of_itself():
    scenes = a_scene(1, narration="", transition=Transition.SLOW_DIP), a_scene(2, 1.0, narration="")
    entry = a_timeline(*scenes, fps=Fraction(24)).scenes[1].transition_in
    assert (entry.kind, entry.frame_count) == (Transition.SLOW_DIP, 12)


def with_entry(kind, frames):
    timeline = a_timeline(a_scene(1), a_scene(2))
    entry = {"kind": kind, "frame_count": frames}
    content = timeline.model_dump(mode="json")
    content["scenes"][1]["transition_in"] = entry
    return json.dumps(content)


@pytest.mark.parametrize(
    ("kind", "frames", "said"),
    [
        ("crossfade", 1, "scene 2: a crossfade lasts 4 to 14 frames, and 1 were given"),
        ("cut", 3, "scene 2: a cut has no frames, and 3 were given"),
        ("zoom", 90, "scene 2: a zoom lasts 4 to 14 frames, and 90 were given"),
    ],
)
def test_transition_that_cannot_be_shown_is_refused(kind, frames, said):
    with pytest.raises(BadInputError, match=said):
        Timeline.from_json(with_entry(kind, frames))


@pytest.mark.parametrize(("frames", "entry"), [(2, 0), (1, 0), (10, 8), (8, 8)])
def test_scene_too_short_to_be_seen_alone_is_refused(frames, entry):
    content = a_timeline(a_scene(1), a_scene(2)).model_dump(mode="json")
    kind = "crossfade" if entry else "cut"
    content["scenes"][1]["frame_count"] = frames
    content["scenes"][1]["transition_in"] = {"kind": kind, "frame_count": entry}
    content["frame_count"] = 60 + frames
    said = f"scene 2 is seen alone for {frames - entry} frames .* at least 3 are needed"
    with pytest.raises(BadInputError, match=said):
        Timeline.from_json(json.dumps(content))


def test_gap_between_scenes_is_refused():
    text = a_timeline(a_scene(1), a_scene(2)).model_dump_json()
    with pytest.raises(BadInputError, match="scene 2 starts at frame 61 instead of 60"):
        Timeline.from_json(text.replace('"start_frame":60', '"start_frame":61'))
