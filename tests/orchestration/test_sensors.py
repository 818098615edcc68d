import json
from datetime import timedelta

import dagster as dg
import pytest
from sqlalchemy import Engine, event
from sqlmodel import select

from manike.errors import UnknownOutcomeError
from manike.generation.courier import Errand
from manike.generation.door import MadeThere
from manike.generation.fingerprint import Generation, Job
from manike.generation.remote import Recovery
from manike.ids import ProjectId
from manike.production.plan import StepKind, next_step
from manike.script.preferences import Preferences
from manike.studio.models import Attempt, Status
from manike.studio.owners import owner_name
from manike.testing.vendor import Vendor, VendorJob
from manike_assets.definitions import defs
from sensors import inbox as inbox_module
from sensors.inbox import inbox
from sensors.new_requests import new_requests
from sensors.reconciler import reconciler
from sensors.strays import strays


def tick(sensor, floor):
    context = dg.build_sensor_context(
        instance=floor.instance, definitions=defs, resources={"house": floor.house}
    )
    return sensor(context)


def runs(result):
    return [] if isinstance(result, dg.SkipReason) else result.run_requests


def step(floor, project):
    return next_step(floor.house, project, floor.house.studio.project(project))


def test_the_code_location_is_what_we_think_it_is():
    groups = {n.key.to_user_string(): n.group_name for n in defs.resolve_asset_graph().asset_nodes}
    assert groups == {
        "script": "script",
        "approved_script": "script",
        "character_images": "cast",
        "music": "cast",
        "scene_image": "scenes",
        "voice_over": "scenes",
        "scene_clip": "scenes",
        "final_video": "film",
        "renditions": "film",
        "footage": "footage",
        "shots": "footage",
        "keyframes": "footage",
        "footage_report": "footage",
        "scene_index": "search",
        "shot_index": "search",
        "song_catalog": "catalogues",
        "song_embeddings": "search",
        "song_index": "search",
        "experience_catalog": "catalogues",
        "experience_index": "search",
    }
    repository = defs.get_repository_def()
    assert {job.name for job in repository.get_all_jobs()} - {"__ASSET_JOB"} == {
        "draft_script",
        "write_and_prepare",
        "prepare",
        "make_scenes",
        "make_film",
        "make_renditions",
        "analyse_footage",
        "rebuild_indexes",
        "refresh_songs",
    }
    assert {sensor.name for sensor in repository.sensor_defs} == {
        "new_requests",
        "reconciler",
        "inbox",
        "failed_runs",
        "strays",
        "new_footage",
        "changed_catalogues",
    }


def test_what_a_dead_run_left_at_a_provider_is_told_in_the_tick(floor, project):
    assert tick(strays, floor).skip_message == "No attempt was left behind."
    floor.house.studio.submit(project, "A lake.", Preferences())
    job = VendorJob(Vendor(loses_answer=1), "a boat", Recovery.NONE)
    thing = Generation(job=Job.PICTURE, provider="vendor", model="1", parameters={})
    with pytest.raises(UnknownOutcomeError):
        floor.house.door.obtain(Errand(project, "scene_image", "s001"), [MadeThere(thing, job)])
    assert tick(strays, floor).skip_message == "No attempt was left behind."
    with floor.house.studio.database.transaction() as session:
        [row] = session.exec(select(Attempt))
        row.submitted_at -= timedelta(minutes=11)
        session.add(row)
    context = dg.build_sensor_context(instance=floor.instance, resources={"house": floor.house})
    assert strays(context).skip_message == "Left behind: 1 unknown."
    assert context.cursor == "acme/vendor"  # whose turn was last


def test_a_request_becomes_a_partition_and_a_run(floor, project):
    number = floor.house.studio.submit(project, "A lake.", Preferences())
    result = tick(new_requests, floor)
    [run] = runs(result)
    assert (run.run_key, run.job_name) == (f"request:{number}", "write_and_prepare")
    assert run.partition_key == "acme/spring"
    added = [request.partition_keys for request in result.dynamic_partitions_requests]
    assert added == [["acme/spring"], ["acme"]]


def test_overlapping_ticks_ask_for_one_run_key(floor, project):
    floor.house.studio.submit(project, "A lake.", Preferences())
    keys = {run.run_key for _ in range(3) for run in runs(tick(new_requests, floor))}
    assert len(keys) == 1


def test_a_project_with_review_gets_its_script_alone(floor, project):
    floor.house.studio.submit(project, "A lake.", Preferences(review=True))
    assert [run.job_name for run in runs(tick(new_requests, floor))] == ["draft_script"]


def test_a_project_that_a_command_makes_is_left_alone(floor, project):
    floor.house.studio.submit(project, "A lake.", Preferences())
    floor.house.studio.lease(project, owner_name(), 60)
    assert runs(tick(new_requests, floor)) == []
    assert runs(tick(reconciler, floor)) == []


def test_scenes_are_launched_as_one_range(floor, project):
    floor.begin("prepared")
    assert step(floor, project).kind is StepKind.SCENES
    [run] = runs(tick(reconciler, floor))
    assert run.job_name == "make_scenes"
    assert run.tags["dagster/asset_partition_range_start"] == "acme/spring|s001"
    assert run.tags["dagster/asset_partition_range_end"] == "acme/spring|s002"


def test_the_run_key_stays_while_the_run_works(floor, project):
    floor.begin("prepared")
    before = runs(tick(reconciler, floor))
    floor.run_scenes(project, 1, 1, "scene_image", "voice_over")
    assert [r.run_key for r in runs(tick(reconciler, floor))] == [r.run_key for r in before]


