import errno
import os
from dataclasses import replace
from fractions import Fraction

import cv2
import numpy as np
import pytest

from manike.errors import BadInputError, MachineError, MediaError
from manike.film.assembly import assemble
from manike.film.brand import BrandKit
from manike.film.cache import FilmCache
from manike.film.job import FilmJob, SourceFile
from manike.film.mix import Mix
from manike.film.rendering import render_segment, segment_name
from manike.film.segments import SegmentKind, plan_segments
from manike.film.sheets import contact_sheet
from manike.film.stills import still
from manike.film.timeline import FilmFormat, plan_timeline
from manike.media.coding import x264_options
from manike.media.encode import FrameEncoder
from manike.media.files import sha256_of
from manike.media.programs import ffmpeg_path, run_program
from manike.media.sound import write_wav
from manike.ports import Music, VoiceOver, Word
from manike.script.models import MusicCue, Scene, ScriptBreakdown, Setting
from manike.script.vocabulary import Mood, Place, Transition

FPS = Fraction(30)
SIZE_PX = (160, 90)
SCENE_FRAMES = 60
CLIP_FRAMES = 75
RATE = 48_000
VOICE_SAMPLES = RATE


def luma(scene, frame):
    """Grey of a clip's frame: 2 more than the frame before, 20 more than the scene before."""
    return 30 + 20 * (scene - 1) + 2 * frame


