"""The embedded animator's clips: their form, their colours, their camera and their weather."""

from fractions import Fraction

import cv2
import numpy as np
import pytest

from manike.embedded.animator.provider import EmbeddedAnimator
from manike.errors import BadInputError, MediaError
from manike.media import encode
from manike.media.programs import ffmpeg_path, run_program
from manike.ports import MotionRequest, Picture, Plane
from manike.script.models import Scene, Setting, Shot
from manike.script.vocabulary import CameraMove, Place, Weather

SIZE = (160, 90)
PLANE_SIZE = (192, 108)
FPS = Fraction(30)


def scene(move=CameraMove.STILL, place=Place.STUDIO, weather=Weather.CLEAR):
    return Scene(
        number=1,
        title="A title",
        description="A description",
        narration="A narration.",
        setting=Setting(place=place, weather=weather),
        shot=Shot(move=move),
        duration_s=2,
    )


def plain(colour, alpha=255):
    """A plane of one RGB colour, as BGRA."""
    return np.full((PLANE_SIZE[1], PLANE_SIZE[0], 4), (*colour[::-1], alpha), np.uint8)


def textured():
    rng = np.random.default_rng(5)
    noise = cv2.GaussianBlur(rng.uniform(0, 255, (PLANE_SIZE[1], PLANE_SIZE[0])), (0, 0), 2.0)
    grey = np.clip((noise - noise.mean()) * 6 + 120, 0, 255).astype(np.uint8)
    return cv2.merge([grey, grey, grey, np.full_like(grey, 255)])


def request_of(folder, planes, frame_count=20, **kinds):
    """A request for planes of (image, depth) or (image, depth, blend), back to front."""
    described = []
    for number, (image, depth, *blend) in enumerate(planes):
        name = f"plane-{number:02d}.png"
        cv2.imwrite(str(folder / name), image)
        described.append(Plane(file=name, depth=depth, blend=blend[0] if blend else "normal"))
    picture = Picture(image="image.jpg", planes=tuple(described))
    files = {plane.file: folder / plane.file for plane in described}
    return MotionRequest(scene(**kinds), picture, files, frame_count, FPS, SIZE, 7, 1)


def clip_of(folder, planes, **kinds):
    """The clip's frames as Y, U, V planes of the limited range."""
    request = request_of(folder, planes, **kinds)
    EmbeddedAnimator().animate(request, folder, lambda done, total: None)
    return frames_of(folder / "clip.mp4")


