"""A stand-in for the paid providers, one for each test file, empty for each test; the command."""

import sys
import threading
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from sqlmodel import select

from manike.generation.attempts import Attempts
from manike.generation.claims import Claims
from manike.generation.courier import Courier, Errand
from manike.generation.door import Door, MadeThere
from manike.generation.fingerprint import Generation
from manike.generation.guard import AccountGuard
from manike.generation.health import AccountHealth
from manike.generation.limits import Limits, RateRules
from manike.generation.nudges import Nudges
from manike.generation.patience import Patience
from manike.generation.replies import Replies
from manike.generation.takes import Takes
from manike.studio.ledger.ledger import Ledger
from manike.studio.models import Attempt
from manike.testing.clock import StoppedClock
from manike.testing.standin.running import Standin


@pytest.fixture(scope="module")
def running_standin(tmp_path_factory):
    with Standin(tmp_path_factory.mktemp("standin"), fast=True) as running:
        yield running


@pytest.fixture
def standin(running_standin):
    running_standin.reset()
    return running_standin


@pytest.fixture
def receiver():
    """Who gets webhooks: the URL, what came as (headers, body), and an event at each."""
    got, arrived = [], threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            got.append((dict(self.headers), self.rfile.read(int(self.headers["content-length"]))))
            self.send_response(204)
            self.end_headers()
            arrived.set()

        def log_message(self, *told):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/hook", got, arrived
        server.shutdown()


class PaidDoor:
    """The one door before a stand-in, with an own database and a clock that is turned."""

    def __init__(self, house, project):
        self.house, self.project, self.clock = house, project, StoppedClock()
        database = house.studio.database
        self.ledger = Ledger(database, self.clock)
        limits = Limits(database, self.clock, RateRules())
        guard = AccountGuard(limits, AccountHealth(database, self.clock), self.clock)
        courier = Courier(
            Attempts(database, self.clock),
            self.ledger,
            guard,
            Replies(house.layout, house.blobs),
            Nudges(database, self.clock),
            Patience(self.clock),
        )
        takes, claims = Takes(database, house.blobs), Claims(database, self.clock)
        self.door = Door(takes, claims, courier, house.layout, house.blobs, self.clock)

    def obtain(self, kind, provider, job, take_number=1):
        """The take of a job, made at most once."""
        generation = Generation(kind, provider.name, provider.model, {}, take_number=take_number)
        errand = Errand(self.project, "asset", "s001")
        return self.door.obtain(errand, [MadeThere(generation, job)])

    def files(self, take):
        return self.door.files(self.project.tenant, take)

    def attempts(self):
        with self.house.studio.database.transaction() as session:
            return session.exec(select(Attempt)).all()

    def spent(self):
        """What the ledger says that the provider billed, in USD."""
        found = [self.ledger.find(attempt.id) for attempt in self.attempts()]
        return sum((each.billed.amount for each in found), Decimal(0))


@pytest.fixture
def paid(house, project):
    return PaidDoor(house, project)


@pytest.fixture
def command(monkeypatch, capsys):
    """The command: gives exit code, output and errors."""

    def run(*arguments):
        from manike.cli.main import main

        monkeypatch.setattr(sys, "argv", ["manike", *arguments])
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
        else:
            code = 0
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def manike(tmp_path, monkeypatch, command):
    """The command, on an installation of its own."""
    monkeypatch.setenv("MANIKE_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("MANIKE_DATABASE_URL", raising=False)
    return command
