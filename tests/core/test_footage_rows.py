"""A tenant's footage: taken in once, by a name of its own, and nobody else's."""

import hashlib
from datetime import UTC, datetime

import pytest

from manike.analysis.report import FootageReport
from manike.errors import BadInputError, ConflictError, NotFoundError, StoreError
from manike.ids import TenantId
from manike.media.programs import run_ffmpeg
from manike.production.footage.library import add_footage, footage_of, name_of, report_of
from manike.studio.footage_table import FootageState

ACME, GLOBEX = TenantId("acme"), TenantId("globex")


@pytest.fixture(scope="session")
def clips(once):
    """Two short videos and a sound."""

    def make(folder):
        for name, source in (("one", "testsrc2"), ("two", "smptebars")):
            shape = f"{source}=size=96x64:rate=10:duration=1"
            run_ffmpeg(["-f", "lavfi", "-i", shape, "-pix_fmt", "yuv420p"], folder / f"{name}.mp4")
        run_ffmpeg(["-f", "lavfi", "-i", "sine=duration=1"], folder / "sound.wav")

    return once("footage-clips", make)


@pytest.fixture
def tenants(house):
    house.studio.add_tenant(ACME)
    house.studio.add_tenant(GLOBEX)


@pytest.mark.usefixtures("tenants")
def test_a_video_is_kept_as_a_blob_with_what_it_is(house, clips):
    added = add_footage(house, ACME, clips / "one.mp4", about=" The harbour \n at dawn ")
    content = (clips / "one.mp4").read_bytes()
    assert added.is_new
    item = footage_of(house, ACME, "one.mp4")
    assert item == added.item
    assert item.sha256 == hashlib.sha256(content).hexdigest()
    assert house.blobs.path(ACME, item.sha256).read_bytes() == content
    assert (item.state, item.about) == (FootageState.NEW, "The harbour at dawn")
    assert item.media["codec"] == "h264"
    assert (item.media["width_px"], item.media["duration_s"]) == (96, 1.0)
    assert (datetime.now(UTC) - item.added_at).total_seconds() < 60
    assert not list(house.layout.scratch(ACME).iterdir())


@pytest.mark.usefixtures("tenants")
def test_the_same_file_twice_is_said_and_kept_once(house, clips, tmp_path):
    first = add_footage(house, ACME, clips / "one.mp4").item
    (tmp_path / "copy.mp4").write_bytes((clips / "one.mp4").read_bytes())
    again = add_footage(house, ACME, tmp_path / "copy.mp4")
    assert not again.is_new
    assert again.item == first
    assert [item.name for item in house.studio.footage(ACME)] == ["one.mp4"]


@pytest.mark.usefixtures("tenants")
def test_another_file_of_one_name_is_refused_with_the_cure(house, clips, tmp_path):
    add_footage(house, ACME, clips / "one.mp4")
    (tmp_path / "One.MP4").write_bytes((clips / "two.mp4").read_bytes())
    with pytest.raises(ConflictError, match=r"--name.*manike footage remove one.mp4 --tenant acme"):
        add_footage(house, ACME, tmp_path / "One.MP4")
    assert add_footage(house, ACME, tmp_path / "One.MP4", name="other.mp4").is_new
    assert len(house.studio.footage(ACME)) == 2


@pytest.mark.usefixtures("tenants")
def test_two_tenants_have_footage_of_their_own(house, clips):
    mine = add_footage(house, ACME, clips / "one.mp4").item
    with pytest.raises(NotFoundError):
        footage_of(house, GLOBEX, "one.mp4")
    theirs = add_footage(house, GLOBEX, clips / "one.mp4")
    assert theirs.is_new
    house.studio.remove_footage(GLOBEX, "one.mp4")
    assert house.studio.footage(GLOBEX) == ()
    assert house.studio.footage(ACME) == (mine,)


@pytest.mark.usefixtures("tenants")
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.mp4", b"", "empty.mp4 is empty"),
        (
            "broken.mp4",
            b"\x00\x01broken" * 100,
            "broken.mp4 can't be read as a video; it is none, or cut off: moov atom",
        ),
        ("list.mp4", b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", "list.mp4"),
        ("list.mov", b"ffconcat version 1.0\nfile /etc/passwd\n\x00", "playlist"),
        ("list.mkv", b"\xef\xbb\xbf<?xml version='1.0'?><MPD/>", "list.mkv can't be read"),
    ],
)
def test_what_is_no_video_is_refused_and_not_kept(house, tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadInputError, match=said) as refused:
        add_footage(house, ACME, tmp_path / name)
    assert str(house.layout.root) not in str(refused.value)
    assert house.studio.footage(ACME) == ()
    assert not house.layout.blobs(ACME).exists()


