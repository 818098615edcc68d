"""What every motion provider promises, run over all of them."""

from dataclasses import replace
from fractions import Fraction

import cv2
import numpy as np
import pytest

from manike.embedded.animator.provider import EmbeddedAnimator
from manike.media.probe import count_frames, probe
from manike.ports import MotionRequest, Picture, Plane, plane_size_px
from manike.quality.parts import ClipPlan, check_clip
from manike.testing.fakes import FakeAnimator

PROVIDERS = {"embedded": EmbeddedAnimator, "fake": FakeAnimator}
SIZE, FPS, FRAMES = (160, 90), Fraction(30), 23


@pytest.fixture(params=PROVIDERS)
def animator(request):
    return PROVIDERS[request.param]()


@pytest.fixture
def request_for(scene, tmp_path):
    width_px, height_px = plane_size_px(SIZE)
    ramp = np.linspace(40, 200, width_px).astype(np.uint8)
    grey = np.broadcast_to(ramp[None, :, None], (height_px, width_px, 3))
    opaque = np.full((height_px, width_px, 1), 255, np.uint8)
    file = tmp_path / "plane-00.png"
    cv2.imwrite(str(file), np.dstack([grey, opaque]))
    picture = Picture(image="image.jpg", planes=(Plane(file=file.name, depth=0.5),))
    return MotionRequest(scene, picture, {file.name: file}, FRAMES, FPS, SIZE, 7, 1)


@pytest.fixture
def animated(animator, request_for, made):
    """The record, the folder and the content of a clip of some take."""
    return lambda take=1, progress=lambda done, total: None: made(
        lambda folder: animator.animate(replace(request_for, take_number=take), folder, progress)
    )


def test_the_clip_has_exact_frames_rate_and_size(animated):
    clip, folder, _ = animated()
    assert [each.name for each in folder.iterdir()] == ["clip.mp4"]
    assert (clip.file, clip.frame_count, clip.width_px, clip.height_px) == (
        "clip.mp4", FRAMES, *SIZE,
    )  # fmt: skip
    video = probe(folder / clip.file).video
    assert count_frames(folder / clip.file) == FRAMES
    assert (video.width_px, video.height_px, video.fps, video.average_fps) == (*SIZE, FPS, FPS)


def test_it_is_high_profile_h264_in_limited_bt709_without_sound(animated):
    clip, folder, _ = animated()
    info = probe(folder / clip.file)
    video = info.video
    assert (video.codec, video.profile, video.pixel_format) == ("h264", "High", "yuv420p")
    assert (video.color_space, video.color_range) == ("bt709", "tv")
    assert info.audio is None


def test_it_passes_the_studio_s_own_check(animated):
    clip, folder, _ = animated()
    checks = check_clip(folder / clip.file, ClipPlan(SIZE, FPS, FRAMES))
    assert [check.message for check in checks if not check.passed] == []


def test_progress_counts_up_to_the_last_frame(animated):
    seen = []
    animated(progress=lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert seen[-1] == (FRAMES, FRAMES)


def test_the_same_request_gives_the_same_bytes_and_another_take_others(animated):
    first, again, other = animated(), animated(), animated(2)
    assert first[2] == again[2] != other[2]
