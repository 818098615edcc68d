"""``manike plan`` as its users meet it."""

import json

import pytest


@pytest.fixture
def manike(tmp_path, monkeypatch, capsys, command):
    monkeypatch.setenv("MANIKE_HOME", str(tmp_path / "home"))
    for name in ("MANIKE_DATABASE_URL", "MANIKE_STANDIN_URL", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    command("submit", "A boat leaves at dawn.", "--project", "spring")
    capsys.readouterr()
    return command


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
    ("content", "said"),
    [
        ("parts: {pictures: {order: [opnai, embedded]}}", "order: 'opnai' is not one of embedded"),
        ("parts: {pictures: {order: [anthropic]}}", "pictures.order: 'anthropic' is not one of"),
        ("parts: {clips: {simple_order: [hume]}}", "clips.simple_order: 'hume' is not one of"),
        ("parts: {pictures: {order: [openai, openai]}}", "names openai twice"),
        ("parts: {embeddings: {order: [fal]}}", "embeddings.order: 'fal' is not one of embedded"),
        ("parts: {embeddings: {order: [openai, embedded]}}", "vectors of two models never mix"),
        ("regions: [mars]", "regions: 'mars' is not one of us, eu"),
        ("regions: [us]\nregions: [eu]", "regions is given twice in what begins at line 1"),
        ("parts: {pictures: {order: []}}", "order: names nobody; write one at least"),
        ("parts: {pictures: {order: openai}}", "'openai' is no list; write [openai, embedded]"),
        ("parts: {picturs: {order: [openai]}}", "parts.picturs: is no part of a film; use script"),
        ("parts: {pictures: {ordre: [openai]}}", "ordre: is not known; use order, cheapest_first"),
        ("parts: {clips: {most_usd: cheap}}", "'cheap' can't be used; write an amount above 0"),
        ("[openai]", "must hold fields such as parts and regions"),
        ("regions: [us", "is no YAML"),
    ],
)
def test_a_plan_is_refused_where_it_names_what_is_not_there(manike, tmp_path, content, said):
    file = tmp_path / "ours.yaml"
    file.write_text(content)
    code, _, told = manike("plan", "studio", "--use", str(file))
    assert code == 1
    assert said in " ".join(told.split())
    assert json.loads(manike("plan", "studio/spring", "--json")[1])["plan"] == "embedded"


def test_a_tenant_is_told_which_plan_it_follows_and_who_is_there(manike):
    assert manike("plan", "studio")[1].startswith("studio follows the plan embedded.\n")
    manike("plan", "studio", "--use", "openai")
    said = manike("plan", "studio")[1].splitlines()
    assert said[:3] == [
        "studio follows the plan openai.",
        "script: openai, embedded",
        "pictures: openai, embedded",
    ]
    assert said[-1].startswith("Not asked: openai: set OPENAI_API_KEY")
    assert json.loads(manike("plan", "spring", "--json")[1])["lines"][0]["asset"] == "script"


def test_a_budget_that_is_too_small_is_told_before_anything_runs(manike, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "not-asked")
    manike("plan", "studio", "--use", "openai")
    assert "budget" not in manike("plan", "studio/spring")[1]
    manike("budget", "set", "studio", "0.000001", "--per", "film")
    said = manike("plan", "studio/spring")[1]
    assert "The film budget has 0.000001 USD free: it may not be enough." in said


def test_a_folder_is_no_plan(manike, tmp_path):
    assert "is a folder; name a file" in manike("plan", "studio", "--use", str(tmp_path))[2]


def test_a_plan_that_leaves_nobody_for_a_later_part_is_seen_before_the_script(manike, tmp_path):
    file = tmp_path / "ours.yaml"
    file.write_text("parts: {pictures: {order: [openai]}}")
    manike("plan", "studio", "--use", str(file))
    code, _, said = manike("plan", "studio/spring")
    assert code == 1
    assert "leaves nobody for pictures: openai: set OPENAI_API_KEY" in " ".join(said.split())


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
