"""Malformed replies of models: a valid script or a clear failure, in at most three calls each."""

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import yaml

from manike.errors import PermanentProviderError, RefusedContentError
from manike.generation.patience import Patience
from manike.generation.remote import Failed, Reply
from manike.ports import ScriptRequest
from manike.prompts.experiments import chosen
from manike.script.models import ScriptBreakdown
from manike.script.preferences import Preferences
from manike.script.rules import broken_rules
from manike.testing.clock import StoppedClock
from manike.testing.exchanges import ExchangesInMemory
from manike.testing.speaker import CALL, ScriptedSpeaker
from manike.writing.job import ScriptJob
from manike.writing.speaking import MOST_CALLS, Ending

FILE = Path(__file__).parents[1] / "data" / "malformed_scripts.yaml"
DOCS = Path(__file__).parents[2] / "docs" / "prompts.md"


@cache
def table():
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


def cases():
    return [pytest.param(case, id=f"{case['group']}: {case['name']}") for case in table()["cases"]]


def script_of(case):
    script = json.loads(json.dumps(table()["good"]))
    for path, value in case.get("edit", {}).items():
        holder, last = held(script, path)
        holder[last] = " ".join(["and on the sand goes on"] * 40) if value == "LONG" else value
    for path in case.get("drop", []):
        holder, last = held(script, path)
        del holder[last]
    if "repeat_scenes" in case:
        first = script["scenes"][0]
        script["scenes"] = [
            {**first, "number": n, "narration": f"Wave number {n}."}
            for n in range(1, case["repeat_scenes"] + 1)
        ]
    return script


def held(script, path):
    *way, last = [int(part) if part.isdecimal() else part for part in path.split(".")]
    for part in way:
        script = script[part]
    return script, last


def answer_of(case):
    text = json.dumps(script_of(case), ensure_ascii=False, indent=1)
    if "replace" in case:
        before, after = case["replace"]
        assert before in text
        text = text.replace(before, after)
    text = case.get("reply", "@@").replace("@@", text)
    text = text[: int(len(text) * case.get("cut", 1))]
    return text, Ending(case.get("ending", "whole"))


def answers_of(case):
    first = answer_of(case)
    following = {
        "good": json.dumps(table()["good"]),
        "same": first,
        "refused": ("I can't.", Ending.REFUSED),
    }
    return [first, following[case.get("then", "good")]]


def request():
    return ScriptRequest(table()["prompt"], Preferences(duration_s=table()["duration_s"]))


def job_of(speaker, project):
    clock = StoppedClock()
    choice = chosen("script", project, experiments=())
    patience, no_wait = Patience(clock), lambda account: 0.0
    return ScriptJob(request(), speaker, choice, ExchangesInMemory(), patience, no_wait)


@pytest.mark.parametrize("case", cases())
def test_a_malformed_reply_ends_in_a_script_or_a_clear_failure(case, project, tmp_path):
    speaker = ScriptedSpeaker(answers_of(case))
    job = job_of(speaker, project)
    outcome = job.submit("key")
    assert len(speaker.asked) == case["calls"] <= MOST_CALLS
    assert (
        outcome.cost.amount == CALL.amount * case["calls"] == sum(b.amount for b in speaker.bills)
    )
    if case["outcome"] == "script":
        assert isinstance(outcome, Reply)
        record = job.collect(outcome, tmp_path).record
        script = ScriptBreakdown.model_validate(record)
        assert broken_rules(script, request().preferences) == ()
        assert ScriptBreakdown.model_validate_json((tmp_path / "script.json").read_text()) == script
        return
    assert isinstance(outcome, Failed)
    kinds = {"failed": PermanentProviderError, "refused": RefusedContentError}
    assert type(outcome.error) is kinds[case["outcome"]]
    assert len(str(outcome.error)) > 30


def test_there_are_sixty_and_more_malformed_replies():
    assert len(table()["cases"]) >= 60
    assert len({case["name"] for case in table()["cases"]}) == len(table()["cases"])


def test_the_table_of_outcomes_in_the_documentation_is_what_happens():
    groups = Counter((case["group"], case["calls"], case["outcome"]) for case in table()["cases"])
    rows = []
    for group in dict.fromkeys(case["group"] for case in table()["cases"]):
        counts = [
            groups[group, 1, "script"],
            groups[group, 2, "script"],
            sum(n for (g, _, outcome), n in groups.items() if g == group and outcome == "failed"),
            sum(n for (g, _, outcome), n in groups.items() if g == group and outcome == "refused"),
        ]
        rows.append(f"| {group} | {sum(counts)} | " + " | ".join(map(str, counts)) + " |")
    assert "\n".join(rows) in DOCS.read_text(encoding="utf-8")


def test_no_secret_of_this_process_is_in_what_a_model_is_asked(project, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-canary-of-this-test")
    speaker = ScriptedSpeaker([json.dumps(table()["good"])])
    job_of(speaker, project).submit("key")
    asked = "\n".join(turn.text for turn in speaker.asked[0]) + json.dumps(speaker.schemas[0])
    assert "canary" not in asked
    assert str(Path.home()) not in asked
