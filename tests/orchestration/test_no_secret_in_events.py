"""Whatever a provider's code says or raises in a run, no secret gets into what Dagster keeps."""

import base64
import logging

import dagster as dg
import pytest

from manike.errors import TransientProviderError
from manike.log_scrubbing import scrub_logs
from manike.secrets import Secret
from manike_assets.failures import core_failures

CANARY = "canary-Stieglitz+77/x"
FORMS = (CANARY, base64.b64encode(CANARY.encode()).decode(), "canary-Stieglitz%2B77%2Fx")
SIGNED = "https://files.example/a.mp4?X-Amz-Signature=5t1egl1tz"


class Settings(dg.Config):
    failing: str


@pytest.fixture
def logs():
    before = logging.getLogRecordFactory()
    scrub_logs()
    yield
    logging.setLogRecordFactory(before)


def fail(kind):
    answer = ConnectionError(f"401 for key {CANARY} of {SIGNED}")
    answer.request = {"headers": {"Authorization": f"Bearer {CANARY}"}}
    if kind == "unforeseen":
        raise answer
    raise TransientProviderError(f"said {CANARY}", provider="bird") from answer


@dg.op
def speak(context: dg.OpExecutionContext, config: Settings) -> None:
    key = Secret("BIRD_KEY", CANARY)
    context.log.info(f"using {key} with {key.reveal()}")
    context.log.warning("got %s", SIGNED)
    logging.getLogger("vendor").error("headers: %r", {"Authorization": f"Basic {FORMS[1]}"})
    with core_failures():
        fail(config.failing)


@dg.job
def talking():
    speak()


@pytest.mark.parametrize("kind", ["foreseen", "unforeseen"])
def test_no_file_of_a_failed_run_holds_a_secret(kind, logs, tmp_path, capfd):
    with dg.DagsterInstance.local_temp(
        str(tmp_path), overrides={"python_logs": {"managed_python_loggers": ["vendor"]}}
    ) as instance:
        run = talking.execute_in_process(
            run_config={"ops": {"speak": {"config": {"failing": kind}}}},
            instance=instance,
            raise_on_error=False,
        )
        said = [entry.user_message for entry in instance.all_logs(run.run_id)]
    assert not run.success
    assert any("using Secret('BIRD_KEY') with ***" in text for text in said)
    shown = capfd.readouterr()
    kept = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    kept |= {"stdout": shown.out.encode(), "stderr": shown.err.encode()}
    assert sum(b"Secret('BIRD_KEY')" in content for content in kept.values()) >= 1
    for secret in (*FORMS, "5t1egl1tz"):
        assert [str(name) for name, content in kept.items() if secret.encode() in content] == []
