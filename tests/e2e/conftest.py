import pytest

from manike.production.records import FilmManifest
from manike.storage.layout import Layout
from manike.storage.manifests import Manifests
from tests.orchestration.floor import PROJECT


@pytest.fixture(scope="session")
def undisturbed(film_of_fakes):
    """The SHA-256 of the film that no kill disturbs."""
    manifests = Manifests(Layout(film_of_fakes("film") / "store"))
    return manifests.read(PROJECT, "final_video", FilmManifest).files["film.mp4"]
