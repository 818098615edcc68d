"""Faces in pictures and in a shot's words."""

from fractions import Fraction

import cv2
import numpy as np
import pytest

from manike.analysis.faces import FaceFinder
from manike.analysis.footage import analyse_footage
from manike.analysis.key_pictures import write_key_frames
from manike.media.encode import FrameEncoder


def _room():
    image = np.full((360, 640, 3), (150, 170, 160), np.uint8)
    cv2.rectangle(image, (0, 250), (640, 360), (70, 90, 120), -1)
    cv2.rectangle(image, (500, 60), (600, 160), (220, 190, 150), -1)
    return image


def _face(image, x, y, r):
    """A drawn face: skin, hair, brows, eyes, nose, mouth, shoulders."""
    skin, hair, dark = (140, 170, 225), (30, 45, 70), (40, 50, 60)
    cv2.ellipse(
        image, (x, y + int(2.6 * r)), (int(1.9 * r), int(1.3 * r)), 0, 0, 360, (120, 60, 40), -1
    )
    cv2.rectangle(image, (x - r // 3, y + r // 2), (x + r // 3, y + int(1.6 * r)), skin, -1)
    cv2.ellipse(image, (x, y - r // 5), (int(0.95 * r), int(1.2 * r)), 0, 0, 360, hair, -1)
    cv2.ellipse(image, (x, y), (int(0.8 * r), int(1.05 * r)), 0, 0, 360, skin, -1)
    for side in (-1, 1):
        eye = (x + side * int(0.34 * r), y - int(0.12 * r))
        cv2.ellipse(image, eye, (int(0.17 * r), int(0.1 * r)), 0, 0, 360, (240, 240, 240), -1)
        cv2.circle(image, eye, max(1, int(0.09 * r)), dark, -1)
        brow = (eye[0], eye[1] - int(0.2 * r))
        cv2.ellipse(image, brow, (int(0.22 * r), int(0.06 * r)), 0, 180, 360, hair, max(1, r // 16))
    cv2.ellipse(
        image,
        (x, y + int(0.22 * r)),
        (int(0.1 * r), int(0.12 * r)),
        0,
        0,
        180,
        (110, 140, 200),
        max(1, r // 18),
    )
    cv2.ellipse(
        image, (x, y + int(0.5 * r)), (int(0.32 * r), int(0.14 * r)), 0, 0, 180, (70, 70, 170), -1
    )
    return image


def _smooth(image):
    return cv2.GaussianBlur(image, (0, 0), 1.2)


@pytest.mark.parametrize("radius_px", [30, 60, 100])
def test_a_face_is_found_where_it_is(radius_px):
    (found,) = FaceFinder().find(_smooth(_face(_room(), 200, 130, radius_px)))

    left, top, width, height = found
    assert (left + width / 2) * 640 == pytest.approx(200, abs=radius_px / 2)
    assert (top + height / 2) * 360 == pytest.approx(130, abs=radius_px / 2)
    assert width * 640 == pytest.approx(1.6 * radius_px, rel=0.3)


def test_two_faces_are_two_and_an_empty_room_has_none():
    two = _face(_face(_room(), 150, 130, 50), 430, 130, 50)

    assert len(FaceFinder().find(_smooth(two))) == 2
    assert FaceFinder().find(_room()) == []
    assert FaceFinder().find(np.zeros((1, 3, 3), np.uint8)) == []


@pytest.mark.parametrize(("people", "faces", "word"), [((), 0, ""), ((150, 430), 2, "2 faces")])
def test_faces_of_a_shot_are_counted_in_its_key_frames(tmp_path, people, faces, word):
    image = _room()
    for x in people:
        image = _face(image, x, 130, 50)
    path = tmp_path / "shot.mp4"
    with FrameEncoder(path, (640, 360), Fraction(25), pixel_format="bgr24") as encoder:
        for _ in range(10):
            encoder.write(_smooth(image))

    report = analyse_footage(path)
    assert report.shots[0].measures.faces is None
    (shot,) = write_key_frames(path, report, tmp_path).shots

    assert shot.measures.faces == faces
    assert (word in shot.words) == bool(word)
    assert shot.description.endswith(f"{word}.")
