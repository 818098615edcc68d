"""Films with intro, cards and outro, made and measured."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import cv2
import numpy as np
import pytest

from manike.errors import BadInputError
from manike.film.assembly import assemble
from manike.film.brand import BrandKit
from manike.film.brand_clips import clip_facts
from manike.film.cache import FilmCache
from manike.film.captions import plan_captions
from manike.film.inserting import Branding, with_inserts
from manike.film.inserts import InsertKind
from manike.film.job import FilmJob, SourceFile
from manike.film.rendering import render_segment, segment_name
from manike.film.segments import SegmentKind, plan_segments
from manike.film.timeline import FilmFormat, plan_timeline
from manike.media.files import sha256_of
from manike.media.probe import probe
from manike.media.programs import decoded_sound, run_ffmpeg
from manike.media.sound import write_wav
from manike.ports import Music, VoiceOver, Word
from manike.quality.loudness import integrated_lufs
from manike.quality.plans import Sources
from manike.quality.rules import check_film
from manike.script.models import MusicCue, Scene, ScriptBreakdown, Setting
from manike.script.vocabulary import Mood, Place, Transition

FPS = Fraction(30)
SIZE_PX = (160, 90)
RATE = 48_000
QUICK = ["-c:v", "libx264", "-preset", "ultrafast"]


def source(path):
    return SourceFile(path, sha256_of(path))


def tone(path, seconds, hz):
    at = np.arange(round(seconds * RATE)) / RATE
    write_wav(path, (0.2 * np.sin(2 * np.pi * hz * at)).astype(np.float32))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A clip, a voice, music, a 4:3 intro with mono 22 kHz sound, and a silent outro."""
    folder = tmp_path_factory.mktemp("inserts")
    grey = ["-f", "lavfi", "-i", "testsrc2=s=160x90:r=30:d=2.5"]
    run_ffmpeg([*grey, *QUICK, "-crf", "8", "-g", "30"], folder / "clip.mp4")
    tone(folder / "voice.wav", 1, 300)
    tone(folder / "music.wav", 4, 110)
    white = ["-f", "lavfi", "-i", "color=white:s=120x90:r=24:d=1"]
    beep = ["-f", "lavfi", "-i", "sine=880:r=22050:d=1"]
    run_ffmpeg([*white, *beep, *QUICK, "-c:a", "aac", "-ac", "1"], folder / "intro.mp4")
    blue = ["-f", "lavfi", "-i", "color=blue:s=192x108:r=25:d=0.8"]
    run_ffmpeg([*blue, *QUICK], folder / "outro.mp4")
    return folder


def a_timeline(scene_count, captions):
    scenes = tuple(
        Scene(
            number=number,
            title=f"Part {number}",
            description="A lake.",
            narration="Two words.",
            setting=Setting(place=Place.LAKE),
            duration_s=2.0,
            transition=Transition.CROSSFADE,
        )
        for number in range(1, scene_count + 1)
    )
    cue = MusicCue(
        number=1, first_scene=1, last_scene=scene_count, mood=Mood.CALM, tempo_bpm=90, key="C major"
    )
    script = ScriptBreakdown(title="Four lakes", logline="L", scenes=scenes, music=(cue,))
    words = (Word(text="Two", start_s=0.1, end_s=0.5), Word(text="words.", start_s=0.5, end_s=0.9))
    voice = VoiceOver(file="v.wav", duration_s=1.0, sample_count=RATE, voice="v", words=words)
    music = Music(file="m.wav", duration_s=4.0, bar_s=1.0, ending_s=3.0)
    voices = dict.fromkeys(range(1, scene_count + 1), voice)
    return plan_timeline(script, voices, {1: music}, FilmFormat(SIZE_PX, FPS, captions))


