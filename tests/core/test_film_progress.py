"""How far a film is, told while it is encoded."""

import threading
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from manike.errors import MediaError
from manike.film.counting import FrameCount
from manike.media.coding import x264_options
from manike.media.programs import run_ffmpeg


def done(value=None, error=None):
    future = Future()
    if error is None:
        future.set_result(value)
    else:
        future.set_exception(error)
    return future


def test_frames_of_one_long_run_are_told_on_the_way(tmp_path):
    told = []
    source = ["-re", "-f", "lavfi", "-i", "testsrc2=size=64x36:rate=30:duration=2"]
    run_ffmpeg([*source, *x264_options(30, crf=30)], tmp_path / "a.mp4", told.append)
    assert told == sorted(told)
    assert told[-1] == 60
    assert any(0 < frames < 60 for frames in told)


def test_failed_run_that_is_followed_says_why(tmp_path):
    with pytest.raises(MediaError, match="No such file"):
        run_ffmpeg(["-i", str(tmp_path / "none.mp4")], tmp_path / "a.mp4", lambda frames: None)
    assert list(tmp_path.iterdir()) == []


def test_frames_of_all_segments_are_added_up():
    count, told = FrameCount([100, 50]), []
    count.of(0)(40)
    count.of(1)(10)
    count.of(1)(5)  # ffmpeg never counts back, but nothing breaks if it did
    count.follow([done(), done()], [], lambda *pair: told.append(pair))
    assert told == [(50, 150), (150, 150)]


def test_segment_found_among_the_kept_ones_counts_as_a_whole():
    told = []
    FrameCount([30]).follow([done()], [done()], lambda *pair: told.append(pair))
    assert told == [(0, 30), (30, 30)]


def test_progress_is_told_in_the_callers_thread():
    count, threads = FrameCount([10]), set()
    with ThreadPoolExecutor(1) as pool:
        segment = pool.submit(count.of(0), 5)
        count.follow([segment], [], lambda *_: threads.add(threading.get_ident()))
    assert threads == {threading.get_ident()}


def test_first_failure_ends_it_though_others_go_on():
    never = Future()
    with pytest.raises(MediaError, match="broken"):
        FrameCount([10, 10]).follow(
            [never, done(error=MediaError("broken"))], [], lambda done, total: None
        )
