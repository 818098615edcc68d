"""What every image provider promises, run over all of them."""

import cv2
import numpy as np
import pytest

from manike.embedded.illustrator.provider import EmbeddedIllustrator
from manike.ports import CharacterImageRequest, ScenePictureRequest, plane_size_px
from manike.testing.fakes import FakeIllustrator

PROVIDERS = {"embedded": EmbeddedIllustrator, "fake": FakeIllustrator}
SIZE = (322, 182)
KINDS = {"place", "time", "season", "weather", "landmark", "subject", "character", "caption"}


@pytest.fixture(params=PROVIDERS)
def illustrator(request):
    return PROVIDERS[request.param]()


@pytest.fixture
def request_of(scene, mira):
    def request(take_number=1):
        return ScenePictureRequest(scene, (mira,), {}, "", 7, take_number, SIZE)

    return request


@pytest.fixture
def painted(illustrator, made, request_of):
    """The record, the folder and the content of a picture of some take."""
    return lambda take=1: made(lambda to: illustrator.paint_scene(request_of(take), to))


def planes_of(picture, folder):
    files = [folder / plane.file for plane in picture.planes]
    return [cv2.imread(str(file), cv2.IMREAD_UNCHANGED) for file in files]


def test_a_folder_holds_the_image_and_its_planes_and_no_more(painted):
    picture, folder, _ = painted()
    names = [f"plane-{number:02d}.png" for number in range(len(picture.planes))]
    assert (picture.image, [plane.file for plane in picture.planes]) == ("image.jpg", names)
    assert sorted(file.name for file in folder.iterdir()) == ["image.jpg", *names]


def test_the_image_is_of_the_film_s_size_and_planes_are_larger(painted):
    picture, folder, _ = painted()
    assert cv2.imread(str(folder / picture.image)).shape == (SIZE[1], SIZE[0], 3)
    width_px, height_px = plane_size_px(SIZE)
    assert (width_px, height_px) == (388, 220)
    assert {plane.shape for plane in planes_of(picture, folder)} == {(height_px, width_px, 4)}


def test_planes_lie_back_to_front_over_an_opaque_one(painted):
    picture, folder, _ = painted()
    depths = [plane.depth for plane in picture.planes]
    assert depths == sorted(depths)
    assert (planes_of(picture, folder)[0][..., 3] == 255).all()


def test_planes_over_each_other_give_the_image(painted):
    picture, folder, _ = painted()
    width_px, height_px = plane_size_px(SIZE)
    flat = np.zeros((height_px, width_px, 3))
    for plane in planes_of(picture, folder):
        alpha = plane[..., 3:] / 255
        flat = flat * (1 - alpha) + plane[..., :3] * alpha
    left, top = (width_px - SIZE[0]) // 2, (height_px - SIZE[1]) // 2
    inner = flat[top : top + SIZE[1], left : left + SIZE[0]]
    image = cv2.imread(str(folder / picture.image))
    # the fake's colours ramp over the width, which is another one for plane and image
    assert np.abs(inner - image).mean() < 0.04 * 255


def test_what_is_in_the_picture_is_listed_by_kind(painted):
    picture, _, _ = painted()
    assert "place:lake" in picture.drawn
    assert {name.partition(":")[0] for name in picture.drawn} <= KINDS


def test_the_same_request_gives_the_same_bytes_and_another_take_others(painted):
    first, again, other = painted(), painted(), painted(2)
    assert first[2] == again[2] != other[2]


def test_a_character_is_one_image_without_planes(illustrator, made, mira):
    def drawn(take):
        request = CharacterImageRequest(mira, "", 7, take, (240, 320))
        return made(lambda folder: illustrator.draw_character(request, folder))

    picture, folder, content = drawn(1)
    assert (picture.image, picture.planes) == ("image.jpg", ())
    assert [file.name for file in folder.iterdir()] == ["image.jpg"]
    assert cv2.imread(str(folder / "image.jpg")).shape == (320, 240, 3)
    assert drawn(1)[2] == content != drawn(2)[2]
