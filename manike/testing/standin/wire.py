"""What a vendor of the stand-in is made of: endpoints that turn what was asked into an answer."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from manike.testing.standin.faults import Fault
    from manike.testing.standin.world import World


class Trouble(Exception):
    """A vendor says no; its file says how that looks on the wire."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        retry_after_s: float | None = None,
        categories: tuple[str, ...] = (),
        parameter: str = "",
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        """A word of ours or of the vendor, such as ``rate_limit_exceeded``."""
        self.message = message
        self.retry_after_s = retry_after_s
        self.categories = categories
        """Why content was blocked."""
        self.parameter = parameter
        """Which part of the request is wrong, where it is known."""

    @property
    def wait_header(self) -> dict[str, str]:
        """``retry-after`` in seconds; nothing if there is no wait."""
        return {} if self.retry_after_s is None else {"retry-after": f"{self.retry_after_s:g}"}


@dataclass(frozen=True, slots=True)
class Charge:
    """What a vendor bills for something that it made."""

    what: str
    """For people: ``gpt-image-2, 50 + 272 tokens``."""
    amount: Decimal
    """In USD; 0 is billed too, so that free calls can be counted."""
    usage: Mapping[str, Any] = field(default_factory=dict)
    own_id: str = ""
    """The customer's id of the job, where the vendor takes one (``taskUUID``)."""
    job_id: str = ""
    """The vendor's id of the job or the answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back over the wire."""

    body: bytes
    media_type: str = "application/json"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    charge: Charge | None = None
    """Billed before the answer leaves; a vendor that bills later calls ``Asked.bill`` then."""

    @classmethod
    def of(
        cls,
        content: object,
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        charge: Charge | None = None,
    ) -> "Answer":
        """JSON."""
        body = json.dumps(content, ensure_ascii=False).encode()
        return cls(body, status=status, headers=dict(headers or {}), charge=charge)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a multipart request."""

    field: str
    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Asked:
    """One call of a customer."""

    vendor: str
    route: str
    call_id: int
    account: str
    """Who is billed: a fingerprint of the API key, never the key."""
    body: Any
    """The JSON body; the fields of a form; ``{}`` if there is none."""
    files: tuple[Upload, ...]
    headers: Mapping[str, str]
    """Names in lower case."""
    path: Mapping[str, str]
    """What the braces of the endpoint's path stand for."""
    query: Mapping[str, str]
    base_url: str
    """Of the whole stand-in, such as ``http://127.0.0.1:8471``."""
    idempotency_key: str
    fault: "Fault | None"
    """What the vendor must act out itself, see ``Vendor.acts``."""
    world: "World"

    def bill(self, charge: Charge) -> None:
        """Put ``charge`` on the customer's account."""
        self.world.accounts.bill(self, charge)

    def acts(self, kind: str) -> "Fault | None":
        """The fault to act out, if it is of that kind."""
        return self.fault if self.fault is not None and self.fault.kind == kind else None


Handler = Callable[[Asked], Answer]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One path of a vendor."""

    method: str
    path: str
    """As Starlette writes it, below the vendor's prefix: ``/v1/models/{model}``."""
    route: str
    """Short name for accounts and faults: ``images.generate``."""
    handler: Handler
    route_of: Callable[[Any], str] | None = None
    """Where one path serves several routes: the name of the route that a body means."""
    routes: tuple[str, ...] = ()
    """All names that ``route_of`` gives."""


@dataclass(frozen=True, slots=True)
class Vendor:
    """How one provider looks from outside."""

    name: str
    """Also its prefix: its base URL is the stand-in's with ``/NAME`` behind."""
    key: Callable[[Mapping[str, str], Mapping[str, str]], str]
    """From headers (names in lower case) and query to the API key; empty if there is none."""
    error: Callable[[Trouble], Answer]
    """An error as this vendor writes it."""
    endpoints: tuple[Endpoint, ...]
    acts: tuple[str, ...] = ()
    """Faults that its handlers act out; all others work for every vendor."""
    remembers_keys: bool = False
    """A second call with the same ``Idempotency-Key`` gets the first one's answer, unbilled."""
    base_path: str = ""
    """What the SDK's base URL has behind the prefix, such as ``/v1``."""


def bearer(headers: Mapping[str, str], query: Mapping[str, str]) -> str:
    """The key of ``Authorization: Bearer …``."""
    kind, _, key = headers.get("authorization", "").partition(" ")
    return key.strip() if kind.lower() == "bearer" else ""
