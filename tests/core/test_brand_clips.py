"""Intros and outros that are accepted, and those that are refused with the cure."""

import pytest

from manike.errors import BadInputError
from manike.film.brand_clips import check_clip, clip_facts
from manike.ids import TenantId
from manike.media.programs import run_ffmpeg
from manike.production.brand.brands import change_brand

ACME = TenantId("acme")
SMALL = ["-c:v", "libx264", "-preset", "ultrafast", "-g", "15"]


def a_clip(path, *, size="320x240", seconds=1, sound=True, more=()):
    """By default 4:3 with mono sound at 22.05 kHz."""
    tone = ["-f", "lavfi", "-i", f"sine=440:r=22050:d={seconds}"] if sound else []
    picture = ["-f", "lavfi", "-i", f"testsrc=s={size}:r=24:d={seconds}"]
    run_ffmpeg([*picture, *tone, *SMALL, "-c:a", "aac", "-ac", "1", *more], path)
    return path


@pytest.fixture
def house(house):
    house.studio.add_tenant(ACME, "Acme Travel")
    return house


def test_old_shape_with_mono_sound_is_accepted_and_kept_as_it_is(house, tmp_path):
    clip = a_clip(tmp_path / "intro.mp4")
    kit = change_brand(house, ACME, {}, clips={"intro": clip})
    stored = house.blobs.verify(ACME, kit.intro_sha256)
    assert stored.read_bytes() == clip.read_bytes()
    facts = clip_facts(stored)
    assert (facts.picture_px, facts.duration_s, facts.has_sound) == ((320, 240), 1.0, True)
    assert house.studio.brand(ACME) == kit.model_dump(mode="json")


def test_clip_may_be_taken_away_and_named_again(house, tmp_path):
    sha256 = change_brand(house, ACME, {}, clips={"outro": a_clip(tmp_path / "o.mp4")}).outro_sha256
    assert change_brand(house, ACME, {"outro_sha256": ""}).outro_sha256 == ""
    assert change_brand(house, ACME, {"outro_sha256": sha256}).outro_sha256 == sha256
    with pytest.raises(BadInputError, match=r"no clip of this hash; give the file with --intro"):
        change_brand(house, ACME, {"intro_sha256": "a" * 64})


def test_turned_and_squeezed_pictures_are_read_as_they_are_shown(tmp_path):
    squeezed = a_clip(tmp_path / "s.mp4", size="144x108", more=("-vf", "setsar=4/3"))
    assert clip_facts(squeezed).picture_px == (192, 108)
    a_clip(tmp_path / "plain.mp4", sound=False)
    turning = ["-display_rotation:v:0", "90", "-i", str(tmp_path / "plain.mp4"), "-c", "copy"]
    run_ffmpeg(turning, tmp_path / "turned.mp4")
    assert clip_facts(tmp_path / "turned.mp4").picture_px == (240, 320)


def cut_short(path):
    """The index at the front, so that the file opens; half of its frames are missing."""
    a_clip(path, more=("-movflags", "+faststart"))
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 6 // 10])


def overwritten(path):
    a_clip(path)
    content = bytearray(path.read_bytes())
    middle = len(content) // 3
    content[middle : middle + 4000] = bytes(4000)
    path.write_bytes(content)


def sound_alone(path):
    run_ffmpeg(["-f", "lavfi", "-i", "sine=440:d=1", "-c:a", "aac"], path)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (cut_short, r"i\.mp4 is damaged: .*; export it again as MP4 \(H\.264, AAC\)\."),
        (overwritten, r"is damaged: it can't be decoded to its end; export it again"),
        (lambda path: path.write_bytes(b"\0\0\0\x18ftypisom" + bytes(500)), "is damaged"),
        (sound_alone, r"has no picture; export it again .* with its video track"),
        (lambda path: path.write_text("#EXTM3U\nfile:///etc/passwd"), "is no MP4, MOV, WebM or"),
        (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99)), "is no MP4, MOV"),
        (lambda path: None, "can't be read: No such file"),
        (lambda path: path.mkdir(), "can't be read: Is a directory"),
        (lambda path: a_clip(path, seconds=16, size="64x64"), r"lasts 16\.0 s; cut it to 15 s"),
        (lambda path: a_clip(path, more=("-frames:v", "3")), "must last 0.5 s or more"),
        (lambda path: a_clip(path, size="32x32"), "32x32; each side must have 64 to 4096"),
        (
            lambda path: a_clip(path, more=("-color_trc", "arib-std-b67")),
            r"is in HLG, .*; export it again as SDR \(BT\.709\)",
        ),
    ],
)
def test_unusable_clip_is_refused_with_the_cure(house, tmp_path, make, said):
    make(tmp_path / "i.mp4")
    with pytest.raises(BadInputError, match=said) as refused:
        change_brand(house, ACME, {}, clips={"intro": tmp_path / "i.mp4"})
    assert refused.value.field == "intro"
    assert house.studio.brand(ACME) == {}


def test_file_that_is_too_large_is_refused_unread(house, tmp_path):
    with (tmp_path / "big.mp4").open("wb") as file:
        file.truncate(201 * 1000**2)
    with pytest.raises(BadInputError, match=r"big.mp4 has 201 MB; export it with 200 MB at most"):
        change_brand(house, ACME, {}, clips={"intro": tmp_path / "big.mp4"})


def test_webm_without_lengths_of_its_streams_is_accepted(tmp_path):
    run_ffmpeg(
        ["-f", "lavfi", "-i", "testsrc=s=160x90:r=25:d=1", "-c:v", "libx264"], tmp_path / "i.mkv"
    )
    assert check_clip(tmp_path / "i.mkv", "intro", "i.mkv").duration_s == pytest.approx(1, abs=0.05)
