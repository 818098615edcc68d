import errno
import os
import re
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from manike.errors import MachineError, MediaError, StoreError
from manike.film.filters import CaptionFiles, segment_graph
from manike.film.job import SourceFile
from manike.film.segments import ClipFrames, Segment, SegmentKind, Window
from manike.media import encode, needs, programs
from manike.media.containers import check_whole, index_comes_first
from manike.media.encode import FrameEncoder
from manike.media.files import scratch_folder
from manike.media.programs import ffmpeg_path, lacking, run_ffmpeg

NOISE = ("-f", "lavfi", "-i", "anoisesrc=d=1:r=48000", "-c:a", "aac")
FULL = os.strerror(errno.ENOSPC)


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """An ffmpeg made of shell lines, in a folder of its own; ``$last`` is its last argument."""

    def make(lines):
        path = tmp_path / "bin/ffmpeg"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\nfor last; do :; done\n{lines}\n")
        path.chmod(0o755)
        monkeypatch.setattr(programs, "ffmpeg_path", lambda: path)
        monkeypatch.setattr(encode, "ffmpeg_path", lambda: path)
        return path

    return make


def encode_frames(output, count=3):
    with FrameEncoder(output, (16, 16), Fraction(30)) as encoder:
        for _ in range(count):
            encoder.write(np.zeros((16, 16, 3), np.uint8))


@pytest.mark.parametrize("encoded", [lambda to: run_ffmpeg(NOISE, to), encode_frames])
def test_file_without_its_end_is_never_published(tmp_path, stand_in, encoded):
    run_ffmpeg(NOISE, tmp_path / "whole.m4a")
    stand_in(f'cat > /dev/null; head -c 9000 {tmp_path}/whole.m4a > "$last"; exit 0')
    with pytest.raises(MediaError, match=r"The \.mp4 .* is not whole"):
        encoded(tmp_path / "out/film.mp4")
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("encoded", [lambda to: run_ffmpeg(NOISE, to), encode_frames])
def test_full_disk_that_ffmpeg_meets_is_said(tmp_path, stand_in, encoded):
    stand_in(f'cat > /dev/null; echo "Error writing trailer: {FULL}" >&2; exit 1')
    with pytest.raises(MachineError, match=r"The disk is full: .* Free some space"):
        encoded(tmp_path / "out/film.mp4")
    assert list((tmp_path / "out").iterdir()) == []


def test_whole_files_pass_with_their_index_anywhere(tmp_path):
    run_ffmpeg(NOISE, tmp_path / "last.m4a")
    run_ffmpeg([*NOISE, "-movflags", "+faststart"], tmp_path / "first.m4a")
    for name, first in (("last.m4a", False), ("first.m4a", True)):
        check_whole(tmp_path / name)
        assert index_comes_first(tmp_path / name) is first


def test_full_disk_in_a_scratch_folder_is_said(tmp_path):
    with pytest.raises(MachineError, match="The disk is full"), scratch_folder(tmp_path) as folder:
        (folder / "mix.f32").touch()
        raise OSError(errno.ENOSPC, FULL)
    assert list(tmp_path.iterdir()) == []


def test_scratch_folder_passes_other_errors_on(tmp_path):
    with pytest.raises(ConnectionResetError), scratch_folder(tmp_path):
        raise ConnectionResetError(errno.ECONNRESET, "lost")


def test_scratch_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="could not be written"), scratch_folder(tmp_path / "file"):
        pytest.fail("made")


def listing_without(kind, name):
    """Shell lines that list all that is needed but one thing, which a description still names."""
    lines = []
    for each, (arguments, column, needed) in needs.LISTINGS.items():
        rows = "\n".join(
            ("other" if (each, one) == (kind, name) else f"{'T.. ' * column}{one}") + f" V->V {one}"
            for one in needed
        )
        lines.append(f'case "$*" in *"{" ".join(arguments)}") echo "{rows}";; esac')
    return "\n".join(lines)


def test_complete_listing_lacks_nothing(stand_in):
    assert lacking(stand_in(listing_without("", ""))) == ()
    assert lacking(ffmpeg_path()) == ()


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("filter", "crop"),
        ("filter", "fade"),
        ("filter", "format"),
        ("encoder", "libx264"),
        ("bitstream filter", "setts"),
        ("option", "-fps_mode"),
    ],
)
def test_missing_thing_is_named_though_a_description_holds_its_word(stand_in, kind, name):
    assert lacking(stand_in(listing_without(kind, name))) == (f"{kind} {name}",)


@pytest.mark.parametrize("kind", SegmentKind)
def test_every_filter_of_a_segment_is_checked_for(kind):
    clip = SourceFile(Path("clip.mp4"), "0" * 64)
    segment = Segment(
        scene=1,
        kind=kind,
        window=Window(0, 12),
        sources=(ClipFrames(clip, 0), ClipFrames(clip, 0)),
        captions="a script",
        font="Roboto",
        logo=clip,
        size_px=(160, 90),
        fps=Fraction(30),
    )
    graph = segment_graph(segment, CaptionFiles(Path("a.ass"), Path("fonts")))
    used = set(re.findall(r"(?:^|[,;\]])([a-z][a-z0-9_]*)(?=[=,;\[]|$)", graph))
    assert {"ass", "overlay", "trim"} <= used <= set(needs.FILTERS)