def write_clip(path, scene, frames=CLIP_FRAMES, fps=FPS):
    width_px, height_px = SIZE_PX
    options = ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "8", "-pix_fmt", "yuv420p"]
    options += ["-color_range", "tv", "-colorspace", "bt709", "-g", "30"]
    with FrameEncoder(path, SIZE_PX, fps, pixel_format="yuv420p", options=options) as encoder:
        for frame in range(frames):
            picture = np.full(height_px * width_px * 3 // 2, 128, np.uint8)
            picture[: height_px * width_px] = luma(scene, frame)
            encoder.write(picture)


def write_voice(path, hz):
    at = np.arange(VOICE_SAMPLES) / RATE
    write_wav(path, (0.3 * np.sin(2 * np.pi * hz * at)).astype(np.float32))


def source(path):
    return SourceFile(path, sha256_of(path))


def a_script(transitions=(Transition.CROSSFADE, Transition.DIP_TO_BLACK, Transition.CUT)):
    scenes = tuple(
        Scene(
            number=number,
            title=f"Part {number}",
            description="A lake.",
            narration="Two words." if number < 4 else "",
            setting=Setting(place=Place.LAKE),
            duration_s=2.0,
            transition=transition,
        )
        for number, transition in enumerate((*transitions, Transition.CUT), start=1)
    )
    cue = MusicCue(
        number=1, first_scene=1, last_scene=4, mood=Mood.CALM, tempo_bpm=120, key="C major"
    )
    return ScriptBreakdown(title="Four lakes", logline="L", scenes=scenes, music=(cue,))


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    """Files of a film of four scenes, the last one silent."""
    folder = tmp_path_factory.mktemp("parts")
    for number in range(1, 5):
        write_clip(folder / f"clip{number}.mp4", number)
    for number in range(1, 4):
        write_voice(folder / f"voice{number}.wav", 200 * number)
    at = np.arange(8 * RATE) / RATE
    music = (0.1 * np.sin(2 * np.pi * 110 * at)).astype(np.float32)
    write_wav(folder / "music.wav", np.stack([music, music], axis=1))
    return folder


@pytest.fixture(scope="module")
def job(parts):
    return a_job(parts)


def a_job(parts, *, captions=True, brand=None):
    words = (Word(text="Two", start_s=0.1, end_s=0.5), Word(text="words.", start_s=0.5, end_s=0.9))
    voice = VoiceOver(
        file="voice.wav", duration_s=1.0, sample_count=VOICE_SAMPLES, voice="v", words=words
    )
    music = Music(file="music.wav", duration_s=8.0, bar_s=2.0, ending_s=6.0)
    timeline = plan_timeline(
        a_script(), {n: voice for n in range(1, 4)}, {1: music}, FilmFormat(SIZE_PX, FPS, captions)
    )
    return FilmJob(
        timeline,
        clips={n: source(parts / f"clip{n}.mp4") for n in range(1, 5)},
        voices={n: source(parts / f"voice{n}.wav") for n in range(1, 4)},
        music={1: source(parts / "music.wav")},
        brand=brand or BrandKit(),
    )


def ignore(done, to_do):
    pass


@pytest.fixture(scope="module")
def made(job, tmp_path_factory):
    """The film, its folder, the cache and what progress was told."""
    folder = tmp_path_factory.mktemp("film")
    told = []
    film = assemble(job, folder / "cache", folder / "out", lambda *pair: told.append(pair))
    return film, folder, told


def greys(film):
    """Luma of the top left corner of every frame."""
    command = [str(ffmpeg_path()), "-loglevel", "error", "-i", str(film), "-vf", "crop=16:16:0:0"]
    raw = run_program([*command, "-f", "rawvideo", "-pix_fmt", "yuv420p", "-"]).stdout
    frames = np.frombuffer(raw, np.uint8).reshape(-1, 384)
    return frames[:, :256].mean(axis=1)


def test_film_shows_the_planned_frames(made):
    seen = greys(made[1] / "out/film.mp4")
    assert len(seen) == 4 * SCENE_FRAMES
    bodies = {1: (0, 60), 2: (12, 60), 3: (14, 60), 4: (0, 45)}
    for scene, (first, last) in bodies.items():
        start = SCENE_FRAMES * (scene - 1)
        expected = [luma(scene, frame) for frame in range(first, last)]
        assert np.abs(seen[start + first : start + last] - expected).max() <= 0.9


def test_crossfade_blends_handle_and_head(made):
    seen = greys(made[1] / "out/film.mp4")[60:72]
    expected = [luma(1, 60 + k) * (1 - k / 12) + luma(2, k) * k / 12 for k in range(12)]
    assert np.abs(seen - expected).max() <= 1.5


def test_dip_is_black_in_the_middle_only(made):
    seen = greys(made[1] / "out/film.mp4")[118:136]
    assert seen[:2].min() > 90
    assert seen[2 + 6 : 2 + 8].max() < 45
    assert seen[16:].min() > 90


def test_film_ends_in_black(made):
    seen = greys(made[1] / "out/film.mp4")
    assert seen[-15] > 150
    assert seen[-1] < 40


def test_film_record_tells_what_was_made(made, job):
    film = made[0]
    assert (film.frame_count, film.duration_s, film.fps) == (240, 8.0, "30/1")
    assert film.lufs == pytest.approx(-14.0, abs=0.3)
    assert film.true_peak_dbtp <= -1.0
    assert film.segments_made == len(plan_segments(job)) == 7
    assert film.sha256["film.mp4"] == sha256_of(made[1] / "out/film.mp4")
    assert sorted(film.sha256) == [
        "captions.srt",
        "captions.vtt",
        "film.mp4",
        "poster.jpg",
        "timeline.json",
    ]


def test_progress_counts_frames_to_the_end(made):
    told = made[2]
    assert told[0] == (0, 240)
    assert told[-1] == (240, 240)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_poster_is_a_frame_of_the_film(made):
    poster = cv2.imread(str(made[1] / "out/poster.jpg"))
    assert poster.shape == (90, 160, 3)


def test_poster_and_contact_sheet_keep_the_colours(tmp_path):
    red_bgr = (40, 40, 200)
    options = ("-vf", "scale=out_color_matrix=bt709:out_range=tv", *x264_options(FPS, crf=5))
    with FrameEncoder(
        tmp_path / "c.mp4", SIZE_PX, FPS, pixel_format="bgr24", options=options
    ) as encoder:
        for _ in range(CLIP_FRAMES):
            encoder.write(np.full((90, 160, 3), red_bgr, np.uint8))
    still(tmp_path / "c.mp4", 2, FPS, SIZE_PX, tmp_path / "poster.jpg")
    script = a_script().model_copy(update={"music": ()})
    quiet = [s.model_copy(update={"narration": ""}) for s in script.scenes[:1]]
    script = script.model_copy(update={"scenes": tuple(quiet)})
    timeline = plan_timeline(script, {}, {}, FilmFormat(SIZE_PX, FPS))
    contact_sheet(tmp_path / "c.mp4", timeline, tmp_path / "sheet.jpg")
    poster, sheet = (
        cv2.imread(str(tmp_path / "poster.jpg")),
        cv2.imread(str(tmp_path / "sheet.jpg")),
    )
    assert poster[45, 80] == pytest.approx(red_bgr, abs=4)
    assert sheet[92 + 100, 20 + 200] == pytest.approx(red_bgr, abs=6)


def test_same_job_gives_the_same_bytes(made, job, tmp_path):
    film, folder, _ = made
    again = assemble(job, folder / "cache", tmp_path / "again", ignore)
    assert (again.segments_made, again.segments_reused) == (0, 7)
    other = assemble(job, tmp_path / "cache", tmp_path / "other", ignore)
    assert again.sha256 == other.sha256 == film.sha256


def test_windows_cover_the_film_without_gaps(job):
    at = 0
    for segment in plan_segments(job):
        assert segment.window.start_frame == at
        at = segment.window.end_frame
    assert at == job.timeline.frame_count


def frames_of(film):
    capture = cv2.VideoCapture(str(film))
    return [frame for read, frame in iter(capture.read, (False, None)) if read]


def names(job):
    return [(s.scene, s.kind, segment_name(s)) for s in plan_segments(job)]


def changed(before, after):
    return [
        pair[1][:2] for pair in zip(names(before), names(after), strict=True) if pair[0] != pair[1]
    ]


def test_new_clip_changes_its_own_segments(job):
    clips = {**job.clips, 2: SourceFile(job.clips[2].path, "f" * 64)}
    assert changed(job, replace(job, clips=clips)) == [
        (2, SegmentKind.CROSSFADE),
        (2, SegmentKind.BODY),
        (3, SegmentKind.DIP_TO_BLACK),
    ]


def test_new_caption_style_spares_what_has_no_caption(job):
    styled = replace(job, brand=BrandKit(highlight_colour="#00ff00"))
    assert changed(job, styled) == [(n, SegmentKind.BODY) for n in (1, 2, 3)]


def test_longer_scene_leaves_the_later_ones_alone(job):
    first = job.timeline.scenes[0].model_copy(update={"frame_count": 61})
    rest = [
        scene.model_copy(
            update={
                "start_frame": scene.start_frame + 1,
                "narration": scene.narration
                and scene.narration.model_copy(
                    update={"start_sample": scene.narration.start_sample + 1600}
                ),
            }
        )
        for scene in job.timeline.scenes[1:]
    ]
    timeline = job.timeline.model_copy(update={"scenes": (first, *rest), "frame_count": 241})
    assert changed(job, replace(job, timeline=timeline)) == [
        (1, SegmentKind.BODY),
        (2, SegmentKind.CROSSFADE),
    ]


def test_captions_off_leaves_the_picture_clean(parts):
    assert all(not s.captions for s in plan_segments(a_job(parts, captions=False)))


def test_damaged_segment_is_made_again(job, tmp_path):
    cache = FilmCache(tmp_path / "cache")
    segment = plan_segments(job)[1]
    first = render_segment(segment, cache)
    content = first.path.read_bytes()
    first.path.write_bytes(content[:-100] + bytes(100))
    again = render_segment(segment, cache)
    assert not again.was_kept
    assert again.path.read_bytes() == content
    assert render_segment(segment, cache).was_kept


def test_short_clip_is_named_and_not_kept(job, parts, tmp_path):
    write_clip(tmp_path / "short.mp4", 1, frames=50)
    short = replace(job, clips={**job.clips, 1: source(tmp_path / "short.mp4")})
    with pytest.raises(MediaError, match="Scene 1, body: 50 frames instead of 60"):
        assemble(short, tmp_path / "cache", tmp_path / "out", ignore)
    assert not (tmp_path / "out/film.mp4").exists()


@pytest.mark.parametrize("rate", [24, 60])
def test_clip_of_another_rate_is_named_with_a_cure(job, rate, tmp_path):
    write_clip(tmp_path / "odd.mp4", 3, frames=CLIP_FRAMES, fps=Fraction(rate))
    odd = replace(job, clips={**job.clips, 3: source(tmp_path / "odd.mp4")})
    said = f"^Scene 3, .*: its clip has fps {rate} and the film 30; make it again with fps 30"
    with pytest.raises(MediaError, match=said):
        assemble(odd, tmp_path / "cache", tmp_path / "out", ignore)


def test_broken_clip_is_named(job, tmp_path):
    (tmp_path / "broken.mp4").write_bytes(b"no film")
    broken = SourceFile(tmp_path / "broken.mp4", "b" * 64)
    with pytest.raises(MediaError, match="Scene 3"):
        assemble(replace(job, clips={**job.clips, 3: broken}), tmp_path, tmp_path / "o", ignore)


def test_full_disk_ends_a_film_with_a_cure(job, tmp_path, monkeypatch):
    def full(mix, start, count):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Mix, "read", full)
    with pytest.raises(MachineError, match=r"The disk is full: .*cache/scratch"):
        assemble(job, tmp_path / "cache", tmp_path / "out", ignore)
    assert list((tmp_path / "cache/scratch").iterdir()) == []
    assert not (tmp_path / "out/film.mp4").exists()


