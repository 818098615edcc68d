from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import cv2
import numpy as np
import pytest

from manike.errors import BadInputError, NotFoundError
from manike.ids import TenantId
from manike.media.programs import run_ffmpeg
from manike.production.brand.brands import change_brand

ACME, GLOBEX = TenantId("acme"), TenantId("globex")


@pytest.fixture
def house(house):
    for tenant in (ACME, GLOBEX):
        house.studio.add_tenant(tenant)
    return house


def a_logo(path, shape=(40, 60, 4), dtype=np.uint8):
    picture = np.random.default_rng(1).integers(0, np.iinfo(dtype).max, shape)
    cv2.imwrite(str(path), picture.astype(dtype))
    return path


def test_logo_is_kept_in_the_tenants_store(house, tmp_path):
    logo = a_logo(tmp_path / "logo.png")
    kit = change_brand(house, ACME, {"caption_style": "plain"}, logo)
    stored = house.blobs.verify(ACME, kit.logo_sha256)
    assert np.array_equal(cv2.imread(str(stored), -1), cv2.imread(str(logo), -1))
    assert house.studio.brand(ACME) == kit.model_dump(mode="json")
    assert kit.caption_style == "plain"
    assert list(house.layout.scratch(ACME).iterdir()) == []
    assert logo.exists()


@pytest.mark.parametrize(
    ("name", "shape", "dtype"),
    [
        ("l.jpg", (40, 60, 3), np.uint8),
        ("l.png", (40, 60, 3), np.uint16),
        ("l.png", (40, 60), np.uint8),
    ],
)
def test_logo_of_another_kind_is_kept_as_png_of_8_bits(house, tmp_path, name, shape, dtype):
    kit = change_brand(house, ACME, {}, a_logo(tmp_path / name, shape, dtype))
    stored = house.blobs.path(ACME, kit.logo_sha256)
    assert stored.read_bytes().startswith(b"\x89PNG")
    assert cv2.imread(str(stored), -1).dtype == np.uint8


def test_stored_logo_may_be_named_again_by_its_hash(house, tmp_path):
    sha256 = change_brand(house, ACME, {}, a_logo(tmp_path / "logo.png")).logo_sha256
    assert change_brand(house, ACME, {"logo_sha256": ""}).logo_sha256 == ""
    assert change_brand(house, ACME, {"logo_sha256": sha256}).logo_sha256 == sha256


def test_hash_that_is_not_in_the_tenants_store_is_refused(house, tmp_path):
    sha256 = change_brand(house, GLOBEX, {}, a_logo(tmp_path / "logo.png")).logo_sha256
    for unknown in (sha256, "a" * 64):
        with pytest.raises(BadInputError, match=r"acme has no picture of this hash; .* --logo"):
            change_brand(house, ACME, {"logo_sha256": unknown})
    assert house.studio.brand(ACME) == {}


def test_stored_file_that_is_no_picture_is_refused(house, tmp_path):
    (tmp_path / "film.txt").write_text("no picture")
    house.layout.scratch(ACME).mkdir(parents=True)
    sha256 = house.blobs.adopt(ACME, tmp_path / "film.txt")
    with pytest.raises(BadInputError, match="no picture of this hash"):
        change_brand(house, ACME, {"logo_sha256": sha256})


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: None, "can't be read: No such file"),
        (lambda path: path.write_text("<svg/>"), "not a PNG or JPEG"),
        (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100)), "0x0; each side"),
        (lambda path: a_logo(path, (8, 8, 3)), "8x8; each side must have 16 to 4096 pixels"),
        (lambda path: path.write_bytes(bytes(9_000_000)), "larger than 8 MB"),
    ],
)
def test_unusable_logo_is_refused_with_the_reason(house, tmp_path, make, said):
    make(tmp_path / "logo.png")
    with pytest.raises(BadInputError, match=said):
        change_brand(house, ACME, {}, tmp_path / "logo.png")
    assert house.studio.brand(ACME) == {}


def test_film_named_like_a_picture_is_refused(house, tmp_path):
    source = ["-f", "lavfi", "-i", "testsrc=d=1", "-c:v", "libx264", "-f", "mp4"]
    run_ffmpeg(source, tmp_path / "logo.png")
    with pytest.raises(BadInputError, match="not a PNG or JPEG"):
        change_brand(house, ACME, {}, tmp_path / "logo.png")


def test_unknown_tenant_gets_no_logo(house, tmp_path):
    with pytest.raises(NotFoundError):
        change_brand(house, TenantId("nobody"), {}, a_logo(tmp_path / "logo.png"))
    assert not house.layout.tenant(TenantId("nobody")).exists()


def test_changes_at_once_are_all_kept(house):
    fields = ("primary_colour", "secondary_colour", "caption_colour", "highlight_colour")
    together = Barrier(len(fields))

    def change(field):
        together.wait()
        change_brand(house, ACME, {field: "#123456"})

    with ThreadPoolExecutor(len(fields)) as pool:
        list(pool.map(change, fields))
    kit = house.studio.brand(ACME)
    assert [kit[field] for field in fields] == ["#123456"] * len(fields)
