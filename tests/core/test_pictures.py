"""Pictures that are the same, pictures that are alike, and how good one is."""

import cv2
import numpy as np
import pytest

from manike.analysis.clusters import Clusters, cluster
from manike.analysis.collection import CollectionReport, analyse_pictures
from manike.analysis.contact_sheets import COLUMNS, TILE_PX, contact_sheet, write_jpeg
from manike.analysis.pictures import (
    DUPLICATE_BITS,
    FEATURES,
    duplicates,
    facts_of,
    features_of,
    perceptual_hash,
    quality_of,
    read_picture,
)
from manike.errors import MediaError


def _scene(seed, hue=None):
    """Hills under a sky, with things on them."""
    rng = np.random.default_rng(seed)
    hue = rng.integers(0, 180) if hue is None else hue
    hsv = np.zeros((180, 320, 3), np.uint8)
    hsv[..., 0], hsv[..., 1] = hue, 120
    hsv[..., 2] = np.linspace(240, 120, 180).astype(np.uint8)[:, None]
    image = cv2.cvtColor(hsv, cv2.COLOR_HSV2BGR)
    for _ in range(14):
        centre = tuple(int(v) for v in rng.integers((0, 60), (320, 180)))
        colour = tuple(int(v) for v in rng.integers(0, 255, 3) * 0.5 + image[100, 0] * 0.5)
        cv2.circle(image, centre, int(rng.integers(6, 40)), colour, -1)
    return image


def test_a_smaller_brighter_recompressed_copy_has_nearly_the_same_hash():
    image = _scene(1)
    small = cv2.resize(image, (160, 90), interpolation=cv2.INTER_AREA)
    _, coded = cv2.imencode(".jpg", cv2.convertScaleAbs(small, alpha=0.9, beta=15))
    copy = cv2.imdecode(coded, cv2.IMREAD_COLOR)

    apart = (perceptual_hash(image) ^ perceptual_hash(copy)).bit_count()
    others = [
        (perceptual_hash(image) ^ perceptual_hash(_scene(n))).bit_count() for n in range(2, 30)
    ]

    assert apart <= 4
    assert min(others) > DUPLICATE_BITS


def test_duplicates_are_grouped_and_singles_left_out():
    assert duplicates([0, 0b111, 1 << 63, (1 << 40) - 1, (1 << 63) | 1]) == [[0, 1, 2, 4]]
    assert duplicates([0, (1 << 40) - 1]) == []
    assert duplicates([]) == []


def test_the_same_place_with_another_thing_in_it_is_no_duplicate(tmp_path):
    """Their hashes are nearly the same, as the slowest waves hardly change."""
    image, paths = _scene(6), []
    other = image.copy()
    cv2.circle(other, (250, 120), 11, (60, 60, 60), -1)
    darker = cv2.convertScaleAbs(image, alpha=0.8, beta=5)
    for name, shown in (("one", image), ("other", other), ("darker", darker)):
        paths.append(tmp_path / f"{name}.png")
        cv2.imwrite(str(paths[-1]), shown)

    apart = (perceptual_hash(image) ^ perceptual_hash(other)).bit_count()
    report = analyse_pictures(paths, tmp_path)

    assert apart <= DUPLICATE_BITS
    assert [set(group) for group in report.duplicates] == [{"one.png", "darker.png"}]


def test_features_are_a_unit_vector_of_the_same_length_for_every_shape():
    for shape in ((180, 320), (320, 180), (7, 500)):
        features = features_of(cv2.resize(_scene(3), shape[::-1]))
        assert features.shape == (FEATURES,)
        assert features.dtype == np.float32
        assert np.linalg.norm(features) == pytest.approx(1, abs=1e-5)
    assert np.isfinite(features_of(np.zeros((10, 10, 3), np.uint8))).all()