def test_missing_clip_is_refused_at_once(job):
    with pytest.raises(BadInputError, match="no file for number 2"):
        replace(job, clips={1: job.clips[1], 3: job.clips[3], 4: job.clips[4]})


def test_odd_folder_names_and_markup_are_harmless(job, tmp_path):
    odd = tmp_path / "it's, [a] b:c;d % e"
    odd.mkdir()
    segment = plan_segments(job)[0]
    made = render_segment(segment, FilmCache(odd / "cache"))
    assert made.frame_count == 60


def test_logo_stands_in_the_top_right_corner(job, parts, tmp_path):
    logo = np.zeros((40, 40, 4), np.uint8)
    logo[:] = (255, 255, 255, 255)
    cv2.imwrite(str(tmp_path / "logo.png"), logo)
    file = source(tmp_path / "logo.png")
    branded = replace(job, brand=BrandKit(logo_sha256=file.sha256), logo=file)
    made = render_segment(plan_segments(branded)[0], FilmCache(tmp_path / "cache"))
    _, frame = cv2.VideoCapture(str(made.path)).read()
    assert frame[6, 153].mean() > 180
    assert frame[6, 100].mean() < 80


def test_logo_and_captions_go_dark_with_the_picture(job, parts, tmp_path):
    cv2.imwrite(str(tmp_path / "logo.png"), np.full((40, 40, 4), 255, np.uint8))
    file = source(tmp_path / "logo.png")
    branded = replace(job, brand=BrandKit(logo_sha256=file.sha256), logo=file)
    script = next(s.captions for s in plan_segments(branded) if s.captions)
    dark = {SegmentKind.CLOSING: -1, SegmentKind.DIP_TO_BLACK: 7}
    for segment in plan_segments(branded):
        if segment.kind in dark:
            captioned = replace(segment, captions=script.replace("0:00:00.48", "0:00:00.00"))
            made = render_segment(captioned, FilmCache(tmp_path / "cache"))
            frames = frames_of(made.path)
            assert frames[0][6, 153].mean() > 150
            assert frames[0][60:86, 50:110].max() > 150
            assert frames[dark[segment.kind]].max() < 45


