"""What footage may do in a film, and what not."""

from fractions import Fraction
from types import SimpleNamespace

import pytest

from manike.film.timeline import Timeline, TimelineScene
from manike.media.coding import x264_options
from manike.media.programs import run_ffmpeg
from manike.quality.footage_rules import check_footage_clip
from manike.quality.parts import ClipPlan
from manike.quality.picture import SeenFilm, SeenFrame
from manike.quality.picture_rules import no_stretch_is_frozen

FPS, SIZE = Fraction(30), (160, 90)
CURE = "Choose another part."
CUT = "testsrc2=s=160x90:r=30:d=1[a];mandelbrot=s=160x90:r=30,trim=duration=1[b];[a][b]concat"
STILL = "testsrc2=s=160x90:r=30:d=1,loop=59:1:0,trim=duration=2,setpts=N/30/TB"
BLACK = "color=black:s=160x90:r=30:d=1[a];testsrc2=s=160x90:r=30:d=1[b];[a][b]concat"
FLASHING = "color=black:s=160x90:r=30:d=2,geq=lum='16+200*mod(floor(N/3)\\,2)':cb=128:cr=128"


@pytest.mark.parametrize(
    ("picture", "refused"),
    [(CUT, []), (STILL, []), (BLACK, ["black"]), (FLASHING, ["flash"])],
    ids=["cut", "still", "black", "flashing"],
)
def test_footage_may_be_cut_and_stand_still_but_not_be_black_or_flash(picture, refused, tmp_path):
    clip = tmp_path / "clip.mp4"
    run_ffmpeg(["-filter_complex", picture, *x264_options(FPS, crf=16)], clip)
    found = check_footage_clip(clip, ClipPlan(SIZE, FPS, 60), CURE)
    assert [each.name for each in found if not each.passed] == refused
    assert all(each.message.endswith(CURE) for each in found if not each.passed)


@pytest.mark.parametrize(("footage", "passed"), [("slides.mp4", True), ("", False)])
def test_only_footage_may_stand_still_in_a_film(footage, passed):
    scenes = tuple(
        TimelineScene(
            number=number,
            title="",
            start_frame=90 * (number - 1),
            frame_count=90,
            text="",
            narration=None,
            footage=footage if number == 2 else "",
        )
        for number in (1, 2)
    )
    plan = Timeline(fps="30/1", width_px=160, height_px=90, frame_count=180, scenes=scenes)
    frames = [SeenFrame(0.0, 100.0, step=0.0 if at > 90 else 5.0) for at in range(180)]
    film = SimpleNamespace(seen=SeenFilm(frames))
    assert no_stretch_is_frozen(film, plan).passed is passed
