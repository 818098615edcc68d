"""Pairs of pictures of the same scenes for a blind comparison, ours and another painter's.

``python -m benchmarks.studio.pairs --others FOLDER --to FOLDER --key FILE``: the other painter's
pictures are named by the ids of ``pair_scenes.yaml``. Nothing in the folder says whose is whose.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import yaml
from numpy.typing import NDArray

from benchmarks.studio.painting import paint
from manike.script.models import Character, Scene

OURS, OTHERS = "ours", "others"
_SCENES = Path(__file__).with_name("pair_scenes.yaml")
_SIZE_PX = (1280, 720)
_QUALITY = 90
_SUFFIXES = (".png", ".jpg", ".jpeg")

Bgr = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class PairScene:
    """A scene that two painters paint."""

    id: str
    text: str
    scene: Scene


@dataclass(frozen=True, slots=True)
class Pair:
    """Which scene a pair shows, and whose picture is which."""

    name: str
    scene: str
    a: str
    b: str


def main() -> None:
    """Paint ours, put both beside each other in random order, and keep the key apart."""
    parser = argparse.ArgumentParser(prog="benchmarks.studio.pairs", description=__doc__)
    parser.add_argument("--others", type=Path, required=True, help="pictures named by scene id")
    parser.add_argument("--to", type=Path, required=True, help="where the pairs go")
    parser.add_argument("--key", type=Path, required=True, help="who painted what; not in --to")
    parser.add_argument("--ours", type=Path, help="our pictures; painted there if they are missing")
    parser.add_argument("--suffix", choices=(".jpg", ".png"), default=".jpg")
    parser.add_argument("--seed", type=int, default=4)
    options = parser.parse_args()
    if options.key.resolve().is_relative_to(options.to.resolve()):
        parser.error("the key must not lie beside the pairs.")
    cast, scenes = pair_scenes()
    ours = options.ours or options.key.with_suffix("")
    for each in scenes:
        if _picture_of(ours, each.id) is None:
            paint(each.scene, cast, _SIZE_PX, ours / f"{each.id}.jpg")
    pairs = dealt([each.id for each in scenes], options.seed)
    write_pairs(pairs, {OURS: ours, OTHERS: options.others}, options.to, options.suffix)
    texts = {each.id: each.text for each in scenes}
    key = [
        {
            "pair": pair.name,
            "scene": pair.scene,
            "text": texts[pair.scene],
            "a": pair.a,
            "b": pair.b,
        }
        for pair in pairs
    ]
    options.key.write_text(json.dumps(key, indent=1) + "\n", encoding="utf-8")
    print(f"{len(pairs)} pairs are in {options.to}; {options.key} says whose is whose.")


def pair_scenes() -> tuple[tuple[Character, ...], tuple[PairScene, ...]]:
    """The characters of all scenes, and the scenes."""
    table = yaml.safe_load(_SCENES.read_text(encoding="utf-8"))
    cast = tuple(Character.model_validate(entry) for entry in table["cast"])
    scenes = tuple(
        PairScene(entry.pop("id"), entry["text"], _scene(number, entry))
        for number, entry in enumerate(table["scenes"], 1)
    )
    return cast, scenes


def dealt(scenes: Sequence[str], seed: int) -> tuple[Pair, ...]:
    """The scenes in random order; ours is picture a in half of the pairs, b in the others."""
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(scenes))
    ours_first = rng.permutation(np.arange(len(scenes)) % 2 == 0)
    return tuple(
        Pair(f"pair-{at:02d}", scenes[index], *((OURS, OTHERS) if first else (OTHERS, OURS)))
        for at, (index, first) in enumerate(zip(order, ours_first, strict=True), 1)
    )


def write_pairs(
    pairs: Sequence[Pair], painted: dict[str, Path], to: Path, suffix: str = ".jpg"
) -> None:
    """Write ``pair-01-a`` and ``pair-01-b`` and so on, all of one size and one encoding.

    Raises:
        FileNotFoundError: a painter has no picture of a scene.
    """
    to.mkdir(parents=True, exist_ok=True)
    for pair in pairs:
        for letter, whose in (("a", pair.a), ("b", pair.b)):
            picture = fitted(_read(painted[whose], pair.scene), _SIZE_PX)
            options = [cv2.IMWRITE_JPEG_QUALITY, _QUALITY] if suffix == ".jpg" else []
            cv2.imwrite(str(to / f"{pair.name}-{letter}{suffix}"), picture, options)


def fitted(picture: Bgr, size_px: tuple[int, int]) -> Bgr:
    """The middle of a picture in another size: nothing is stretched."""
    width_px, height_px = size_px
    scale = max(width_px / picture.shape[1], height_px / picture.shape[0])
    size = tuple(max(round(side * scale), least) for side, least in
                 zip(picture.shape[1::-1], size_px, strict=True))  # fmt: skip
    if size != picture.shape[1::-1]:
        way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        picture = cv2.resize(picture, size, interpolation=way)
    left, top = (size[0] - width_px) // 2, (size[1] - height_px) // 2
    return picture[top : top + height_px, left : left + width_px]


def _scene(number: int, entry: dict[str, Any]) -> Scene:
    text = entry.pop("text")
    return Scene.model_validate(
        {
            "number": number,
            "title": text[:60],
            "description": text,
            "narration": "",
            "duration_s": 5,
        }
        | entry
    )


def _read(folder: Path, scene: str) -> Bgr:
    path = _picture_of(folder, scene)
    picture = cv2.imread(str(path), cv2.IMREAD_COLOR) if path else None
    if picture is None:
        raise FileNotFoundError(f"{folder} has no picture of {scene}.")
    return picture


def _picture_of(folder: Path, scene: str) -> Path | None:
    paths = (folder / f"{scene}{suffix}" for suffix in _SUFFIXES)
    return next((path for path in paths if path.exists()), None)


if __name__ == "__main__":
    main()