def a_job(folder, brand=None, clips=(), *, scene_count=2, captions=True):
    files = {InsertKind(name): source(folder / f"{name}.mp4") for name in clips}
    hashes = {f"{kind.value}_sha256": file.sha256 for kind, file in files.items()}
    brand = (brand or BrandKit()).model_copy(update=hashes)
    facts = {kind: clip_facts(file.path) for kind, file in files.items()}
    numbers = range(1, scene_count + 1)
    return FilmJob(
        with_inserts(a_timeline(scene_count, captions), Branding(brand, "Acme", facts)),
        clips=dict.fromkeys(numbers, source(folder / "clip.mp4")),
        voices=dict.fromkeys(numbers, source(folder / "voice.wav")),
        music={1: source(folder / "music.wav")},
        brand=brand,
        inserts=files,
    )


CARDS = BrandKit(
    title_style="card", title_card_s=1.5, end_card="card", end_card_s=1.5, call_to_action="Book now"
)


@pytest.fixture(scope="module")
def made(folder, tmp_path_factory):
    """A film with everything around two scenes, made where one without was made before."""
    out = tmp_path_factory.mktemp("film")
    assemble(a_job(folder), out / "cache", out / "bare", lambda *_: None)
    job = a_job(folder, CARDS, ("intro", "outro"))
    film = assemble(job, out / "cache", out / "whole", lambda *_: None)
    return film, job, out


def frames_of(film):
    capture = cv2.VideoCapture(str(film))
    return [frame for read, frame in iter(capture.read, (False, None)) if read]


def names(job):
    plan = plan_segments(job)
    return [segment_name(s) for s in plan if s.kind is not SegmentKind.INSERT]


def test_film_has_the_planned_frames_in_order(made):
    film, job, out = made
    assert film.frame_count == 30 + 45 + 120 + 45 + 24 == job.timeline.frame_count
    frames = frames_of(out / "whole/film.mp4")
    assert len(frames) == film.frame_count
    assert frames[15][45, 80].min() > 225
    blue, _, red = frames[250][45, 80]
    assert blue > 200
    assert red < 60
    bare = frames_of(out / "bare/film.mp4")
    assert all((a == b).all() for a, b in zip(frames[75:195], bare, strict=True))


def test_segments_of_the_scenes_are_those_of_the_film_without_inserts(made, folder):
    film, job, _ = made
    assert names(job) == names(a_job(folder)) == names(a_job(folder, clips=("intro",)))
    assert (film.segments_made, film.segments_reused) == (4, 4)


@pytest.mark.parametrize("fps", [Fraction(24_000, 1001), Fraction(30_000, 1001), Fraction(60)])
def test_segments_are_the_same_at_rates_that_do_not_divide(folder, fps, monkeypatch):
    monkeypatch.setitem(globals(), "FPS", fps)
    assert names(a_job(folder, clips=("intro",))) == names(a_job(folder))


def test_old_shape_stands_on_its_own_blur(made):
    frame = frames_of(made[2] / "whole/film.mp4")[15]
    assert frame[45, 30:130].min() > 225
    assert 110 < frame[45, 5].mean() < 190
    assert 110 < frame[45, 154].mean() < 190


@pytest.fixture(scope="module")
def sound(made):
    """The film's decoded sound, shape (n, 2)."""
    with decoded_sound(made[2] / "whole/film.mp4") as stream:
        return np.frombuffer(stream.read(), "<i2").reshape(-1, 2).astype(np.float32) / 32768


def strength(sound, hz):
    """Of one tone, as the root of its power."""
    at = np.arange(len(sound)) / RATE
    return abs(np.mean(sound[:, 0] * np.exp(-2j * np.pi * hz * at)))


def test_intro_is_as_loud_as_the_speech_and_stereo(made, sound):
    assert np.abs(sound[:48_000, 0] - sound[:48_000, 1]).max() < 0.01
    # Of the intro what its fades leave alone; of the first scene its narration.
    intro, start = integrated_lufs(sound[4800:28_800], RATE), 75 * 1600 + 19_200
    speech = integrated_lufs(sound[start + 4800 : start + 43_200], RATE)
    assert intro == pytest.approx(speech, abs=1.0)
    assert made[0].lufs == pytest.approx(-14.0, abs=0.5)
    info = probe(made[2] / "whole/film.mp4")
    assert abs(info.audio.duration_s - info.video.duration_s) <= 0.0214


