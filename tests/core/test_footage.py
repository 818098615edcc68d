"""Footage of every odd kind gives a result with honest notes, or one clear error."""

from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path

import pytest

from manike.analysis.footage import analyse_footage
from manike.analysis.key_pictures import write_key_frames
from manike.analysis.material import examine
from manike.analysis.report import FootageReport
from manike.analysis.shots import Boundary
from manike.errors import UnusableFootageError
from manike.media.programs import ffmpeg_path, run_program

_PICTURE = ("-f", "lavfi", "-i", "testsrc2=s=64x36:r=25:d=2")
_TONE = ("-f", "lavfi", "-i", "sine=f=440:d=2")
_H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")


def _ffmpeg(*arguments: str | Path) -> None:
    run_program([str(ffmpeg_path()), "-y", "-loglevel", "error", *map(str, arguments)])


@pytest.fixture(scope="module")
def plain(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("footage") / "plain.mp4"
    _ffmpeg(*_PICTURE, *_TONE, *_H264, "-c:a", "aac", "-shortest", "-movflags", "+faststart", path)
    return path


def _told(report: FootageReport, word: str) -> bool:
    return any(word in note for note in report.notes)


def test_plain_footage_is_told_with_its_facts(plain):
    report = analyse_footage(plain)

    assert (report.frame_count, report.looked_at_fps, report.notes) == (50, "25", ())
    assert (report.media.codec, report.media.width_px, report.media.height_px) == ("h264", 64, 36)
    assert [(s.start_s, s.end_s, s.begins) for s in report.shots] == [(0.0, 2.0, "start")]
    assert report.shots[0].measures.level_dbfs == pytest.approx(-21.1, abs=0.5)
    assert report.shots[0].measures.speech_share == 0
    assert FootageReport.model_validate_json(report.model_dump_json()) == report


def test_cuts_dissolves_and_a_black_stretch_are_shots_with_their_measures(tmp_path):
    path = tmp_path / "shots.mp4"
    sources = ("mandelbrot=s=64x36:r=25", "smptebars=s=64x36:r=25", "color=black:s=64x36:r=25")
    inputs = [part for source in sources for part in ("-f", "lavfi", "-t", "3", "-i", source)]
    blend = "[0][1]xfade=duration=0.6:offset=2.4[a];[a][2]concat=n=2"
    _ffmpeg(*inputs, "-filter_complex", blend, *_H264, path)

    report = analyse_footage(path)

    assert [shot.begins for shot in report.shots] == ["start", "gradual", "cut"]
    assert report.shots[1].start_frame == pytest.approx(67, abs=8)
    assert report.shots[2].start_frame == pytest.approx(135, abs=1)
    assert report.shots[1].measures.frozen_s > 2
    assert report.shots[2].measures.black_s == pytest.approx(3, abs=0.2)
    assert report.shots[2].words == ("black", "no sound")
    for before, after in zip(report.shots, report.shots[1:], strict=False):
        assert before.end_frame == after.start_frame


def test_sixty_frames_a_second_are_looked_at_with_thirty(tmp_path):
    path = tmp_path / "sixty.mp4"
    _ffmpeg("-f", "lavfi", "-i", "testsrc2=s=64x36:r=60:d=2", *_H264, path)

    report = analyse_footage(path)

    assert (report.looked_at_fps, report.frame_count) == ("30", 60)
    assert report.shots[-1].end_s == pytest.approx(2.0)


def test_a_variable_frame_rate_is_told_and_times_hold(tmp_path):
    path = tmp_path / "vfr.mp4"
    thinned = "select='lt(n,25)+not(mod(n,5))'"
    _ffmpeg(*_PICTURE, "-vf", thinned, "-fps_mode", "vfr", *_H264, path)

    report = analyse_footage(path)

    assert report.media.has_variable_rate
    assert _told(report, "Variable frame rate")
    assert report.shots[-1].end_s == pytest.approx(2.0, abs=0.25)


def test_rotated_footage_is_seen_upright(plain, tmp_path):
    path = tmp_path / "rotated.mp4"
    _ffmpeg("-display_rotation", "90", "-i", plain, "-c", "copy", path)

    report = write_key_frames(path, analyse_footage(path), tmp_path)

    assert (report.media.width_px, report.media.height_px) == (36, 64)
    assert _told(report, "Turned by 90 degrees")
    assert (tmp_path / report.shots[0].key_frames[0].file).stat().st_size > 0


@pytest.mark.parametrize(
    ("codec", "options", "word"),
    [
        ("libx264", ("-pix_fmt", "yuv420p10le"), "More than 8 bits"),
        (
            "libx265",
            (
                *("-x265-params", "log-level=none", "-pix_fmt", "yuv420p10le"),
                *("-color_trc", "smpte2084", "-color_primaries", "bt2020"),
            ),
            "HDR (PQ)",
        ),
    ],
)
def test_deep_and_hdr_footage_are_measured_with_a_note(tmp_path, codec, options, word):
    path = tmp_path / "deep.mp4"
    _ffmpeg(*_PICTURE, "-c:v", codec, *options, path)

    report = analyse_footage(path)

    assert report.frame_count == 50
    assert report.media.is_deep
    assert _told(report, word)


def test_silence_and_no_sound_are_two_things(plain, tmp_path):
    silent, mute = tmp_path / "silent.mp4", tmp_path / "mute.mp4"
    nothing = ("-f", "lavfi", "-i", "anullsrc")
    _ffmpeg("-i", plain, *nothing, "-map", "0:v", "-map", "1", "-c:v", "copy", "-t", "2", silent)
    _ffmpeg("-i", plain, "-an", "-c", "copy", mute)

    assert "silent" in analyse_footage(silent).shots[0].words
    report = analyse_footage(mute)
    assert _told(report, "No sound")
    assert report.shots[0].measures.speech_share is None


def test_truncated_footage_gives_what_is_there_and_says_so(plain, tmp_path):
    path = tmp_path / "truncated.mp4"
    whole = plain.read_bytes()
    path.write_bytes(whole[: len(whole) * 6 // 10])

    report = analyse_footage(path)

    assert 0 < report.frame_count < 50
    assert _told(report, "Cut short")
    assert _told(report, "damaged")


@pytest.mark.parametrize("kind", ["missing", "empty", "broken", "no picture"])
def test_what_holds_no_moving_picture_is_refused_with_a_reason(plain, tmp_path, kind):
    path = tmp_path / "bad.mp4"
    if kind == "empty":
        path.write_bytes(b"")
    elif kind == "broken":
        path.write_bytes(bytes(range(256)) * 40)
    elif kind == "no picture":
        _ffmpeg("-i", plain, "-vn", "-c", "copy", path)

    with pytest.raises(UnusableFootageError, match=r"bad\.mp4") as caught:
        analyse_footage(path)

    assert caught.value.reason == kind


def test_a_transport_stream_that_names_a_service_is_read(tmp_path):
    path = tmp_path / "camera.ts"
    _ffmpeg(*_PICTURE, "-c:v", "mpeg2video", "-metadata", "service_name=Kamera", path)

    assert analyse_footage(path).frame_count == 50


def test_an_album_cover_is_no_footage(plain, tmp_path):
    cover, song = tmp_path / "cover.jpg", tmp_path / "song.m4a"
    _ffmpeg(*_PICTURE, "-frames:v", "1", cover)
    attach = ("-map", "0:a", "-map", "1", "-c", "copy", "-disposition:v:0", "attached_pic")
    _ffmpeg("-i", plain, "-i", cover, *attach, song)

    with pytest.raises(UnusableFootageError, match="no moving picture"):
        analyse_footage(song)


def test_shots_of_another_detector_are_taken_as_they_are(plain):
    class Halves:
        name, model = "halves", "halves-1"

        def boundaries(self, path):
            from manike.analysis.shots import Boundary

            return (Boundary(25, 25),)

    report = analyse_footage(plain, detector=Halves())

    assert report.detector == "halves-1"
    assert [(s.start_frame, s.end_frame) for s in report.shots] == [(0, 25), (25, 50)]


@dataclass
class Given:
    """A detector that says what it was given."""

    found: tuple[Boundary, ...]
    name, model = "given", "given-1"

    def boundaries(self, path):
        return self.found


def test_a_transition_that_another_detector_found_counts_for_neither_shot(tmp_path):
    dark, light = "color=black:s=64x48:r=25:d=2.4", "color=white:s=64x48:r=25:d=2.8"
    both = ("-f", "lavfi", "-i", dark, "-f", "lavfi", "-i", light)
    _ffmpeg(*both, "-filter_complex", "concat", *_H264, path := tmp_path / "two.mkv")
    report = analyse_footage(path, detector=Given((Boundary(50, 75),)))
    assert [shot.measures.luma for shot in report.shots] == [16, 235]


def test_shots_of_another_detector_are_where_they_are_shown_at_a_variable_rate(tmp_path):
    slow = "setts=ts='if(lt(N,20),N*1280,25600+(N-20)*256)'"
    source = ("-f", "lavfi", "-i", "testsrc2=s=64x48:r=50:d=2.4")
    scale = ("-video_track_timescale", "12800")
    _ffmpeg(*source, *_H264, *scale, "-bsf:v", slow, path := tmp_path / "varies.mp4")
    report = analyse_footage(path, detector=Given((Boundary(20, 20),)))
    assert report.media.has_variable_rate
    assert report.shots[1].start_s == pytest.approx(2.0, abs=0.03)


def test_a_file_that_names_years_is_not_looked_at_for_years(plain):
    material = examine(plain)
    assert material.limit_s == ceil(material.info.duration_s) + 1
    years = replace(material, info=replace(material.info, duration_s=1e8))
    assert years.limit_s == 24 * 3600
    none = replace(material.video, duration_s=0.0)
    assert replace(years, info=replace(years.info, duration_s=0.0), video=none).limit_s == 24 * 3600
