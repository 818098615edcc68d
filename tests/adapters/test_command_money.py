"""``manike budget``, ``manike cost`` and ``manike reconcile`` as their users meet them."""

import json
from decimal import Decimal
from uuid import uuid4

import pytest
from rich.console import Console

from manike.cli import invocation
from manike.ids import ProjectId, TenantId
from manike.money import Money
from manike.script.preferences import Preferences
from manike.studio.database import Database
from manike.studio.ledger.holding import Purpose
from manike.studio.ledger.ledger import Ledger
from manike.studio.repository import Studio
from manike.testing.clock import StoppedClock

SPRING = ProjectId.parse("acme/spring")


@pytest.fixture
def ledger(tmp_path, monkeypatch):
    monkeypatch.setenv("MANIKE_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("MANIKE_DATABASE_URL", raising=False)
    database = Database(f"sqlite:///{tmp_path / 'home' / 'studio.db'}")
    database.migrate()
    Studio(database).submit(SPRING, "A boat.", Preferences())
    yield Ledger(database, StoppedClock())
    database.close()


@pytest.fixture
def manike(ledger, command):
    return command


def make(ledger, most, actual=None, *, asset="scene_image", provider="runware", job=""):
    """Hold money and, if the bill is known, settle it."""
    hold_id = str(uuid4())
    purpose = Purpose(SPRING, "run-1", asset, "s001", "picture", provider, "flux")
    ledger.hold(hold_id, Money(Decimal(most)), purpose)
    if actual is not None:
        ledger.settle(hold_id, Money(Decimal(actual)), provider_job=job)
    return hold_id


def test_a_budget_is_set_shown_and_cleared(manike, ledger):
    assert manike("budget", "set", "acme", "20", "--per", "month")[0] == 0
    make(ledger, "1", "0.75")
    code, out, _ = manike("budget", "set", "acme/spring", "2")
    assert (code, out) == (
        0,
        "The project budget of acme/spring is 2 USD; 1.25 USD of it are free.\n",
    )
    shown = json.loads(manike("budget", "show", "acme/spring", "--json")[1])
    assert [(row["kind"], row["most"]) for row in shown] == [("month", "20"), ("project", "2")]
    assert (shown[1]["held"], shown[1]["spent"], shown[1]["free"]) == ("0", "0.75", "1.25")
    assert manike("budget", "clear", "acme/spring")[1] == "The budget of acme/spring is gone.\n"
    assert "20 USD" in manike("budget", "show", "acme")[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("set", "acme", "much"), "'much' is not an amount"),
        (("set", "acme", "-1"), "-1 is not between 0 and"),
        (("set", "acme", "0.0000000001"), "0.0000000001 is too fine"),
        (("set", "nobody", "1"), "no tenant nobody"),
        (("set", "acme/summer", "1"), "no project acme/summer"),
        (("set", "acme/spring", "1", "--per", "month"), "a month budget is one of a tenant"),
    ],
)
def test_a_budget_that_can_not_be_set_is_said(manike, arguments, said):
    code, _, err = manike("budget", *arguments)
    assert code != 0
    assert said in err


def test_a_tenant_without_a_budget_is_told(manike):
    assert "acme has no budget" in manike("budget", "show", "acme")[1]


def test_costs_are_told_by_asset_provider_and_model(manike, ledger):
    make(ledger, "0.2", "0.15")
    make(ledger, "0.2", "0.1")
    make(ledger, "0.2")
    make(ledger, "1", "0.5", asset="voice_over", provider="openai")
    told = json.loads(manike("cost", "acme/spring", "--json")[1])
    of_pictures = {
        "asset": "scene_image",
        "provider": "runware",
        "model": "flux",
        "currency": "USD",
        "takes": 2,
        "held": "0.2",
        "settled": "0.25",
        "overrun": "0",
        "credits": "25",
    }
    assert told["lines"][0] == of_pictures
    assert [line["settled"] for line in told["lines"]] == ["0.25", "0.5"]
    assert told["totals"][0]["settled"] == "0.75"
    rows = [line.split() for line in manike("cost", "acme")[1].splitlines()]
    assert ["scene_image", "runware", "flux", "2", "0.2", "0.25", "USD", "25"] in rows
    assert ["total", "3", "0.2", "0.75", "USD", "75"] in rows


