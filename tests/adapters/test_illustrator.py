"""What the embedded illustrator promises of every scene picture and every character drawing."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from manike.embedded.illustrator.lettering import settable
from manike.embedded.illustrator.provider import EmbeddedIllustrator
from manike.embedded.illustrator.stage import DEPTHS
from manike.errors import BadInputError, MachineError
from manike.ports import OVERSCAN, CharacterImageRequest, Picture, ScenePictureRequest
from manike.script.models import Character, Scene, Setting, Shot
from manike.script.vocabulary import Mood, Place, Season, ShotSize, TimeOfDay, Weather

SIZE = (320, 180)
MIRA = Character(name="Mira", description="a girl with dark braids and a red coat", age="child")
TOMAS = Character(name="Tomas", description="an old man with a white beard", age="elder")


def scene(place: Place, **changes: object) -> Scene:
    setting = {"place": place} | {
        key: changes.pop(key)
        for key in ("name", "time_of_day", "season", "weather", "landmark")
        if key in changes
    }
    told = {"number": 1, "title": "A place", "description": "A quiet view", "duration_s": 5.0}
    return Scene(narration="", setting=Setting(**setting), **(told | changes))


def painted(
    folder: Path, wanted: Scene, *, take: int = 1, size: tuple[int, int] = SIZE
) -> tuple[Picture, np.ndarray]:
    """The picture's record and its image as float RGB 0..1."""
    folder.mkdir(exist_ok=True)
    people = tuple(who for who in (MIRA, TOMAS) if who.name in wanted.characters)
    request = ScenePictureRequest(wanted, people, {}, "", 7, take, size)
    picture = EmbeddedIllustrator().paint_scene(request, folder)
    image = cv2.imread(str(folder / picture.image))
    return picture, cv2.cvtColor(image, cv2.COLOR_BGR2RGB).astype(np.float32) / 255


def digest(folder: Path) -> str:
    files = sorted(folder.iterdir())
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


@pytest.mark.parametrize("place", Place)
@pytest.mark.parametrize("time", TimeOfDay)
def test_every_place_is_painted_at_every_time(tmp_path, place, time):
    picture, image = painted(tmp_path, scene(place, time_of_day=time))
    first = cv2.imread(str(tmp_path / picture.planes[0].file), cv2.IMREAD_UNCHANGED)
    shapes = {
        cv2.imread(str(tmp_path / plane.file), cv2.IMREAD_UNCHANGED).shape
        for plane in picture.planes
    }
    assert image.shape == (180, 320, 3)
    assert shapes == {(216, 384, 4)}
    assert (first[..., 3] == 255).all()
    assert image.std() > 0.05
    assert f"place:{place}" in picture.drawn


@pytest.mark.parametrize("size", [(640, 360), (360, 640), (360, 360)])
def test_planes_are_larger_than_the_film(tmp_path, size):
    picture, _ = painted(tmp_path, scene(Place.LAKE), size=size)
    plane = cv2.imread(str(tmp_path / picture.planes[-1].file), cv2.IMREAD_UNCHANGED)
    assert plane.shape[:2] == (round(size[1] * OVERSCAN), round(size[0] * OVERSCAN))


@pytest.mark.parametrize("place", [Place.MOUNTAIN, Place.CITY, Place.HOME, Place.STUDIO])
def test_planes_lie_back_to_front_and_are_few(tmp_path, place):
    picture, _ = painted(tmp_path, scene(place, subjects=("lantern",), caption="The end"))
    depths = [plane.depth for plane in picture.planes]
    assert depths == sorted(depths)
    assert depths[0] == 0
    assert 4 <= len(depths) <= 8


@pytest.mark.parametrize("place", [Place.HARBOUR, Place.REEF, Place.SPACE, Place.MUSEUM])
def test_the_same_request_gives_the_same_bytes(tmp_path, place):
    painted(tmp_path / "a", scene(place, characters=("Mira", "Tomas")))
    painted(tmp_path / "b", scene(place, characters=("Mira", "Tomas")))
    assert digest(tmp_path / "a") == digest(tmp_path / "b")


