"""What has not passed its check is neither built upon nor delivered, whatever is asked again."""

import pytest

from manike.cli.exporting import export_project
from manike.errors import NotFoundError
from manike.production import inspection, judging
from manike.production.overview import view_of
from manike.production.plan import StepKind, next_step
from manike.production.verdicts import Check
from manike.quality.results import CheckResult
from manike.studio.models import Status
from sensors.reconciler import reconciler
from tests.orchestration.floor import PROJECT, opened

BAD = CheckResult(name="look", passed=False, message="it is black", figures={})


def step(floor, project):
    return next_step(floor.house, project, floor.house.studio.project(project)).kind


def find_fault(patch, check):
    asset, _ = judging._OF_SCENES[check]
    patch.setitem(judging._OF_SCENES, check, (asset, lambda *_: [BAD]))


@pytest.fixture(scope="module")
def kept_bad(film_of_fakes, tmp_path_factory):
    """The folder of a project whose film fails its check."""
    folder = tmp_path_factory.mktemp("bad")
    with opened(tmp_path_factory.mktemp("home"), film_of_fakes) as floor:
        floor.begin("scenes")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(inspection, "inspect_film", lambda *_: [BAD])
            assert not floor.run("final_video", key=PROJECT).success
        floor.keep(folder)
    return folder


@pytest.fixture
def bad_film(floor, project, kept_bad):
    floor.take_up(kept_bad)
    return project


def test_a_bad_film_is_looked_at_again_on_a_retry(floor, bad_film):
    floor.house.studio.retry(bad_film)
    assert step(floor, bad_film) is StepKind.FILM
    assert [run.job_name for run in floor.look(reconciler)] == ["make_film"]
    assert floor.status(bad_film) != Status.DONE


def test_a_bad_film_is_not_delivered(floor, bad_film, tmp_path):
    with pytest.raises(NotFoundError, match="passed its check"):
        export_project(floor.house, bad_film, tmp_path / "out")
    assert view_of(floor.house, bad_film).stages["film"] == (0, 1)
    assert not (tmp_path / "out").exists()


def test_a_bad_film_is_not_indexed(floor, bad_film):
    assert floor.house.studio.stale_indexes() == []


def test_a_film_that_passes_at_last_is_done(floor, bad_film):
    floor.house.studio.retry(bad_film)
    assert floor.run("final_video", key=bad_film).success
    assert step(floor, bad_film) is StepKind.DONE
    assert [tenant for tenant, _ in floor.house.studio.stale_indexes()] == [bad_film.tenant]


@pytest.mark.parametrize("check", [Check.PICTURE, Check.VOICE, Check.WORDS, Check.CLIP])
def test_a_scene_that_fails_a_check_is_not_made(floor, project, monkeypatch, check):
    floor.begin("scenes")
    assert step(floor, project) is StepKind.FILM
    with monkeypatch.context() as patch:
        find_fault(patch, check)
        assert not floor.run_scenes(project, 2, 2).success
    floor.house.studio.retry(project)
    assert step(floor, project) is StepKind.SCENES
    assert floor.run_scenes(project, 2, 2).success
    assert step(floor, project) is StepKind.FILM


def test_a_verdict_counts_for_the_content_that_was_looked_at(floor, project):
    floor.begin("film")
    floor.house.studio.regenerate(project, [("voice", "s002")])
    floor.run_scenes(project, 1, 2)
    manifest = floor.house.layout.manifest(project, Check.WORDS.value, "s002")
    manifest.write_bytes(
        floor.house.layout.manifest(project, Check.WORDS.value, "s001").read_bytes()
    )
    assert step(floor, project) is StepKind.SCENES
