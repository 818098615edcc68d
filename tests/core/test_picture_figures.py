"""What a painted picture says of its people, so that they can breathe and blink."""

import cv2
import numpy as np
import pytest

from manike.embedded.illustrator.provider import EmbeddedIllustrator
from manike.ports import ScenePictureRequest
from manike.script.models import Character, Scene, Setting, Shot
from manike.script.vocabulary import Place, ShotSize

MIRA = Character(name="Mira", description="a girl, pale skin", age="child", gender="female")
REX = Character(name="Rex", description="an old dog", kind="animal")


def painted(folder, size, *people):
    scene = Scene(
        number=1, title="A", description="They stand there.", narration="", duration_s=4,
        setting=Setting(place=Place.BEACH), shot=Shot(size=size), subjects=("boat",),
        characters=tuple(person.name for person in people),
    )  # fmt: skip
    request = ScenePictureRequest(scene, people, {}, "", 7, 1, (640, 360))
    return EmbeddedIllustrator().paint_scene(request, folder)


@pytest.fixture(scope="module")
def close(tmp_path_factory):
    folder = tmp_path_factory.mktemp("close")
    return folder, painted(folder, ShotSize.CLOSE, MIRA, REX)


def test_each_character_has_a_chest_above_its_foot(close):
    _, picture = close
    assert [figure.name for figure in picture.figures] == ["Mira", "Rex"]
    for figure in picture.figures:
        assert figure.top_px < figure.chest_y_px < figure.foot_y_px <= figure.bottom_px
        assert figure.left_px < figure.chest_x_px < figure.right_px


def test_lids_lie_over_the_dark_of_the_eyes(close):
    folder, picture = close
    mira = picture.figures[0]
    plane = cv2.imread(str(folder / picture.planes[mira.plane].file))
    assert len(mira.eyes) == 2
    for eye in mira.eyes:
        lid = sum(int(eye.lid[at : at + 2], 16) for at in (1, 3, 5))
        row, column, reach = int(eye.y_px), int(eye.x_px), int(eye.half_height_px)
        opening = plane[row - reach : row + reach + 1, column - reach : column + reach + 1]
        assert opening.astype(int).sum(axis=2).min() < 0.5 * lid


def test_the_plane_of_figures_holds_nothing_else(close):
    folder, picture = close
    mira = picture.figures[0]
    alpha = cv2.imread(str(folder / picture.planes[mira.plane].file), cv2.IMREAD_UNCHANGED)[..., 3]
    outside = np.ones_like(alpha, bool)
    for figure in picture.figures:
        box = (figure.left_px, figure.top_px, figure.right_px, figure.bottom_px)
        left, top, right, bottom = (max(0, int(side)) for side in box)
        outside[top : bottom + 1, left : right + 1] = False
    assert alpha[outside].max(initial=0) < 100


def test_eyes_too_small_to_blink_are_not_told(tmp_path):
    picture = painted(tmp_path, ShotSize.WIDE, MIRA)
    assert picture.figures[0].eyes == ()