@pytest.mark.usefixtures("tenants")
def test_sound_alone_a_folder_and_nothing_are_refused(house, clips, tmp_path):
    with pytest.raises(BadInputError, match=r"sound.wav holds sound and no moving picture"):
        add_footage(house, ACME, clips / "sound.wav")
    for path in (tmp_path, tmp_path / "none.mp4"):
        with pytest.raises(BadInputError, match="is not there, or is no file"):
            add_footage(house, ACME, path, name="x.mp4")


def test_a_tenant_that_is_not_there_gets_nothing(house, clips):
    with pytest.raises(NotFoundError):
        add_footage(house, ACME, clips / "one.mp4")


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("My Clip (1).MP4", "my-clip-1.mp4"),
        ("Zürich — Übersicht.mov", "z-rich-bersicht.mov"),
        ("a..b__c.mkv", "a..b__c.mkv"),
        ("-x-", "x"),
        ("take.2 final", "take.2-final"),
        ("x" * 300 + ".mp4", "x" * 96 + ".mp4"),
    ],
)
def test_a_name_is_made_of_the_files(tmp_path, given, name):
    assert name_of(tmp_path / given) == name


@pytest.mark.usefixtures("tenants")
def test_a_name_that_can_not_be_used_is_said(house, clips, tmp_path):
    with pytest.raises(BadInputError, match="none can be made of"):
        name_of(tmp_path / "動画")
    for name in ("../x", "A", ".x", "x/y", "x" * 101):
        with pytest.raises(BadInputError, match="name"):
            add_footage(house, ACME, clips / "one.mp4", name=name)


@pytest.mark.usefixtures("tenants")
def test_a_report_is_read_back_refused_or_missing(house, clips):
    item = add_footage(house, ACME, clips / "one.mp4").item
    with pytest.raises(NotFoundError, match="manike footage analyse --tenant acme"):
        report_of(house, ACME, "one.mp4")
    report = FootageReport.model_validate(
        {
            "file": "one.mp4",
            "detector": "none",
            "media": item.media,
            "looked_at_fps": "10",
            "frame_count": 10,
            "notes": (),
            "shots": (),
        }
    )
    scratch = house.layout.scratch(ACME) / "report.json"
    scratch.write_text(report.model_dump_json())
    sha256 = house.blobs.adopt(ACME, scratch)
    house.studio.footage_is_analysed(ACME, item, "v1", sha256)
    assert report_of(house, ACME, "one.mp4") == report
    assert footage_of(house, ACME, "one.mp4").state is FootageState.ANALYSED
    house.blobs.path(ACME, sha256).unlink()
    with pytest.raises(StoreError, match="manike footage analyse --tenant acme makes it again"):
        report_of(house, ACME, "one.mp4")
    house.studio.footage_is_refused(ACME, item, "v2", "No frame can be decoded.")
    with pytest.raises(BadInputError, match="No frame can be decoded"):
        report_of(house, ACME, "one.mp4")


@pytest.mark.usefixtures("tenants")
def test_tenants_with_files_that_were_not_looked_at_are_due(house, clips):
    item = add_footage(house, ACME, clips / "one.mp4").item
    (tenant, mark), *others = house.studio.footage_due("v1")
    assert (tenant, others) == (ACME, [])
    assert house.studio.footage_due("v1") == [(tenant, mark)]
    house.studio.footage_is_analysed(ACME, item, "v1", "0" * 64)
    assert house.studio.footage_due("v1") == []
    assert [who for who, _ in house.studio.footage_due("v2")] == [ACME]
    assert house.studio.footage_due("v2")[0][1] != mark
    add_footage(house, GLOBEX, clips / "one.mp4")
    assert [who for who, _ in house.studio.footage_due("v1")] == [GLOBEX]


@pytest.mark.usefixtures("tenants")
def test_what_is_said_of_a_removed_file_is_passed_over(house, clips):
    item = add_footage(house, ACME, clips / "one.mp4").item
    house.studio.remove_footage(ACME, "one.mp4")
    house.studio.footage_is_analysed(ACME, item, "v1", "0" * 64)
    assert house.studio.footage(ACME) == ()
    add_footage(house, ACME, clips / "two.mp4", name="one.mp4")
    house.studio.footage_is_analysed(ACME, item, "v1", "0" * 64)
    assert footage_of(house, ACME, "one.mp4").state is FootageState.NEW
