"""The camera of the embedded animator, measured in the planes it moves."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import cv2
import numpy as np
import pytest

from manike.embedded.animator.camera import plan_camera
from manike.embedded.animator.compositor import Compositor
from manike.embedded.animator.coverage import Coverage
from manike.embedded.animator.frame import Frame
from manike.embedded.animator.layers import group_planes, load_layers
from manike.embedded.animator.light import gains
from manike.ports import Picture, Plane
from manike.script.models import Scene, Setting, Shot
from manike.script.vocabulary import CameraMove, Mood, Place, ShotSize

SIZE = (320, 180)
PLANE_SIZE = (384, 216)
FPS = Fraction(30)


def scene(move, mood=Mood.EPIC, place=Place.STUDIO, weather="clear"):
    return Scene(
        number=1,
        title="A title",
        description="A description",
        narration="",
        setting=Setting(place=place, weather=weather),
        shot=Shot(move=move, size=ShotSize.WIDE),
        mood=mood,
        duration_s=2,
    )


def path_of(move, frame_count=60, **kinds):
    return plan_camera(
        scene(move, **kinds), frame_count=frame_count, fps=FPS, size_px=SIZE, key="key"
    )


def textured():
    rng = np.random.default_rng(3)
    noise = cv2.GaussianBlur(rng.uniform(0, 255, (PLANE_SIZE[1], PLANE_SIZE[0])), (0, 0), 2.5)
    grey = np.clip((noise - noise.mean()) * 8 + 120, 0, 255).astype(np.uint8)
    return cv2.merge([grey, grey, grey, np.full_like(grey, 255)])


def frames_of(folder, image, depth, path, indices):
    """Luma of frames of a single plane, floating point."""
    cv2.imwrite(str(folder / "plane.png"), image)
    picture = Picture(image="image.jpg", planes=(Plane(file="plane.png", depth=depth),))
    layers = load_layers(picture, {"plane.png": folder / "plane.png"}, SIZE)
    frame = Frame.empty(SIZE)
    compositor = Compositor(layers, frame)
    for index in indices:
        compositor.compose([path.view(index, depth)])
        yield frame.y.astype(np.float64)


def way_of(first, last):
    """How far the picture moved, right and down, in pixels."""
    window = cv2.createHanningWindow((first.shape[1], first.shape[0]), cv2.CV_64F)
    (x, y), _ = cv2.phaseCorrelate(first, last, window)
    return x, y


def test_push_enlarges_near_planes_more(tmp_path):
    path = path_of(CameraMove.PUSH, frame_count=150)

    near = path.view(149, 1.3).scale / path.view(0, 1.3).scale
    far = path.view(149, 0.0).scale / path.view(0, 0.0).scale

    assert 1.06 < near < 1.25
    assert 1.0 < far < 1.06


def test_push_enlarges_what_is_seen(tmp_path):
    square = textured()
    square[..., :3] = 0
    square[88:128, 172:212, :3] = 255
    first, last = frames_of(tmp_path, square, 2.0, path_of(CameraMove.PUSH, 150), (0, 149))

    assert (last > 128).sum() > 1.2 * (first > 128).sum()


def test_pull_ends_where_push_begins():
    pull, push = path_of(CameraMove.PULL), path_of(CameraMove.PUSH)

    assert pull.zoom[-1] == pytest.approx(push.zoom[0])
    assert pull.zoom[0] == pytest.approx(push.zoom[-1])


@pytest.mark.parametrize(
    ("move", "axis", "sign"),
    [
        (CameraMove.PAN_LEFT, 0, 1),
        (CameraMove.PAN_RIGHT, 0, -1),
        (CameraMove.RISE, 1, 1),
        (CameraMove.DESCEND, 1, -1),
    ],
)
def test_picture_goes_against_the_camera(tmp_path, move, axis, sign):
    first, last = frames_of(tmp_path, textured(), 0.4, path_of(move, 40), (0, 39))

    assert sign * way_of(first, last)[axis] > 4


def test_still_shot_breathes_within_few_pixels():
    path = path_of(CameraMove.STILL, frame_count=300, mood=Mood.CALM)

    width_of_way = np.ptp(path.shift_x_px)

    assert 0 < width_of_way < 0.02 * SIZE[0]


def test_motion_has_no_jitter(tmp_path):
    path = path_of(CameraMove.PAN_LEFT, frame_count=48)
    frames = list(frames_of(tmp_path, textured(), 0.4, path, range(48)))

    steps = [way_of(before, after)[0] for before, after in pairwise(frames)]

    smooth = np.polyval(np.polyfit(range(47), steps, 4), range(47))
    assert np.std(steps - smooth) < 0.05


@pytest.mark.parametrize("move", list(CameraMove))
@pytest.mark.parametrize("depth", [0.0, 1.0, 2.0])
def test_no_edge_shows_at_any_depth(move, depth):
    path = path_of(move, frame_count=900, place=Place.SEA, weather="storm")

    for index in range(900):
        view = path.view(index, depth)
        room_x = (PLANE_SIZE[0] - 1) / 2 * view.scale - (SIZE[0] - 1) / 2
        room_y = (PLANE_SIZE[1] - 1) / 2 * view.scale - (SIZE[1] - 1) / 2
        assert abs(view.shift_x_px) <= room_x
        assert abs(view.shift_y_px) <= room_y


def test_strongest_pan_is_held_inside_the_overscan():
    path = path_of(CameraMove.PAN_LEFT, frame_count=600, mood=Mood.EPIC)

    assert np.abs(path.shift_x_px).max() <= 0.1 * SIZE[0] - 1


def test_nearest_plane_fills_frame_at_extremes(tmp_path):
    white = np.full((PLANE_SIZE[1], PLANE_SIZE[0], 4), 255, np.uint8)
    path = path_of(CameraMove.PAN_RIGHT, frame_count=600)

    ends = (int(np.argmin(path.shift_x_px)), int(np.argmax(path.shift_x_px)))

    for frame in frames_of(tmp_path, white, 2.0, path, ends):
        assert frame.min() == 255


def test_tense_moves_gather_way_and_energetic_ones_set_off_briskly():
    tense, eager = (
        path_of(CameraMove.PUSH, 151, mood=mood).zoom for mood in (Mood.TENSE, Mood.ENERGETIC)
    )

    assert tense[75] / tense[-1] < 0.45
    assert eager[75] / eager[-1] > 0.55


@pytest.mark.parametrize("mood", list(Mood))
def test_camera_never_halts_or_turns_back_in_any_mood(mood):
    steps = np.diff(path_of(CameraMove.PUSH, 151, mood=mood).zoom)

    assert steps.min() > 0.15 * steps.mean()


def test_short_clip_gets_a_smaller_move():
    short, long = (path_of(CameraMove.PUSH, frame_count=count) for count in (30, 150))

    assert short.zoom[-1] < 0.5 * long.zoom[-1]


def test_tiles_hide_what_lies_behind(tmp_path):
    names = ("plane-00.png", "plane-01.png")
    cv2.imwrite(str(tmp_path / names[0]), textured())
    front = np.zeros((PLANE_SIZE[1], PLANE_SIZE[0], 4), np.uint8)
    front[100:] = (40, 40, 40, 255)
    cv2.imwrite(str(tmp_path / names[1]), front)
    planes = tuple(Plane(file=name, depth=depth) for name, depth in zip(names, (0, 1), strict=True))
    files = {name: tmp_path / name for name in names}
    layers = load_layers(Picture(image="i.jpg", planes=planes), files, SIZE)
    frame = Frame.empty(SIZE)
    path = path_of(CameraMove.PUSH)

    Compositor(layers, frame).compose([path.view(9, layer.depth) for layer in layers])

    assert np.unique(frame.y[90:]).tolist() == [40]
    assert frame.y[:70].std() > 20


@pytest.mark.parametrize("blend", ["normal", "add"])
def test_skipped_tiles_would_have_changed_nothing(tmp_path, blend):
    rng = np.random.default_rng(11)
    dots = np.zeros((PLANE_SIZE[1], PLANE_SIZE[0], 4), np.uint8)
    dots[rng.integers(0, PLANE_SIZE[1], 40), rng.integers(0, PLANE_SIZE[0], 40)] = (
        90,
        200,
        250,
        255,
    )
    cv2.imwrite(str(tmp_path / "back.png"), textured())
    cv2.imwrite(str(tmp_path / "dots.png"), dots)
    planes = (Plane(file="back.png", depth=0), Plane(file="dots.png", depth=1.7, blend=blend))
    files = {plane.file: tmp_path / plane.file for plane in planes}
    layers = load_layers(Picture(image="i.jpg", planes=planes), files, (320, 180))
    everywhere = Coverage.of(np.full(PLANE_SIZE[::-1], 128, np.uint8), may_hide=False)
    skipping, whole = Frame.empty(SIZE), Frame.empty(SIZE)
    unskipped = [replace(layer, coverage=everywhere) for layer in layers]
    compositors = (Compositor(layers, skipping), Compositor(unskipped, whole))
    path = path_of(CameraMove.PAN_LEFT, frame_count=30)

    for index in range(30):
        for compositor in compositors:
            compositor.compose([path.view(index, layer.depth) for layer in layers])
        assert np.array_equal(skipping.y, whole.y)
        assert np.array_equal(skipping.u, whole.u)


def test_neighbours_in_depth_become_one_layer():
    depths = (0.0, 0.02, 0.5, 0.51, 1.2)
    planes = [Plane(file="x.png", depth=depth) for depth in depths]

    assert group_planes(planes) == [[0, 1], [2, 3], [4]]


def test_many_planes_become_few_layers():
    planes = [Plane(file="x.png", depth=0.1 * number) for number in range(20)]

    assert len(group_planes(planes)) == 8


def test_light_and_bodies_stay_apart():
    planes = [
        Plane(file="x.png", depth=0.5),
        Plane(file="y.png", depth=0.5, blend="add"),
        Plane(file="z.png", depth=0.5),
    ]

    assert group_planes(planes) == [[0], [1], [2]]


def test_lightning_is_rare_and_gentle():
    light = gains(Setting(place=Place.SEA, weather="storm"), frame_count=1800, fps=FPS, key="key")

    starts = np.flatnonzero((light[1:] > 1.1) & (light[:-1] <= 1.1))

    assert len(starts) >= 5
    assert np.diff(starts).min() >= 4 * 30
    assert light.max() < 1.3
    assert np.abs(np.diff(light)).max() < 0.12
