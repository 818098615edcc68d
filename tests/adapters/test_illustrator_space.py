"""Space as the embedded illustrator paints it: rings, globes, a nebula without bands, rocks."""

import hashlib
from pathlib import Path

import cv2
import numpy as np
import pytest

from manike.embedded.illustrator.asteroids import rock_pixels
from manike.embedded.illustrator.noise import generator
from manike.embedded.illustrator.planet_rings import OUTER, Rings
from manike.embedded.illustrator.provider import EmbeddedIllustrator
from manike.ports import Picture, ScenePictureRequest
from manike.script.models import Scene

SUN = np.array([0.74, -0.42, 0.53], np.float32)
SIZE_PX = (480, 270)


def painted(text: str, folder: Path) -> Picture:
    """A picture of space, its files in the folder, which is made."""
    scene = Scene.model_validate(
        {
            "number": 1, "title": text, "description": text, "narration": "", "duration_s": 5,
            "setting": {"place": "space", "time_of_day": "night"}, "mood": "epic",
        }
    )  # fmt: skip
    request = ScenePictureRequest(
        scene=scene, characters=(), character_images={}, style="", seed=0, take_number=1,
        size_px=SIZE_PX,
    )  # fmt: skip
    folder.mkdir()
    return EmbeddedIllustrator().paint_scene(request, folder)


def rings() -> Rings:
    """Rings of a fixed seed, wide open."""
    return Rings.of(generator("rings"), 0.3, SUN, [(0.8, 0.7, 0.6), (0.9, 0.9, 0.9)])


def at(*values: float) -> np.ndarray:
    """A row of values as the painters take them."""
    return np.array([values], np.float32)


def test_rings_lie_between_their_edges_and_have_a_gap():
    reach = np.linspace(1.0, OUTER + 0.1, 400, dtype=np.float32)[None]
    _, alpha = rings().seen(reach, np.zeros_like(reach))
    assert alpha[0, 0] == 0
    assert alpha[0, -1] == 0
    broad = alpha[0][(reach[0] > 1.58) & (reach[0] < 1.88)]
    gap = alpha[0][(reach[0] > 1.9) & (reach[0] < 2.1)]
    assert broad.min() > 0.3
    assert gap.min() < 0.08


def test_rings_have_many_fine_bands():
    reach = np.linspace(1.58, 1.88, 600, dtype=np.float32)[None]
    _, alpha = rings().seen(reach, np.zeros_like(reach))
    turns = np.count_nonzero(np.diff(np.sign(np.diff(alpha[0]))))
    assert turns > 20


def test_rings_seen_edge_on_are_as_dense_as_at_their_ends():
    ends, before = (rings().seen(x, y)[1] for x, y in ((at(1.7), at(0)), (at(0), at(1.7 * 0.3))))
    assert before[0, 0] == pytest.approx(ends[0, 0], abs=0.25)


def test_the_world_throws_its_shadow_on_its_rings_away_from_the_sun():
    away = rings().seen(at(-1.5), at(-0.2))[0].mean()
    towards = rings().seen(at(1.5), at(-0.2))[0].mean()
    assert away < 0.4 * towards


def test_rings_throw_their_shadow_on_the_side_turned_from_the_sun_only():
    down = np.linspace(-0.95, 0.95, 80, dtype=np.float32)[None]
    normal = (np.zeros_like(down), down, np.sqrt(1 - down * down))
    shadow = rings().shadow(normal)[0]
    assert shadow[down[0] < 0].max() == 0
    assert shadow[down[0] > 0].max() > 0.4


def test_a_rock_is_round_and_lit_from_the_side_of_the_sun():
    rock = rock_pixels(generator("rock"), 96, SUN, (0.5, 0.5, 0.5))
    shape = (rock[..., 3] > 0.5).astype(np.uint8)
    outline = max(cv2.findContours(shape, 0, cv2.CHAIN_APPROX_NONE)[0], key=len)
    filled = cv2.contourArea(outline) / cv2.contourArea(cv2.convexHull(outline))
    assert filled > 0.93
    corners = cv2.approxPolyDP(outline, 1.2, closed=True)
    assert len(corners) > 11
    assert rock[:, 48:, :3].sum() > 1.5 * rock[:, :48, :3].sum()


def test_a_nebula_has_no_bands(tmp_path: Path):
    painted("A nebula.", tmp_path / "a")
    sky = cv2.imread(str(tmp_path / "a" / "plane-00.png")).astype(np.int16)
    level = cv2.GaussianBlur(sky.astype(np.float32), (0, 0), 2)
    smooth = np.abs(cv2.Laplacian(level, cv2.CV_32F)).max(axis=2) < 0.5
    same = (sky[:, 1:] == sky[:, :-1]).all(axis=2) & smooth[:, 1:]
    assert smooth.mean() > 0.3
    assert same.sum() / smooth.sum() < 0.35


def test_space_is_painted_the_same_each_time(tmp_path: Path):
    hashes = []
    for name in ("a", "b"):
        picture = painted("A planet with rings.", tmp_path / name)
        files = [picture.image, *(plane.file for plane in picture.planes)]
        joined = b"".join((tmp_path / name / file).read_bytes() for file in files)
        hashes.append(hashlib.sha256(joined).hexdigest())
        assert [plane.name for plane in picture.planes] == ["sky", "far", "back", "mid", "front"]
    assert hashes[0] == hashes[1]
