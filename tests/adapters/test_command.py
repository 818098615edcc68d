"""The ``manike`` command as its users meet it."""

import json
import runpy

import cv2
import dagster as dg
import numpy as np
import pytest

from jobs.in_process import open_instance
from manike.cli import entry, projects
from manike.cli.invocation import Invocation
from manike.ids import ProjectId
from manike.ports import ScriptRequest
from manike.script.preferences import Preferences
from manike.studio.models import Status
from manike.testing.fakes import FakeWriter

PROMPT = "A boat leaves the harbour at dawn."


def test_a_prompt_is_submitted_and_listed(manike):
    code, out, _ = manike("submit", PROMPT, "--tenant", "acme", "--project", "boat", "--json")
    assert (code, json.loads(out)) == (0, {"project": "acme/boat", "request": 1})
    _, out, _ = manike("projects", "--tenant", "acme", "--json")
    assert json.loads(out) == [{"project": "acme/boat", "status": "requested", "problem": ""}]
    _, out, _ = manike("status", "acme/boat", "--json")
    assert json.loads(out)["stages"] == {"script": [0, 1]}


def test_a_project_is_named_after_its_prompt(manike):
    _, out, _ = manike("submit", PROMPT, "--json")
    name = json.loads(out)["project"]
    assert name.startswith("studio/a-boat-leaves-the-harbour")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["submit", " "], "prompt: is empty"),
        (["submit", "😀🎉"], "prompt: has no words"),
        (["submit", "x" * 10_001], "prompt: has 10001 characters"),
        (["submit", PROMPT, "--tenant", "../x"], "tenant: '../x' is not a valid name"),
        (["submit", PROMPT, "--project", "$(id)"], "project: '$(id)' is not a valid name"),
        (["submit", PROMPT, "--aspect", "4:3"], "aspect: "),
        (["submit", PROMPT, "--duration", "9"], "duration_s: "),
        (["submit", PROMPT, "--duration", "long"], "duration_s: must be a whole number"),
        (["submit", PROMPT, "--resolution", "8k"], "resolution: "),
        (["submit", PROMPT, "--seed", "-1"], "seed: "),
        (["submit", PROMPT, "--language", "english please"], "language: "),
        (["submit", PROMPT, "--music-mood", "loud"], "music_mood: "),
        (["status", "acme/none"], "There is no project acme/none"),
        (["script", "show", "acme/none"], "There is no project acme/none"),
        (["script", "edit", "acme/none", "--file", "/"], "There is no project acme/none"),
        (["project", "regenerate", "acme/none", "--scene", "1"], "There is no project acme/none"),
        (["export", "acme/none"], "There is no project acme/none"),
        (["search", "boats", "--tenant", "none"], "There is no tenant none. Add it"),
        (["tenant", "brand", "none", "--set", "x=1"], "There is no tenant none"),
    ],
)
def test_bad_input_is_one_sentence_with_the_field(manike, arguments, said):
    code, out, err = manike(*arguments)
    assert code == 1
    assert said in err
    assert out == ""
    assert "Traceback" not in err


def test_nothing_is_kept_of_a_refused_prompt(manike):
    manike("submit", PROMPT, "--tenant", "acme", "--duration", "9")
    _, out, _ = manike("tenant", "list", "--json")
    assert json.loads(out) == {}


def test_tenants_are_added_and_listed(manike):
    assert manike("tenant", "add", "acme", "--name", "Acme Travel")[0] == 0
    code, _, err = manike("tenant", "add", "acme")
    assert (code, err.strip()) == (1, "Tenant acme exists already.")
    assert json.loads(manike("tenant", "list", "--json")[1]) == {"acme": {}}


