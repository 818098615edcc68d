"""Rate limits of providers' accounts and of tenants, over all processes, with fair turns.

Neither pyrate-limiter (buckets in SQLite or PostgreSQL, but whoever polls first goes first, and a
tenant with many workers polls most) nor limits (no SQL storage) shares an account between tenants.

Who wants to submit takes a ticket and looks at it until its turn has come. Turns that were given in
the last window are counted exactly, so that no window of that length, wherever it begins, holds
more than the limit. A turn that is given stays used, whatever becomes of its owner: the provider
may have been asked. A ticket whose owner is gone is thrown away.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import delete
from sqlmodel import Session, col

from manike.errors import TransientProviderError
from manike.generation.turns import (
    RateLimit,
    fair,
    forget_old_turns,
    given_in,
    is_room,
    living,
    slot,
    waiting_in,
)
from manike.ids import TenantId
from manike.studio.clock import Clock
from manike.studio.database import Database
from manike.studio.guard_tables import RateGate, RateTicket
from manike.studio.owners import owner_name
from manike.studio.room import locked_row

_LONGEST_WAIT_S = 20.0
_SHORTEST_WAIT_S = 0.02


NextTurn = Callable[[str], object]
"""Waits until a submission may be made to the account of that name; raises as ``Limits.wait``."""


@dataclass(frozen=True, slots=True)
class RateRules:
    """The limits of one installation; what is not named has none."""

    accounts: Mapping[str, RateLimit] = field(default_factory=dict)
    tenants: Mapping[str, RateLimit] = field(default_factory=dict)
    """By slug, over all accounts."""
    each_tenant: RateLimit | None = None
    """Of every tenant that ``tenants`` does not name."""

    def of_tenant(self, slug: str) -> RateLimit | None:
        """The limit of one tenant over all accounts."""
        return self.tenants.get(slug, self.each_tenant)


@dataclass(frozen=True, slots=True)
class Ticket:
    """A place in an account's line."""

    id: str
    account: str
    tenant: str
    owner: str
    asked_at: datetime


