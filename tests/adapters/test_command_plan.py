"""``manike plan`` as its users meet it."""

import json
import sys

import pytest

from manike.cli.main import main


@pytest.fixture
def manike(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("MANIKE_HOME", str(tmp_path / "home"))
    for name in ("MANIKE_DATABASE_URL", "MANIKE_STANDIN_URL", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["manike", *arguments])
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
        else:
            code = 0
        said = capsys.readouterr()
        return code, said.out, said.err

    run("submit", "A boat leaves at dawn.", "--project", "spring")
    capsys.readouterr()
    return run


def test_the_plans_that_ship_are_listed(manike):
    code, said, _ = manike("plan", "--json")
    assert code == 0
    assert json.loads(said)["openai"]["parts"]["pictures"]["order"] == ["openai", "embedded"]


def test_a_plan_is_followed_by_a_tenant_or_one_project(manike):
    assert manike("plan", "studio", "--use", "mixed")[1] == "studio follows the plan mixed.\n"
    assert manike("plan", "studio/spring", "--use", "embedded")[0] == 0
    assert json.loads(manike("plan", "studio/spring", "--json")[1])["plan"] == "embedded"


def test_a_provider_that_is_not_set_up_is_named_with_the_cure(manike):
    manike("plan", "studio", "--use", "openai")
    said = manike("plan", "studio/spring")[1]
    assert "Not asked: openai: set OPENAI_API_KEY" in said
    assert "1 of 1 takes to make, for at most 0 USD" in said


def test_a_plan_of_ones_own_is_a_file(manike, tmp_path):
    file = tmp_path / "ours.yaml"
    file.write_text("parts: {clips: {order: [embedded], most_usd: 2}}\nregions: [eu]\n")
    assert manike("plan", "studio", "--use", str(file))[1] == "studio follows the plan ours.\n"
    file.write_text("parts: {clips: {most_usd: cheap}}\n")
    code, _, said = manike("plan", "studio", "--use", str(file))
    assert (code, "provider plan: parts.clips.most_usd" in said) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("plan", "studio", "--use", "gold"), "'gold' is not one of embedded, openai"),
        (("plan", "nobody", "--use", "mixed"), "There is no tenant nobody"),
        (("plan", "--use", "mixed"), "say whose films follow it"),
        (("plan", "studio", "--use", "gone.yaml"), "gone.yaml can't be read"),
        (("plan", "studio/winter"), "There is no project studio/winter"),
    ],
)
def test_what_cannot_be_followed_says_why(manike, arguments, message):
    code, _, said = manike(*arguments)
    assert code != 0
    assert message in said
