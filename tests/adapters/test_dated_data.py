"""Dated data: whatever is wrong in a file is told by its field."""

import pytest
import yaml

from manike.errors import BadInputError
from manike.script.vocabulary import Mood
from resources.dated_data import read_data
from resources.job_figures import JobFigures, JobModel, job_figures

MODEL = {
    "id": "acme/boat-1",
    "job": "motion",
    "price_usd": "0.05",
    "unit": "second",
    "durations_s": [5],
    "shapes": ["16:9"],
    "source": "acme's page",
    "confidence": "high",
}
VOICE = {
    "name": "Ann",
    "gender": "female",
    "age": "adult",
    "narrates": [mood.value for mood in Mood],
}
OLD = {**VOICE, "models": ["boat-1"], "narrates": ["calm"]}
GOOD = {
    "schema": 1,
    "read_on": "2026-11-21",
    "base_url": "https://api.acme.example",
    "call_s": 30,
    "upload_s": 120,
    "models": [MODEL],
}


def read(folder, content):
    text = content if isinstance(content, str) else yaml.safe_dump(content)
    (folder / "acme.yaml").write_text(text)
    return read_data("acme.yaml", JobFigures, folder)


def test_a_file_is_read_with_its_units(tmp_path):
    figures = read(tmp_path, GOOD)
    assert (figures.call_s, figures.upload_s) == (30.0, 120.0)
    assert figures.model("motion").id == "acme/boat-1"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"call_s": None}, "call_s: Input should be a valid number"),
        ({"call_s": 0}, "call_s: Input should be greater than 0"),
        ({"upload_s": -1}, "upload_s: Input should be greater than 0"),
        ({"upload": 5}, "upload: Extra inputs"),
        ({"models": [{**MODEL, "price_usd": "-1"}]}, r"models\.0\.price_usd: Input should be"),
        ({"models": [{**MODEL, "run_s": 0}]}, r"models\.0\.run_s: Input should be greater"),
        ({"schema": 2}, "schema_version: Input should be 1"),
        ({"models": [{**MODEL, "durations_s": []}]}, r"models\.0: .*motion and needs durations_s"),
        ({"models": [{**MODEL, "shapes": []}]}, r"models\.0: .*motion and needs shapes or sizes"),
        ({"models": [{**MODEL, "job": "music"}]}, r"models\.0: .*music and needs longest_s"),
        ({"models": [{**MODEL, "job": "speech"}]}, r"models\.0: .*speech and needs characters"),
        ({"voices": [{**VOICE, "narrates": ["calm"]}]}, "voices: .*no voice narrates joyful, epic"),
        ({"voices": [{**OLD, "name": "Bo"}]}, "voices: .*no voice of boat-1 narrates joyful"),
    ],
)
def test_a_wrong_field_is_named(tmp_path, change, said):
    with pytest.raises(BadInputError, match=rf"acme\.yaml: {said}"):
        read(tmp_path, {**GOOD, **change})


@pytest.mark.parametrize("field", ["call_s", "upload_s", "read_on", "base_url", "models", "schema"])
def test_a_field_that_is_missing_is_named(tmp_path, field):
    rest = {name: value for name, value in GOOD.items() if name != field}
    name = "schema_version" if field == "schema" else field
    with pytest.raises(BadInputError, match=rf"acme\.yaml: {name}: Field required"):
        read(tmp_path, rest)


@pytest.mark.parametrize(
    ("text", "said"), [("a: [", "can't be read"), ("- 1", "content"), ("", "content")]
)
def test_a_file_that_is_no_mapping_is_said(tmp_path, text, said):
    with pytest.raises(BadInputError, match=said):
        read(tmp_path, text)
    with pytest.raises(BadInputError, match=r"gone\.yaml: can't be read"):
        read_data("gone.yaml", JobFigures, tmp_path)


def test_other_options_and_other_versions_are_other_models():
    models = [
        JobModel.model_validate({**MODEL, **change})
        for change in (
            {},
            {"version": "0123456789"},
            {"options": {"steps": 4}},
            {"options": {"steps": 5}},
            {"options": {"steps": 4, "format": "png"}},
            {"options": {"format": "png", "steps": 4}},
        )
    ]
    labels = [model.label for model in models]
    assert labels[:2] == ["acme/boat-1", "acme/boat-1@01234567"]
    assert labels[2].startswith("acme/boat-1 options ")
    assert len(set(labels)) == 5
    assert labels[4] == labels[5]  # the order in the file does not count


def test_models_of_the_shipped_data_have_labels_of_their_own():
    for file in ("fal", "replicate", "runware"):
        labels = [model.label for model in job_figures(f"{file}-2026-11-21.yaml").models]
        assert len(set(labels)) == len(labels)
