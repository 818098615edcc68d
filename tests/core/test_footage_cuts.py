"""Footage cut to clips of exact frames, whatever the file is."""

from fractions import Fraction

import cv2
import numpy as np
import pytest

from manike.errors import MediaError
from manike.film.footage_cuts import ClipShape, cut_clip, cut_insert
from manike.media.passages import Passage
from manike.media.probe import count_frames, probe
from manike.media.programs import run_ffmpeg
from manike.quality.parts import ClipPlan, check_clip

SIZE, FPS = (160, 90), Fraction(30)
LOSSLESS = ("-c:v", "libx264", "-preset", "ultrafast", "-qp", "0", "-pix_fmt", "yuv420p")
COUNTED = "geq=lum='16+219*mod(floor(N/pow(2,floor(X/16))),2)':cb=128:cr=128"
"""Frame n shows the bits of n as ten white or black columns."""


def counted(path, *, rate="30", seconds=4, more=(), filters=""):
    """A video whose frames can be read as numbers."""
    source = f"color=gray:s=160x90:r={rate}:d={seconds},{COUNTED}{filters}"
    run_ffmpeg(["-f", "lavfi", "-i", source, *LOSSLESS, "-g", "50", *more], path)
    return path


def frames_of(path):
    video = cv2.VideoCapture(str(path))
    frames = []
    while (read := video.read())[0]:
        frames.append(cv2.cvtColor(read[1], cv2.COLOR_BGR2GRAY))
    return frames


def numbers_of(path):
    return [
        sum(
            int(frame[30:60, 16 * bit + 4 : 16 * bit + 12].mean() > 128) << bit for bit in range(10)
        )
        for frame in frames_of(path)
    ]


def cut(source, folder, passage, frame_count, size_px=SIZE):
    clip = cut_clip(source, Passage(*passage), ClipShape(frame_count, size_px, FPS), folder)
    assert (clip.frame_count, clip.width_px, clip.height_px) == (frame_count, *size_px)
    found = check_clip(folder / clip.file, ClipPlan(size_px, FPS, frame_count))
    assert [each.message for each in found if not each.passed and each.name != "black"] == []
    assert probe(folder / clip.file).audio is None
    return folder / clip.file


@pytest.mark.parametrize("start", [0, 1, 37, 61])
def test_the_clip_begins_at_the_very_frame_and_shows_each_once(start, tmp_path):
    source = counted(tmp_path / "a.mp4")
    clip = cut(source, tmp_path, (round(start / 30, 4), 4.0, 4.0), 45)
    assert numbers_of(clip) == list(range(start, start + 45))


def test_times_are_those_of_the_file_s_own_clock(tmp_path):
    source = counted(tmp_path / "a.ts")
    start_s = probe(source).video.start_s
    assert start_s > 1
    clip = cut(source, tmp_path, (start_s + 20 / 30, start_s + 4, start_s + 4), 30)
    assert numbers_of(clip) == list(range(20, 50))


@pytest.mark.parametrize(("rate", "frames"), [("60", 90), ("25", 38), ("24000/1001", 36)])
def test_any_rate_comes_onto_thirty_frames_without_losing_time(rate, frames, tmp_path):
    clip = cut(counted(tmp_path / "a.mp4", rate=rate), tmp_path, (0.0, 4.0, 4.0), 45)
    numbers = numbers_of(clip)
    assert numbers == sorted(numbers)
    assert numbers[-1] == pytest.approx(frames, abs=2)


def test_a_variable_rate_keeps_its_time(tmp_path):
    source = counted(
        tmp_path / "a.mkv",
        filters=",select='not(between(mod(n,20),5,9))'",
        more=("-fps_mode", "vfr"),
    )
    numbers = numbers_of(cut(source, tmp_path, (1.0, 4.0, 4.0), 60))
    assert [abs(number - 30 - at) <= 5 for at, number in enumerate(numbers)] == [True] * 60


def test_a_short_passage_is_slowed_and_does_not_show_the_next_shot(tmp_path):
    clip = cut(counted(tmp_path / "a.mp4"), tmp_path, (1.0, 2.0, 4.0), 36)
    assert max(numbers_of(clip)[:-1]) <= 60


def test_a_much_too_short_passage_goes_on_into_the_next_shots(tmp_path):
    clip = cut(counted(tmp_path / "a.mp4"), tmp_path, (1.0, 2.0, 4.0), 60)
    assert numbers_of(clip) == list(range(30, 90))


def test_what_is_still_missing_is_held_at_the_end(tmp_path):
    source = tmp_path / "a.mp4"
    run_ffmpeg(["-f", "lavfi", "-i", "testsrc2=s=160x90:r=30:d=2", *LOSSLESS], source)
    frames = frames_of(cut(source, tmp_path, (1.0, 2.0, 2.0), 60))
    assert np.abs(frames[-1].astype(int) - frames[38]).mean() < 20  # of the end, grown a little
    assert np.abs(frames[-1].astype(int) - frames[45]).mean() > 0


def test_what_lies_behind_a_named_end_is_never_shown(tmp_path):
    clip = cut(counted(tmp_path / "a.mp4"), tmp_path, (1.0, 2.0, 2.0), 45)
    assert max(numbers_of(clip)) <= 60