def test_logo_that_is_not_the_brands_is_refused(job):
    with pytest.raises(BadInputError, match="brand kit names"):
        replace(job, brand=BrandKit(logo_sha256="a" * 64))


def test_caption_is_burned_in_while_spoken(made):
    capture = cv2.VideoCapture(str(made[1] / "out/film.mp4"))
    frames = [capture.read()[1] for _ in range(60)]
    below = [frame[60:86, 50:110].max() for frame in frames]
    # Spoken from 0.4 s + 0.1 s, which is frame 15; gone two frames before the scene's end.
    assert max(below[:15]) < 160
    assert min(below[15:45]) > 175
    assert min(below[19:45]) > 200
    assert max(below[58:]) < 160


def test_contact_sheet_holds_every_scene(made, job, tmp_path):
    contact_sheet(made[1] / "out/film.mp4", job.timeline, tmp_path / "sheet.jpg")
    sheet = cv2.imread(str(tmp_path / "sheet.jpg"))
    assert sheet.shape == (380, 1700, 3)
    columns = [sheet[92 + 100, 20 + 200 + 420 * n].mean() for n in range(4)]
    assert columns == sorted(columns)
    assert columns[0] > 50


def test_film_from_other_sizes_is_fitted(job, tmp_path):
    with FrameEncoder(tmp_path / "c.mp4", (128, 96), FPS, options=["-c:v", "libx264"]) as encoder:
        for _ in range(CLIP_FRAMES):
            encoder.write(np.full((96, 128, 3), 90, np.uint8))
    fitted = replace(job, clips={**job.clips, 1: source(tmp_path / "c.mp4")})
    made = render_segment(plan_segments(fitted)[0], FilmCache(tmp_path))
    _, frame = cv2.VideoCapture(str(made.path)).read()
    assert frame.shape == (90, 160, 3)
