"""What goes wrong with one scene, and what a new take of a whole cast sets in motion."""

import threading

import dagster as dg
import pytest

from manike.production.plan import StepKind, next_step
from manike.studio.models import Status
from manike_assets.takes import NewTakes
from sensors.reconciler import reconciler


def made(floor, asset):
    return floor.instance.get_materialized_partitions(dg.AssetKey(asset))


def test_an_unforeseen_error_of_one_scene_keeps_the_others(house, floor, project, monkeypatch):
    floor.prepare(project)
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
    floor.prepare(project)
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
    floor.make(project)
    floor.look(reconciler)
    assert floor.status(project) == Status.DONE
    floor.run(asset, key=project, config=dg.RunConfig(ops={asset: NewTakes(new_takes=True)}))
    assert next_step(floor.house, project, floor.house.studio.project(project)).kind is follows
    jobs = {run.job_name for run in floor.look(reconciler)}
    assert jobs & {"make_film", "make_scenes"}
