"""Videos of providers become clips of exact frames."""

from fractions import Fraction
from itertools import pairwise

import cv2
import numpy as np
import pytest

from manike.arrivals.clips import finish_clip, keep_raw_clip
from manike.errors import MediaError
from manike.media.probe import probe
from manike.media.programs import run_ffmpeg
from manike.ports import MotionRequest, Picture
from manike.quality.parts import ClipPlan, check_clip
from manike.script.models import Scene, Setting
from manike.script.vocabulary import Place

SIZE = (160, 90)


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """2 s of a moving pattern with sound, 24 a second, square."""
    path = tmp_path_factory.mktemp("source") / "a.mp4"
    picture = ["-f", "lavfi", "-i", "testsrc2=s=128x128:r=24:d=2"]
    sound = ["-f", "lavfi", "-i", "sine=d=2"]
    run_ffmpeg([*picture, *sound, "-pix_fmt", "yuv420p"], path)
    return path


def request_for(frame_count, fps=Fraction(30)):
    scene = Scene(
        number=1,
        title="The lake",
        description="A quiet lake",
        narration="",
        setting=Setting(place=Place.LAKE),
        duration_s=4.0,
    )
    return MotionRequest(scene, Picture(image="a.jpg", planes=()), {}, frame_count, fps, SIZE, 7, 1)


def frames_of(path):
    video = cv2.VideoCapture(str(path))
    frames = []
    while (read := video.read())[0]:
        frames.append(read[1].astype(float))
    return frames


@pytest.mark.parametrize(
    ("frame_count", "fps"),
    [
        (30, Fraction(30)),
        (60, Fraction(30)),
        (75, Fraction(30)),
        (120, Fraction(30)),
        (100, Fraction(30000, 1001)),
        (1, Fraction(24)),
    ],
    ids=["cut", "as long", "slowed", "held", "odd rate", "one frame"],
)
def test_a_clip_has_exact_frames_and_passes_the_studio_s_check(source, tmp_path, frame_count, fps):
    clip = finish_clip(source, request_for(frame_count, fps), tmp_path)
    assert (clip.frame_count, clip.width_px, clip.height_px) == (frame_count, *SIZE)
    checks = check_clip(tmp_path / clip.file, ClipPlan(SIZE, fps, frame_count))
    assert [check.message for check in checks if not check.passed] == []
    info = probe(tmp_path / clip.file)
    assert info.audio is None
    assert [file.name for file in tmp_path.iterdir()] == ["clip.mp4"]


def test_a_short_video_is_slowed_and_only_then_held(source, tmp_path):
    finish_clip(source, request_for(120), tmp_path)
    frames = frames_of(tmp_path / "clip.mp4")
    steps = [abs(after - before).mean() for before, after in pairwise(frames)]
    moving, held = steps[:85], steps[92:]
    assert np.median(moving) > 3 * np.median(held)  # 3 s of 4: the source slowed by half
    assert min(sum(held[at : at + 5]) for at in range(len(held) - 5)) > 0  # it never stands still


def test_the_middle_is_kept_when_the_shape_differs(tmp_path):
    source = tmp_path / "in" / "a.mp4"
    bars = "color=red:s=128x128:r=24:d=1,drawbox=y=32:h=64:color=blue:t=fill"
    run_ffmpeg(["-f", "lavfi", "-i", bars, "-pix_fmt", "yuv420p"], source)
    (tmp_path / "out").mkdir()
    finish_clip(source, request_for(10), tmp_path / "out")
    frame = frames_of(tmp_path / "out" / "clip.mp4")[0]
    blue, _, red = frame[45, 80]
    assert (blue > 200, red < 50) == (True, True)
    blue, _, red = frame[2, 80]
    assert (blue < 50, red > 200) == (True, True)


def test_a_video_that_is_cut_short_is_refused(source, tmp_path):
    broken = tmp_path / "b.mp4"
    broken.write_bytes(source.read_bytes()[:-2000])
    (tmp_path / "out").mkdir()
    with pytest.raises(MediaError):
        finish_clip(broken, request_for(30), tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_video_is_kept_as_it_arrived(source, tmp_path):
    assert keep_raw_clip(source, tmp_path).file == "raw_clip.mp4"
    assert (tmp_path / "raw_clip.mp4").read_bytes() == source.read_bytes()


def test_a_clip_is_made_from_a_file_without_an_ending(source, tmp_path):
    blob = tmp_path / "5f1d"
    blob.write_bytes(source.read_bytes())
    (tmp_path / "out").mkdir()
    assert finish_clip(blob, request_for(30), tmp_path / "out").frame_count == 30
