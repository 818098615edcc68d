"""Songs and experiences on Dagster: assets, jobs, the sensor for changes, schedules."""

from datetime import UTC, datetime, timedelta

import dagster as dg
import pytest

from jobs import production, search
from jobs.schedules import nightly_songs, weekly_indexes
from manike.ids import TenantId
from manike.production.catalogues.experiences import load_experiences, remove_experiences
from manike.production.catalogues.song_sources import SONG, song_sources
from manike.production.catalogues.songs import fetch_songs, load_songs
from manike.song_ports import SongQuery
from manike.songs.local import Source
from manike.studio.clock import Clock
from manike.testing.song_fakes import FakeCatalogue
from manike_assets import catalogue
from manike_assets.definitions import defs
from manike_assets.partitions import TENANTS
from sensors.catalogues import changed_catalogues
from sensors.launched import AFTER_FAILURE
from tests.song_sounds import clicks, save

ACME, GLOBEX = TenantId("acme"), TenantId("globex")


@pytest.fixture
def studio(floor):
    """One with a tenant, whose partition nobody has added yet."""
    floor.house.studio.add_tenant(ACME)
    return floor


def with_songs(house, folder, *titles, tenant=ACME):
    rows = folder / "songs.csv"
    rows.write_text("title,artists,duration_s\n" + "".join(f"{t},A,61\n" for t in titles))
    load_songs(house, tenant, rows)


def with_experiences(house, folder, *titles, tenant=ACME):
    rows = folder / "experiences.csv"
    rows.write_text("id,title\n" + "".join(f"{t},{t}\n" for t in titles))
    load_experiences(house, tenant, rows)


def ticked(floor):
    context = dg.build_sensor_context(
        instance=floor.instance, definitions=defs, resources={"house": floor.house}
    )
    return changed_catalogues(context)


def wanted(floor):
    """What the sensor asks for; as the daemon, it adds partitions first."""
    result = ticked(floor)
    if isinstance(result, dg.SkipReason):
        return []
    for request in result.dynamic_partitions_requests:
        floor.instance.add_dynamic_partitions(TENANTS.name, request.partition_keys)
    return result.run_requests


def run(floor, job, key="acme", selection=None, config=None, tags=None):
    floor.instance.add_dynamic_partitions(TENANTS.name, [key])
    found = dg.Definitions(
        assets=catalogue.ASSETS,
        asset_checks=catalogue.CHECKS,
        jobs=[*production.ALL, *search.ALL],
        resources={"house": floor.house},
        executor=dg.in_process_executor,
    ).resolve_job_def(job)
    return found.execute_in_process(
        instance=floor.instance,
        partition_key=key,
        asset_selection=selection,
        run_config=config,
        tags=tags,
        raise_on_error=False,
    )


def launch(floor, request):
    tags = {**request.tags, "dagster/run_key": request.run_key}
    return run(floor, request.job_name or "rebuild_indexes", request.partition_key,
               request.asset_selection, tags=tags)  # fmt: skip


def shown(result, asset):
    [event] = [e for e in result.get_asset_materialization_events() if e.asset_key.path == [asset]]
    return {name: value.value for name, value in event.materialization.metadata.items()}


def sources_answer(result):
    found = result.get_asset_check_evaluations()
    return next(check for check in found if check.check_name == "song_sources_answer")


def test_a_changed_catalogue_is_indexed_by_one_run_on_its_tenant_and_then_left_alone(
    studio, tmp_path
):
    assert wanted(studio) == []
    with_songs(studio.house, tmp_path, "Salt", "Rain")
    [request] = wanted(studio)
    assert (request.partition_key, request.tags["tenant"]) == ("acme", "acme")
    assert studio.instance.get_dynamic_partitions(TENANTS.name) == ["acme"]
    result = launch(studio, request)
    assert result.success
    assert [e.asset_key.path[0] for e in result.get_asset_materialization_events()] == [
        "song_catalog", "song_embeddings", "song_index",
    ]  # fmt: skip
    assert shown(result, "song_catalog")["from rows"] == 2
    assert shown(result, "song_catalog")["without tempo"] == 2
    embeddings = shown(result, "song_embeddings")
    assert (embeddings["songs"], embeddings["new"], embeddings["dimension"]) == (2, 2, 26)
    assert len(embeddings["model hash"]) == 64
    index = shown(result, "song_index")
    assert (index["rows"], index["rebuilt"], index["recall_at_10"]) == (2, "no", 1.0)
    assert wanted(studio) == []


