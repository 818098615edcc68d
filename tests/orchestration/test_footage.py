"""A tenant's footage on Dagster: dropped or added, looked at, checked, and launched once."""

import shutil

import dagster as dg
import pytest

from manike.ids import TenantId
from manike.production.footage.inbox import REST_S, resting_footage, take_in
from manike.production.footage.library import add_footage, footage_of
from manike.production.search.searching import search_kind
from manike.production.search.shot_index import SHOT
from manike.studio.clock import Clock
from manike_assets.partitions import TENANTS
from sensors import new_footage as sensor_module
from sensors.new_footage import new_footage
from tests.footage_reels import make_reels

ACME = TenantId("acme")
ALL = ("footage", "shots", "keyframes", "footage_report", "shot_index")


@pytest.fixture(scope="session")
def reels(once):
    return once("footage-reels", make_reels)


@pytest.fixture
def inbox(settings, monkeypatch):
    monkeypatch.setenv("MANIKE_HOME", str(settings.home))
    folder = settings.inbox / "acme" / "footage"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def acme(floor):
    floor.house.studio.add_tenant(ACME)
    floor.instance.add_dynamic_partitions(TENANTS.name, ["acme"])
    return floor


def later():
    """A time at which files that are written now have rested."""
    return Clock().now().timestamp() + REST_S + 1


def metadata(result, name):
    [event] = result.asset_materializations_for_node(name)
    return event.metadata


def checks(result):
    return {each.check_name: each.passed for each in result.get_asset_check_evaluations()}


@pytest.mark.usefixtures("inbox")
def test_all_is_made_shown_and_checked_and_a_bad_file_stops_nothing(acme, reels):
    for name in ("one", "two", "bad"):
        add_footage(acme.house, ACME, reels / f"{name}.mp4", about=f"Reel {name}")
    result = acme.run(*ALL, key=ACME)
    assert result.success
    shown = metadata(result, "footage")
    assert (shown["files"].value, shown["codecs"].value) == (3, "3 h264")
    shown = metadata(result, "shots")
    assert (shown["shots"].value, shown["cuts"].value, shown["refused now"].value) == (4, 2, 1)
    assert len(shown["boundaries"].records) == 4
    strips = shown["strip of shots"].value
    assert strips.count("/media/acme/-/") == 4
    assert len(strips) < 1000
    shown = metadata(result, "keyframes")
    assert "/cluster-01.jpg?width=480" in shown["contact sheets"].value
    assert metadata(result, "footage_report")["links"].value.count("report.json") == 2
    assert metadata(result, "shot_index")["shots"].value == 4
    assert set(checks(result).values()) == {True}
    assert len(checks(result)) >= 8
    [hit] = search_kind(acme.house, ACME, SHOT, "reel two", 1)
    assert hit.row.details["footage"] == "two.mp4"


@pytest.mark.usefixtures("inbox")
def test_no_footage_is_no_failure(acme):
    result = acme.run(*ALL, key=ACME)
    assert result.success
    assert metadata(result, "footage")["files"].value == 0
    assert metadata(result, "shot_index")["shots"].value == 0
    assert set(checks(result).values()) == {True}


@pytest.mark.usefixtures("inbox")
def test_checks_find_a_lost_report_and_a_file_that_was_not_looked_at(acme, reels):
    add_footage(acme.house, ACME, reels / "one.mp4")
    assert acme.run(*ALL, key=ACME).success
    item = footage_of(acme.house, ACME, "one.mp4")
    add_footage(acme.house, ACME, reels / "two.mp4")
    acme.house.blobs.path(ACME, footage_of(acme.house, ACME, "two.mp4").sha256).unlink()
    result = acme.run("shots", key=ACME)
    assert result.success
    assert checks(result)["every_file_is_looked_at"] is False
    acme.house.blobs.path(ACME, item.report_sha256).unlink()
    assert checks(acme.run("footage_report", key=ACME))["reports_can_be_read"] is False


@pytest.mark.usefixtures("inbox")
def test_a_run_is_asked_for_once_for_footage_that_is_new(acme, reels):
    assert acme.look(new_footage) == []
    add_footage(acme.house, ACME, reels / "one.mp4")
    [run] = acme.look(new_footage)
    assert (run.job_name, run.partition_key, run.tags["tenant"]) == (
        "analyse_footage",
        "acme",
        "acme",
    )
    assert [again.run_key for again in acme.look(new_footage)] == [run.run_key]
    add_footage(acme.house, ACME, reels / "two.mp4")
    [other] = acme.look(new_footage)
    assert other.run_key != run.run_key
    at_work = dg.DagsterRun(
        job_name="analyse_footage", tags={"tenant": "acme"}, status=dg.DagsterRunStatus.STARTED
    )
    acme.instance.add_run(at_work)
    assert acme.look(new_footage) == []
    acme.instance.report_run_canceled(at_work)
    assert [run.run_key for run in acme.look(new_footage)] == [other.run_key]
    assert acme.run(*ALL, key=ACME).success
    assert acme.look(new_footage) == []


