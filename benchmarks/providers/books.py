"""The stand-in's books, and what an installation says of the same generation."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from sqlmodel import Session, select

from benchmarks.providers.worker import settings_of
from manike.studio.database import Database
from manike.studio.ledger.ledger import Ledger
from manike.studio.models import Attempt, Claim, Take
from manike.studio.owners import is_gone


class StandinBooks:
    """The stand-in at a URL, as its own routes show it."""

    def __init__(self, url: str) -> None:
        self.url = url

    def reset(self) -> None:
        """Forget calls, bills, jobs and keys."""
        self._asked("reset", {})

    def delay(self, vendor: str, route: str, seconds: float) -> None:
        """Let the next answer of a route wait, after its work is done."""
        script = {"kind": "slow", "vendor": vendor, "route": route, "times": 1, "seconds": seconds}
        self._asked("faults", script)

    def clear_faults(self) -> None:
        """Let everything work again."""
        self._asked("faults", method="DELETE")

    def billed(self, vendor: str) -> tuple[int, Decimal]:
        """How many bills there are, and of how much in all (USD)."""
        found = self._asked(f"bills?vendor={vendor}")
        return found["count"], Decimal(found["total"])

    def arrived(self, vendor: str, route: str) -> int:
        """How many calls of a route arrived, answered or not."""
        route = "" if route == "*" else route
        return int(self._asked(f"calls?vendor={vendor}&route={route}")["count"])

    def submissions(self, vendor: str, route: str) -> int:
        """How many calls were new work: answered, and not from the memory of a key."""
        calls = self._asked(f"calls?vendor={vendor}&route={route}")["calls"]
        return sum(not call["replayed"] and call["fault"] in ("", "slow") for call in calls)

    def _asked(
        self, path: str, content: Mapping[str, Any] | None = None, method: str = ""
    ) -> dict[str, Any]:
        body = None if content is None else json.dumps(content).encode()
        request = Request(f"{self.url}/_standin/{path}", data=body, method=method or None)
        with urlopen(request, timeout=30) as answer:
            found: dict[str, Any] = json.load(answer)
        return found


@dataclass(frozen=True, slots=True)
class Held:
    """What an installation has written down of its one generation."""

    billed: Decimal
    """By the ledger, in USD."""
    takes: int
    loose_ends: int
    """Open attempts, open holds and claims of workers that live."""


def held_in(home: Path) -> Held:
    """Read an installation's database."""
    database = Database(settings_of(home).database_url)
    ledger = Ledger(database)
    try:
        with database.transaction() as session:
            attempts = session.exec(select(Attempt)).all()
            holdings = [ledger.find_in(session, attempt.id) for attempt in attempts]
            return Held(
                billed=sum((holding.billed.amount for holding in holdings), Decimal(0)),
                takes=len(session.exec(select(Take)).all()),
                loose_ends=sum(attempt.is_open for attempt in attempts)
                + sum(bool(holding.state == "open") for holding in holdings)
                + _claims(session),
            )
    finally:
        database.close()


def _claims(session: Session) -> int:
    return sum(not is_gone(claim.owner) for claim in session.exec(select(Claim)))