def test_a_pronunciation_is_set_shown_and_taken_out(manike):
    manike("tenant", "add", "acme")
    code, out, _ = manike("tenant", "pronounce", "acme", "--set", "Kandy=KAN-dee")
    assert (code, out) == (0, "Kandy = KAN-dee\n")
    code, _, err = manike("tenant", "pronounce", "acme", "--set", "Galle=G4L")
    assert code == 1
    assert "Galle: 'G4L' is neither syllables such as KAN-dee" in err
    _, out, _ = manike("tenant", "pronounce", "acme", "--json")
    assert json.loads(out) == {"Kandy": "KAN-dee"}
    _, out, _ = manike("tenant", "pronounce", "acme", "--set", "Kandy=")
    assert out == "acme has no pronunciations of its own.\n"


def test_a_tenant_asks_models_in_words_of_its_own(manike, tmp_path):
    manike("tenant", "add", "acme")
    own = tmp_path / "own.txt"
    own.write_text("Write {{ film_s }} seconds.\n", encoding="utf-8")
    assert "You write scripts" in manike("tenant", "wording", "acme", "script.system")[1]
    code, out, _ = manike("tenant", "wording", "acme", "script.system", "--file", str(own))
    assert (code, out) == (0, "Write {{ film_s }} seconds.\n")
    assert "script.system (own)\n" in manike("tenant", "wording", "acme")[1]
    own.write_text("{{ prompt }}", encoding="utf-8")
    code, _, err = manike("tenant", "wording", "acme", "script.system", "--file", str(own))
    assert code != 0
    assert "asks for prompt; there are" in " ".join(err.split())
    own.write_text(" \n", encoding="utf-8")
    code, _, err = manike("tenant", "wording", "acme", "script.system", "--file", str(own))
    assert (code, "own.txt is empty; --reset goes back" in " ".join(err.split())) == (1, True)
    kept = manike("tenant", "wording", "acme", "script.system")[1]
    assert kept == "Write {{ film_s }} seconds.\n"
    _, out, _ = manike("tenant", "wording", "acme", "script.system", "--reset")
    assert "You write scripts" in out


def test_a_brand_kit_is_changed_field_by_field(manike):
    manike("tenant", "add", "acme")
    manike("tenant", "brand", "acme", "--set", "highlight_colour=#00ff00")
    _, out, _ = manike("tenant", "brand", "acme", "--set", "caption_style=plain", "--json")
    kit = json.loads(out)
    assert (kit["highlight_colour"], kit["caption_style"]) == ("#00ff00", "plain")
    code, _, err = manike("tenant", "brand", "acme", "--set", "highlight_colour=green")
    assert (code, "highlight_colour" in err) == (1, True)


def test_a_logo_is_given_as_a_file(manike, tmp_path):
    manike("tenant", "add", "acme")
    cv2.imwrite(str(tmp_path / "logo.png"), np.full((40, 40, 3), 200, np.uint8))
    logo = str(tmp_path / "logo.png")
    code, out, _ = manike("tenant", "brand", "acme", "--logo", logo, "--json")
    assert (code, len(json.loads(out)["logo_sha256"])) == (0, 64)
    code, _, err = manike("tenant", "brand", "acme", "--set", f"logo_sha256={'a' * 64}")
    assert (code, "acme has no picture of this hash" in err) == (1, True)


def test_a_second_project_of_one_name_is_refused(manike):
    manike("submit", PROMPT, "--project", "boat")
    code, _, err = manike("submit", "Another film.", "--project", "boat")
    assert (code, "studio/boat exists already" in err) == (1, True)


def test_a_listed_project_s_name_can_be_copied(manike, monkeypatch):
    monkeypatch.setattr(projects.console, "width", 80)
    prompt = "A cat chases a butterfly through the garden"
    project = json.loads(manike("submit", prompt, "--json")[1])["project"]
    with Invocation().house() as house:
        house.studio.advance(ProjectId.parse(project), Status.FAILED, problem="words " * 50)
    assert project in manike("projects")[1]