class Limits:
    """The lines of all accounts, kept in the studio database."""

    def __init__(self, database: Database, clock: Clock, rules: RateRules) -> None:
        self._database = database
        self._clock = clock
        self._rules = rules

    def wait(self, account: str, tenant: TenantId, *, at_most_s: float = 600.0) -> float:
        """Wait for a turn to submit to an account; gives the seconds that it took.

        Raises:
            TransientProviderError: the turn does not come within ``at_most_s``; another provider
                may be quicker.
        """
        start_s = self._clock.monotonic_s()
        # The first look puts it in line.
        ticket = self._ticket(account, tenant, owner_name())
        while wait_s := self.look(ticket):
            waited_s = self._clock.monotonic_s() - start_s
            ahead_s = max(wait_s, self._paused_s(account))
            if waited_s + ahead_s > at_most_s:
                self.leave(ticket)
                # As long again: who waited in vain goes elsewhere, and not to the end of the line.
                raise _no_turn(account, at_most_s, max(ahead_s, at_most_s))
            self._clock.sleep(wait_s)
        return self._clock.monotonic_s() - start_s

    def ask(self, account: str, tenant: TenantId, owner: str | None = None) -> Ticket:
        """Get in line; ``owner`` is this worker if not given."""
        ticket = self._ticket(account, tenant, owner or owner_name())
        if self._is_limited(ticket):
            with self._database.transaction() as session:
                session.add(_row(ticket, ticket.asked_at))
        return ticket

    def look(self, ticket: Ticket) -> float:
        """0 if the turn has come, which uses it; else how many seconds to wait before looking."""
        if not self._is_limited(ticket):
            return min(self._paused_s(ticket.account), _LONGEST_WAIT_S)
        with self._database.transaction() as session:
            gate = _locked(session, f"account:{ticket.account}", f"tenant:{ticket.tenant}")
            now = self._clock.now()
            # a worker that was asleep for long finds its ticket gone, and keeps its place
            row = session.get(RateTicket, ticket.id) or _row(ticket, now)
            if row.granted_at is not None:
                return 0.0
            row.seen_at = now
            session.add(row)
            session.flush()
            waiting = living(session, waiting_in(session, ticket.account), now)
            free_at = max(gate.paused_until or now, self._free_at(session, ticket, waiting, now))
            if free_at > now:
                wait_s = (free_at - now).total_seconds()
                return min(max(wait_s, _SHORTEST_WAIT_S), _LONGEST_WAIT_S)
            row.granted_at = now
            session.add(row)
            forget_old_turns(session, ticket.account, now)
            return 0.0

    def _ticket(self, account: str, tenant: TenantId, owner: str) -> Ticket:
        return Ticket(str(uuid4()), account, tenant.slug, owner, self._clock.now())

    def leave(self, ticket: Ticket) -> None:
        """Get out of the line; a turn that was given stays used."""
        with self._database.transaction() as session:
            session.execute(
                delete(RateTicket).where(
                    col(RateTicket.id) == ticket.id, col(RateTicket.granted_at).is_(None)
                )
            )

    def pause(self, account: str, seconds: float) -> None:
        """Give no turn for a while, as the provider asked for it.

        A shorter wait does not end a longer one.
        """
        with self._database.transaction() as session:
            gate = _locked(session, f"account:{account}")
            until = self._clock.now() + timedelta(seconds=seconds)
            gate.paused_until = max(until, gate.paused_until or until)
            session.add(gate)

    def _paused_s(self, account: str) -> float:
        with self._database.reading() as session:
            gate = session.get(RateGate, f"account:{account}")
        if gate is None or gate.paused_until is None:
            return 0.0
        return max(0.0, (gate.paused_until - self._clock.now()).total_seconds())

    def _is_limited(self, ticket: Ticket) -> bool:
        return (
            ticket.account in self._rules.accounts
            or self._rules.of_tenant(ticket.tenant) is not None
        )

    def _free_at(
        self, session: Session, ticket: Ticket, waiting: Sequence[RateTicket], now: datetime
    ) -> datetime:
        """When the turn of a ticket comes, as it looks now; not after ``now`` if it has come."""
        if self._is_room_for_all(session, ticket, waiting, now):
            return now
        free_at = now
        tenant_limit = self._rules.of_tenant(ticket.tenant)
        if tenant_limit is not None:
            before = [row.id for row in waiting if row.tenant == ticket.tenant].index(ticket.id)
            given = given_in(session, now, tenant_limit, tenant=ticket.tenant)
            free_at = slot(given, before, tenant_limit, now)
        limit = self._rules.accounts.get(ticket.account)
        if limit is None or free_at > now:
            return free_at
        given = given_in(session, now, limit, account=ticket.account)
        line = fair(self._may_go(session, waiting, now), Counter(slug for slug, _ in given))
        before_all = next(number for number, row in enumerate(line) if row.id == ticket.id)
        return slot(given, before_all, limit, now)

    def _is_room_for_all(
        self, session: Session, ticket: Ticket, waiting: Sequence[RateTicket], now: datetime
    ) -> bool:
        """Whether whoever waits beside this ticket could have a turn now: order does not matter."""
        own = sum(row.tenant == ticket.tenant for row in waiting)
        return is_room(
            session,
            now,
            self._rules.accounts.get(ticket.account),
            len(waiting),
            account=ticket.account,
        ) and is_room(session, now, self._rules.of_tenant(ticket.tenant), own, tenant=ticket.tenant)

    def _may_go(
        self, session: Session, waiting: Sequence[RateTicket], now: datetime
    ) -> list[RateTicket]:
        """Those that their own tenant's limit does not hold back."""
        free: dict[str, int] = {}
        for slug in {row.tenant for row in waiting}:
            limit = self._rules.of_tenant(slug)
            if limit is not None:
                free[slug] = limit.count - len(given_in(session, now, limit, tenant=slug))
        going = []
        for row in waiting:
            if free.get(row.tenant, 1) > 0:
                going.append(row)
                if row.tenant in free:
                    free[row.tenant] -= 1
        return going


def _no_turn(account: str, at_most_s: float, wait_s: float) -> TransientProviderError:
    return TransientProviderError(
        f"its rate limit gives no turn within {at_most_s:.0f} s",
        provider=account,
        retry_after_s=wait_s,
    )


def _row(ticket: Ticket, now: datetime) -> RateTicket:
    return RateTicket(
        id=ticket.id,
        account=ticket.account,
        tenant=ticket.tenant,
        owner=ticket.owner,
        asked_at=ticket.asked_at,
        seen_at=now,
    )


def _locked(session: Session, *keys: str) -> RateGate:
    """Lock these gates, always in the same order; gives the first one of the call."""
    gates = {key: locked_row(session, RateGate(key=key), key) for key in sorted(keys)}
    return gates[keys[0]]
