"""Images of providers become pictures with a plane, or drawings."""

import cv2
import numpy as np
import pytest

from manike.arrivals.faults import arriving
from manike.arrivals.pictures import finish_picture
from manike.errors import MediaError, PermanentProviderError
from manike.ports import plane_size_px

SIZE = (320, 180)


@pytest.fixture
def square(tmp_path):
    """400x400: grey, with a red disc of radius 80 in the middle."""
    pixels = np.full((400, 400, 3), 128, np.uint8)
    cv2.circle(pixels, (200, 200), 80, (0, 0, 220), -1)
    cv2.imwrite(str(tmp_path / "square.webp"), pixels)
    return tmp_path / "square.webp"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


def test_a_square_image_becomes_a_wide_plane_with_its_middle_as_image(square, folder):
    picture = finish_picture(square, SIZE, folder, with_plane=True)
    plane = cv2.imread(str(folder / picture.planes[0].file), cv2.IMREAD_UNCHANGED)
    image = cv2.imread(str(folder / picture.image))
    assert sorted(file.name for file in folder.iterdir()) == ["image.jpg", "plane-00.png"]
    assert (image.shape, plane.shape) == ((180, 320, 3), (*plane_size_px(SIZE)[::-1], 4))
    assert (plane[..., 3] == 255).all()
    inner = plane[18:198, 32:352, :3].astype(float)
    assert np.abs(inner - image).mean() < 3


def test_a_circle_stays_a_circle(square, folder):
    finish_picture(square, SIZE, folder, with_plane=True)
    red = cv2.imread(str(folder / "plane-00.png"))[..., 1] < 80
    assert red.any(axis=0).sum() == pytest.approx(red.any(axis=1).sum(), abs=2)
    assert red.any(axis=0).sum() == pytest.approx(160 * 384 / 400, abs=3)


def test_a_character_has_no_plane(square, folder):
    picture = finish_picture(square, (240, 320), folder, with_plane=False)
    assert picture.planes == ()
    assert [file.name for file in folder.iterdir()] == ["image.jpg"]
    assert cv2.imread(str(folder / "image.jpg")).shape == (320, 240, 3)


def test_what_is_clear_becomes_white(tmp_path, folder):
    pixels = np.zeros((64, 64, 4), np.uint8)
    cv2.imwrite(str(tmp_path / "clear.png"), pixels)
    finish_picture(tmp_path / "clear.png", (32, 32), folder, with_plane=False)
    assert cv2.imread(str(folder / "image.jpg")).min() > 250


@pytest.mark.parametrize("depth", [np.uint8, np.uint16])
def test_grey_and_deep_images_are_taken_too(tmp_path, folder, depth):
    pixels = np.full((64, 64), np.iinfo(depth).max // 2, depth)
    cv2.imwrite(str(tmp_path / "grey.png"), pixels)
    finish_picture(tmp_path / "grey.png", (32, 32), folder, with_plane=False)
    assert cv2.imread(str(folder / "image.jpg")).mean() == pytest.approx(127, abs=2)


def test_half_an_image_is_refused_and_leaves_nothing(square, folder):
    square.write_bytes(square.read_bytes()[:200])
    with pytest.raises(MediaError):
        finish_picture(square, SIZE, folder, with_plane=True)
    assert list(folder.iterdir()) == []


def test_a_broken_file_is_the_provider_s_fault():
    with pytest.raises(PermanentProviderError, match="can't be used: It is cut"), arriving("acme"):
        raise MediaError("It is cut.")
