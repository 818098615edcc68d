"""The cut for an editor, read back with the library that editors use."""

from fractions import Fraction
from math import ceil

import opentimelineio as otio
import pytest

from manike.film.otio import to_otio
from manike.film.timeline import FilmFormat, Timeline, plan_timeline, sample_of
from manike.ports import Music, VoiceOver, Word
from manike.script.models import MusicCue, Scene, ScriptBreakdown, Setting
from manike.script.vocabulary import Mood, Place, Transition

RATES = [Fraction(30), Fraction(25), Fraction(24_000, 1001), Fraction(30_000, 1001), Fraction(60)]
TRANSITIONS = (Transition.CROSSFADE, Transition.CUT, Transition.DIP_TO_BLACK)
VOICE_SAMPLES = 61_234
"""Not a whole number of frames at any of the rates."""


def a_script(scene_count, cue_count=1):
    scenes = tuple(
        Scene(
            number=number,
            title=f"Part {number}",
            description="A lake.",
            narration="" if number % 5 == 4 else "Hello there.",
            setting=Setting(place=Place.LAKE),
            duration_s=2.0 + number % 3 / 7,
            transition=TRANSITIONS[number % 3],
        )
        for number in range(1, scene_count + 1)
    )
    last = [scene_count * (index + 1) // cue_count for index in range(cue_count)]
    cues = tuple(
        MusicCue(
            number=index + 1,
            first_scene=1 + (last[index - 1] if index else 0),
            last_scene=last[index],
            mood=Mood.CALM,
            tempo_bpm=90,
            key="C major",
        )
        for index in range(cue_count)
    )
    return ScriptBreakdown(title="The lake", logline="L", scenes=scenes, music=cues)


def a_timeline(scene_count=3, fps=Fraction(30), cue_count=1, music_s=6.0, bar_s=0.0):
    words = (Word(text="Hello", start_s=0.1, end_s=0.5), Word(text="there.", start_s=0.6, end_s=1))
    voice = VoiceOver(
        file="voice.wav",
        duration_s=VOICE_SAMPLES / 48_000,
        sample_count=VOICE_SAMPLES,
        voice="v",
        words=words,
    )
    music = Music(file="music.wav", duration_s=music_s, bar_s=bar_s, ending_s=music_s)
    return plan_timeline(
        a_script(scene_count, cue_count),
        dict.fromkeys(range(1, scene_count + 1), voice),
        dict.fromkeys(range(1, cue_count + 1), music),
        FilmFormat((1280, 720), fps),
    )


def read_back(timeline: Timeline, tmp_path):
    path = tmp_path / "film.otio"
    path.write_text(to_otio(timeline), encoding="utf-8")
    return otio.adapters.read_from_file(str(path))


def clips_of(track):
    return [item for item in track if isinstance(item, otio.schema.Clip)]


def span(time_range):
    assert time_range.start_time.rate == time_range.duration.rate
    return time_range.start_time.value, time_range.duration.value


@pytest.mark.parametrize("fps", RATES, ids=str)
@pytest.mark.parametrize("scene_count", [1, 3, 60])
def test_every_clip_is_at_its_frame(tmp_path, fps, scene_count):
    timeline = a_timeline(scene_count, fps)
    picture = read_back(timeline, tmp_path).video_tracks()[0]
    clips = clips_of(picture)
    assert [span(clip.range_in_parent()) for clip in clips] == [
        (scene.start_frame, scene.frame_count) for scene in timeline.scenes
    ]
    assert {clip.source_range.duration.rate for clip in clips} == {float(fps)}
    assert [span(clip.source_range) for clip in clips] == [
        (0, scene.frame_count) for scene in timeline.scenes
    ]


@pytest.mark.parametrize("fps", RATES, ids=str)
def test_the_cut_is_as_long_as_the_film(tmp_path, fps):
    timeline = a_timeline(60, fps, cue_count=4)
    cut = read_back(timeline, tmp_path)
    assert (cut.duration().value, cut.duration().rate) == (timeline.frame_count, float(fps))
    assert cut.video_tracks()[0].duration() == cut.duration()


@pytest.mark.parametrize("fps", RATES, ids=str)
def test_every_narration_is_at_its_sample(tmp_path, fps):
    timeline = a_timeline(60, fps)
    tracks = read_back(timeline, tmp_path).audio_tracks()
    heard = clips_of(next(track for track in tracks if track.name == "Narration"))
    assert [(clip.media_reference.target_url, *span(clip.range_in_parent())) for clip in heard] == [
        (scene.narration.file, scene.narration.start_sample, VOICE_SAMPLES)
        for scene in timeline.scenes
        if scene.narration is not None
    ]
    assert {clip.source_range.duration.rate for clip in heard} == {48_000}


def test_a_clip_has_its_handle_to_spare(tmp_path):
    timeline = a_timeline(3)
    clips = clips_of(read_back(timeline, tmp_path).video_tracks()[0])
    assert [span(clip.available_range()) for clip in clips] == [
        (0, scene.frame_count + 15) for scene in timeline.scenes
    ]
    assert [clip.media_reference.target_url for clip in clips] == [
        "clips/scene-001.mp4",
        "clips/scene-002.mp4",
        "clips/scene-003.mp4",
    ]


@pytest.mark.parametrize("fps", RATES, ids=str)
def test_a_transition_takes_the_first_frames_of_its_scene(tmp_path, fps):
    timeline = a_timeline(4, fps)
    picture = read_back(timeline, tmp_path).video_tracks()[0]
    placed = [
        (item.metadata["manike"]["kind"], span(picture.range_of_child(item)))
        for item in picture
        if isinstance(item, otio.schema.Transition)
    ]
    inside, closing = placed[:-1], placed[-1]
    half_second = ceil(fps / 2)
    assert inside == [
        (scene.transition_in.kind, (scene.start_frame, scene.transition_in.frame_count))
        for scene in timeline.scenes
        if scene.transition_in.frame_count
    ]
    assert closing == ("dip_to_black", (timeline.frame_count - half_second, half_second))


def test_the_dissolve_is_one_that_editors_know(tmp_path):
    picture = read_back(a_timeline(4), tmp_path).video_tracks()[0]
    types = {
        item.name: item.transition_type
        for item in picture
        if isinstance(item, otio.schema.Transition)
    }
    assert types == {"crossfade": "SMPTE_Dissolve", "dip to black": "Custom_Transition"}


def test_the_cues_of_a_film_overlap_on_tracks_of_their_own(tmp_path):
    timeline = a_timeline(12, cue_count=3, music_s=9.5)
    tracks = [t for t in read_back(timeline, tmp_path).audio_tracks() if t.name[:5] == "Music"]
    starts = {}
    for track in tracks:
        for clip in clips_of(track):
            starts.setdefault(clip.name, clip.range_in_parent().start_time.value)
    assert [track.name for track in tracks] == ["Music", "Music 2"]
    assert starts == {
        f"Cue {cue.number}": sample_of(cue.start_frame, timeline.rate) for cue in timeline.music
    }


@pytest.mark.parametrize("bar_s", [0.0, 2.0])
def test_music_is_cut_and_lengthened_as_in_the_film(tmp_path, bar_s):
    timeline = a_timeline(12, music_s=9.5, bar_s=bar_s)
    track = read_back(timeline, tmp_path).audio_tracks()[-1]
    clips = clips_of(track)
    assert len(clips) > 1
    for clip in clips:
        first, count = span(clip.source_range)
        assert first >= 0
        assert first + count <= clip.available_range().duration.value
    at = 0
    for clip in clips:
        start, count = span(clip.range_in_parent())
        assert start == at
        at = start + count
    assert at <= timeline.sample_count
    # The last piece is played from its start or from a bar line; the join needs what is before it.
    joins = [item for item in track if isinstance(item, otio.schema.Transition)]
    assert len(joins) == len(clips) - 1
    for join, clip in zip(joins, clips[1:], strict=True):
        assert 0 < join.in_offset.value <= clip.source_range.start_time.value


def test_markers_name_the_scenes_and_the_captions(tmp_path):
    timeline = a_timeline(4)
    markers = read_back(timeline, tmp_path).tracks.markers
    scenes = [m for m in markers if m.metadata["manike"]["kind"] == "scene"]
    captions = [m for m in markers if m.metadata["manike"]["kind"] == "caption"]
    assert [(m.name, m.marked_range.start_time.value) for m in scenes] == [
        (f"{scene.number}. {scene.title}", scene.start_frame) for scene in timeline.scenes
    ]
    assert [m.name for m in captions] == ["Hello there."] * 3
    assert captions[0].marked_range.start_time.value == 15  # 0.4 s + 0.1 s at 30 frames a second


def test_a_film_of_silence_has_a_picture_only(tmp_path):
    timeline = a_timeline(1).model_copy(update={"music": ()})
    scene = timeline.scenes[0].model_copy(update={"narration": None})
    cut = read_back(timeline.model_copy(update={"scenes": (scene,)}), tmp_path)
    assert [track.name for track in cut.tracks] == ["Picture"]
