import re
from fractions import Fraction

import numpy as np
import pytest

from manike.film.assembly import assemble
from manike.film.job import FilmJob, SourceFile
from manike.film.timeline import Narration, Timeline, TimelineCue, TimelineScene
from manike.media.encode import FrameEncoder
from manike.media.files import sha256_of
from manike.media.programs import run_ffmpeg
from manike.media.sound import write_wav
from manike.quality.plans import Sources
from manike.quality.results import failed
from manike.quality.rules import check_film
from manike.testing.films import speech_like

FPS = Fraction(30)
SIZE_PX = (160, 90)
RATE = 48_000
SCENE_FRAMES = 90
X264 = ("-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-pix_fmt", "yuv420p")
BT709 = ("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709")
TAGS = (*BT709, "-color_range", "tv", "-profile:v", "high", "-movflags", "+faststart")


def write_clip(path, seed):
    """A textured picture that moves by one pixel a frame."""
    picture = np.random.default_rng(seed).integers(40, 220, (90, 300, 3)).astype(np.uint8)
    options = [*X264, "-color_range", "tv", *BT709]
    with FrameEncoder(path, SIZE_PX, FPS, options=options) as encoder:
        for frame in range(SCENE_FRAMES + 15):
            encoder.write(picture[:, frame : frame + 160])


def a_scene(number):
    start_sample = (number - 1) * 3 * RATE + 19_200
    narration = Narration(
        file=f"narration/scene-{number:03d}.wav",
        start_s=start_sample / RATE,
        duration_s=2.0,
        start_sample=start_sample,
        sample_count=2 * RATE,
    )
    return TimelineScene(
        number=number,
        title="S",
        start_frame=(number - 1) * SCENE_FRAMES,
        frame_count=SCENE_FRAMES,
        text="x",
        narration=narration,
    )


def a_timeline():
    cue = TimelineCue(
        number=1,
        first_scene=1,
        last_scene=2,
        file="music/cue-001.wav",
        start_frame=0,
        frame_count=2 * SCENE_FRAMES,
        duration_s=6.0,
        bar_s=2.0,
        ending_s=4.0,
    )
    return Timeline(
        fps="30/1",
        width_px=160,
        height_px=90,
        frame_count=2 * SCENE_FRAMES,
        scenes=(a_scene(1), a_scene(2)),
        music=(cue,),
    )


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    """A faultless film of two scenes of 3 s."""
    folder = tmp_path_factory.mktemp("film")
    at = np.arange(6 * RATE) / RATE
    write_wav(folder / "voice.wav", speech_like(2.0, seed=1))
    chord = sum(np.sin(2 * np.pi * hz * at) for hz in (220, 277, 330)) * 0.06
    write_wav(folder / "music.wav", np.stack([chord, chord], axis=1).astype(np.float32))
    for number in (1, 2):
        write_clip(folder / f"clip{number}.mp4", number)
    sources = {path.name: SourceFile(path, sha256_of(path)) for path in folder.iterdir()}
    job = FilmJob(
        a_timeline(),
        clips={n: sources[f"clip{n}.mp4"] for n in (1, 2)},
        voices={n: sources["voice.wav"] for n in (1, 2)},
        music={1: sources["music.wav"]},
    )
    assemble(job, folder / "cache", folder / "out", lambda done, to_do: None)
    return folder / "out/film.mp4"


def broken(results):
    return {result.name: result.message for result in failed(results)}


def check(path, film):
    """The checks of a version of the film, with the voices that the film was made from."""
    voice = film.parent.parent / "voice.wav"
    return check_film(path, a_timeline(), Sources(voices={1: voice, 2: voice}))


def picture_fault(film, output, filters, *more):
    """The film with its picture filtered and its sound untouched."""
    run_ffmpeg(["-i", str(film), "-vf", filters, *X264, *TAGS, "-c:a", "copy", *more], output)
    return broken(check(output, film))


def sound_fault(film, output, filters):
    """The film with its sound filtered and its picture untouched."""
    arguments = ["-i", str(film), "-af", filters, "-c:v", "copy", "-c:a", "aac", "-b:a", "256k"]
    run_ffmpeg([*arguments, "-movflags", "+faststart"], output)
    return broken(check(output, film))


def test_faultless_film_passes_every_check(film):
    results = check(film, film)
    assert broken(results) == {}
    assert [result.name for result in results] == [
        "readable",
        "frames",
        "size",
        "framing",
        "coding",
        "streams",
        "loudness",
        "true_peak",
        "clipping",
        "narration",
        "drift",
        "speech_over_music",
        "speech_level",
        "silent",
        "black",
        "frozen",
        "flash",
        "scenes",
        "motion",
        "colours",
        "captions",
        "caption_file",
    ]


