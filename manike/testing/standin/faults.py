"""Faults by script: which call fails, and how."""

import threading
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field


class When(StrEnum):
    """How far a faulty call gets."""

    BEFORE = "before"
    """Nothing is made, nothing is billed."""
    AFTER = "after"
    """It is made and billed; then the answer goes wrong."""
    ACTED = "acted"
    """The vendor's own handler acts it out, and bills as the real one would."""


GENERAL: dict[str, When] = {
    # answered with an error, shaped as the vendor does
    "rate_limited": When.BEFORE,  # 429; retry_after_s, or none
    "quota": When.BEFORE,  # no credit left: 429 insufficient_quota, 402, as the vendor does
    "unauthorized": When.BEFORE,  # 401
    "forbidden": When.BEFORE,  # 403
    "not_found": When.BEFORE,  # 404: the model is gone
    "bad_request": When.BEFORE,  # 400
    "server_error": When.BEFORE,  # status, else 500; 503 and 529 are usual
    # not answered
    "hang": When.BEFORE,  # for seconds, else until the customer gives up; then cut
    "disconnect": When.BEFORE,  # cut after the request was read
    "lost": When.AFTER,  # cut when all is done and billed
    "hang_billed": When.AFTER,
    # answered badly
    "server_error_billed": When.AFTER,
    "malformed": When.AFTER,  # 200, not JSON
    "truncated": When.AFTER,  # half of the body, then cut
    "empty": When.AFTER,  # 200 without a body
    "slow": When.AFTER,  # the first byte comes after seconds
    "wrong_media": When.AFTER,  # 200 with a page of HTML
}
"""Faults that work for every vendor, and how far the call gets."""


class FaultScript(BaseModel):
    """One fault as it is ordered."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: str
    vendor: str = "*"
    route: str = "*"
    account: str = "*"
    contains: str = ""
    """Only calls whose body has this text, such as a scene's title."""
    nth: Annotated[tuple[int, ...], Field(max_length=1000)] = ()
    """Which of the calls that fit, counted from 1 since the order; empty is every one."""
    times: Annotated[int | None, Field(ge=1)] = None
    """How often at most."""
    status: Annotated[int | None, Field(ge=400, le=599)] = None
    retry_after_s: Annotated[float | None, Field(ge=0)] = None
    seconds: Annotated[float, Field(ge=0, le=3600)] = 3600.0
    """Of a ``hang`` or ``slow``, and of what a vendor delays."""
    text: str = ""
    """What is said: a reply, a refusal, an error's message."""
    categories: tuple[str, ...] = ()
    options: dict[str, Any] = {}
    """Whatever else a vendor's own fault wants."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault that strikes this call."""

    script: FaultScript
    when: When

    @property
    def kind(self) -> str:
        """What goes wrong."""
        return self.script.kind


@dataclass(slots=True)
class _Ordered:
    script: FaultScript
    seen: int = 0
    struck: int = 0

    def strikes(self) -> bool:
        """Whether the next call that fits is struck."""
        self.seen += 1
        if self.script.times is not None and self.struck >= self.script.times:
            return False
        if self.script.nth and self.seen not in self.script.nth:
            return False
        self.struck += 1
        return True


class Faults:
    """The faults that are ordered; safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ordered: list[_Ordered] = []

    def order(self, *scripts: FaultScript) -> None:
        """Add faults; of those that fit a call the oldest one strikes."""
        with self._lock:
            self._ordered += [_Ordered(script) for script in scripts]

    def clear(self) -> None:
        """No more faults."""
        with self._lock:
            self._ordered.clear()

    def listed(self) -> list[dict[str, Any]]:
        """The orders, with how many calls fitted and how often they struck."""
        with self._lock:
            return [
                each.script.model_dump(mode="json") | {"seen": each.seen, "struck": each.struck}
                for each in self._ordered
            ]

    def strike(self, vendor: str, route: str, account: str, text: str) -> Fault | None:
        """The fault of this call, if there is one; counts it.

        Args:
            vendor: who is called.
            route: what is called.
            account: who calls.
            text: the body, in which ``contains`` is looked for.
        """
        with self._lock:
            for each in self._ordered:
                if _fits(each.script, vendor, route, account, text) and each.strikes():
                    return Fault(each.script, GENERAL.get(each.script.kind, When.ACTED))
        return None


def _fits(script: FaultScript, vendor: str, route: str, account: str, text: str) -> bool:
    named = ((script.vendor, vendor), (script.route, route), (script.account, account))
    return all(want in ("*", have) for want, have in named) and script.contains in text
