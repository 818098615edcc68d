from pathlib import Path

import dagster as dg
import pytest
import yaml

from manike.errors import StoreError
from resources.dagster_home import open_instance, prepare
from resources.run_coordinator import TenantRunCoordinator


def test_instance_opens_with_the_settings_of_the_project(tmp_path: Path) -> None:
    home = prepare(tmp_path / "dagster")
    with open_instance(home) as instance:
        assert isinstance(instance.run_coordinator, TenantRunCoordinator)
        assert instance.telemetry_enabled is False
        assert instance.nux_enabled is False
        assert instance.run_monitoring_enabled is True
        assert instance.run_retries_max_retries == 2
        assert instance.run_retries_retry_on_asset_or_op_failure is False


def test_pool_slots_of_a_dead_run_are_freed(tmp_path: Path) -> None:
    with open_instance(prepare(tmp_path / "dagster")) as instance:
        assert instance.run_monitoring_settings["free_slots_after_run_end_seconds"] == 10
        assert instance.global_op_concurrency_default_limit == 3


@pytest.mark.parametrize("pool", ["image", "speech", "music", "motion", "film"])
def test_who_waits_for_slow_jobs_leaves_room_in_each_pool_for_another_tenant(
    tmp_path: Path, pool: str
) -> None:
    with open_instance(prepare(tmp_path / "dagster")) as instance:
        queue = instance.get_concurrency_config().run_queue_config
        assert queue is not None
        most_runs = queue.tag_concurrency_limits[0]["limit"]
        slots = instance.event_log_storage
        slots.initialize_concurrency_limit_to_default(pool)
        for number in range(most_runs):
            assert slots.claim_concurrency_slot(pool, f"slow {number}", "step").is_claimed
        assert slots.claim_concurrency_slot(pool, "of another tenant", "step").is_claimed
        assert queue.max_concurrent_runs > most_runs


def test_one_tenant_is_limited_to_two_runs(tmp_path: Path) -> None:
    with open_instance(prepare(tmp_path / "dagster")) as instance:
        queue = instance.get_concurrency_config().run_queue_config
    assert queue is not None
    assert queue.max_concurrent_runs == 4
    assert queue.tag_concurrency_limits[0] == {
        "key": "tenant",
        "value": {"applyLimitPerUniqueValue": True},
        "limit": 2,
    }


def test_preparing_twice_leaves_the_file_alone(tmp_path: Path) -> None:
    target = prepare(tmp_path / "dagster") / "dagster.yaml"
    before = target.stat()
    prepare(tmp_path / "dagster")
    assert target.stat().st_ino == before.st_ino
    assert [path.name for path in target.parent.iterdir()] == ["dagster.yaml"]


def test_an_old_or_broken_file_is_replaced(tmp_path: Path) -> None:
    target = prepare(tmp_path / "dagster") / "dagster.yaml"
    wanted = target.read_text()
    target.write_text("telemetry: {enabled: tr")
    prepare(tmp_path / "dagster")
    assert target.read_text() == wanted


def test_the_database_url_is_named_never_written(tmp_path: Path) -> None:
    home = prepare(tmp_path / "dagster", postgres_url_env="MANIKE_DATABASE_URL")
    settings = yaml.safe_load((home / "dagster.yaml").read_text())
    assert settings["storage"] == {"postgres": {"postgres_url": {"env": "MANIKE_DATABASE_URL"}}}


def test_a_home_that_is_a_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "dagster").write_text("")
    with pytest.raises(StoreError, match="could not be written"):
        prepare(tmp_path / "dagster")


def test_postgres_keeps_runs_and_partitions(
    tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MANIKE_DATABASE_URL", postgres_url)
    home = prepare(tmp_path / "dagster", postgres_url_env="MANIKE_DATABASE_URL")
    with open_instance(home) as instance:
        instance.add_dynamic_partitions("projects", ["acme/p1", "globex/p1"])
    with open_instance(home) as again:
        assert type(again.run_storage).__name__ == "PostgresRunStorage"
        assert again.get_dynamic_partitions("projects") == ["acme/p1", "globex/p1"]
        result = dg.materialize([made], instance=again)
        assert result.success
        assert again.get_runs_count() == 1


@dg.asset
def made() -> None:
    """Something made."""


def test_a_command_starts_no_programs_that_follow_output_and_keeps_the_same_records(tmp_path):
    home = prepare(tmp_path / "dagster")
    with open_instance(home, keeps_output=False) as instance:
        assert type(instance.compute_log_manager).__name__ == "NoOpComputeLogManager"
        instance.add_dynamic_partitions("projects", ["acme/boats"])
    with open_instance(home) as instance:
        assert type(instance.compute_log_manager).__name__ == "LocalComputeLogManager"
        assert instance.get_dynamic_partitions("projects") == ["acme/boats"]