def test_music_plays_under_the_cards_and_under_no_clip(sound):
    frame = 1600
    intro, title, end, outro = (
        strength(sound[first * frame : last * frame], 110)
        for first, last in ((2, 28), (45, 70), (195, 230), (242, 264))
    )
    assert max(intro, outro) < 0.003
    assert min(title, end) > 0.02
    assert strength(sound[3200:44_800], 880) > 10 * strength(sound[48_000:120_000], 880)


def test_checks_look_for_scenes_where_they_are_and_for_no_speech_in_an_intro(made):
    _, job, out = made
    sources = Sources(
        voices={number: file.path for number, file in job.voices.items()},
        clips={number: file.path for number, file in job.clips.items()},
        captions=plan_captions(job.timeline),
        caption_file=(out / "whole/captions.vtt").read_text(encoding="utf-8"),
    )
    results = check_film(out / "whole/film.mp4", job.timeline, sources)
    assert [result.message for result in results if not result.passed] == []


def test_what_is_shown_around_the_scenes_is_kept_for_editors(made):
    film, _, out = made
    kept = {"intro.mp4", "intro.wav", "title_card.mp4", "end_card.mp4", "outro.mp4"}
    assert kept <= set(film.sha256)
    assert probe(out / "whole/intro.mp4").video.frame_count == 30
    assert probe(out / "whole/intro.wav").audio.rate_hz == RATE


def test_all_segments_are_coded_alike(made):
    segments = [
        render_segment(segment, FilmCache(made[2] / "cache")).path
        for segment in plan_segments(made[1])
    ]
    streams = {replace(probe(p).video, frame_count=0, duration_s=0.0) for p in segments}
    assert len(streams) == 1
    stream = streams.pop()
    assert (stream.color_space, stream.color_range, stream.pixel_format) == (
        "bt709",
        "tv",
        "yuv420p",
    )


def test_cards_come_out_of_black_and_never_stand_still(made):
    card = frames_of(made[2] / "whole/end_card.mp4")
    assert card[0].mean() < 25
    assert card[-1].mean() < 25
    assert card[25].max() > 200
    moved = [np.abs(a.astype(int) - b).mean() for a, b in pairwise(card[20:31])]
    assert min(moved) > 0.01


def test_change_of_the_call_to_action_makes_the_end_card_anew_alone(made):
    _, job, _ = made
    brand = job.brand.model_copy(update={"call_to_action": "Call us"})
    inserts = tuple(
        each.model_copy(update={"text": "Acme\nCall us"})
        if each.kind is InsertKind.END_CARD
        else each
        for each in job.timeline.inserts
    )
    other = replace(job, brand=brand, timeline=job.timeline.model_copy(update={"inserts": inserts}))
    pairs = zip(plan_segments(job), plan_segments(other), strict=True)
    changed = [a.label for a, b in pairs if segment_name(a) != segment_name(b)]
    assert changed == ["End card"]


def test_one_scene_with_both_clips(folder, tmp_path):
    job = a_job(folder, clips=("intro", "outro"), scene_count=1)
    film = assemble(job, tmp_path / "cache", tmp_path / "out", lambda *_: None)
    assert film.frame_count == 30 + 60 + 24
    frames = frames_of(tmp_path / "out/film.mp4")
    assert frames[89].max() < 45 < frames[92][45, 80].max()


def test_title_lies_over_the_first_scene_for_its_time(folder, tmp_path):
    plain = a_job(folder, captions=False)
    titled = a_job(folder, BrandKit(title_style="scene"), captions=False)
    cache = FilmCache(tmp_path)
    pairs = list(zip(plan_segments(plain), plan_segments(titled), strict=True))
    assert [segment_name(a) != segment_name(b) for a, b in pairs] == [True, False, False, False]
    bare, words = (frames_of(render_segment(s, cache).path) for s in pairs[0])
    apart = [np.abs(a.astype(int) - b).max() for a, b in zip(bare, words, strict=True)]
    assert max(apart[:6]) < 12
    assert apart[24] > 60
    assert max(apart[46:]) < 12


def test_film_without_the_intro_it_names_is_refused(folder):
    job = a_job(folder, clips=("intro",))
    with pytest.raises(BadInputError, match="no file for number intro"):
        replace(job, inserts={})