@pytest.mark.parametrize("place", [Place.MOUNTAIN, Place.OLD_TOWN, Place.HOME, Place.SEA])
def test_another_take_is_another_composition(tmp_path, place):
    _, first = painted(tmp_path / "a", scene(place))
    _, second = painted(tmp_path / "b", scene(place), take=2)
    assert np.abs(first - second).mean() > 0.03


@pytest.mark.parametrize("place", [Place.LAKE, Place.CITY, Place.FOREST, Place.VOLCANO])
def test_night_is_darker_than_day(tmp_path, place):
    _, day = painted(tmp_path / "a", scene(place))
    _, night = painted(tmp_path / "b", scene(place, time_of_day=TimeOfDay.NIGHT))
    assert night.mean() < 0.72 * day.mean()


@pytest.mark.parametrize("place", [Place.FOREST, Place.VILLAGE, Place.FIELD])
def test_winter_is_whiter_than_summer(tmp_path, place):
    _, summer = painted(tmp_path / "a", scene(place))
    _, winter = painted(tmp_path / "b", scene(place, season=Season.WINTER))
    ground = slice(120, 180)
    assert winter[ground].mean() > summer[ground].mean() + 0.1
    assert np.ptp(winter[ground].mean((0, 1))) < np.ptp(summer[ground].mean((0, 1)))


@pytest.mark.parametrize("weather", [Weather.CLOUDY, Weather.RAIN, Weather.STORM, Weather.FOG])
def test_weather_shows_in_the_picture(tmp_path, weather):
    _, clear = painted(tmp_path / "a", scene(Place.CITY))
    picture, changed = painted(tmp_path / "b", scene(Place.CITY, weather=weather))
    assert np.abs(clear - changed).mean() > 0.02
    assert f"weather:{weather}" in picture.drawn


def test_moods_shift_the_palette(tmp_path):
    _, sad = painted(tmp_path / "a", scene(Place.HILLS, mood=Mood.MELANCHOLIC))
    _, glad = painted(tmp_path / "b", scene(Place.HILLS, mood=Mood.JOYFUL))
    assert np.ptp(glad, axis=2).mean() > 1.2 * np.ptp(sad, axis=2).mean()


def test_a_close_shot_shows_its_subject_larger(tmp_path):
    sizes = {}
    for size in (ShotSize.WIDE, ShotSize.CLOSE):
        folder = tmp_path / size
        wanted = scene(Place.FIELD, subjects=("fox",), shot=Shot(size=size))
        picture, _ = painted(folder, wanted)
        cast = next(plane for plane in picture.planes if plane.depth == DEPTHS["props"])
        alpha = cv2.imread(str(folder / cast.file), cv2.IMREAD_UNCHANGED)[..., 3]
        sizes[size] = (alpha > 128).mean()
    assert sizes[ShotSize.CLOSE] > 2 * sizes[ShotSize.WIDE]


def test_what_is_drawn_is_listed(tmp_path):
    wanted = scene(
        Place.LAKE,
        time_of_day=TimeOfDay.DUSK,
        landmark="temple",
        subjects=("boat",),
        characters=("Mira",),
    )
    picture, _ = painted(tmp_path, wanted)
    assert picture.drawn == (
        "place:lake", "time:dusk", "season:summer", "weather:clear",
        "landmark:temple", "subject:boat", "character:Mira",
    )  # fmt: skip


def test_what_cannot_be_drawn_is_not_claimed(tmp_path):
    wanted = scene(Place.LAKE, landmark="xylqwert", subjects=("brzkwt",))
    picture, _ = painted(tmp_path, wanted)
    assert not [name for name in picture.drawn if name.startswith(("landmark", "subject"))]


def test_furniture_stays_indoors(tmp_path):
    wanted = scene(Place.LAKE, subjects=("an old armchair", "globe"))
    picture, _ = painted(tmp_path / "lake", wanted)
    assert not [name for name in picture.drawn if name.startswith("subject")]
    picture, _ = painted(tmp_path / "room", scene(Place.WORKSHOP, subjects=("globe",)))
    assert "subject:globe" in picture.drawn


