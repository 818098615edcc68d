"""What the contract suites share: a scene, and the content of a folder as one hash.

Each suite runs over the embedded provider and the fake that ships with it. A provider for an
outside service joins by one more entry in the suite's ``PROVIDERS``.
"""

import hashlib

import pytest

from manike.script.models import Character, Scene, Setting
from manike.script.vocabulary import Place

MIRA = Character(name="Mira", description="A girl in a red coat", age="child", gender="female")


@pytest.fixture(scope="session")
def scene():
    return Scene(
        number=1,
        title="The lake",
        description="A girl stands at a quiet lake",
        narration="Come and see it.",
        setting=Setting(place=Place.LAKE),
        characters=(MIRA.name,),
        duration_s=4.0,
    )


@pytest.fixture(scope="session")
def mira():
    return MIRA


@pytest.fixture(scope="session")
def content_of():
    """The names and bytes of all files of a folder, as one hash."""

    def content(folder):
        files = sorted(folder.iterdir())
        return hashlib.sha256(b"".join(f.name.encode() + f.read_bytes() for f in files)).hexdigest()

    return content


@pytest.fixture
def made(tmp_path, content_of):
    """Calls a provider with a new folder; gives its record, the folder and the folder's content."""
    count = 0

    def make(call):
        nonlocal count
        count += 1
        folder = tmp_path / str(count)
        folder.mkdir()
        record = call(folder)
        return record, folder, content_of(folder)

    return make


@pytest.fixture(scope="session")
def cache(tmp_path_factory):
    """The composer's folder: the soundfont is built once for all of its tests."""
    return tmp_path_factory.mktemp("soundfont")