def test_dropped_files_become_footage_once_they_rest(acme, inbox, reels):
    shutil.copy(reels / "one.mp4", inbox / "My Clip.mp4")
    (inbox / "half.mp4.part").write_bytes(b"half")
    assert acme.look(new_footage) == []  # written just now
    assert take_in(acme.house, ACME, inbox.parents[1], Clock().now().timestamp()) == ()
    assert list(resting_footage(inbox.parents[1], later())) == [ACME]
    [taken] = take_in(acme.house, ACME, inbox.parents[1], later())
    assert (taken.fate, taken.said) == ("taken", "my-clip.mp4 is kept.")
    assert [path.name for path in inbox.iterdir()] == ["half.mp4.part"]
    shutil.copy(reels / "one.mp4", inbox / "again.mp4")
    [taken] = take_in(acme.house, ACME, inbox.parents[1], later())
    assert taken.said == "my-clip.mp4 was there already, with the same content."
    assert [item.name for item in acme.house.studio.footage(ACME)] == ["my-clip.mp4"]


def test_a_bad_dropped_file_moves_aside_with_a_message(acme, inbox, reels, tmp_path):
    (inbox / "notes.mp4").write_bytes(b"not a video")
    (tmp_path / "secret.mp4").write_bytes((reels / "one.mp4").read_bytes())
    (inbox / "link.mp4").symlink_to(tmp_path / "secret.mp4")
    fates = {each.file: each.fate for each in take_in(acme.house, ACME, inbox.parents[1], later())}
    assert fates == {"link.mp4": "rejected", "notes.mp4": "rejected"}
    said = (inbox / "rejected" / "notes.mp4.error.txt").read_text()
    assert "can't be read as a video" in said
    assert "is a link" in (inbox / "rejected" / "link.mp4.error.txt").read_text()
    assert acme.house.studio.footage(ACME) == ()


def test_a_link_to_another_tenants_folder_is_passed_over(acme, inbox, settings, reels):
    shutil.copy(reels / "one.mp4", inbox / "one.mp4")
    (settings.inbox / "globex").mkdir()
    (settings.inbox / "globex" / "footage").symlink_to(inbox)
    (settings.inbox / "initech").symlink_to(inbox.parent)
    assert list(resting_footage(settings.inbox, later())) == [ACME]
    for name in ("globex", "initech"):
        assert take_in(acme.house, TenantId(name), settings.inbox, later()) == ()


@pytest.mark.usefixtures("inbox")
def test_the_sensor_sees_dropped_files_of_a_tenant_that_is_new(floor, settings, reels, monkeypatch):
    folder = settings.inbox / "newcomer" / "footage"
    folder.mkdir(parents=True)
    shutil.copy(reels / "one.mp4", folder / "one.mp4")
    context = dg.build_sensor_context(instance=floor.instance, resources={"house": floor.house})
    real = sensor_module.resting_footage
    monkeypatch.setattr(sensor_module, "resting_footage", lambda inbox, _: real(inbox, later()))
    result = new_footage(context)
    [run] = result.run_requests
    assert run.partition_key == "newcomer"
    assert [each.partition_keys for each in result.dynamic_partitions_requests] == [["newcomer"]]
    take_in(floor.house, TenantId("newcomer"), settings.inbox, later())
    assert [item.name for item in floor.house.studio.footage(TenantId("newcomer"))] == ["one.mp4"]
    assert list(folder.iterdir()) == []


@pytest.mark.usefixtures("inbox")
def test_the_sensor_names_folders_that_can_be_no_tenants(floor, settings, reels):
    for name in ("Bad Name", "globex"):
        (settings.inbox / name / "footage").mkdir(parents=True)
    context = dg.build_sensor_context(instance=floor.instance, resources={"house": floor.house})
    assert new_footage(context).skip_message == "No footage is new."
    shutil.copy(reels / "one.mp4", settings.inbox / "Bad Name" / "footage" / "one.mp4")
    assert new_footage(context).skip_message == (
        "No footage is new. Folders with footage that are no tenant's name, such as acme: Bad Name."
    )
