"""A stand-in for the paid providers, one for each test file, empty for each test."""

import pytest

from manike.testing.standin.running import Standin


@pytest.fixture(scope="module")
def running_standin(tmp_path_factory):
    with Standin(tmp_path_factory.mktemp("standin"), fast=True) as running:
        yield running


@pytest.fixture
def standin(running_standin):
    running_standin.reset()
    return running_standin