def test_a_catalogue_that_is_as_it_was_two_changes_ago_is_indexed_again(studio, tmp_path):
    keys = []
    for titles in (("Salt",), ("Rain",), ("Salt",)):
        with_songs(studio.house, tmp_path, *titles)
        [request] = wanted(studio)
        keys.append(request.run_key)
        assert launch(studio, request).success
    assert len(set(keys)) == 3
    rows = studio.house.search_rows
    [row] = rows.rows(ACME, "song", rows.ids(ACME, "song").tolist()).values()
    assert row.title == "Salt"


def test_each_kind_and_each_tenant_has_a_run_of_its_own(studio, tmp_path):
    studio.house.studio.add_tenant(GLOBEX)
    with_songs(studio.house, tmp_path, "Salt")
    with_experiences(studio.house, tmp_path, "Boats")
    with_experiences(studio.house, tmp_path, "Walks", tenant=GLOBEX)
    found = {
        (r.partition_key, tuple(key.path[0] for key in r.asset_selection)) for r in wanted(studio)
    }
    assert found == {
        ("acme", ("song_catalog", "song_embeddings", "song_index")),
        ("acme", ("experience_catalog", "experience_index")),
        ("globex", ("experience_catalog", "experience_index")),
    }
    for request in wanted(studio):
        assert launch(studio, request).success
    assert wanted(studio) == []
    assert studio.house.search_rows.count(ACME, "experience") == 1
    assert studio.house.search_rows.count(GLOBEX, "song") == 0


def test_a_state_is_launched_once_and_a_tenant_at_work_is_left_alone(studio, tmp_path):
    with_songs(studio.house, tmp_path, "Salt")
    [request] = wanted(studio)
    assert [again.run_key for again in wanted(studio)] == [request.run_key]
    job = defs.resolve_job_def("refresh_songs")
    busy = studio.instance.create_run_for_job(job, tags={"tenant": "acme"})
    assert wanted(studio) == []
    studio.instance.report_run_failed(busy)
    assert len(wanted(studio)) == 1
    key = {"dagster/run_key": request.run_key}
    failed = studio.instance.create_run_for_job(job, tags=key)
    studio.instance.report_run_failed(failed)
    assert wanted(studio) == []


def test_a_run_that_failed_is_asked_for_again_later_but_not_for_ever(studio, tmp_path, monkeypatch):
    job = defs.resolve_job_def("rebuild_indexes")
    with_songs(studio.house, tmp_path, "Salt")
    started, keys = Clock().now(), []
    for wait in (*AFTER_FAILURE, timedelta(days=365)):
        [request] = wanted(studio)
        keys.append(request.run_key)
        tags = {"dagster/run_key": request.run_key}
        studio.instance.report_run_failed(studio.instance.create_run_for_job(job, tags=tags))
        monkeypatch.setattr(Clock, "now", lambda _self, now=started + wait * 0.9: now)
        assert wanted(studio) == []
        monkeypatch.setattr(Clock, "now", lambda _self, now=started + wait * 1.1: now)
    assert len(set(keys)) == 1 + len(AFTER_FAILURE)
    assert wanted(studio) == []
    with_songs(studio.house, tmp_path, "Rain")
    assert len(wanted(studio)) == 1


def test_a_run_that_was_canceled_is_not_asked_for_again(studio, tmp_path, monkeypatch):
    with_songs(studio.house, tmp_path, "Salt")
    [request] = wanted(studio)
    job = defs.resolve_job_def("rebuild_indexes")
    tags = {"dagster/run_key": request.run_key}
    studio.instance.report_run_canceled(studio.instance.create_run_for_job(job, tags=tags))
    later = Clock().now() + timedelta(days=365)
    monkeypatch.setattr(Clock, "now", lambda _self: later)
    assert wanted(studio) == []


def test_what_is_removed_goes_from_the_index(studio, tmp_path):
    with_experiences(studio.house, tmp_path, "Boats", "Walks")
    launch(studio, wanted(studio)[0])
    remove_experiences(studio.house, ACME, ["Boats"])
    result = launch(studio, wanted(studio)[0])
    index = shown(result, "experience_index")
    assert (index["experiences"], index["gone"], index["rows"]) == (1, 1, 1)
    assert shown(result, "experience_catalog")["without price"] == 1


def test_an_empty_tenant_gets_indexes_of_no_rows(studio):
    result = run(studio, "rebuild_indexes")
    assert result.success
    for asset in ("scene_index", "shot_index", "song_index", "experience_index"):
        assert shown(result, asset)["rows"] == 0
    assert shown(result, "song_catalog")["songs"] == 0


