"""Files from outside are decoded before anything trusts them."""

import struct

import cv2
import numpy as np
import pytest

from manike.errors import MediaError
from manike.media.programs import run_ffmpeg
from manike.media.sniffing import MediaKind
from manike.media.trust import check_media


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """One good file of each format, by its suffix."""
    folder = tmp_path_factory.mktemp("media")
    pixels = np.random.default_rng(1).integers(0, 255, (48, 64, 3), dtype=np.uint8)
    for suffix in ("png", "jpg", "webp"):
        cv2.imwrite(str(folder / f"a.{suffix}"), pixels)
    cv2.imwrite(str(folder / "lossless.webp"), pixels, [cv2.IMWRITE_WEBP_QUALITY, 101])
    sound = ["-f", "lavfi", "-i", "anoisesrc=d=1:r=24000"]
    for suffix in ("wav", "mp3", "flac", "ogg", "m4a"):
        run_ffmpeg(sound, folder / f"a.{suffix}")
    picture = ["-f", "lavfi", "-i", "testsrc2=s=64x48:r=10:d=1"]
    run_ffmpeg([*picture, *sound, "-pix_fmt", "yuv420p"], folder / "a.mp4")
    return folder


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("a.png", "image/png"),
        ("a.jpg", "image/jpeg"),
        ("a.webp", "image/webp"),
        ("lossless.webp", "image/webp"),
    ],
)
def test_an_image_is_decoded_and_measured(made, name, content_type):
    checked = check_media(made / name, MediaKind.IMAGE)
    assert (checked.format.content_type, checked.width_px, checked.height_px) == (
        content_type,
        64,
        48,
    )


@pytest.mark.parametrize("suffix", ["wav", "mp3", "flac", "ogg", "m4a"])
def test_sound_is_decoded_and_measured(made, suffix):
    checked = check_media(made / f"a.{suffix}", MediaKind.SOUND)
    assert checked.format.suffix == f".{suffix}"
    assert checked.duration_s == pytest.approx(1, abs=0.1)


def test_a_video_is_decoded_and_measured(made):
    checked = check_media(made / "a.mp4", MediaKind.VIDEO)
    assert (checked.width_px, checked.height_px) == (64, 48)
    assert checked.duration_s == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize(
    "name", ["a.png", "a.jpg", "a.webp", "a.wav", "a.flac", "a.ogg", "a.mp4", "a.m4a"]
)
def test_a_file_that_ends_too_soon_is_refused(made, tmp_path, name):
    kind = check_kind(name)
    content = (made / name).read_bytes()
    cut = tmp_path / name
    cut.write_bytes(content[: len(content) * 3 // 5])
    with pytest.raises(MediaError):
        check_media(cut, kind)


def test_a_video_with_damage_inside_is_refused(made, tmp_path):
    content = bytearray((made / "a.mp4").read_bytes())
    start = content.index(b"mdat") + 400
    content[start : start + 300] = b"\xff" * 300
    broken = tmp_path / "a.mp4"
    broken.write_bytes(content)
    with pytest.raises(MediaError):
        check_media(broken, MediaKind.VIDEO)


def test_a_streamed_wav_of_unknown_size_is_taken(made, tmp_path):
    content = bytearray((made / "a.wav").read_bytes())
    start = content.index(b"data")
    content[4:8] = content[start + 4 : start + 8] = b"\xff\xff\xff\xff"
    streamed = tmp_path / "a.wav"
    streamed.write_bytes(content)
    assert check_media(streamed, MediaKind.SOUND).duration_s == pytest.approx(1, abs=0.1)


def check_kind(name):
    kinds = {"png": "image", "jpg": "image", "webp": "image", "mp4": "video"}
    return MediaKind(kinds.get(name.rpartition(".")[2], "sound"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<!DOCTYPE html><html>Expired", "it starts with '<!DOCTYPE html><html>Exp'"),
        (b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", "it starts with '#EXTM3U"),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", "it starts with 'ffconcat"),
        (b"\x89PNG\r\n\x1a\n", "but PNG"),
        (b"", "nothing"),
    ],
)
def test_what_is_no_video_is_named(tmp_path, content, said):
    path = tmp_path / "a.mp4"
    path.write_bytes(content)
    with pytest.raises(MediaError, match=said):
        check_media(path, MediaKind.VIDEO)


def test_an_image_that_would_fill_the_memory_is_not_decoded(made, tmp_path):
    content = bytearray((made / "a.png").read_bytes())
    content[16:24] = struct.pack(">II", 60000, 60000)
    bomb = tmp_path / "a.png"
    bomb.write_bytes(content)
    with pytest.raises(MediaError, match="60000x60000 pixels large"):
        check_media(bomb, MediaKind.IMAGE)


def test_sound_is_no_video(made, tmp_path):
    path = tmp_path / "a.mp4"
    run_ffmpeg(["-i", str(made / "a.wav")], path)
    with pytest.raises(MediaError, match="no moving picture"):
        check_media(path, MediaKind.VIDEO)
