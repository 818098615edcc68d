"""What lives in the embedded animator's clips: water, fire, smoke, wind, people, focus."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction

import cv2
import numpy as np
import pytest

from manike.embedded.animator.bend import Bend
from manike.embedded.animator.breezes import Sway
from manike.embedded.animator.camera import plan_camera
from manike.embedded.animator.compositor import Compositor
from manike.embedded.animator.frame import Frame
from manike.embedded.animator.glow import Glow
from manike.embedded.animator.layers import load_layers
from manike.embedded.animator.life import life_of
from manike.embedded.animator.presence import Breath, blink_times
from manike.embedded.animator.provider import EmbeddedAnimator
from manike.embedded.animator.weather import swarms_of
from manike.embedded.illustrator.provider import EmbeddedIllustrator
from manike.media.programs import ffmpeg_path, run_program
from manike.ports import (
    Eye,
    Figure,
    MotionRequest,
    Picture,
    Plane,
    ScenePictureRequest,
    Spot,
    plane_size_px,
)
from manike.script.models import Scene, Setting, Shot
from manike.script.vocabulary import CameraMove, Mood, Place, Season, TimeOfDay, Weather

SIZE = (320, 180)
FPS = Fraction(30)
ROUNDING = 2
"""Levels: tiles in which something bends are sampled by another function."""
WIDE, HIGH = plane_size_px(SIZE)


def scene(place=Place.LAKE, move=CameraMove.STILL, characters=(), subjects=(), **setting):
    return Scene(
        number=1,
        title="A title",
        description="A description",
        narration="",
        setting=Setting(place=place, **setting),
        shot=Shot(move=move),
        mood=Mood.CALM,
        characters=characters,
        subjects=subjects,
        duration_s=2,
    )


def textured(seed=5):
    """An opaque plane of soft noise about a middle grey, as BGRA."""
    noise = np.random.default_rng(seed).uniform(0, 255, (HIGH, WIDE))
    soft = cv2.GaussianBlur(noise, (0, 0), 2.0)
    grey = np.clip((soft - soft.mean()) * 6 + 120, 0, 255).astype(np.uint8)
    return cv2.merge([grey, grey, grey, np.full_like(grey, 255)])


def animated(folder, wanted, planes, frame_count=24, **told):
    """Luma of a clip of planes (image, depth, name), shape (frames, height, width)."""
    folder.mkdir(exist_ok=True)
    described = []
    for number, (image, depth, name) in enumerate(planes):
        file = f"plane-{number:02d}.png"
        cv2.imwrite(str(folder / file), image)
        described.append(Plane(file=file, depth=depth, name=name))
    picture = Picture(image="image.jpg", planes=tuple(described), **told)
    files = {plane.file: folder / plane.file for plane in described}
    request = MotionRequest(wanted, picture, files, frame_count, FPS, SIZE, 7, 1)
    EmbeddedAnimator().animate(request, folder, lambda done, total: None)
    return luma_of(folder / "clip.mp4")


def luma_of(path):
    command = [str(ffmpeg_path()), "-loglevel", "error", "-i", str(path)]
    raw = run_program([*command, "-f", "rawvideo", "-pix_fmt", "gray", "-"]).stdout
    return np.frombuffer(raw, np.uint8).reshape(-1, SIZE[1], SIZE[0]).astype(int)


def spot(kind, left, top, right, bottom, plane=0):
    return Spot(kind=kind, plane=plane, left_px=left, top_px=top, right_px=right, bottom_px=bottom)


def figure(**changes):
    """Somebody in the middle of the plane, 120 pixels tall, with one large eye."""
    told = {
        "name": "Mira", "plane": 1, "left_px": 160, "top_px": 60, "right_px": 220,
        "bottom_px": 180, "foot_x_px": 190, "foot_y_px": 178, "chest_x_px": 190,
        "chest_y_px": 105, "chest_radius_px": 14, "facing": 1, "pose": "stand",
        "eyes": (Eye(x_px=190, y_px=75, half_width_px=8, half_height_px=6, lid="#c08060"),),
    }  # fmt: skip
    return Figure(**(told | changes))


def lively(folder, *spots):
    """Luma of frames of one plane with those spots, before they are encoded."""
    folder.mkdir(exist_ok=True)
    cv2.imwrite(str(folder / "p.png"), textured())
    plane = Plane(file="p.png", depth=0.5, name="mid")
    picture = Picture(image="i.jpg", planes=(plane,), spots=spots)
    files = {"p.png": folder / "p.png"}
    request = MotionRequest(scene(Place.STUDIO), picture, files, 12, FPS, SIZE, 7, 1)
    layers, frame = load_layers(picture, files, SIZE), Frame.empty(SIZE)
    life = life_of(request, layers, frame, "key")
    compositor = Compositor(layers, frame, life.bends)
    path = plan_camera(request.scene, frame_count=12, fps=FPS, size_px=SIZE, key="key")
    frames = []
    for index in range(12):
        for bend in life.bends.values():
            bend.update(index / 5)
        compositor.compose([path.view(index, 0.5)])
        for drawable in life.drawables:
            drawable.draw(index / 5, path.view(index, 0.5))
        frames.append(frame.y.astype(int))
    return np.array(frames)


def test_water_moves_and_the_land_does_not(tmp_path):
    changed = np.abs(lively(tmp_path, spot("water", 0, HIGH * 0.6, WIDE, HIGH)) - lively(tmp_path))

    assert changed[:, :100].max() <= ROUNDING
    assert changed[:, 130:].mean() > 2


@pytest.mark.parametrize("kind", ["lamp", "flame", "smoke", "flag", "fall", "afloat"])
def test_each_kind_of_spot_moves_and_stays_in_its_place(tmp_path, kind):
    changed = np.abs(lively(tmp_path, spot(kind, 170, 90, 210, 130)) - lively(tmp_path))

    assert changed[:, 40:120, 110:210].max() > 6
    assert changed[:, :, :25].max() <= ROUNDING
    assert changed[:, :, -25:].max() <= ROUNDING


def test_a_light_flickers_gently():
    frame = Frame.empty(SIZE)
    glow = Glow("flame", (0.0, 0.0), 40.0, frame, depth=1.0, key="key")
    path = plan_camera(scene(), frame_count=90, fps=FPS, size_px=SIZE, key="key")
    middles = []
    for index in range(90):
        frame.y[:], frame.u[:], frame.v[:] = 60, 128, 128
        glow.draw(index / 30, path.view(index, 1.0))
        middles.append(int(frame.y[80:100, 150:170].max()))

    assert np.ptp(middles) > 8
    assert max(middles) - 60 <= 36
    assert np.abs(np.diff(middles)).max() <= 12


def test_stars_twinkle_only_at_night(tmp_path):
    sky = np.full((HIGH, WIDE, 4), (40, 20, 10, 255), np.uint8)
    rng = np.random.default_rng(2)
    for x, y in zip(rng.integers(40, WIDE - 40, 30), rng.integers(30, 120, 30), strict=True):
        sky[y : y + 2, x : x + 2, :3] = 230
    night, day = (
        animated(
            tmp_path / time, scene(Place.DESERT, time_of_day=time), [(sky, 0.0, "sky")],
            frame_count=45,
        )
        for time in (TimeOfDay.NIGHT, TimeOfDay.DUSK)
    )  # fmt: skip

    lit = (night - day)[:, :120]
    assert lit.max() > 15
    assert np.ptp((lit > 10).sum(axis=(1, 2))) > 5


def test_wind_carries_leaves_and_dust():
    calm, windy = (
        swarms_of(scene(Place.CONIFERS, weather=weather, season=Season.SUMMER))
        for weather in (Weather.CLOUDY, Weather.WIND)
    )

    assert calm == ()
    assert {swarm.shape for swarm in windy} == {"leaf", "disc"}
    assert min(swarm.velocity_px_s[0] for swarm in windy) > 200


def test_blinks_come_at_irregular_human_times():
    times = np.array(blink_times(120.0, "key"))

    gaps = np.diff(times)

    assert 20 <= len(times) <= 60
    assert gaps.min() >= 2.0
    assert gaps.max() <= 6.0
    assert gaps.std() > 0.5


def test_lids_are_shut_for_an_instant_and_open_again(tmp_path):
    backdrop = np.full((HIGH, WIDE, 4), (90, 90, 90, 255), np.uint8)
    person = np.zeros((HIGH, WIDE, 4), np.uint8)
    cv2.rectangle(person, (165, 62), (215, 178), (96, 128, 192, 255), -1)
    cv2.ellipse(person, (190, 75), (8, 6), 0, 0, 360, (250, 250, 250, 255), -1)
    planes = [(backdrop, 0.0, "sky"), (person, 1.0, "cast")]

    frames = animated(
        tmp_path, scene(Place.STUDIO, characters=("Mira",)), planes, frame_count=150,
        figures=(figure(),),
    )  # fmt: skip

    bright = (frames[:, 25:75, 120:200] > 215).sum(axis=(1, 2))
    shut = bright < bright[0] / 4
    starts = np.flatnonzero(shut[1:] & ~shut[:-1])
    assert 1 <= len(starts) <= 3
    assert 1 <= shut.sum() / len(starts) <= 4
    assert bright[-1] > bright[0] * 0.8


def test_breath_lifts_the_chest_and_leaves_the_feet():
    person = figure()
    bend = Bend([Breath(person, (WIDE, HIGH), key="key")], (WIDE, HIGH))
    lifts = []
    for index in range(300):
        bend.update(index / 30)
        lifts.append(bend.field[1, :, 190 // 4].copy())

    swing_px = np.ptp(np.array(lifts), axis=0)
    turns = np.diff(np.sign(np.array(lifts)[:, 70 // 4])) != 0

    assert swing_px[160 // 4 :].max() == 0
    assert 0.002 * 120 < swing_px[70 // 4] < 0.006 * 120
    assert 3 <= turns.sum() <= 7


def test_a_walker_goes_on_and_one_who_stands_does_not(tmp_path):
    person = np.zeros((HIGH, WIDE, 4), np.uint8)
    cv2.rectangle(person, (180, 70), (200, 170), (240, 240, 240, 255), -1)
    backdrop = np.full((HIGH, WIDE, 4), (60, 60, 60, 255), np.uint8)
    planes = [(backdrop, 0.0, "sky"), (person, 1.0, "cast")]
    ways = {}
    for pose in ("stand", "walk"):
        frames = animated(
            tmp_path / pose, scene(Place.STUDIO), planes, 60, figures=(figure(pose=pose, eyes=()),)
        )
        columns = np.arange(SIZE[0])
        ways[pose] = [
            np.average(columns, weights=(frame - 60).clip(40).sum(axis=0) - 40 * SIZE[1])
            for frame in (frames[0], frames[-1])
        ]

    def way(pose):
        return ways[pose][1] - ways[pose][0]

    assert way("walk") - way("stand") > 1


def test_focus_goes_from_near_to_far(tmp_path):
    near = textured(8)
    near[:, : WIDE // 2, 3] = 0
    planes = [(textured(4), 0.1, "far"), (near, 1.3, "front")]

    frames = animated(tmp_path, scene(Place.HARBOUR, move=CameraMove.FOCUS), planes, 60)

    def detail(frame, half):
        return np.abs(np.diff(frame[40:140, half], axis=1)).mean()

    far, front = slice(20, 130), slice(200, 300)
    assert detail(frames[-1], far) > 1.3 * detail(frames[0], far)
    assert detail(frames[0], front) > 1.3 * detail(frames[-1], front)


def test_focus_ends_on_people(tmp_path):
    person = textured(8)
    person[:, : WIDE // 2, 3] = 0
    planes = [(textured(4), 0.1, "far"), (person, 1.0, "cast")]
    told = scene(Place.HARBOUR, move=CameraMove.FOCUS, characters=("Mira",))

    frames = animated(tmp_path, told, planes, 60)

    first, last = (np.abs(np.diff(frames[index][40:140, 200:300])).mean() for index in (0, -1))
    assert last > 1.3 * first


@pytest.mark.parametrize("size", [(320, 180), (180, 320), (240, 240)])
@pytest.mark.parametrize("move", [CameraMove.PAN_LEFT, CameraMove.DESCEND, CameraMove.FOCUS])
def test_no_seam_shows_where_leaves_sway(tmp_path, size, move):
    wide, high = plane_size_px(size)
    cv2.imwrite(str(tmp_path / "p.png"), np.full((high, wide, 4), 255, np.uint8))
    picture = Picture(image="i.jpg", planes=(Plane(file="p.png", depth=1.3, name="front"),))
    layers = load_layers(picture, {"p.png": tmp_path / "p.png"}, size)
    sway = Sway((wide, high), crest_px=60.0, reach_px=(6.0, 3.0), rate_hz=0.5, key="key")
    bend = Bend([sway], (wide, high))
    frame = Frame.empty(size)
    compositor = Compositor(layers, frame, {0: bend})
    path = plan_camera(
        scene(Place.FIELD, move=move), frame_count=300, fps=FPS, size_px=size, key="key"
    )

    for index in range(0, 300, 7):
        bend.update(index / 30)
        compositor.compose([path.view(index, 1.3)])
        assert frame.y.min() == 255


def test_a_lively_clip_has_the_same_bytes_on_two_threads(tmp_path):
    folder = tmp_path / "picture"
    folder.mkdir()
    told = scene(
        Place.VILLAGE, move=CameraMove.FOCUS, subjects=("campfire",), season=Season.WINTER,
        time_of_day=TimeOfDay.DUSK, weather=Weather.WIND,
    )  # fmt: skip
    wanted = ScenePictureRequest(told, (), {}, "", 7, 1, SIZE)
    picture = EmbeddedIllustrator().paint_scene(wanted, folder)
    files = {plane.file: folder / plane.file for plane in picture.planes}
    request = MotionRequest(told, picture, files, 20, FPS, SIZE, 7, 1)

    def digest(name):
        (tmp_path / name).mkdir()
        EmbeddedAnimator().animate(request, tmp_path / name, lambda done, total: None)
        return hashlib.sha256((tmp_path / name / "clip.mp4").read_bytes()).hexdigest()

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(digest, ("one", "two"))

    assert {spot.kind for spot in picture.spots} == {"flame", "smoke"}
    assert first == second
