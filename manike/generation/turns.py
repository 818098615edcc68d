"""The arithmetic of turns: which count, who waits, and who is next."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func
from sqlmodel import Session, col, select

from manike.studio.guard_tables import RateTicket
from manike.studio.owners import is_gone

_SLACK_S = 0.5
"""Added to each window: a request reaches the provider a little after its turn was given."""
_SILENT_S = 60.0
"""A ticket that nobody looks at for so long, on another machine, is thrown away."""
_KEPT_S = 3600.0
"""No window may be longer."""


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


def living(session: Session, waiting: Sequence[RateTicket], now: datetime) -> Sequence[RateTicket]:
    """Those whose owners still look at them; the others are thrown away."""
    gone = {owner for owner in {row.owner for row in waiting} if is_gone(owner)}
    silent_since = now - timedelta(seconds=_SILENT_S)
    dead = [row for row in waiting if row.owner in gone or row.seen_at < silent_since]
    for row in dead:
        session.delete(row)
    return [row for row in waiting if row not in dead]


def forget_old_turns(session: Session, account: str, now: datetime) -> None:
    """Those that count in no window any more."""
    old = now - timedelta(seconds=_KEPT_S)
    session.execute(
        delete(RateTicket).where(
            col(RateTicket.account) == account, col(RateTicket.granted_at) < old
        )
    )


def fair(waiting: Sequence[RateTicket], used: Counter[str]) -> Iterator[RateTicket]:
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


def slot(given: Sequence[Turn], ahead: int, limit: RateLimit, now: datetime) -> datetime:
    """When a turn is free for who has so many before it."""
    expiring = ahead - (limit.count - len(given))
    if expiring < 0:
        return now
    if not given:
        return now + limit.window
    return given[min(expiring, len(given) - 1)][1] + limit.window


def waiting_in(session: Session, account: str) -> Sequence[RateTicket]:
    """The tickets of an account's line, who asked first before the others."""
    query = select(RateTicket).where(
        RateTicket.account == account, col(RateTicket.granted_at).is_(None)
    )
    return session.exec(query.order_by(col(RateTicket.asked_at), col(RateTicket.id))).all()


def is_room(
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


def given_in(
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