def test_a_turned_picture_stands_upright(tmp_path):
    plain = tmp_path / "plain.mp4"
    upper = "color=black:s=160x90:r=30:d=1,drawbox=x=0:y=0:w=80:h=90:color=white:t=fill"
    run_ffmpeg(["-f", "lavfi", "-i", upper, *LOSSLESS], plain)
    for turned, lit in ((90, "bottom"), (-90, "top"), (180, "right")):
        source = tmp_path / f"{turned}.mp4"
        run_ffmpeg(["-display_rotation:v:0", str(turned), "-i", str(plain), "-c", "copy"], source)
        frame = frames_of(cut(source, tmp_path, (0.0, 1.0, 1.0), 10, (90, 160)))[5]
        if turned == 180:
            frame = frames_of(cut(source, tmp_path, (0.0, 1.0, 1.0), 10))[5]
        halves = {
            "top": frame[: len(frame) // 2],
            "bottom": frame[len(frame) // 2 :],
            "right": frame[:, frame.shape[1] // 2 :],
        }
        assert halves[lit].mean() > 180, turned


def test_pixels_that_are_not_square_are_not_squeezed(tmp_path):
    circle = "geq=lum='if(lt(hypot((X-80)*4/3/1.0,Y-45)\\,36)\\,235\\,40)':cb=128:cr=128,setsar=4/3"
    source = tmp_path / "a.mp4"
    run_ffmpeg(["-f", "lavfi", "-i", f"color=s=160x90:d=1,{circle}", *LOSSLESS], source)
    frame = frames_of(cut(source, tmp_path, (0.0, 1.0, 1.0), 5))[2] > 128
    assert frame.any(axis=0).sum() == pytest.approx(frame.any(axis=1).sum(), abs=3)


def test_what_a_crop_keeps_is_where_most_is_to_be_seen(tmp_path):
    """A pattern stands in the right third of a wide picture; a tall film shows it."""
    wide = "color=gray:s=320x90:r=30:d=1[g];testsrc2=s=60x90:r=30:d=1[t];[g][t]overlay=x=240"
    source = tmp_path / "a.mp4"
    run_ffmpeg(["-filter_complex", wide, *LOSSLESS], source)
    frame = frames_of(cut(source, tmp_path, (0.0, 1.0, 1.0), 5, (90, 160)))[2]
    assert frame.std() > 40


@pytest.mark.parametrize(
    ("transfer", "white"), [("smpte2084", 0.5806), ("arib-std-b67", 0.75)], ids=["PQ", "HLG"]
)
def test_hdr_is_mapped_so_that_white_is_white_and_grey_is_grey(transfer, white, tmp_path):
    """Signal of a white sheet (203 nits) beside that of a highlight and of black."""
    source = tmp_path / "a.mov"
    levels = [64 + 876 * share for share in (white, 0.95 * (1 if white > 0.6 else 0.79), 0.0)]
    columns = "".join(
        f"if(lt(X\\,{54 * (n + 1)})\\,{level:.0f}\\," for n, level in enumerate(levels)
    )
    picture = f"color=s=160x90:d=1:r=30,format=yuv420p10le,geq=lum='{columns}64)))':cb=512:cr=512"
    tags = ["-colorspace", "bt2020nc", "-color_primaries", "bt2020", "-color_trc", transfer]
    x265 = ["-c:v", "libx264", "-qp", "0", "-pix_fmt", "yuv420p10le", *tags]
    run_ffmpeg(["-f", "lavfi", "-i", picture, *x265, "-color_range", "tv"], source)
    assert probe(source).video.color_transfer == transfer
    clip = cut(source, tmp_path, (0.0, 1.0, 1.0), 5)
    video = probe(clip).video
    assert (video.pixel_format, video.color_transfer) == ("yuv420p", "bt709")
    frame = frames_of(clip)[2]
    sheet, highlight, black = (frame[:, at].mean() for at in (25, 80, 135))
    assert 190 <= sheet <= 235
    assert sheet + 8 <= highlight <= 255
    assert black <= 4


def test_full_range_and_ten_bits_come_out_in_film_range(tmp_path):
    source = tmp_path / "a.mp4"
    full = "color=s=160x90:d=1:r=30,geq=lum='X*255/159':cb=128:cr=128,scale=out_range=pc"
    options = ["-c:v", "libx264", "-qp", "0", "-pix_fmt", "yuv420p10le", "-color_range", "pc"]
    run_ffmpeg(["-f", "lavfi", "-i", full, *options], source)
    clip = cut(source, tmp_path, (0.0, 1.0, 1.0), 5)
    assert probe(clip).video.color_range == "tv"


def test_an_insert_keeps_its_shape_and_its_sound(tmp_path):
    source = tmp_path / "a.mp4"
    picture = ["-f", "lavfi", "-i", "testsrc2=s=128x96:r=25:d=6"]
    sound = ["-f", "lavfi", "-i", "sine=330:d=6"]
    run_ffmpeg([*picture, *sound, *LOSSLESS, "-c:a", "aac"], source)
    made = probe(tmp_path / cut_insert(source, Passage(2.0, 5.0, 5.0), FPS, tmp_path))
    assert made.video.shown_px == (128, 96)
    assert (made.video.duration_s, made.video.fps) == (3.0, FPS)
    assert made.audio.duration_s == pytest.approx(3.0, abs=0.05)
    assert count_frames(tmp_path / "insert.mp4") == 90


def test_a_passage_without_a_frame_says_where(tmp_path):
    source = counted(tmp_path / "a.mp4", seconds=1)
    with pytest.raises(MediaError, match=r"No frame can be decoded at 7\.00 s"):
        cut(source, tmp_path, (7.0, 8.0, 8.0), 10)
