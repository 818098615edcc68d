"""Models of sentence-transformers: by name and hash, without code of others, with clear errors."""

import shutil
import sys

import dagster as dg
import numpy as np
import pytest

from manike.errors import MachineError
from resources.roster import build_roster
from resources.sentence_embedder import sentence_embedder
from resources.sentence_resources import SentenceEmbedderResource
from tests.sentence_model import build_model, needed


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return build_model(tmp_path_factory.mktemp("model"))


@pytest.fixture
def copy(folder, tmp_path):
    return shutil.copytree(folder, tmp_path / "model")


def test_a_model_is_known_by_its_name_and_the_hash_of_its_files(folder, copy):
    model = sentence_embedder(str(folder)).model
    name, _, digest = model.partition("@")
    assert (name, len(digest), set(digest) <= set("0123456789abcdef")) == ("model", 12, True)
    (copy / "README.md").write_text("Other words about it.")
    assert sentence_embedder(str(copy)).model == model
    pooling = copy / "1_Pooling" / "config.json"
    pooling.write_text(pooling.read_text() + " ")
    assert sentence_embedder(str(copy)).model != model


def test_other_weights_are_another_model(folder, tmp_path):
    other = sentence_embedder(str(build_model(tmp_path, seed=8)))
    ours = sentence_embedder(str(folder))
    assert other.model != ours.model
    assert not np.allclose(other.embed(["A boat."]), ours.embed(["A boat."]), atol=1e-3)


def test_a_model_speaks_of_nothing_while_it_loads(folder, capfd):
    assert sentence_embedder(str(folder)).dimension == 16
    assert capfd.readouterr() == ("", "")


def test_pickled_weights_are_not_loaded(copy):
    import torch

    (copy / "model.safetensors").unlink()
    torch.save({}, copy / "pytorch_model.bin")
    with pytest.raises(MachineError, match="model can't be used"):
        sentence_embedder(str(copy)).embed(["A boat."])


def test_a_broken_model_is_told(copy):
    (copy / "model.safetensors").write_bytes(b"no weights")
    with pytest.raises(MachineError, match="can't be used"):
        sentence_embedder(str(copy)).embed(["A boat."])


@pytest.mark.parametrize("model", ["nobody/nothing-of-that-name", "/no/such/folder", "../gone"])
def test_a_model_that_is_not_there_is_told_with_the_cure(model, monkeypatch):
    needed()
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(MachineError, match=r"no such folder|give a folder that holds it"):
        sentence_embedder(model).embed(["A boat."])


def test_without_the_extra_its_name_is_told(monkeypatch, tmp_path):
    for module in ("sentence_transformers", "transformers", "huggingface_hub"):
        monkeypatch.setitem(sys.modules, module, None)
    for model in (str(tmp_path), "sentence-transformers/all-MiniLM-L6-v2"):
        with pytest.raises(MachineError, match=r"pip install 'manike\[sentence-transformers\]'"):
            sentence_embedder(model).embed(["A boat."])


def test_a_resource_gives_the_embedder(tmp_path):
    resource = SentenceEmbedderResource(model=str(tmp_path))
    embedder = resource.create_resource(dg.build_init_resource_context())
    assert embedder.name == "sentence-transformers"


def test_an_installation_chooses_its_embedder(settings, tmp_path):
    assert build_roster(settings, {}).embedder is None
    chosen = build_roster(settings, {"MANIKE_SENTENCE_MODEL": str(tmp_path)}).embedder
    assert chosen.name == "sentence-transformers"