def test_the_indexes_of_films_are_brought_in_step_by_the_run_that_a_film_asks_for(floor, project):
    from sensors.reconciler import reconciler

    floor.begin("film")
    [request] = floor.look(reconciler)
    assert request.job_name == "rebuild_indexes"
    result = launch(floor, request)
    assert sorted(e.asset_key.path[0] for e in result.get_asset_materialization_events()) == [
        "experience_index", "scene_index",
    ]  # fmt: skip
    assert shown(result, "scene_index")["scenes"] == 2
    assert floor.look(reconciler) == []


class TestRefresh:
    """The job ``refresh_songs``."""

    @pytest.fixture
    def fetched(self, studio):
        studio.house.roster.songs["fake"] = FakeCatalogue()
        fetch_songs(studio.house, ACME, [SongQuery("picnic")], name="fake")
        return studio

    def test_searches_and_folders_are_asked_again_and_what_is_new_is_indexed(
        self, fetched, tmp_path
    ):
        save(tmp_path / "music" / "Ann - Beat.wav", clicks(120, 8.0))
        load_songs(fetched.house, ACME, tmp_path / "music", "own work")
        assert run(fetched, "refresh_songs").success
        save(tmp_path / "music" / "Ann - More.wav", clicks(90, 8.0))
        result = run(fetched, "refresh_songs")
        catalog = shown(result, "song_catalog")
        assert (catalog["from fetched"], catalog["from folder"]) == (3, 2)
        assert "1 new, 1 as before" in catalog["fetched"]
        assert shown(result, "song_embeddings")["new"] == 1
        assert wanted(fetched) == []

    def test_a_source_that_can_not_be_had_is_told_and_the_rest_goes_on(self, fetched, tmp_path):
        del fetched.house.roster.songs["fake"]
        fetched.house.roster.missing["fake"] = "set FAKE_KEY"
        with_songs(fetched.house, tmp_path, "Salt")
        result = run(fetched, "refresh_songs")
        assert result.success
        check = sources_answer(result)
        assert (check.passed, check.severity) == (False, dg.AssetCheckSeverity.WARN)
        assert "'fake' is not set up: set FAKE_KEY" in check.description
        assert shown(result, "song_index")["rows"] == 4
        problem = song_sources(fetched.house, ACME)[Source.FETCHED].problem
        assert "set FAKE_KEY" in problem
        fetched.house.roster.songs["fake"] = FakeCatalogue()
        assert sources_answer(run(fetched, "refresh_songs")).passed

    def test_a_look_at_the_catalogue_asks_nobody(self, fetched):
        del fetched.house.roster.songs["fake"]
        assert sources_answer(run(fetched, "rebuild_indexes")).passed


@pytest.fixture
def lasting(tmp_path):
    """An instance that a schedule can open by its name, as the daemon's."""
    (tmp_path / "dagster").mkdir()
    with dg.DagsterInstance.local_temp(str(tmp_path / "dagster")) as instance:
        yield instance


def due(floor, schedule, instance):
    context = dg.build_schedule_context(
        instance=instance,
        resources={"house": floor.house},
        scheduled_execution_time=datetime(2026, 11, 22, 2, 30, tzinfo=UTC),
    )
    return schedule(context)


def test_at_night_only_tenants_whose_songs_can_be_fetched_are_asked(studio, lasting, tmp_path):
    with_songs(studio.house, tmp_path, "Salt")
    assert due(studio, nightly_songs, lasting).skip_message.startswith("No tenant's songs")
    studio.house.roster.songs["fake"] = FakeCatalogue()
    fetch_songs(studio.house, ACME, [SongQuery("picnic")], name="fake")
    [request] = due(studio, nightly_songs, lasting)
    assert (request.partition_key, request.run_key) == ("acme", "acme:songs:2026-11-22")
    assert lasting.get_dynamic_partitions(TENANTS.name) == ["acme"]


def test_once_a_week_what_was_deleted_goes_from_the_disk(studio, lasting, tmp_path):
    assert (
        due(studio, weekly_indexes, lasting).skip_message == "No tenant has anything to find yet."
    )
    for titles in (("Salt", "Rain"), ("Rain",)):
        with_songs(studio.house, tmp_path, *titles)
        launch(studio, wanted(studio)[0])
    [request] = due(studio, weekly_indexes, lasting)
    result = run(studio, "rebuild_indexes", config=request.run_config, tags=request.tags)
    assert result.success
    assert shown(result, "song_index")["rebuilt"] == "yes"
    [vectors] = studio.house.layout.index(ACME, SONG).glob("generation-*/vectors.f32")
    assert vectors.stat().st_size == 4 * studio.house.providers.embedder.dimension


def test_schedules_run_unless_somebody_stops_them_and_say_what_they_do():
    for schedule in defs.get_repository_def().schedule_defs:
        assert schedule.default_status is dg.DefaultScheduleStatus.RUNNING
        assert "UTC" in schedule.description
