"""The film on its frame grid, as delivered: rates that don't divide, sync, container."""

import json
import re
import struct
from dataclasses import replace
from fractions import Fraction
from itertools import accumulate, cycle, islice, pairwise
from math import ceil

import numpy as np
import pytest

from manike.film.assembly import assemble
from manike.film.inserts import TitleOverlay
from manike.film.job import FilmJob, SourceFile
from manike.film.rendering import encoder_options
from manike.film.segments import SegmentKind, plan_segments
from manike.film.timeline import FilmFormat, Timeline, clip_frame_count, plan_timeline
from manike.media.encode import FrameEncoder
from manike.media.files import sha256_of
from manike.media.probe import probe
from manike.media.programs import decoded_sound, ffmpeg_path, ffprobe_path, run_program
from manike.media.sound import write_wav
from manike.ports import VoiceOver
from manike.script.models import MusicCue, Scene, ScriptBreakdown, Setting
from manike.script.vocabulary import Mood, Place, Transition

SIZE_PX = (64, 36)
HZ = 48_000
VOICE_SAMPLES = HZ + 1234
"""Not a whole number of frames at any rate."""
RATES = tuple(Fraction(rate) for rate in ("24000/1001", "25", "30000/1001", "60"))
GREYS = 90


def grey(frame):
    """What a clip's frame looks like; the code comes again only after 90 frames."""
    return 40 + 2 * (frame % GREYS)


