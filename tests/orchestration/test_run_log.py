"""Progress in the log of a run."""

import threading

import pytest

from manike_assets import progress
from manike_assets.progress import EVERY_S, RunLog


class Watch:
    """A clock that is set by hand."""

    def __init__(self):
        self.now_s = 100.0

    def monotonic_s(self):
        return self.now_s


class Heard:
    def __init__(self):
        self.told = []

    def expect(self, stage, count):
        self.told.append((stage, count))

    def report(self, stage, part, done, total):
        self.told.append((stage, part, done, total))


@pytest.fixture
def watch():
    return Watch()


def test_a_line_is_written_each_ten_seconds(watch):
    lines = []
    log = RunLog(lines.append, clock=watch)
    log.expect("film", 1)
    for frame in range(0, 1801, 30):
        watch.now_s += 1.0
        log.report("film", "film", frame, 1800)
    assert lines[:2] == ["film: 15%; 270 of 1800 frames", "film: 32%; 570 of 1800 frames"]
    assert len(lines) == 6


def test_parts_under_way_are_named_with_their_frames(watch):
    lines = []
    log = RunLog(lines.append, clock=watch)
    log.expect("clip", 4)
    log.report("clip", "s001", 1, 1)
    log.report("clip", "s002", 90, 180)
    watch.now_s += EVERY_S
    log.report("clip", "s003", 18, 180)
    assert lines == ["clip: 40%; s002 90 of 180 frames, s003 18 of 180 frames"]


def test_what_stands_still_is_said_once(watch):
    lines = []
    log = RunLog(lines.append, clock=watch)
    log.report("film", "film", 5, 10)
    for _ in range(3):
        watch.now_s += EVERY_S
        log.tell()
    assert lines == ["film: 50%; 5 of 10 frames"]


def test_other_threads_leave_the_writing_to_the_steps_own(watch):
    lines = []
    log = RunLog(lines.append, clock=watch)
    watch.now_s += EVERY_S
    other = threading.Thread(target=log.report, args=("clip", "s001", 3, 9))
    other.start()
    other.join()
    assert lines == []
    log.tell()
    assert lines == ["clip: 33%; s001 3 of 9 frames"]


def test_all_is_passed_on(watch):
    heard = Heard()
    log = RunLog(lambda line: None, heard, watch)
    log.expect("clip", 2)
    log.report("clip", "s001", 3, 9)
    assert heard.told == [("clip", 2), ("clip", "s001", 3, 9)]


def test_a_film_in_work_writes_its_frames_into_the_run(floor, project, monkeypatch):
    monkeypatch.setattr(progress, "EVERY_S", 0.0)
    floor.begin("scenes")
    result = floor.run("final_video", key=project)
    logs = [entry.user_message for entry in floor.instance.all_logs(result.run_id)]
    assert "film: 0%" in logs
    assert "film: 100%" in logs
