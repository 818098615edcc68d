"""What the embedded illustrator promises of places under the open sky."""

import cv2
import numpy as np
import pytest

from manike.embedded.illustrator.provider import EmbeddedIllustrator
from manike.ports import ScenePictureRequest
from manike.script.models import Scene, Setting
from manike.script.vocabulary import Place, Season, TimeOfDay, Weather

SIZE = (320, 180)


def picture(folder, place: Place, *, text: str = "A quiet view", **setting: object) -> np.ndarray:
    """The picture of a place as float RGB 0..1."""
    wanted = Scene(
        number=1, title="A place", description=text, narration="", duration_s=5,
        setting=Setting(place=place, **setting),
    )  # fmt: skip
    request = ScenePictureRequest(wanted, (), {}, "", 7, 1, SIZE)
    painted = EmbeddedIllustrator().paint_scene(request, folder)
    image = cv2.imread(str(folder / painted.image))
    return cv2.cvtColor(image, cv2.COLOR_BGR2RGB).astype(np.float32) / 255


@pytest.mark.parametrize("place", [Place.FIELD, Place.BEACH])
def test_wind_bends_what_grows(tmp_path, place):
    calm = picture(tmp_path, place)
    windy = picture(tmp_path, place, weather=Weather.WIND)
    ground = slice(100, 180)
    assert np.abs(calm[ground] - windy[ground]).mean() > 0.01


def test_a_waterfall_is_the_brightest_thing_between_its_cliffs(tmp_path):
    image = picture(tmp_path, Place.WATERFALL).mean(axis=2)
    columns = image[60:100].mean(axis=0)
    brightest = int(columns.argmax())
    assert 0.2 * SIZE[0] < brightest < 0.8 * SIZE[0]
    assert columns.max() > np.median(columns) + 0.15


def test_an_orchard_bears_red_fruit(tmp_path):
    yard = picture(tmp_path, Place.FARM, season=Season.SUMMER)
    orchard = picture(tmp_path, Place.FARM, text="An apple orchard", season=Season.SUMMER)
    red = [
        ((image[..., 0] > image[..., 1] + 0.3) & (image[..., 0] > 0.5))[:, :80].mean()
        for image in (yard, orchard)
    ]
    assert red[1] > 0.004 > 4 * red[0]
    assert np.abs(yard - orchard).mean() > 0.05


def test_open_water_grows_darker_with_depth(tmp_path):
    image = picture(tmp_path, Place.DEEP)
    assert image[:20].mean() > image[80:100].mean() + 0.1 > image[130:150].mean() + 0.1
    assert (image[100:140].mean((0, 1)).argmax()) == 2


def test_a_savanna_has_no_winter_unless_it_snows(tmp_path):
    dry = picture(tmp_path, Place.SAVANNA, season=Season.WINTER)
    ground = dry[130:180].mean((0, 1))
    assert ground[0] > ground[2] + 0.15


def test_snow_lies_in_a_winter_garden(tmp_path):
    summer = picture(tmp_path, Place.GARDEN)
    winter = picture(tmp_path, Place.GARDEN, season=Season.WINTER)
    assert winter[110:].mean() > summer[110:].mean() + 0.15


def test_a_birch_forest_has_white_stems(tmp_path):
    rows = slice(90, 115)
    oaks = picture(tmp_path, Place.FOREST, text="An old forest")[rows]
    birches = picture(tmp_path, Place.FOREST, text="A forest of birches")[rows]
    white = [(image.min(axis=2) > 0.62).mean() for image in (oaks, birches)]
    assert white[1] > white[0] + 0.02


def test_a_field_of_lavender_is_violet(tmp_path):
    near = picture(tmp_path, Place.FIELD, text="A field of lavender")[130:170].mean((0, 1))
    assert near[2] > near[0] > near[1]


def test_dawn_is_rosy_on_peaks_and_blue_in_the_hollows_of_the_snow(tmp_path):
    dawn = picture(tmp_path, Place.MOUNTAIN, season=Season.WINTER, time_of_day=TimeOfDay.DAWN)
    peaks = dawn[40:90].reshape(-1, 3)
    assert np.percentile(peaks[:, 0] - peaks[:, 2], 90) > 0.24
    ground = dawn[130:170].reshape(-1, 3)
    assert np.percentile(ground[:, 2] - ground[:, 0], 90) > 0.02


def test_snow_that_falls_is_in_the_picture_but_not_on_the_planes_that_a_film_moves(tmp_path):
    settings = {"season": Season.WINTER, "time_of_day": TimeOfDay.NIGHT}
    falling = picture(tmp_path, Place.FIELD, weather=Weather.SNOW, **settings)
    planes = [
        cv2.imread(str(path), cv2.IMREAD_UNCHANGED) for path in sorted(tmp_path.glob("*.png"))
    ]
    still = planes[0][..., :3].astype(np.float32) / 255
    for plane in planes[1:]:
        alpha = plane[..., 3:].astype(np.float32) / 255
        still = still * (1 - alpha) + plane[..., :3].astype(np.float32) / 255 * alpha
    top, left = ((still.shape[axis] - SIZE[1 - axis]) // 2 for axis in range(2))
    still = still[top : top + SIZE[1], left : left + SIZE[0], ::-1]
    brighter = (falling - still).mean(axis=2)
    assert 0.005 < (brighter > 0.06).mean() < 0.1
    assert (brighter < -0.06).mean() < 0.001


def test_no_palm_stands_before_a_lighthouse(tmp_path):
    scene = Scene(
        number=1, title="A place", description="A view", narration="", duration_s=5,
        setting=Setting(place=Place.BEACH, landmark="lighthouse"),
    )  # fmt: skip
    made = EmbeddedIllustrator().paint_scene(
        ScenePictureRequest(scene, (), {}, "", 7, 1, SIZE), tmp_path
    )
    box = next(iter(made.regions))
    image = cv2.imread(str(tmp_path / made.image)).astype(int)
    left, right = int(box.left * SIZE[0]), int(box.right * SIZE[0])
    tower = image[int(box.top * SIZE[1]) : int(box.bottom * SIZE[1]), left:right]
    green = (tower[..., 1] > tower[..., 2] + 25) & (tower[..., 1] > tower[..., 0] + 25)
    assert green.mean() < 0.01
