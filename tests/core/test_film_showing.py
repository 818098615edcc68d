from dataclasses import replace
from fractions import Fraction

import cv2
import numpy as np
import pytest

from manike.film.cache import FilmCache
from manike.film.job import FilmJob, SourceFile
from manike.film.looks import best_looks, clear_frames, poster_look
from manike.film.preview import FRAME_COUNT, MAX_BYTES, preview
from manike.film.showing import FILES, show
from manike.film.timeline import FilmFormat, plan_timeline
from manike.media.coding import x264_options
from manike.media.encode import FrameEncoder
from manike.media.files import sha256_of
from manike.media.programs import run_ffmpeg
from manike.media.sound import write_wav
from manike.ports import Region, VoiceOver, Word
from manike.script.models import MusicCue, Scene, ScriptBreakdown, Setting
from manike.script.vocabulary import Mood, Place, Transition

FPS = Fraction(30)
SIZE_PX = (160, 90)
RATE = 48_000
TWO_COLOURS_BGR = ((74, 213, 255), (156, 143, 126))


def source(path):
    return SourceFile(path, sha256_of(path))


def write_clip(path, detail, frames=105):
    """A moving pattern; without detail a grey wall."""
    across = np.arange(SIZE_PX[0])[None, :, None] + np.zeros((SIZE_PX[1], 1, 3))
    options = x264_options(FPS, crf=23)
    with FrameEncoder(path, SIZE_PX, FPS, options=options) as encoder:
        for frame in range(frames):
            wave = np.sin((across + frame) / 6) * np.array((90.0, 60.0, -80.0)) * detail
            encoder.write(np.clip(120 + wave, 0, 255).astype(np.uint8))


@pytest.fixture(scope="module")
def job(tmp_path_factory):
    """Three scenes, the second one with detail, the first one spoken."""
    folder = tmp_path_factory.mktemp("parts")
    scenes = tuple(
        Scene(
            number=number,
            title=f"Part {number}",
            description="A lake.",
            narration="Word." if number == 1 else "",
            setting=Setting(place=Place.LAKE),
            duration_s=2.0,
            transition=Transition.CROSSFADE,
        )
        for number in (1, 2, 3)
    )
    at = np.arange(RATE) / RATE
    write_wav(folder / "voice.wav", (0.3 * np.sin(2 * np.pi * 220 * at)).astype(np.float32))
    voice = VoiceOver(
        file="voice.wav",
        duration_s=1.0,
        sample_count=RATE,
        voice="v",
        words=(Word(text="Word.", start_s=0.0, end_s=1.0),),
    )
    for number, detail in ((1, 0.1), (2, 1.0), (3, 0.2)):
        write_clip(folder / f"clip{number}.mp4", detail)
    cue = MusicCue(
        number=1, first_scene=1, last_scene=3, mood=Mood.CALM, tempo_bpm=120, key="C major"
    )
    script = ScriptBreakdown(title="Lakes", logline="L", scenes=scenes, music=(cue,))
    return FilmJob(
        plan_timeline(script, {1: voice}, {}, FilmFormat(SIZE_PX, FPS)),
        clips={number: source(folder / f"clip{number}.mp4") for number in (1, 2, 3)},
        voices={1: source(folder / "voice.wav")},
    )


@pytest.fixture(scope="module")
def film(job, tmp_path_factory):
    """Six seconds, of which the first is loud and the rest soft."""
    path = tmp_path_factory.mktemp("film") / "film.mp4"
    sound = "aevalsrc='if(lt(t,1.4),0.4,0.08)*sin(600*t)|0.05*sin(600*t)':s=48000:d=6"
    picture = f"testsrc=s={SIZE_PX[0]}x{SIZE_PX[1]}:r=30:d=6"
    arguments = ["-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", sound]
    run_ffmpeg([*arguments, "-pix_fmt", "yuv420p"], path)
    return path


@pytest.fixture(scope="module")
def shown(job, film, tmp_path_factory):
    folders = [tmp_path_factory.mktemp(f"shown{number}") for number in range(2)]
    for folder in folders:
        show(film, job, folder / "cache", folder)
    return folders


def test_what_shows_a_film_has_the_same_bytes_each_time(shown):
    first, second = ([(folder / name).read_bytes() for name in FILES] for folder in shown)
    assert first == second


def test_preview_loops_for_six_seconds_within_its_size(shown):
    path = shown[0] / "preview.webp"
    done, moving = cv2.imreadanimation(str(path))
    assert done
    assert (sum(moving.durations), moving.loop_count) == (6000, 0)
    # Of equal neighbours the encoder keeps one, and shows it for longer.
    assert FRAME_COUNT * 3 // 4 < len(moving.frames) <= FRAME_COUNT
    assert moving.frames[0].shape[:2] == (270, 480)
    assert path.stat().st_size <= MAX_BYTES


def test_waveform_shows_speech_and_music_in_two_colours(shown):
    picture = cv2.imread(str(shown[0] / "waveform.png"))
    speech, music = (np.all(abs(picture.astype(int) - c) < 4, axis=2) for c in TWO_COLOURS_BGR)
    third = picture.shape[1] // 3
    assert speech[:, :third].sum() > 1000
    assert not speech[:, third:].any()
    assert music[:, third:].sum() > 1000


def test_looks_are_outside_of_transitions_and_the_best_is_the_poster(job, tmp_path):
    looks = best_looks(job, FilmCache(tmp_path))
    for look, scene in zip(looks, job.timeline.scenes, strict=True):
        first, last = clear_frames(scene, job.timeline)
        assert first <= look.frame <= last
    assert poster_look(looks, job.timeline).scene == 2
    assert best_looks(job, FilmCache(tmp_path)) == looks


def test_scene_with_painted_words_is_no_poster_if_another_will_do(job, tmp_path):
    words = Region(kind="text", left=0.2, top=0.2, right=0.8, bottom=0.4)
    scenes = list(job.timeline.scenes)
    scenes[1] = scenes[1].model_copy(update={"regions": (words,)})
    titled = job.timeline.model_copy(update={"scenes": tuple(scenes)})
    assert poster_look(best_looks(job, FilmCache(tmp_path)), titled).scene != 2


def test_scene_shorter_than_its_part_of_the_preview_goes_back_and_forth(job, tmp_path):
    scene = job.timeline.scenes[1].model_copy(
        update={"number": 2, "start_frame": 0, "frame_count": 20}
    )
    alone = job.timeline.model_copy(update={"scenes": (scene,), "frame_count": 20})
    short = replace(job, timeline=alone, voices={})
    preview(short, best_looks(short, FilmCache(tmp_path)), tmp_path / "preview.webp")
    done, moving = cv2.imreadanimation(str(tmp_path / "preview.webp"))
    assert done
    assert FRAME_COUNT // 3 < len(moving.frames) <= FRAME_COUNT
    assert sum(moving.durations) == 6000
