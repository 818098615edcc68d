"""Rate limits of providers' accounts and of tenants, over all processes, with fair turns.

Neither pyrate-limiter (buckets in SQLite or PostgreSQL, but whoever polls first goes first, and a
tenant with many workers polls most) nor limits (no SQL storage) shares an account between tenants.

Who wants to submit takes a ticket and looks at it until its turn has come. Turns that were given in
the last window are counted exactly, so that no window of that length, wherever it begins, holds
more than the limit. A turn that is given stays used, whatever becomes of its owner: the provider
may have been asked. A ticket whose owner is gone is thrown away.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import ColumnElement, delete, func
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from manike.errors import TransientProviderError
from manike.ids import TenantId
from manike.studio.clock import Clock
from manike.studio.database import Database
from manike.studio.guard_tables import RateGate, RateTicket
from manike.studio.owners import is_gone, owner_name

_SLACK_S = 0.5
"""Added to each window: a request reaches the provider a little after its turn was given."""
_LONGEST_WAIT_S = 20.0
_SILENT_S = 60.0
"""A ticket that nobody looks at for so long, on another machine, is thrown away."""
_SHORTEST_WAIT_S = 0.02
_KEPT_S = 3600.0
"""No window may be longer."""


NextTurn = Callable[[str], object]
"""Waits until a submission may be made to the account of that name; raises as ``Limits.wait``."""
Turn = tuple[str, datetime]
"""Whose it was, and when it was given."""


@dataclass(frozen=True, slots=True)
class RateLimit:
    """So many submissions in any window of that length."""

    count: int
    per_s: float = 60.0

    @property
    def window(self) -> timedelta:
        """The length that is enforced."""
        return timedelta(seconds=self.per_s + _SLACK_S)


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
            waiting = _living(session, _waiting(session, ticket.account), now)
            free_at = max(gate.paused_until or now, self._free_at(session, ticket, waiting, now))
            if free_at > now:
                wait_s = (free_at - now).total_seconds()
                return min(max(wait_s, _SHORTEST_WAIT_S), _LONGEST_WAIT_S)
            row.granted_at = now
            session.add(row)
            _forget_old_turns(session, ticket.account, now)
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
        with self._database.transaction() as session:
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
            given = _given(session, now, tenant_limit, tenant=ticket.tenant)
            free_at = _slot(given, before, tenant_limit, now)
        limit = self._rules.accounts.get(ticket.account)
        if limit is None or free_at > now:
            return free_at
        given = _given(session, now, limit, account=ticket.account)
        line = _fair(self._may_go(session, waiting, now), Counter(slug for slug, _ in given))
        before_all = next(number for number, row in enumerate(line) if row.id == ticket.id)
        return _slot(given, before_all, limit, now)

    def _is_room_for_all(
        self, session: Session, ticket: Ticket, waiting: Sequence[RateTicket], now: datetime
    ) -> bool:
        """Whether whoever waits beside this ticket could have a turn now: order does not matter."""
        own = sum(row.tenant == ticket.tenant for row in waiting)
        return _is_room(
            session,
            now,
            self._rules.accounts.get(ticket.account),
            len(waiting),
            account=ticket.account,
        ) and _is_room(
            session, now, self._rules.of_tenant(ticket.tenant), own, tenant=ticket.tenant
        )

    def _may_go(
        self, session: Session, waiting: Sequence[RateTicket], now: datetime
    ) -> list[RateTicket]:
        """Those that their own tenant's limit does not hold back."""
        free: dict[str, int] = {}
        for slug in {row.tenant for row in waiting}:
            limit = self._rules.of_tenant(slug)
            if limit is not None:
                free[slug] = limit.count - len(_given(session, now, limit, tenant=slug))
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


def _living(session: Session, waiting: Sequence[RateTicket], now: datetime) -> Sequence[RateTicket]:
    """Those whose owners still look at them; the others are thrown away."""
    gone = {owner for owner in {row.owner for row in waiting} if is_gone(owner)}
    silent_since = now - timedelta(seconds=_SILENT_S)
    dead = [row for row in waiting if row.owner in gone or row.seen_at < silent_since]
    for row in dead:
        session.delete(row)
    return [row for row in waiting if row not in dead]


def _forget_old_turns(session: Session, account: str, now: datetime) -> None:
    old = now - timedelta(seconds=_KEPT_S)
    session.execute(
        delete(RateTicket).where(
            col(RateTicket.account) == account, col(RateTicket.granted_at) < old
        )
    )


def _fair(waiting: Sequence[RateTicket], used: Counter[str]) -> Iterator[RateTicket]:
    """The order of turns: the tenant that had the fewest in the window, then who asked first.

    A tenant's own tickets stay in order. Each turn counts for those after it, so that a tenant
    with 180 tickets and one with 20 go by turns; who never had one is before all who had.
    """
    lines: dict[str, list[RateTicket]] = {}
    for row in waiting:
        lines.setdefault(row.tenant, []).append(row)
    taken = Counter(used)
    while lines:
        tenant = min(lines, key=lambda slug: (taken[slug], lines[slug][0].asked_at, slug))
        yield lines[tenant].pop(0)
        taken[tenant] += 1
        if not lines[tenant]:
            del lines[tenant]


def _slot(given: Sequence[Turn], ahead: int, limit: RateLimit, now: datetime) -> datetime:
    """When a turn is free for who has so many before it."""
    expiring = ahead - (limit.count - len(given))
    if expiring < 0:
        return now
    if not given:
        return now + limit.window
    return given[min(expiring, len(given) - 1)][1] + limit.window


def _waiting(session: Session, account: str) -> Sequence[RateTicket]:
    query = select(RateTicket).where(
        RateTicket.account == account, col(RateTicket.granted_at).is_(None)
    )
    return session.exec(query.order_by(col(RateTicket.asked_at), col(RateTicket.id))).all()


def _is_room(
    session: Session,
    now: datetime,
    limit: RateLimit | None,
    wanted: int,
    *,
    account: str = "",
    tenant: str = "",
) -> bool:
    """Whether a limit leaves so many more turns."""
    if limit is None:
        return True
    query = select(func.count()).where(*_counting(now, limit, account, tenant))
    return session.exec(query).one() + wanted <= limit.count


def _given(
    session: Session, now: datetime, limit: RateLimit, *, account: str = "", tenant: str = ""
) -> Sequence[Turn]:
    """Turns of an account or a tenant that still count, oldest first."""
    query = select(RateTicket.tenant, col(RateTicket.granted_at)).where(
        *_counting(now, limit, account, tenant)
    )
    rows = session.exec(query.order_by(col(RateTicket.granted_at)))
    return [(tenant, at) for tenant, at in rows if at is not None]


def _counting(
    now: datetime, limit: RateLimit, account: str, tenant: str
) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Which turns of an account or a tenant count."""
    whose = col(RateTicket.account) == account if account else col(RateTicket.tenant) == tenant
    return whose, col(RateTicket.granted_at) > now - limit.window


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
    gates = {key: _gate(session, key) for key in sorted(keys)}
    return gates[keys[0]]


def _gate(session: Session, key: str) -> RateGate:
    row = session.get(RateGate, key, with_for_update=True)
    if row is not None:
        return row
    try:
        with session.begin_nested():
            session.add(RateGate(key=key))
    except IntegrityError:  # another worker was quicker to make it
        session.expire_all()
    return session.get_one(RateGate, key, with_for_update=True)