def frames_of(path):
    command = [str(ffmpeg_path()), "-loglevel", "error", "-i", str(path)]
    raw = run_program([*command, "-f", "rawvideo", "-pix_fmt", "yuv420p", "-"]).stdout
    width, height = SIZE
    frames = np.frombuffer(raw, np.uint8).reshape(-1, width * height * 3 // 2)
    luma, quarter = width * height, width * height // 4
    half = (-1, height // 2, width // 2)
    return (
        frames[:, :luma].reshape(-1, height, width),
        frames[:, luma : luma + quarter].reshape(half),
        frames[:, luma + quarter :].reshape(half),
    )


def rgb_of(y, u, v):
    """BT.709 limited range to sRGB levels, by the standard's own numbers."""
    luma = (float(y) - 16) / 219
    blue, red = (float(u) - 128) / 224, (float(v) - 128) / 224
    r, b = luma + 1.5748 * red, luma + 1.8556 * blue
    g = (luma - 0.2126 * r - 0.0722 * b) / 0.7152
    return np.array([r, g, b]) * 255


def test_keyframes_come_every_half_second(tmp_path):
    clip_of(tmp_path, [(textured(), 0.5)], frame_count=40)

    ffprobe = str(ffmpeg_path().with_name("ffprobe"))
    command = [ffprobe, "-v", "error", "-show_entries", "packet=flags", "-of", "csv=p=0"]
    flags = run_program([*command, str(tmp_path / "clip.mp4")]).stdout.decode().split()

    assert flags.count("K__") + flags.count("K_") == 3


def test_same_request_gives_same_bytes(tmp_path):
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
        planes = [(textured(), 0.0), (plain((200, 40, 30), alpha=90), 1.2)]
        clip_of(folder, planes, place=Place.HILLS, weather=Weather.SNOW)

    first, second = ((folder / "clip.mp4").read_bytes() for folder in folders)

    assert first == second


def test_bytes_do_not_depend_on_the_number_of_cores(tmp_path):
    clip_of(tmp_path, [(textured(), 0.5)], frame_count=2)

    # The encoder writes its settings into the stream; more threads would give other bytes.
    assert b" threads=1 " in (tmp_path / "clip.mp4").read_bytes()


@pytest.mark.parametrize(
    "colour",
    [(255, 255, 255), (0, 0, 0), (220, 30, 40), (20, 140, 60), (30, 60, 210), (250, 200, 0)],
)
def test_plain_colour_survives_within_three_levels(tmp_path, colour):
    y, u, v = clip_of(tmp_path, [(plain(colour), 0.5)], frame_count=2)

    seen = rgb_of(y[1, 45, 80], u[1, 22, 40], v[1, 22, 40])

    assert np.abs(seen - colour).max() <= 3


def test_half_covering_plane_mixes_evenly(tmp_path):
    planes = [(plain((200, 0, 0)), 0.2), (plain((0, 0, 200), alpha=128), 1.0)]
    y, u, v = clip_of(tmp_path, planes, frame_count=2)

    assert np.abs(rgb_of(y[1, 45, 80], u[1, 22, 40], v[1, 22, 40]) - (100, 0, 100)).max() <= 4


def test_adding_plane_adds_its_light(tmp_path):
    planes = [(plain((60, 80, 100)), 0.2), (plain((200, 100, 40), alpha=128), 1.0, "add")]
    y, u, v = clip_of(tmp_path, planes, frame_count=2)

    assert np.abs(rgb_of(y[1, 45, 80], u[1, 22, 40], v[1, 22, 40]) - (160, 130, 120)).max() <= 4


def test_rain_changes_frames_of_plain_picture(tmp_path):
    dry, _, _ = clip_of(tmp_path, [(plain((60, 70, 90)), 0.2)], place=Place.FIELD)
    wet, _, _ = clip_of(
        tmp_path, [(plain((60, 70, 90)), 0.2)], place=Place.CITY, weather=Weather.RAIN
    )

    def restlessness(frames):
        return np.abs(np.diff(frames[:, 10:60, 40:120].astype(int), axis=0)).max(axis=(1, 2)).mean()

    assert restlessness(wet) > restlessness(dry) + 2


def test_rain_stays_outside_the_museum(tmp_path):
    planes = [(plain((60, 70, 90)), 0.2)]
    dry, _, _ = clip_of(tmp_path, planes, place=Place.MUSEUM)
    wet, _, _ = clip_of(tmp_path, planes, place=Place.MUSEUM, weather=Weather.RAIN)

    assert np.array_equal(dry, wet)


def test_fog_pales_a_dark_picture(tmp_path):
    clear, _, _ = clip_of(tmp_path, [(plain((30, 40, 50)), 0.2)], place=Place.LAKE)
    foggy, _, _ = clip_of(
        tmp_path, [(plain((30, 40, 50)), 0.2)], place=Place.LAKE, weather=Weather.FOG
    )

    assert foggy.mean() > clear.mean() + 15


def test_picture_without_planes_still_moves(tmp_path):
    image = textured()[9:99, 16:176, :3]
    cv2.imwrite(str(tmp_path / "image.jpg"), image)
    picture = Picture(image="image.jpg", planes=())
    files = {"image.jpg": tmp_path / "image.jpg"}
    request = MotionRequest(scene(CameraMove.PAN_LEFT), picture, files, 20, FPS, SIZE, 7, 1)

    EmbeddedAnimator().animate(request, tmp_path, lambda done, total: None)

    y, _, _ = frames_of(tmp_path / "clip.mp4")
    assert np.abs(y[0].astype(int) - y[-1]).mean() > 5


def test_missing_plane_is_named_in_the_error(tmp_path):
    request = request_of(tmp_path, [(textured(), 0.5)])
    (tmp_path / "plane-00.png").unlink()

    with pytest.raises(MediaError, match=r"plane-00\.png is missing"):
        EmbeddedAnimator().animate(request, tmp_path, lambda done, total: None)


def test_broken_plane_is_a_media_error(tmp_path):
    request = request_of(tmp_path, [(textured(), 0.5)])
    (tmp_path / "plane-00.png").write_bytes(b"not a picture")

    with pytest.raises(MediaError, match="not an 8-bit colour picture"):
        EmbeddedAnimator().animate(request, tmp_path, lambda done, total: None)


def test_plane_of_film_size_is_refused(tmp_path):
    request = request_of(tmp_path, [(textured()[:90, :160], 0.5)])

    with pytest.raises(MediaError, match="160x90 pixels; a film of 160x90 needs 192x108"):
        EmbeddedAnimator().animate(request, tmp_path, lambda done, total: None)


def test_clip_of_no_frames_is_refused(tmp_path):
    request = request_of(tmp_path, [(textured(), 0.5)], frame_count=0)

    with pytest.raises(BadInputError, match="at least one frame"):
        EmbeddedAnimator().animate(request, tmp_path, lambda done, total: None)


# The encoder's pipe to the dead program is closed by the garbage collector, which complains.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_ffmpeg_that_dies_is_a_media_error(tmp_path, monkeypatch):
    dying = tmp_path / "ffmpeg"
    dying.write_text("#!/bin/sh\nhead -c 100000 >/dev/null\necho 'out of paper' >&2\nexit 3\n")
    dying.chmod(0o755)
    monkeypatch.setattr(encode, "ffmpeg_path", lambda: dying)
    request = request_of(tmp_path, [(textured(), 0.5)])

    with pytest.raises(MediaError, match="exit code 3: out of paper"):
        EmbeddedAnimator().animate(request, tmp_path, lambda done, total: None)

    assert not (tmp_path / "clip.mp4").exists()
