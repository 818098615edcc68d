import cv2
import numpy as np

from manike.plots.histogram import Series, histogram
from manike.plots.paper import COLORS, WIDTH_PX
from manike.plots.scatter import scatter


def pixels(png):
    """A PNG as BGR, shape (height, width, 3)."""
    assert png.startswith(b"\x89PNG")
    return cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR)


def columns_of(image, argb):
    """The columns of pixels that have a colour, below heading and legend."""
    blue_green_red = np.array([argb & 255, argb >> 8 & 255, argb >> 16 & 255])
    is_near = np.abs(image[130:].astype(int) - blue_green_red).max(axis=2) <= 2
    return np.flatnonzero(is_near.any(axis=0))


def test_a_histogram_shows_each_series_where_its_values_are():
    low, high = np.full(50, 0.1), np.full(50, 0.9)
    image = pixels(histogram([Series("a", low), Series("b", high)], title="t", span=(0, 1)))
    assert image.shape[1] == WIDTH_PX
    assert columns_of(image, COLORS[0]).max() < WIDTH_PX * 0.2
    assert columns_of(image, COLORS[1]).min() > WIDTH_PX * 0.8


def test_a_histogram_of_nothing_or_of_one_value_is_drawn_all_the_same():
    none = np.array([], np.float32)
    assert pixels(histogram([Series("a", none)], title="t")).shape[1] == WIDTH_PX
    image = pixels(histogram([Series("a", np.ones(3)), Series("b", none)], title="t"))
    assert columns_of(image, COLORS[0]).size


def test_points_lie_in_the_colour_of_their_cluster():
    points = np.array([[0.0, 0], [1, 1], [10, 10], [11, 9]])
    image = pixels(scatter(points, [0, 0, 1, 1], ["lake", "tea"], title="t"))
    middles = [columns_of(image, COLORS[number]).mean() for number in range(2)]
    assert middles[0] < WIDTH_PX / 2 < middles[1]


def test_a_plot_of_no_points_or_of_equal_ones_is_drawn_all_the_same():
    assert pixels(scatter(np.zeros((0, 2)), [], [], title="t")).shape[1] == WIDTH_PX
    image = pixels(scatter(np.ones((9, 2)), [0] * 9, ["same"], title="t"))
    assert columns_of(image, COLORS[0]).size


def test_words_of_any_length_and_script_stay_on_the_card():
    long = "word " * 200
    image = pixels(scatter(np.ones((3, 2)), [0, 1, 2], [long, "شاي", "茶 🍵"], title=long))
    assert (image[:, -10:] == 255).all()