@pytest.mark.parametrize("is_terminal", [True, False])
def test_no_amount_is_cut_in_a_narrow_place(manike, ledger, monkeypatch, is_terminal):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(invocation, "console", Console(force_terminal=is_terminal, no_color=True))
    purpose = Purpose(
        SPRING, "", "character_images", "Mira", "picture", "replicate", "kling-v1.6-standard-" * 3
    )
    hold_id = str(uuid4())
    ledger.hold(hold_id, Money(Decimal("0.123456789")), purpose)
    ledger.settle(hold_id, Money(Decimal("0.000291555")))
    make(ledger, "0.123456789")
    said = manike("cost", "acme")[1]
    whole = ("takes", "held", "settled", "credits", "0.123456789", "0.000291555", "0.0291555")
    assert [text for text in whole if text not in said] == []
    assert "…" not in said


def test_costs_since_a_day_leave_out_what_was_before(manike, ledger):
    make(ledger, "0.2", "0.2")
    assert "scene_image" in manike("cost", "acme", "--since", "2026-11-21")[1]
    assert manike("cost", "acme", "--since", "2026-11-22")[1] == "Nothing was paid for acme.\n"


def test_a_bill_beyond_its_quote_is_told(manike, ledger):
    make(ledger, "0.2", "0.5")
    assert "runware flux billed 0.3 USD beyond its quotes" in manike("cost", "acme")[1]


def test_costs_of_nobody_are_not_found(manike):
    assert "no tenant nobody" in manike("cost", "nobody")[2]


def test_a_bill_that_agrees_is_told(manike, ledger, tmp_path):
    make(ledger, "0.2", "0.15", job="r-1")
    key = make(ledger, "0.2", "0.1")
    export = tmp_path / "usage.csv"
    export.write_text(
        "Request_ID,Created_At,Amount\n"
        f"r-1,2026-11-21T12:00:05Z,0.1500001\n{key},2026-11-21T12:00:06Z,$0.10\n"
    )
    code, out, _ = manike("reconcile", "acme", str(export), "--provider", "runware")
    assert (code, out) == (0, "The ledger agrees with all 2 jobs that runware bills.\n")


def test_a_bill_that_differs_is_told_job_by_job(manike, ledger, tmp_path):
    make(ledger, "0.2", "0.15", job="r-1")
    make(ledger, "0.2", "0.1", job="r-2")
    open_hold = make(ledger, "0.2")
    make(ledger, "0.2", "0.2", job="f-1", provider="fal")
    export = tmp_path / "usage.json"
    lines = [
        {"taskUUID": "r-1", "cost": 0.16, "time": "2026-11-21T12:00:00"},
        {"taskUUID": "r-9", "cost": 0.3, "time": 1795262400},
        {"taskUUID": open_hold, "cost": 0.2, "time": 1795262400000},
    ]
    export.write_text(json.dumps({"data": lines}))
    command = ("reconcile", "acme", str(export), "--provider", "runware")
    code, out, _ = manike(*command, "--json")
    assert code == 1
    told = [
        (one["kind"], one["job"], one["what"], one["ledger"], one["provider"])
        for one in json.loads(out)["jobs"]
    ]
    assert told == [
        ("different amount", "r-1", "scene_image s001", "0.15", "0.16"),
        ("only at provider", "r-9", "", None, "0.3"),
        ("different amount", open_hold, "scene_image s001 (open)", "0", "0.2"),
        ("only in ledger", "r-2", "scene_image s001", "0.1", None),
    ]
    code, out, _ = manike(*command)
    assert code == 1
    said = "only in ledger: r-2, acme/spring scene_image s001: ledger 0.1, provider nothing"
    assert said in out.splitlines()


def test_days_that_a_bill_does_not_cover_are_left_out(manike, ledger, tmp_path):
    make(ledger, "0.2", "0.15", job="r-1")
    export = tmp_path / "usage.csv"
    export.write_text("id,time,cost\nr-9,2026-11-20T23:59:59Z,0.1\n")
    out = manike("reconcile", "acme", str(export), "--provider", "runware", "--json")[1]
    assert [one["job"] for one in json.loads(out)["jobs"]] == ["r-9"]