def test_a_film_follows_its_scenes_and_is_the_last_step(floor, project):
    floor.begin("scenes")
    assert step(floor, project).kind is StepKind.FILM
    floor.run("final_video", key=project)
    assert step(floor, project).kind is StepKind.DONE
    assert [run.job_name for run in runs(tick(reconciler, floor))] == ["rebuild_indexes"]
    assert floor.house.studio.project(project).status == Status.DONE


def test_a_regenerated_scene_is_launched_alone(floor, project):
    floor.begin("film")
    floor.house.studio.regenerate(project, [("picture", "s002")])
    wanted = step(floor, project)
    assert (wanted.kind, wanted.first_scene, wanted.last_scene) == (StepKind.SCENES, 2, 2)


def test_an_edit_of_the_script_is_never_lost(floor, project):
    floor.begin("film")
    script = floor.house.approved(project)
    scene = script.scenes[1].model_copy(update={"narration": "It never comes home."})
    edited = script.model_copy(update={"scenes": (script.scenes[0], scene)})
    draft = floor.house.studio.save_script(project, edited, "ann")
    floor.house.studio.approve(project, draft.sha256, "ann")
    assert step(floor, project).kind is StepKind.PREPARE
    floor.run("approved_script", "character_images", "music", key=project)
    wanted = step(floor, project)
    assert (wanted.kind, wanted.first_scene, wanted.last_scene) == (StepKind.SCENES, 2, 2)


def test_a_retry_launches_the_same_state_once_more(floor, project):
    floor.begin("prepared")
    first = {run.run_key for run in runs(tick(reconciler, floor))}
    floor.house.studio.retry(project)
    assert first.isdisjoint({run.run_key for run in runs(tick(reconciler, floor))})


def statements_of_a_look(floor):
    """What a look of the reconciler asks the studio database about projects."""
    sent = []

    def note(connection, cursor, statement, parameters, *rest):
        del connection, cursor, rest
        sent.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        assert isinstance(tick(reconciler, floor), dg.SkipReason)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return [each for each in sent if "FROM project" in each[0]]


def test_finished_projects_cost_a_tick_nothing(floor):
    studio, without = floor.house.studio, statements_of_a_look(floor)
    for number in range(30):
        project = ProjectId.parse(f"acme/p{number}")
        studio.submit(project, "A lake.", Preferences())
        studio.advance(project, Status.DONE)
    assert statements_of_a_look(floor) == without
    [(statement, parameters)] = without
    with studio.database.transaction() as session:
        explained = f"explain query plan {statement}"
        plan = session.connection().exec_driver_sql(explained, parameters).all()
    assert "USING INDEX project_open" in str(plan)


@pytest.fixture
def inbox_folder(tmp_path, settings, monkeypatch):
    monkeypatch.setattr(inbox_module, "load_settings", lambda: settings)
    folder = settings.inbox / "acme"
    folder.mkdir(parents=True)
    return folder


def test_a_dropped_prompt_becomes_a_request(floor, inbox_folder):
    (inbox_folder / "lake.json").write_text(json.dumps({"prompt": "A lake."}), encoding="utf-8")
    tick(inbox, floor)
    assert floor.house.studio.prompt(ProjectId.parse("acme/lake"))[0] == "A lake."
    assert [path.name for path in inbox_folder.iterdir()] == ["accepted"]


def test_a_file_found_again_after_a_crash_is_not_submitted_twice(floor, inbox_folder):
    floor.house.studio.submit(ProjectId.parse("acme/lake"), "A lake.", Preferences())
    (inbox_folder / "lake.txt").write_text("A lake.", encoding="utf-8")
    tick(inbox, floor)
    assert len(floor.house.studio.open_requests()) == 1
    assert (inbox_folder / "accepted" / "lake.txt").exists()


def test_a_bad_file_does_not_stop_the_good_ones(floor, inbox_folder):
    (inbox_folder / "a-bad.json").write_text("{", encoding="utf-8")
    (inbox_folder / "b-good.txt").write_text("A lake.", encoding="utf-8")
    tick(inbox, floor)
    assert floor.house.studio.exists(ProjectId.parse("acme/b-good"))
    assert "not valid json" in (inbox_folder / "rejected" / "a-bad.json.error.txt").read_text()


@pytest.mark.parametrize("name", ["rejected", "accepted"])
def test_what_one_tenant_drops_stops_no_other(floor, inbox_folder, name):
    (inbox_folder / name).write_text("x", encoding="utf-8")
    (inbox_folder / "boat.txt").write_text("A boat.", encoding="utf-8")
    (inbox_folder / "huge.json").write_text('{"seed": ' + "9" * 5000 + "}", encoding="utf-8")
    other = inbox_folder.parent / "globex"
    other.mkdir()
    (other / "lake.txt").write_text("A lake.", encoding="utf-8")
    for _ in range(2):
        tick(inbox, floor)
    assert floor.house.studio.exists(ProjectId.parse("acme/boat"))
    assert (other / "accepted" / "lake.txt").exists()


def test_a_dropped_prompt_that_asks_for_an_unknown_voice_is_rejected(floor, inbox_folder):
    dropped = {"prompt": "A lake.", "voice": "nobody"}
    (inbox_folder / "lake.json").write_text(json.dumps(dropped), encoding="utf-8")
    tick(inbox, floor)
    said = (inbox_folder / "rejected" / "lake.json.error.txt").read_text(encoding="utf-8")
    assert "'nobody' is not one of" in said
    assert not floor.house.studio.exists(ProjectId.parse("acme/lake"))
