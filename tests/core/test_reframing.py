import cv2
import numpy as np
import pytest

from manike.errors import MediaError
from manike.film.reframing import reframe
from manike.ports import Picture, Region

WIDE, TALL = (320, 180), (90, 160)


@pytest.fixture
def source(tmp_path):
    """A green field with a red person at the right and a blue one at the left."""
    picture = np.full((WIDE[1], WIDE[0], 3), (60, 140, 60), np.uint8)
    picture[60:150, 280:300] = (0, 0, 230)
    picture[60:150, 20:40] = (230, 0, 0)
    cv2.imwrite(str(tmp_path / "wide.png"), picture)
    return tmp_path / "wide.png"


def region(left, right):
    return Region(kind="body", left=left, top=60 / 180, right=right, bottom=150 / 180)


def reframed(source, tmp_path, *regions, size_px=TALL):
    made = reframe(Picture(image="i", planes=(), regions=regions), source, size_px, tmp_path)
    return made, cv2.imread(str(tmp_path / made.image)).astype(int)


def has(picture, channel):
    others = [c for c in (0, 2) if c != channel]
    return (picture[..., channel] > 150) & (picture[..., others[0]] < 90)


def test_one_subject_is_kept_in_a_crop(source, tmp_path):
    made, picture = reframed(source, tmp_path, region(280 / 320, 300 / 320))
    assert picture.shape == (160, 90, 3)
    assert has(picture, 2).sum() > 1000
    assert not has(picture, 0).any()
    assert made.planes == ()


def test_subjects_too_far_apart_for_a_crop_are_both_shown_whole(source, tmp_path):
    regions = (region(280 / 320, 300 / 320), region(20 / 320, 40 / 320))
    made, picture = reframed(source, tmp_path, *regions)
    assert has(picture, 0).sum() == pytest.approx(has(picture, 2).sum(), rel=0.2)
    assert all(0 <= each.left < each.right <= 1 for each in made.regions)
    rows = np.flatnonzero(has(picture, 2).any(axis=1))
    assert rows[0] / 160 == pytest.approx(made.regions[0].top, abs=0.03)


def test_tall_picture_becomes_wide_with_its_subject(source, tmp_path):
    _, picture = reframed(source, tmp_path, region(0.0, 1.0), size_px=(360, 90))
    assert picture.shape == (90, 360, 3)
    assert has(picture, 0).any()
    assert has(picture, 2).any()


def test_without_regions_the_crop_has_something_to_see(source, tmp_path):
    _, picture = reframed(source, tmp_path)
    assert has(picture, 0).any() or has(picture, 2).any()


def test_reframing_twice_gives_the_same_bytes(source, tmp_path):
    reframed(source, tmp_path, region(0.1, 0.9))
    before = (tmp_path / "image.jpg").read_bytes()
    reframed(source, tmp_path, region(0.1, 0.9))
    assert (tmp_path / "image.jpg").read_bytes() == before


def test_what_is_no_picture_is_refused(tmp_path):
    (tmp_path / "wide.png").write_bytes(b"text")
    with pytest.raises(MediaError, match="is not a picture"):
        reframed(tmp_path / "wide.png", tmp_path)
