"""What goes wrong with one scene, and what a new take of a whole cast sets in motion."""

import threading

import dagster as dg
import pytest

from manike.production import judging
from manike.production.plan import StepKind, next_step
from manike.production.verdicts import Check
from manike.quality.results import CheckResult
from manike.studio.models import Status
from manike_assets.takes import NewTakes
from sensors.reconciler import reconciler


def made(floor, asset):
    return floor.instance.get_materialized_partitions(dg.AssetKey(asset))


def test_an_unforeseen_error_of_one_scene_keeps_the_others(house, floor, project, monkeypatch):
    floor.begin("prepared")
    failed, speak = threading.Event(), house.providers.speech.speak

    def broken(request, destination):
        if "night" in request.text:
            failed.set()
            raise RuntimeError("invalid shape")
        assert failed.wait(10)
        return speak(request, destination)

    monkeypatch.setattr(house.providers.speech, "speak", broken)
    result = floor.run_scenes(project, 1, 2, "voice_over")
    assert not result.success
    assert made(floor, "voice_over") == {f"{project}|s001"}
    [event] = [e for e in result.all_events if e.is_step_failure]
    assert (
        "s002: RuntimeError: invalid shape" in event.step_failure_data.user_failure_data.description
    )


def test_an_unforeseen_error_of_a_check_fails_that_scene(house, floor, project, monkeypatch):
    floor.begin("prepared")
    transcribe = house.providers.transcriber.transcribe
    first = iter([True])

    def broken(audio):
        if next(first, False):
            raise OSError("no model")
        return transcribe(audio)

    monkeypatch.setattr(house.providers.transcriber, "transcribe", broken)
    floor.run_scenes(project, 1, 2, "voice_over")
    row = house.studio.project(project)
    assert (row.status, row.problem) == (Status.FAILED, "s001: OSError: no model")


@pytest.mark.parametrize(
    ("asset", "follows"), [("music", StepKind.FILM), ("character_images", StepKind.SCENES)]
)
def test_new_takes_of_a_finished_film_s_cast_are_followed_by_a_film(floor, project, asset, follows):
    floor.begin("film")
    floor.look(reconciler)
    assert floor.status(project) == Status.DONE
    floor.run(asset, key=project, config=dg.RunConfig(ops={asset: NewTakes(new_takes=True)}))
    assert next_step(floor.house, project, floor.house.studio.project(project)).kind is follows
    jobs = {run.job_name for run in floor.look(reconciler)}
    assert jobs & {"make_film", "make_scenes"}


def test_a_check_s_reason_outlives_the_rest_of_its_run(floor, project, monkeypatch):
    floor.begin("prepared")
    bad = CheckResult(name="look", passed=False, message="it is blank", figures={})
    monkeypatch.setitem(judging._OF_SCENES, Check.PICTURE, ("scene_image", lambda *_: [bad]))
    floor.run_scenes(project, 1, 2)
    row = floor.house.studio.project(project)
    assert (row.status, row.problem) == (Status.FAILED, "s001: it is blank; s002: it is blank")
    assert made(floor, "voice_over")


def test_a_scene_made_by_hand_takes_up_its_failed_project(floor, project):
    floor.begin("prepared")
    [before] = floor.look(reconciler)
    floor.house.studio.advance(project, Status.FAILED, problem="refused")
    floor.run_scenes(project, 1, 1)
    assert floor.status(project) == Status.MAKING_SCENES
    [after] = floor.look(reconciler)
    assert after.run_key != before.run_key