@pytest.mark.parametrize(("place", "on_a_pole"), [(Place.LAKE, False), (Place.WORKSHOP, True)])
def test_a_lamp_under_the_open_sky_is_a_lantern(tmp_path, place, on_a_pole):
    wanted = scene(place, subjects=("reading lamp",), shot=Shot(size=ShotSize.CLOSE))
    picture, _ = painted(tmp_path, wanted)
    cast = next(plane for plane in picture.planes if plane.depth == DEPTHS["props"])
    solid = cv2.imread(str(tmp_path / cast.file), cv2.IMREAD_UNCHANGED)[..., 3] > 150
    rows = np.flatnonzero(solid.any(1))
    widths = solid[rows[0] : rows[-1]].sum(1)
    assert bool(np.median(widths) < 0.3 * widths.max()) is on_a_pole
    assert "subject:reading lamp" in picture.drawn


def test_titles_need_no_font_configuration(tmp_path):
    code = "from manike.embedded.illustrator.lettering import typeface; typeface()"
    broken = tmp_path / "fonts.conf"
    broken.write_text("<fontconfig><reset-dirs/></fontconfig>")
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"FONTCONFIG_FILE": str(broken)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""


def test_a_place_claims_what_it_shows_itself(tmp_path):
    wanted = scene(Place.VOLCANO, description="Magma rises", subjects=("volcano",))
    picture, _ = painted(tmp_path, wanted)
    assert "subject:volcano" in picture.drawn
    assert 1.0 not in [plane.depth for plane in picture.planes]


@pytest.mark.parametrize(
    ("caption", "lettered"),
    [
        ("Zażółć Ελλάδα Київ 24/7", "Zażółć Ελλάδα Київ 24/7"),
        ("Party \U0001f389 at noon", "Party at noon"),
        ("東京の夜", ""),
        ("Tokyo 東京", ""),
        ("مرحبا", ""),
        ("\U0001f389", ""),
    ],
)
def test_no_box_stands_for_what_the_face_lacks(caption, lettered):
    assert settable(caption) == lettered


def test_a_caption_that_cannot_be_set_is_not_said_to_be_drawn(tmp_path):
    picture, image = painted(tmp_path / "a", scene(Place.STUDIO, caption="東京"))
    _, plain = painted(tmp_path / "b", scene(Place.STUDIO))
    assert "caption" not in picture.drawn
    assert (image == plain).all()


@pytest.mark.parametrize("size", [(320, 180), (180, 320), (180, 180)])
@pytest.mark.parametrize("caption", ["See and be seen", "A word " * 17 + "!"])
def test_a_caption_stays_clear_of_edges_and_subtitles(tmp_path, size, caption):
    picture, _ = painted(tmp_path, scene(Place.STUDIO, caption=caption), size=size)
    alpha = cv2.imread(str(tmp_path / picture.planes[-1].file), cv2.IMREAD_UNCHANGED)[..., 3]
    solid = alpha > 200
    rows, columns = np.flatnonzero(solid.any(1)), np.flatnonzero(solid.any(0))
    height, width = alpha.shape
    left, top = (width - size[0]) // 2, (height - size[1]) // 2
    assert columns[0] >= left + 0.06 * size[0]
    assert columns[-1] <= left + 0.94 * size[0]
    assert rows[0] >= top + 0.05 * size[1]
    assert rows[-1] <= top + 0.78 * size[1]
    assert "caption" in picture.drawn


def test_another_take_draws_the_character_anew(tmp_path):
    images = []
    for take in (1, 2, 3):
        folder = tmp_path / str(take)
        folder.mkdir()
        request = CharacterImageRequest(TOMAS, "", 7, take, (240, 320))
        picture = EmbeddedIllustrator().draw_character(request, folder)
        assert picture.drawn == ("character:Tomas",)
        images.append((folder / "image.jpg").read_bytes())
    assert len(set(images)) == 3


def test_a_size_beyond_reason_is_refused(tmp_path):
    with pytest.raises(BadInputError, match="size: 20x20"):
        painted(tmp_path, scene(Place.SEA), size=(20, 20))


def test_a_folder_that_is_gone_is_an_error(tmp_path):
    request = ScenePictureRequest(scene(Place.SEA), (), {}, "", 7, 1, SIZE)
    with pytest.raises(MachineError, match="can't be written"):
        EmbeddedIllustrator().paint_scene(request, tmp_path / "missing")
