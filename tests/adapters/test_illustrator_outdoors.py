"""What the embedded illustrator promises of places under the open sky."""

import cv2
import numpy as np
import pytest

from manike.embedded.illustrator.provider import EmbeddedIllustrator
from manike.ports import ScenePictureRequest
from manike.script.models import Scene, Setting
from manike.script.vocabulary import Place, Weather

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