def test_pictures_of_three_colours_are_three_clusters():
    vectors = np.stack([features_of(_scene(n, hue)) for hue in (5, 60, 115) for n in range(6)])

    found = cluster(vectors)

    assert found.count == 3
    assert sorted(found.members(label) for label in range(3)) == [
        tuple(range(first, first + 6)) for first in (0, 6, 12)
    ]
    assert found.silhouette > 0.3


def test_what_has_no_groups_is_one_group():
    rng = np.random.default_rng(0)
    vectors = rng.normal(size=(40, 200)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)

    assert cluster(vectors) == Clusters((0,) * 40, 0.0)
    assert cluster(vectors[:0]).count == 0
    assert cluster(vectors[:1]).labels == (0,)


def test_clusters_do_not_depend_on_the_order():
    vectors = np.stack([features_of(_scene(n, hue)) for hue in (5, 60, 115) for n in range(5)])
    order = np.random.default_rng(0).permutation(len(vectors))

    plain, shuffled = cluster(vectors), cluster(vectors[order])

    groups = {frozenset(order[at] for at in shuffled.members(n)) for n in range(shuffled.count)}
    assert groups == {frozenset(plain.members(n)) for n in range(plain.count)}


def test_blur_darkness_and_smallness_lower_the_quality():
    image = _scene(4)
    good = quality_of(image)

    assert quality_of(cv2.GaussianBlur(image, (0, 0), 5)) < 0.8 * good
    assert quality_of((image * 0.1).astype(np.uint8)) < 0.5 * good
    assert quality_of(cv2.resize(image, (80, 45))) < good
    assert 0 < good <= 1


def test_a_contact_sheet_holds_every_picture_whole(tmp_path):
    images = [np.full((90, 160, 3), 255, np.uint8)] * 6 + [np.full((160, 90, 3), 255, np.uint8)]

    sheet = contact_sheet(images)
    write_jpeg(tmp_path / "sheet.jpg", sheet)

    assert sheet.shape[1] > COLUMNS * TILE_PX[0]
    white = 6 * TILE_PX[0] * TILE_PX[1] + TILE_PX[1] * round(TILE_PX[1] * 9 / 16)
    assert (sheet[..., 0] == 255).sum() == white
    assert read_picture(tmp_path / "sheet.jpg").shape == sheet.shape


@pytest.mark.parametrize("content", [b"", b"no picture"])
def test_a_broken_picture_is_one_clear_error(tmp_path, content):
    path = tmp_path / "broken.jpg"
    path.write_bytes(content)

    with pytest.raises(MediaError, match=r"broken\.jpg"):
        read_picture(path)


def test_the_facts_of_a_picture_belong_together():
    image = _scene(5)
    facts = facts_of(image)

    assert (facts.width_px, facts.height_px) == (320, 180)
    assert facts.hash == perceptual_hash(image)
    assert facts.quality == quality_of(image)


def test_a_collection_is_told_with_its_duplicates_clusters_and_sheets(tmp_path):
    paths = []
    for hue in (5, 60, 115):
        for number in range(4):
            paths.append(tmp_path / f"{hue}-{number}.png")
            cv2.imwrite(str(paths[-1]), _scene(number + hue, hue))
    small = tmp_path / "copy.jpg"
    cv2.imwrite(str(small), cv2.resize(_scene(5, 5), (160, 90)))
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"no picture")

    report = analyse_pictures([*paths, small, broken], tmp_path)

    assert ("5-0.png", "copy.jpg") in report.duplicates
    assert list(report.refused) == ["broken.png"]
    assert len(report.pictures) == 13
    assert report.pictures[-1].cluster == report.pictures[0].cluster
    assert {file for group in report.clusters for file in group.files} == {
        picture.file for picture in report.pictures
    }
    assert all((tmp_path / group.sheet).exists() for group in report.clusters)
    assert CollectionReport.model_validate_json(report.model_dump_json()) == report


def test_an_empty_collection_is_an_empty_report(tmp_path):
    report = analyse_pictures([], tmp_path)

    assert (report.pictures, report.clusters, report.duplicates) == ((), (), ())
