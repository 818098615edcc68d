"""Every transition, rendered between two pictures that can be told apart."""

from fractions import Fraction

import cv2
import numpy as np
import pytest

from manike.film.cache import FilmCache
from manike.film.job import SourceFile
from manike.film.rendering import render_segment
from manike.film.segments import ClipFrames, Segment, SegmentKind, Window
from manike.film.transitions import DIPS, LENGTHS_S, longest, transition_frames, wrong_length
from manike.media.encode import FrameEncoder
from manike.media.files import sha256_of
from manike.media.probe import probe
from manike.script.vocabulary import Transition

FPS = Fraction(30)
SIZE_PX = (96, 54)
DARK, LIGHT = 60, 180
KINDS = tuple(kind for kind in Transition if kind is not Transition.CUT)
RATES = tuple(Fraction(rate) for rate in ("24000/1001", "25", "30000/1001", "60"))


def write_clip(path, left, right, fps=FPS):
    """A clip whose left half is of one grey and whose right half of another."""
    options = ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "4", "-pix_fmt", "yuv420p"]
    options += ["-color_range", "tv", "-colorspace", "bt709"]
    with FrameEncoder(path, SIZE_PX, fps, pixel_format="yuv420p", options=options) as encoder:
        luma = np.full((54, 96), left, np.uint8)
        luma[:, 48:] = right
        picture = np.concatenate([luma.ravel(), np.full(96 * 54 // 2, 128, np.uint8)])
        for _ in range(40):
            encoder.write(picture)
    return SourceFile(path, sha256_of(path))


@pytest.fixture(scope="module")
def clips(tmp_path_factory):
    """A dark picture and a light one, each a little lighter on the right."""
    folder = tmp_path_factory.mktemp("clips")
    return (
        write_clip(folder / "dark.mp4", DARK, DARK + 20),
        write_clip(folder / "light.mp4", LIGHT, LIGHT + 20),
    )


def made(clips, kind, frames, folder, fps=FPS):
    segment = Segment(
        scene=2,
        kind=SegmentKind(kind.value),
        window=Window(0, frames),
        sources=tuple(ClipFrames(clip, 0) for clip in clips),
        captions="",
        font="Roboto",
        logo=None,
        size_px=SIZE_PX,
        fps=fps,
    )
    return render_segment(segment, FilmCache(folder)).path


def frames_of(path):
    """Luma of all frames, from 16 to 235."""
    capture = cv2.VideoCapture(str(path))
    pictures = [frame for read, frame in iter(capture.read, (False, None)) if read]
    return [16 + picture[:, :, 1].astype(float) * 219 / 255 for picture in pictures]


@pytest.mark.parametrize("kind", KINDS)
def test_transition_goes_from_one_picture_to_the_other(clips, kind, tmp_path):
    count = transition_frames(kind, FPS, room=99)
    shown = frames_of(made(clips, kind, count, tmp_path))
    assert len(shown) == count
    assert shown[0].mean() == pytest.approx(DARK + 10, abs=16)
    assert shown[-1].mean() == pytest.approx(LIGHT + 10, abs=32)


@pytest.mark.parametrize("kind", KINDS)
def test_shortest_transition_has_its_frames(clips, kind, tmp_path):
    assert len(frames_of(made(clips, kind, 4, tmp_path))) == 4


@pytest.mark.parametrize("rate", RATES, ids=str)
@pytest.mark.parametrize("kind", [Transition.ZOOM, Transition.SLIDE_LEFT, Transition.WIPE_UP])
def test_transition_keeps_frames_and_colours_at_any_rate(kind, rate, tmp_path):
    count = transition_frames(kind, rate, room=99)
    clips = [write_clip(tmp_path / f"{grey}.mp4", grey, grey, rate) for grey in (DARK, LIGHT)]
    path = made(clips, kind, count, tmp_path, rate)
    video = probe(path).video
    assert (video.frame_count, video.fps, video.average_fps) == (count, rate, rate)
    assert (video.color_space, video.color_range) == ("bt709", "tv")
    assert (video.color_primaries, video.color_transfer) == ("bt709", "bt709")


@pytest.mark.parametrize("kind", KINDS)
def test_transition_is_the_same_bytes_each_time(clips, kind, tmp_path):
    first, again = (made(clips, kind, 6, tmp_path / name) for name in ("a", "b"))
    assert first.read_bytes() == again.read_bytes()


@pytest.mark.parametrize(
    ("kind", "light_side"),
    [
        (Transition.WIPE_LEFT, np.s_[:, -12:]),
        (Transition.WIPE_RIGHT, np.s_[:, :12]),
        (Transition.WIPE_UP, np.s_[-8:]),
        (Transition.WIPE_DOWN, np.s_[:8]),
    ],
)
def test_wipe_uncovers_from_its_side(clips, kind, light_side, tmp_path):
    middle = frames_of(made(clips, kind, 14, tmp_path))[6]
    opposite = tuple(np.flip(middle)[light_side].ravel())
    assert middle[light_side].mean() > LIGHT - 4
    assert np.mean(opposite) < DARK + 24


def test_wipe_is_eased_and_soft(clips, tmp_path):
    shares = [
        (frame.mean() - DARK - 10) / (LIGHT - DARK)
        for frame in frames_of(made(clips, Transition.WIPE_LEFT, 14, tmp_path))
    ]
    steps = np.diff(shares)
    assert shares == sorted(shares)
    assert steps[6] > 3 * steps[0]
    assert shares[7] + shares[6] == pytest.approx(1.0, abs=0.05)


@pytest.mark.parametrize(
    ("kind", "left", "right"),
    [
        (Transition.SLIDE_LEFT, DARK + 20, LIGHT),
        (Transition.SLIDE_RIGHT, LIGHT + 20, DARK),
    ],
)
def test_slide_pushes_the_picture_out(clips, kind, left, right, tmp_path):
    frames = frames_of(made(clips, kind, 13, tmp_path))
    assert frames[6][27, 30] == pytest.approx(left, abs=5)
    assert frames[6][27, 66] == pytest.approx(right, abs=5)


@pytest.mark.parametrize(
    ("kind", "count", "between"),
    [
        (Transition.DIP_TO_BLACK, 14, 16),
        (Transition.SLOW_DIP, 28, 16),
        (Transition.DIP_TO_WHITE, 12, 235),
    ],
)
def test_dip_goes_through_its_colour(clips, kind, count, between, tmp_path):
    frames = frames_of(made(clips, kind, count, tmp_path))
    assert frames[count // 2].mean() == pytest.approx(between, abs=3)
    assert frames[count // 2 - 1].mean() == pytest.approx(between, abs=28)


def test_zoom_comes_nearer_all_the_way(tmp_path):
    """The line between the halves stays in the middle; a light square in it grows."""
    width = []
    for half in (0, 1):
        clips = [square_clip(tmp_path / f"{half}{n}.mp4", light=n == half) for n in (0, 1)]
        frames = frames_of(made(clips, Transition.ZOOM, 14, tmp_path / str(half)))
        shown = frames[:5] if half == 0 else frames[9:]
        width.append([int((frame[27] > 120).sum()) for frame in shown])
    assert width[0] == sorted(width[0])
    assert width[0][-1] > width[0][0]
    assert width[1] == sorted(width[1])
    assert width[1][-1] == pytest.approx(32, abs=2)


def square_clip(path, *, light):
    options = ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "4", "-pix_fmt", "yuv420p"]
    with FrameEncoder(path, SIZE_PX, FPS, pixel_format="yuv420p", options=options) as encoder:
        luma = np.full((54, 96), 40, np.uint8)
        if light:
            luma[11:43, 32:64] = 200
        for _ in range(20):
            encoder.write(np.concatenate([luma.ravel(), np.full(96 * 54 // 2, 128, np.uint8)]))
    return SourceFile(path, sha256_of(path))


@pytest.mark.parametrize("rate", [*RATES, Fraction(30)], ids=str)
@pytest.mark.parametrize("kind", KINDS)
def test_length_is_the_same_at_any_rate(kind, rate):
    frames = transition_frames(kind, rate, room=1000)
    assert abs(frames / rate - LENGTHS_S[kind]) <= (2 if kind in DIPS else 1) / rate
    assert frames <= longest(kind, rate)
    assert wrong_length(kind, frames, rate) == ""


@pytest.mark.parametrize("room", [0, 1, 2, 3])
def test_transition_without_room_is_a_cut(room):
    assert transition_frames(Transition.ZOOM, FPS, room) == 0
    assert transition_frames(Transition.ZOOM, FPS, 4) == 4


@pytest.mark.parametrize(
    ("kind", "frames", "said"),
    [
        (Transition.CUT, 3, "a cut has no frames, and 3 were given"),
        (Transition.CROSSFADE, 1, "a crossfade lasts 4 to 14 frames, and 1 were given"),
        (Transition.ZOOM, 15, "a zoom lasts 4 to 14 frames, and 15 were given"),
        (Transition.SLOW_DIP, 7, "a slow dip has an even number of frames, not 7"),
    ],
)
def test_length_that_cannot_be_shown_is_said(kind, frames, said):
    assert wrong_length(kind, frames, FPS) == said
