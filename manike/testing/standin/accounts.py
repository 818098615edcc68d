"""Who called, and who was billed what: the stand-in's own books."""

import hashlib
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from manike.studio.clock import Clock

if TYPE_CHECKING:
    from manike.testing.standin.wire import Answer, Asked, Charge


@dataclass(frozen=True, slots=True)
class Bill:
    """One charge."""

    id: int
    at: datetime
    vendor: str
    route: str
    account: str
    what: str
    amount: Decimal
    currency: str
    usage: Mapping[str, Any]
    call_id: int
    idempotency_key: str
    own_id: str
    job_id: str

    def as_json(self) -> dict[str, Any]:
        """Plain JSON; the amount is a string, so that no digit is lost."""
        return asdict(self) | {"at": self.at.isoformat(), "amount": f"{self.amount:f}"}


@dataclass(slots=True)
class Call:
    """One request that arrived."""

    id: int
    at: datetime
    vendor: str
    route: str
    method: str
    path: str
    account: str
    idempotency_key: str
    body: Any
    """As asked, with very long texts cut."""
    files: tuple[Mapping[str, Any], ...] = ()
    """Of a form: field, name, media type, size and hash."""
    fault: str = ""
    """Kind of the fault that was acted out."""
    status: int | None = None
    """``None`` if no answer left."""
    replayed: bool = False
    """It got the stored answer of an earlier call with the same key."""
    finished: bool = False

    def as_json(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self) | {"at": self.at.isoformat()}


@dataclass(slots=True)
class _Remembered:
    """The answer to an idempotency key."""

    request: str
    answer: "Answer | None" = None
    lock: threading.Lock = field(default_factory=threading.Lock)


class Accounts:
    """Calls, bills and answers to idempotency keys; safe to use from several threads."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._empty()

    def _empty(self) -> None:
        self._calls: list[Call] = []
        self._bills: list[Bill] = []
        self._remembered: dict[tuple[str, str, str], _Remembered] = {}

    def reset(self) -> None:
        """Forget everything."""
        with self._lock:
            self._empty()

    def open_call(self, **known: Any) -> Call:  # noqa: ANN401 - the fields of Call
        """Write down that a request arrived."""
        with self._lock:
            call = Call(id=len(self._calls) + 1, at=self._clock.now(), **known)
            self._calls.append(call)
        return call

    def bill(self, asked: "Asked", charge: "Charge") -> Bill:
        """Put a charge on the account of who asked."""
        with self._lock:
            bill = Bill(
                id=len(self._bills) + 1,
                at=self._clock.now(),
                vendor=asked.vendor,
                route=asked.route,
                account=asked.account,
                what=charge.what,
                amount=charge.amount,
                currency="USD",
                usage=charge.usage,
                call_id=asked.call_id,
                idempotency_key=asked.idempotency_key,
                own_id=charge.own_id,
                job_id=charge.job_id,
            )
            self._bills.append(bill)
        return bill

    def calls(self, vendor: str = "", route: str = "", account: str = "") -> list[Call]:
        """Those of a vendor, a route, an account, oldest first; empty is every one."""
        with self._lock:
            return [call for call in self._calls if _fits(call, vendor, route, account)]

    def bills(self, vendor: str = "", route: str = "", account: str = "") -> list[Bill]:
        """Those of a vendor, a route, an account, oldest first; empty is every one."""
        with self._lock:
            return [bill for bill in self._bills if _fits(bill, vendor, route, account)]

    def once(
        self, name: tuple[str, str, str], request: str, make: "Callable[[], Answer]"
    ) -> "tuple[Answer, bool] | None":
        """The answer to an idempotency key, made at its first use.

        A second call that comes while the first is being answered waits for it.

        Args:
            name: vendor, account and key.
            request: a hash of what is asked.
            make: gives the answer; if it raises, the key stays unused.

        Returns:
            The answer and whether it was there before; ``None`` if the key was used for another
            request.
        """
        with self._lock:
            entry = self._remembered.setdefault(name, _Remembered(request))
        with entry.lock:
            if entry.request != request and entry.answer is not None:
                return None
            if entry.answer is not None:
                return entry.answer, True
            entry.request, entry.answer = request, make()
            return entry.answer, False


def account_of(api_key: str) -> str:
    """What stands in the books for a key."""
    return "key_" + hashlib.sha256(api_key.encode()).hexdigest()[:12]


def _fits(entry: Call | Bill, vendor: str, route: str, account: str) -> bool:
    wanted = (vendor, route, account)
    had = (entry.vendor, entry.route, entry.account)
    return all(want in ("", have) for want, have in zip(wanted, had, strict=True))