def write_clip(path, frames, fps):
    options = ["-c:v", "libx264", "-preset", "ultrafast", "-qp", "4", "-pix_fmt", "yuv420p"]
    options += ["-color_range", "tv", "-colorspace", "bt709", "-g", "12", "-threads", "1"]
    chroma = np.full(SIZE_PX[0] * SIZE_PX[1] // 2, 128, np.uint8)
    with FrameEncoder(path, SIZE_PX, fps, pixel_format="yuv420p", options=options) as encoder:
        for frame in range(frames):
            luma = np.full(SIZE_PX[0] * SIZE_PX[1], grey(frame), np.uint8)
            encoder.write(np.concatenate([luma, chroma]))
    return SourceFile(path, sha256_of(path))


def chirp():
    """A voice that can be found again to the sample."""
    at = np.arange(VOICE_SAMPLES) / HZ
    return (0.4 * np.sin(2 * np.pi * (300 + 900 * at) * at)).astype(np.float32)


def a_job(folder, count, scene_s, fps, *, spoken=None, kinds=tuple(Transition)):
    """A film of many scenes from one clip and one voice, with every kind of transition."""
    transitions = islice(cycle(kinds), count)
    scenes = tuple(
        Scene(
            number=number,
            title=f"Scene {number}",
            description="A lake.",
            narration="Hello." if spoken is None or number in spoken else "",
            setting=Setting(place=Place.LAKE),
            duration_s=scene_s,
            transition=kind,
        )
        for number, kind in enumerate(transitions, start=1)
    )
    cue = MusicCue(
        number=1, first_scene=1, last_scene=count, mood=Mood.CALM, tempo_bpm=90, key="C major"
    )
    script = ScriptBreakdown(title="T", logline="L", scenes=scenes, music=(cue,))
    voice = VoiceOver(
        file="voice.wav",
        duration_s=VOICE_SAMPLES / HZ,
        sample_count=VOICE_SAMPLES,
        voice="v",
        words=(),
    )
    voices = {scene.number: voice for scene in scenes if scene.narration}
    timeline = plan_timeline(script, voices, {}, FilmFormat(SIZE_PX, fps, captions=False))
    longest = max(scene.frame_count for scene in timeline.scenes)
    clip = write_clip(folder / "clip.mp4", clip_frame_count(longest, fps), fps)
    write_wav(folder / "voice.wav", chirp())
    sound = SourceFile(folder / "voice.wav", sha256_of(folder / "voice.wav"))
    return FilmJob(
        timeline,
        clips=dict.fromkeys((scene.number for scene in scenes), clip),
        voices=dict.fromkeys(voices, sound),
    )


def made(job, folder):
    assemble(job, folder / "cache", folder / "out", lambda done, to_do: None)
    return folder / "out/film.mp4"


def greys_of(film):
    """Mean luma of every frame."""
    command = [str(ffmpeg_path()), "-loglevel", "error", "-i", str(film), "-vf", "scale=8:4"]
    command += ["-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-"]
    raw = np.frombuffer(run_program(command).stdout, np.uint8).reshape(-1, 48)
    return raw[:, :32].mean(axis=1)


def packets_of(film):
    command = [str(ffprobe_path()), "-v", "error", "-of", "json", "-select_streams", "v:0"]
    report = run_program([*command, "-show_packets", "-show_streams", str(film)]).stdout
    content = json.loads(report)
    return content["packets"], Fraction(content["streams"][0]["time_base"])


def body_of(scene, timeline):
    """The frames of a scene in which nothing but its clip is seen."""
    closing = ceil(timeline.rate / 2) if scene is timeline.scenes[-1] else 0
    return range(scene.transition_in.frame_count, scene.frame_count - closing)


def assert_on_grid(film, timeline):
    """As many frames as planned, one after the other, each the right one of its clip."""
    packets, base = packets_of(film)
    times = sorted(int(packet["pts"]) for packet in packets)
    assert len(times) == timeline.frame_count
    assert times[0] == 0
    assert {(after - before) * base for before, after in pairwise(times)} == {1 / timeline.rate}
    seen = greys_of(film)
    for scene in timeline.scenes:
        body = body_of(scene, timeline)
        expected = [grey(frame) for frame in body]
        shown = seen[scene.start_frame + body.start : scene.start_frame + body.stop]
        assert np.abs(shown - expected).max() < 1.0, scene.number


def assert_file_is_as_promised(film, timeline):
    info, rate = probe(film), timeline.rate
    assert (info.video.codec, info.video.profile, info.video.pixel_format) == (
        *("h264", "High"),
        "yuv420p",
    )
    assert info.video.fps == info.video.average_fps == rate
    assert {info.video.color_space, info.video.color_primaries, info.video.color_transfer} == {
        "bt709"
    }
    assert info.video.color_range == "tv"
    assert (info.audio.codec, info.audio.rate_hz, info.audio.channel_count) == ("aac", HZ, 2)
    assert (info.video.start_s, info.audio.start_s) == (0.0, 0.0)
    assert abs(info.video.duration_s - info.audio.duration_s) <= 0.0213
    assert_groups_are_closed(film, rate)
    boxes = top_boxes(film)
    assert boxes.index(b"moov") < boxes.index(b"mdat")


def assert_groups_are_closed(film, rate):
    """A key frame at least each half second, and nothing after it that is shown before it."""
    packets, _ = packets_of(film)
    keys = [index for index, packet in enumerate(packets) if "K" in packet["flags"]]
    assert keys[0] == 0
    assert max(after - before for before, after in pairwise([*keys, len(packets)])) <= round(
        rate / 2
    )
    shown = [int(packet["pts"]) for packet in packets]
    for begin, end in pairwise([*keys, len(packets)]):
        assert min(shown[begin:end]) == shown[begin]


def top_boxes(film):
    boxes, content, at = [], film.read_bytes(), 0
    while at < len(content):
        size, kind = struct.unpack(">I4s", content[at : at + 8])
        boxes.append(kind)
        at += struct.unpack(">Q", content[at + 8 : at + 16])[0] if size == 1 else size
    return boxes


def voice_errors_s(film, timeline):
    """How late each narration is heard after its place, by the sound as a player decodes it."""
    with decoded_sound(film) as stream:
        sound = np.frombuffer(stream.read(), "<i2").reshape(-1, 2)[:, 0].astype(np.float32)
    wanted, reach, errors = chirp(), HZ // 5, []
    for scene in timeline.scenes:
        if scene.narration is None:
            continue
        start = round((scene.start_frame / timeline.rate + Fraction(2, 5)) * HZ)
        around = sound[start - reach : start + reach + VOICE_SAMPLES]
        size = 1 << (len(around) + VOICE_SAMPLES).bit_length()
        likeness = np.fft.irfft(np.fft.rfft(around, size) * np.conj(np.fft.rfft(wanted, size)))
        errors.append((int(likeness[: 2 * reach].argmax()) - reach) / HZ)
    return errors


@pytest.mark.parametrize("rate", RATES, ids=str)
def test_film_at_any_rate_is_exact(rate, tmp_path):
    job = a_job(tmp_path, 13, 2.1, rate, spoken={1, 5, 13})
    film = made(job, tmp_path)
    assert_on_grid(film, job.timeline)
    assert_file_is_as_promised(film, job.timeline)
    errors = voice_errors_s(film, job.timeline)
    assert len(errors) == 3
    assert max(abs(error) for error in errors) <= 0.005


def test_sync_does_not_grow_over_ten_minutes_of_sixty_scenes(tmp_path):
    job = a_job(tmp_path, 60, 10.0, Fraction(30_000, 1001))
    film = made(job, tmp_path)
    assert job.timeline.duration_s == pytest.approx(600, abs=2)
    assert_on_grid(film, job.timeline)
    assert_file_is_as_promised(film, job.timeline)
    errors = voice_errors_s(film, job.timeline)
    assert len(errors) == 60
    assert max(abs(error) for error in errors) <= 0.005
    assert abs(errors[-1] - errors[0]) <= 0.0005


def test_film_of_one_scene_without_narration_is_whole(tmp_path):
    job = a_job(tmp_path, 1, 1.5, Fraction(25), spoken=set())
    film = made(job, tmp_path)
    assert_on_grid(film, job.timeline)
    assert_file_is_as_promised(film, job.timeline)


@pytest.mark.parametrize("frames", [(3, 11, 30), (30, 3, 11), (30, 12, 12)], ids=str)
def test_shortest_scenes_keep_every_frame(frames, tmp_path):
    job = a_job(tmp_path, 3, 1.5, Fraction(25), spoken=set(), kinds=(Transition.CUT,))
    fade = {"kind": Transition.CROSSFADE, "frame_count": 8}
    scenes = [
        scene.model_dump()
        | {"start_frame": start, "frame_count": count}
        | ({"transition_in": fade} if start and count > 8 else {})
        for scene, start, count in zip(
            job.timeline.scenes, (0, *accumulate(frames)), frames, strict=False
        )
    ]
    content = job.timeline.model_dump() | {"scenes": scenes, "frame_count": sum(frames)}
    timeline = Timeline.model_validate(content)
    short = replace(job, timeline=timeline)
    assert min(segment.window.frame_count for segment in plan_segments(short)) >= 3
    packets, base = packets_of(made(short, tmp_path))
    times = sorted(int(packet["pts"]) * base for packet in packets)
    assert times == [frame / timeline.rate for frame in range(sum(frames))]


def test_film_of_120_scenes_is_whole(tmp_path):
    job = a_job(tmp_path, 2, 1.0, Fraction(24_000, 1001), spoken=set(), kinds=(Transition.CUT,))
    first = job.timeline.scenes[0]
    scenes = [
        first.model_copy(update={"number": n + 1, "start_frame": n * first.frame_count})
        for n in range(120)
    ]
    content = job.timeline.model_dump() | {
        "scenes": scenes,
        "frame_count": 120 * first.frame_count,
    }
    timeline = Timeline.model_validate(content)
    film = made(FilmJob(timeline, dict.fromkeys(range(1, 121), job.clips[1])), tmp_path)
    assert timeline.frame_count == 2880
    assert_on_grid(film, timeline)
    assert_file_is_as_promised(film, timeline)


def test_long_body_is_cut_in_pieces_where_key_frames_are(tmp_path):
    job = a_job(tmp_path, 1, 8.03, Fraction(30), spoken=set())
    body = [segment.window for segment in plan_segments(job) if segment.kind is SegmentKind.BODY]
    assert [window.start_frame for window in body] == [0, 60, 120, 180]
    assert [window.end_frame for window in body] == [60, 120, 180, 226]
    starts = [segment.sources[0].start_frame for segment in plan_segments(job)]
    assert starts == [0, 60, 120, 180, 226]


@pytest.mark.parametrize(
    ("rate", "starts"),
    [("24000/1001", [0, 48, 96, 144]), ("25", [0, 48, 96, 144]), ("60", [0, 120, 240, 360])],
)
def test_pieces_are_whole_groups_of_the_encoder_at_any_rate(rate, starts, tmp_path):
    fps = Fraction(rate)
    job = a_job(tmp_path, 1, 8.03, fps, spoken=set())
    body = [segment.window for segment in plan_segments(job) if segment.kind is SegmentKind.BODY]
    group = int(re.search(r"keyint=(\d+)", " ".join(encoder_options(fps)))[1])
    assert [window.start_frame for window in body] == starts
    assert {window.frame_count % group for window in body[:-1]} == {0}


def test_scene_under_a_title_stays_whole(tmp_path):
    job = a_job(tmp_path, 1, 8.03, Fraction(30), spoken=set())
    title = TitleOverlay(text="By the lake", start_frame=9, frame_count=90)
    titled = replace(job, timeline=job.timeline.model_copy(update={"title_overlay": title}))
    windows = [(s.window.start_frame, s.window.frame_count) for s in plan_segments(titled)]
    assert windows == [(0, 226), (226, 15)]