def test_encoding_again_alone_is_no_fault(film, tmp_path):
    # So that what the next tests find is their fault, and not their way of making it.
    assert picture_fault(film, tmp_path / "f.mp4", "null") == {}
    assert sound_fault(film, tmp_path / "s.mp4", "anull") == {}


def test_black_film_is_found(film, tmp_path):
    found = picture_fault(film, tmp_path / "f.mp4", "lutyuv=y=16:u=128:v=128")
    assert found["black"] == "Black from 0.0 s to 6.0 s (scene 1)."


def test_black_stretch_is_found_with_its_scene(film, tmp_path):
    black = "lutyuv=y=16:u=128:v=128:enable='between(t,4,4.8)'"
    found = picture_fault(film, tmp_path / "f.mp4", black)
    assert list(found) == ["black"]
    assert found["black"].startswith("Black from 4.0 s to 4.8")
    assert found["black"].endswith("(scene 2).")


def test_frozen_film_is_found(film, tmp_path):
    found = picture_fault(film, tmp_path / "f.mp4", "loop=loop=179:size=1,trim=end_frame=180")
    assert list(found) == ["frozen"]
    assert found["frozen"].startswith("Frozen from 0.0 s to 6.0 s (scene 1)")


def test_frozen_scene_is_found_behind_moving_captions(film, tmp_path):
    # The lowest 20 rows go on moving, as captions do.
    still = "loop=loop=84:size=1:start=95,setpts=N/30/TB,trim=end_frame=180"
    graph = f"split[a][b];[b]crop=160:20:0:70[low];[a]{still}[still];[still][low]overlay=0:70"
    found = picture_fault(film, tmp_path / "f.mp4", graph, "-frames:v", "180")
    assert list(found) == ["frozen"]
    assert found["frozen"].endswith("(scene 2).")


def test_silent_film_is_found(film, tmp_path):
    found = sound_fault(film, tmp_path / "f.mp4", "volume=0")
    assert sorted(found) == ["loudness", "narration", "silent"]
    assert found["narration"].startswith("Scene 1: 2.")
    assert "; scene 2: 2." in found["narration"]
    assert found["silent"] == "Silent from 0.0 s to 6.0 s (scene 1)."


def test_missing_narration_is_found_under_music(film, tmp_path):
    # The second narration gone, ducked music left: 20 dB down is where the music lies.
    quiet = "volume=volume=-17dB:enable='between(t,3.35,5.5)'"
    found = sound_fault(film, tmp_path / "f.mp4", quiet)["narration"]
    assert re.fullmatch(
        r"Scene 2: 2\.0 s of 2\.0 s of speech are not heard where they should be, "
        r"first at 3\.[4-6] s\.",
        found,
    )


def test_narration_cut_off_before_its_end_is_found(film, tmp_path):
    found = sound_fault(film, tmp_path / "f.mp4", "volume=volume=-17dB:enable='between(t,2,2.5)'")
    assert found["narration"].startswith("Scene 1: 0.")
    assert found["narration"].endswith("first at 2.0 s.")


@pytest.mark.parametrize(
    "moved",
    ["adelay=20:all=1,atrim=end=6", "atrim=start=0.02,asetpts=PTS-STARTPTS,apad=whole_dur=6"],
)
def test_narration_that_is_moved_is_found(film, tmp_path, moved):
    found = sound_fault(film, tmp_path / "f.mp4", moved)
    assert list(found) == ["narration", "drift"]
    assert found["narration"].count("first at") == 2
    assert found["drift"].count("20 ms") == 2


def test_other_narration_is_found(film, tmp_path):
    other = tmp_path / "other.wav"
    noise = np.random.default_rng(9).normal(0, 0.08, 2 * RATE).astype(np.float32)
    write_wav(other, noise)
    voice = film.parent.parent / "voice.wav"
    found = broken(check_film(film, a_timeline(), Sources(voices={1: voice, 2: other})))
    assert list(found) == ["narration"]
    assert found["narration"].startswith("Scene 2")


def test_narration_without_a_voice_to_compare_is_found(film):
    assert broken(check_film(film, a_timeline(), Sources())) == {
        "narration": "Scene 1 has no voice to compare with; scene 2 has no voice to compare with."
    }


def test_silent_stretch_is_found_with_its_scene(film, tmp_path):
    silence = "volume=volume=0:enable='between(t,4.1,5.9)'"
    found = sound_fault(film, tmp_path / "f.mp4", silence)
    assert found["silent"].startswith("Silent from 4.1 s to 5.9 s (scene 2)")