@pytest.mark.parametrize("problem", ["closing [/tmp/x] failed", "[libx264 @ 0x55] broke :boom:"])
def test_a_problem_is_printed_as_it_is(manike, problem):
    project = ProjectId.parse("acme/boat")
    manike("submit", PROMPT, "--tenant", "acme", "--project", "boat")
    with Invocation().house() as house:
        house.studio.advance(project, Status.FAILED, problem=problem)
    assert problem in manike("status", "acme/boat")[1]
    assert problem.split()[0] in manike("projects", "--tenant", "acme")[1]


def test_a_script_is_printed_as_it_is(manike):
    project = ProjectId.parse("acme/boat")
    manike("submit", PROMPT, "--tenant", "acme", "--project", "boat")
    title = "Home [/red] again"
    script = FakeWriter().write_script(ScriptRequest(PROMPT, Preferences()))
    with Invocation().house() as house:
        house.studio.save_script(project, script.model_copy(update={"title": title}), "ann")
    assert title in manike("script", "show", "acme/boat")[1]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "script: Invalid JSON"),
        (b"{}", "script.title: "),
        (b"\xff", "is not UTF-8; save it as UTF-8"),
        (None, "can't be read: there is no such file.\n"),
    ],
)
def test_an_edited_script_that_can_t_be_read_is_refused(manike, tmp_path, content, said):
    manike("submit", PROMPT, "--project", "boat")
    file = tmp_path / "script.json"
    if content is not None:
        file.write_bytes(content)
    code, _, err = manike("script", "edit", "studio/boat", "--file", str(file))
    assert (code, said in err) == (1, True), err


def test_a_tenant_without_projects_is_told_so(manike):
    assert manike("projects")[1] == "studio has no projects yet.\n"


@pytest.mark.parametrize("port", ["65536", "-1"])
def test_a_port_that_is_none_is_refused(manike, port):
    code, _, err = manike("studio", "--port", port)
    assert (code, "--port" in err) == (2, True)


@pytest.mark.parametrize("stop", [KeyboardInterrupt, dg.DagsterExecutionInterruptedError])
def test_a_stopped_command_says_how_to_go_on(manike, monkeypatch, stop):
    def stopped(*_):
        raise stop

    monkeypatch.setattr(projects, "project_id", stopped)
    code, _, err = manike("status", "acme/boat")
    assert (code, "run it again to go on" in err) == (130, True)


def test_debug_shows_where_an_error_comes_from(manike):
    with pytest.raises(Exception, match="acme/none"):
        manike("--debug", "status", "acme/none")


def test_the_command_lists_what_it_can_do(manike):
    code, out, _ = manike("--help")
    assert code == 0
    for command in ("submit", "video", "status", "script", "export", "search", "tenant", "doctor"):
        assert command in out


def test_an_archived_project_leaves_dagster_and_stays_on_record(manike):
    manike("submit", PROMPT, "--tenant", "acme", "--project", "boats")
    with open_instance(Invocation().settings) as instance:
        instance.add_dynamic_partitions("projects", ["acme/boats"])
    assert manike("project", "archive", "acme/boats")[0] == 0
    with open_instance(Invocation().settings) as instance:
        assert instance.get_dynamic_partitions("projects") == []
    _, listed, _ = manike("status", "acme/boats", "--json")
    assert json.loads(listed)["status"] == Status.ARCHIVED


def test_the_command_runs_as_a_module():
    assert runpy.run_module("manike", run_name="not main")["main"] is entry.main


def test_a_deleted_project_is_gone_and_its_bills_stay(manike):
    manike("submit", PROMPT, "--project", "boats", "--tenant", "acme")
    code, _, err = manike("project", "delete", "acme/none", "--yes")
    assert (code, "There is no project acme/none" in err) == (1, True)
    code, out, _ = manike("project", "delete", "acme/boats", "--yes", "--by", "ann")
    assert (code, "What was paid stays in the ledger" in out) == (0, True)
    assert manike("status", "acme/boats")[0] == 1
    assert manike("submit", PROMPT, "--project", "boats", "--tenant", "acme")[0] == 0
