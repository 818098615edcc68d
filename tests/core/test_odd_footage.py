"""Files as they come from cameras, phones, strangers: a report with honest notes, or one error."""

import os
from pathlib import Path

import pytest

from manike.analysis.footage import analyse_footage
from manike.analysis.key_pictures import write_key_frames
from manike.analysis.pictures import read_picture
from manike.analysis.report import FootageReport
from manike.errors import UnusableFootageError
from manike.media.programs import ffmpeg_path, run_program

_PICTURE = ("-f", "lavfi", "-i", "testsrc2=s=64x36:r=25:d=2")
_H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")
_LOSSLESS = ("-c:v", "ffv1", "-pix_fmt", "yuv444p")


def _ffmpeg(*arguments: str | Path) -> None:
    run_program([str(ffmpeg_path()), "-y", "-loglevel", "error", *map(str, arguments)])


@pytest.fixture(scope="module")
def plain(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("odd") / "plain.mp4"
    _ffmpeg(*_PICTURE, *_H264, path)
    return path


@pytest.fixture(scope="module")
def stream(tmp_path_factory) -> Path:
    """A transport stream of four seconds with a key frame every two, from 1.4 s on."""
    path = tmp_path_factory.mktemp("odd") / "stream.ts"
    _ffmpeg("-f", "lavfi", "-i", "testsrc2=s=128x72:r=25:d=4", *_H264, "-g", "50", path)
    return path


def _with_keys(path: Path, folder: Path) -> FootageReport:
    report = write_key_frames(path, analyse_footage(path), folder)
    for shot in report.shots:
        assert shot.key_frames
        assert all(read_picture(folder / key.file).size for key in shot.key_frames)
    return report


def _told(report: FootageReport, word: str) -> bool:
    return any(word in note for note in report.notes)


def _refused(path: Path) -> str:
    with pytest.raises(UnusableFootageError) as caught:
        analyse_footage(path)
    assert path.name in str(caught.value)
    return caught.value.reason


@pytest.mark.parametrize(
    ("name", "codec", "frames"),
    [
        ("film.webm", ("-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8"), 8),
        ("film.mkv", ("-c:v", "libaom-av1", "-cpu-used", "8", "-usage", "realtime"), 8),
        ("film.mov", ("-c:v", "prores_ks", "-profile:v", "4444", "-pix_fmt", "yuva444p10le"), 8),
        ("film.avi", ("-c:v", "mjpeg", "-q:v", "3"), 8),
        ("film.mjpeg", ("-c:v", "mjpeg", "-q:v", "3"), 8),
        ("film.gif", (), 8),
        ("film.png", ("-f", "apng"), 8),
        ("one.mp4", (*_H264, "-frames:v", "1"), 1),
    ],
)
def test_every_usual_codec_and_container_is_read(tmp_path, name, codec, frames):
    path = tmp_path / name
    _ffmpeg(*_PICTURE, "-frames:v", "8", *codec, path)

    assert _with_keys(path, tmp_path).frame_count == frames


@pytest.mark.parametrize("size", ["64:1", "1:64", "1:1", "63:35", "512:8"])
def test_every_shape_is_read(tmp_path, size):
    path = tmp_path / "shape.mkv"
    cut = f"scale=520:80,setsar=1,crop={size}:1:1:exact=1"
    _ffmpeg(*_PICTURE, "-frames:v", "8", "-vf", cut, *_LOSSLESS, path)

    media = _with_keys(path, tmp_path).media

    assert f"{media.width_px}:{media.height_px}" == size


def test_frames_of_33_million_pixels_are_read(tmp_path):
    path = tmp_path / "large.mkv"
    _ffmpeg("-f", "lavfi", "-i", "color=red:s=7680x4320:r=1:d=1", "-c:v", "ffvhuff", path)

    report = _with_keys(path, tmp_path)

    assert report.shots[0].colours[0].name == "red"


def test_a_header_that_claims_a_gigabyte_a_frame_is_refused(tmp_path):
    path = tmp_path / "claim.y4m"
    path.write_bytes(b"YUV4MPEG2 W16000 H16000 F25:1 Ip C420\nFRAME\n" + bytes(9_000))

    assert _refused(path) == "too large"


@pytest.mark.parametrize(
    "playlist",
    [
        "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nfile://{}\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile '{}'\n",
    ],
)
def test_a_playlist_that_names_another_file_is_refused(stream, tmp_path, playlist):
    path = tmp_path / "holiday.mp4"
    path.write_text(playlist.format(stream))

    assert _refused(path) == "container"


def test_what_is_no_footage_is_refused_with_its_reason(plain, tmp_path):
    (tmp_path / "folder.mp4").mkdir()
    os.mkfifo(tmp_path / "pipe.mp4")
    (tmp_path / "loop.mp4").symlink_to("loop.mp4")
    (tmp_path / "dangling.mp4").symlink_to("nothing.mp4")
    (tmp_path / "letter.mp4").write_text("This is a letter and no film.\n" * 40)
    for name in ("still.png", "still.jpg"):
        _ffmpeg("-i", plain, "-frames:v", "1", tmp_path / name)
    _ffmpeg("-i", plain, "-frames:v", "1", "-f", "image2", tmp_path / "frame%03d.png")

    reasons = {path.name: _refused(path) for path in tmp_path.iterdir()}

    assert reasons == {
        "folder.mp4": "no file",
        "pipe.mp4": "no file",
        "loop.mp4": "missing",
        "dangling.mp4": "missing",
        "letter.mp4": "broken",
        "still.png": "still picture",
        "still.jpg": "still picture",
        "frame001.png": "still picture",
    }


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_a_file_without_permission_is_refused_as_unreadable(plain, tmp_path):
    path = tmp_path / "secret.mp4"
    path.write_bytes(plain.read_bytes())
    path.chmod(0)

    assert _refused(path) == "unreadable"


@pytest.mark.parametrize("name", ["-film.mp4", "data:film.mp4", "film%03d.mp4", "film", "it's.mp4"])
def test_a_file_may_have_any_name(plain, tmp_path, monkeypatch, name):
    (tmp_path / name).symlink_to(plain)
    monkeypatch.chdir(tmp_path)

    assert _with_keys(Path(name), tmp_path).frame_count == 50


def test_a_stream_that_begins_without_a_key_frame_is_seen_from_the_next_one(stream, tmp_path):
    path = tmp_path / "tail.ts"
    whole = stream.read_bytes()
    path.write_bytes(whole[188 * (len(whole) // 188 // 5) + 57 :])

    report = _with_keys(path, tmp_path)

    assert 25 < report.frame_count < 100
    assert report.shots[0].start_s > 1.4
    assert _told(report, "damaged")


@pytest.mark.parametrize(("suffix", "start_s"), [(".mp4", 100.0), (".mkv", 100.0), (".ts", 101.4)])
def test_a_clock_that_begins_late_is_kept_and_nothing_is_missing(plain, tmp_path, suffix, start_s):
    path = tmp_path / f"late{suffix}"
    _ffmpeg("-i", plain, "-c", "copy", "-output_ts_offset", "100", "-copyts", path)

    report = _with_keys(path, tmp_path)

    assert report.frame_count == 50
    assert report.shots[0].start_s == pytest.approx(start_s, abs=0.1)
    assert not _told(report, "Cut short")


def test_streams_joined_with_a_clock_that_jumps_are_seen_whole_with_their_key_frames(
    stream, tmp_path
):
    later, path = tmp_path / "later.ts", tmp_path / "joined.ts"
    _ffmpeg("-i", stream, "-c", "copy", "-output_ts_offset", "9000", later)
    path.write_bytes(later.read_bytes() + stream.read_bytes() + later.read_bytes())

    report = _with_keys(path, tmp_path)

    assert report.frame_count == pytest.approx(300, abs=3)
    assert _told(report, "Cut short")


def test_a_clock_that_jumps_by_days_does_not_make_millions_of_frames(tmp_path):
    path = tmp_path / "jump.mkv"
    jump = "setts=ts='if(gt(N,2),TS+36000*1000,TS)'"
    _ffmpeg("-f", "lavfi", "-i", "testsrc2=s=16x16:r=1:d=5", *_LOSSLESS, "-bsf:v", jump, path)

    report = analyse_footage(path)

    assert report.media.duration_s > 35_000
    assert report.frame_count == pytest.approx(604, abs=2)
    assert _told(report, "Cut short")


def test_interlaced_footage_is_told_and_shown_without_combs(tmp_path):
    path = tmp_path / "fields.ts"
    bar = "color=black:s=128x72:r=50:d=1[a];color=white:s=16x72:r=50:d=1[b]"
    moved = f"{bar};[a][b]overlay=x='n*4':y=0,interlace=lowpass=off"
    fields = ("-c:v", "mpeg2video", "-q:v", "2", "-flags", "+ildct+ilme", "-top", "1")
    _ffmpeg("-filter_complex", moved, *fields, path)

    report = _with_keys(path, tmp_path)

    image = read_picture(tmp_path / report.shots[0].key_frames[0].file).astype(int)
    assert _told(report, "Interlaced")
    assert abs(image[::2] - image[1::2]).mean() < 3


@pytest.mark.parametrize("transfer", ["smpte2084", "arib-std-b67"])
def test_hdr_is_measured_and_shown_as_on_a_screen_without_it(tmp_path, transfer):
    usual, hdr = tmp_path / "usual.mkv", tmp_path / "hdr.mp4"
    source = ("-f", "lavfi", "-i", "smptebars=s=128x72:r=25:d=0.4")
    _ffmpeg(*source, "-c:v", "ffv1", "-pix_fmt", "yuv420p", usual)
    brighter = (
        "setparams=range=limited:colorspace=bt709:color_primaries=bt709:color_trc=bt709,zscale=t=linear:npl=203,format=gbrpf32le,"
        f"zscale=p=2020:t={transfer}:m=2020_ncl:r=limited:npl=203,format=yuv420p10le"
    )
    named = ("-color_trc", transfer, "-color_primaries", "bt2020", "-colorspace", "bt2020nc")
    quiet = ("-x265-params", "log-level=none")
    _ffmpeg("-i", usual, "-vf", brighter, "-c:v", "libx265", *quiet, *named, hdr)

    (tmp_path / "hdr").mkdir()
    report, plain = _with_keys(hdr, tmp_path / "hdr"), _with_keys(usual, tmp_path)

    assert report.media.is_hdr
    assert _told(report, "HDR")
    shown, true = (each.shots[0].measures for each in (report, plain))
    assert shown.luma == pytest.approx(true.luma, abs=8)
    assert shown.saturation == pytest.approx(true.saturation, rel=0.25)
    images = [
        read_picture(folder / each.shots[0].key_frames[0].file).mean()
        for folder, each in ((tmp_path / "hdr", report), (tmp_path, plain))
    ]
    assert images[0] == pytest.approx(images[1], abs=12)


def test_a_batch_goes_on_after_a_file_that_is_refused(plain, stream, tmp_path):
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(plain.read_bytes()[:700])
    outcomes = []
    for path in (plain, broken, tmp_path / "missing.mp4", stream):
        try:
            outcomes.append(analyse_footage(path).frame_count)
        except UnusableFootageError as error:
            outcomes.append(error.reason)

    assert outcomes == [50, "broken", "missing", 100]