def test_silence_is_right_where_nothing_is_planned(film, tmp_path):
    quiet = [scene.model_copy(update={"narration": None}) for scene in a_timeline().scenes]
    timeline = a_timeline().model_copy(update={"scenes": tuple(quiet), "music": ()})
    arguments = ["-i", str(film), "-af", "volume=0", "-c:v", "copy", "-c:a", "aac"]
    run_ffmpeg([*arguments, "-movflags", "+faststart"], tmp_path / "f.mp4")
    assert list(broken(check_film(tmp_path / "f.mp4", timeline, Sources()))) == ["loudness"]


def test_sound_that_starts_late_is_found(film, tmp_path):
    late = ["-i", str(film), "-itsoffset", "0.7", "-i", str(film), "-map", "0:v", "-map", "1:a"]
    run_ffmpeg([*late, "-c", "copy", "-movflags", "+faststart"], tmp_path / "f.mp4")
    found = broken(check(tmp_path / "f.mp4", film))
    assert re.search(r"starts 0\.[67]\d\d s after it", found["streams"])


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("-color_primaries", "colour primaries"),
        ("-color_trc", "colour transfer"),
        ("-colorspace", "colour space"),
    ],
)
def test_missing_colour_tag_is_found(film, tmp_path, tag, name):
    kept = list(TAGS)
    at = kept.index(tag)
    del kept[at : at + 2]
    bare = "setparams=range=unknown:color_primaries=unknown:color_trc=unknown:colorspace=unknown"
    arguments = ["-i", str(film), "-vf", bare, *X264, *kept, "-c:a", "copy"]
    run_ffmpeg(arguments, tmp_path / "f.mp4")
    found = broken(check(tmp_path / "f.mp4", film))
    assert list(found) == ["coding"]
    assert found["coding"].startswith(f"{name} is ")


def test_quiet_film_is_found(film, tmp_path):
    found = sound_fault(film, tmp_path / "f.mp4", "volume=-4dB")
    assert list(found) == ["loudness"]


def test_clipped_film_is_found(film, tmp_path):
    found = sound_fault(film, tmp_path / "f.mp4", "volume=14dB")
    assert {"loudness", "true_peak"} <= set(found)


def test_short_film_is_found(film, tmp_path):
    run_ffmpeg(
        ["-i", str(film), "-t", "4", "-c", "copy", "-movflags", "+faststart"], tmp_path / "f.mp4"
    )
    found = broken(check(tmp_path / "f.mp4", film))
    assert found["frames"].endswith("planned: 180 at 30.")
    assert "narration" in found


def test_sound_shorter_than_picture_is_found(film, tmp_path):
    found = sound_fault(film, tmp_path / "f.mp4", "atrim=end=5.9")
    assert list(found) == ["streams"]


def test_wrong_size_is_found(film, tmp_path):
    found = picture_fault(film, tmp_path / "f.mp4", "scale=128:72")
    assert found == {"size": "128x72; planned: 160x90."}


def test_dropped_frame_is_found(film, tmp_path):
    found = picture_fault(
        film, tmp_path / "f.mp4", "select='not(eq(n,50))'", "-fps_mode", "passthrough"
    )
    assert found["frames"].startswith("179 frames at 30 a second, 1 uneven gaps")


def test_other_rate_is_found(film, tmp_path):
    found = picture_fault(film, tmp_path / "f.mp4", "fps=25")
    assert found["frames"].startswith("150 frames at 25 a second")


def test_wrong_coding_is_found_by_name(film, tmp_path):
    arguments = ["-i", str(film), *X264[:-1], "yuv444p", "-c:a", "copy"]
    run_ffmpeg(arguments, tmp_path / "f.mp4")
    found = broken(check(tmp_path / "f.mp4", film))
    assert "pixel format is yuv444p, not yuv420p" in found["coding"]
    assert "index is last, not first" in found["coding"]


def test_truncated_file_is_not_readable(film, tmp_path):
    content = film.read_bytes()
    (tmp_path / "f.mp4").write_bytes(content[: len(content) * 2 // 3])
    assert list(broken(check(tmp_path / "f.mp4", film))) == ["readable"]


def test_film_without_sound_is_not_readable(film, tmp_path):
    run_ffmpeg(["-i", str(film), "-an", "-c", "copy"], tmp_path / "f.mp4")
    assert broken(check(tmp_path / "f.mp4", film)) == {"readable": "f.mp4 has no sound."}


def test_text_file_is_not_readable(film, tmp_path):
    (tmp_path / "f.mp4").write_text("no film")
    assert list(broken(check(tmp_path / "f.mp4", film))) == ["readable"]