def test_jobs_of_another_tenant_are_passed_over(manike, ledger, tmp_path):
    make(ledger, "0.2", "0.15", job="r-1")
    Studio(ledger.database).add_tenant(TenantId("globex"))
    export = tmp_path / "usage.csv"
    export.write_text("id,cost\nr-1,0.15\n")
    assert manike("reconcile", "globex", str(export), "--provider", "runware")[0] == 0


def test_a_ledger_that_does_not_add_up_is_told(manike, ledger, tmp_path):
    make(ledger, "0.2", "0.15", job="r-1")
    with ledger.database.transaction() as session:
        session.connection().exec_driver_sql("UPDATE ledger_total SET spent = 0")
    export = tmp_path / "usage.csv"
    export.write_text("id,cost\nr-1,0.15\n")
    code, out, _ = manike("reconcile", "acme", str(export), "--provider", "runware")
    assert code == 1
    assert "spent of tenant is kept as 0 USD, its entries say 0.15 USD" in out


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("name,cost\nx,1\n", "line 1 has none of job_id"),
        ("id,cost\nx,much\n", "line 1: 'much' is no amount"),
        ("id,cost,time\nx,1,noon\n", "line 1: 'noon' is no time"),
        ("[1]", "no list of objects"),
        ("{", "it is no JSON"),
        ("", "usage holds no rows"),
        ("job_id,amount\n", "usage holds no rows"),
        ("id,cost\nx,1\nx,-3\n", "line 1: x comes to -2, below 0"),
        (None, "can't be read: there is no such file"),
    ],
)
def test_an_export_that_can_not_be_read_is_said(manike, tmp_path, content, said):
    export = tmp_path / "usage"
    if content is not None:
        export.write_text(content)
    code, _, err = manike("reconcile", "acme", str(export), "--provider", "runware")
    assert code == 1
    assert said in err


def test_a_line_without_a_job_is_said_and_the_others_are_compared(manike, ledger, tmp_path):
    make(ledger, "0.2", "0.15", job="r-1")
    export = tmp_path / "usage.csv"
    export.write_text("job_id,amount\n,0.01\nr-1,0.15\n,0.02\nr-1,0.05\nr-1,-0.05\n")
    code, out, _ = manike("reconcile", "acme", str(export), "--provider", "runware")
    assert (code, out.splitlines()) == (
        1,
        [
            "without a job's id: line 1: ledger nothing, provider 0.01",
            "without a job's id: line 3: ledger nothing, provider 0.02",
        ],
    )


@pytest.mark.parametrize(
    ("option", "name", "said"),
    [
        ("--job", "pictures", "'picture'"),
        ("--provider", "opnai", "'opnai' is not one of embedded, openai"),
    ],
)
def test_a_price_is_for_what_there_is(manike, option, name, said):
    code, _, err = manike("price", "set", "acme", "--per-take", "5", option, name)
    assert code != 0
    assert said in " ".join(err.split())
    assert len(json.loads(manike("price", "list", "acme", "--json")[1])) == 2


def test_a_bill_is_of_a_provider_that_there_is(manike, tmp_path):
    export = tmp_path / "usage.csv"
    export.write_text("id,cost\nx,1\n")
    said = manike("reconcile", "acme", str(export), "--provider", "fol")[2]
    assert "provider: 'fol' is not one of embedded, openai" in said


def test_a_price_is_set_and_listed(manike, ledger):
    said = manike("price", "set", "acme", "--per-take", "5", "--job", "picture")[1]
    assert said == "acme is charged 5 credits a take for picture.\n"
    manike("price", "set", "acme", "--factor", "1.5", "--from", "2026-12-01")
    listed = json.loads(manike("price", "list", "acme", "--json")[1])
    assert [(row["job"], row["factor"], row["credits_per_take"]) for row in listed[2:]] == [
        ("picture", None, "5"),
        ("", "1.5", None),
    ]
    assert "cost x 1.5" in manike("price", "list", "acme")[1]
    assert "give one of" in manike("price", "set", "acme")[2]
