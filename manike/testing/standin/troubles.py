"""What a vendor answers when a general fault strikes before anything is made."""

from manike.testing.standin.faults import Fault
from manike.testing.standin.wire import Trouble

_SAID: dict[str, tuple[int, str, str]] = {
    "rate_limited": (429, "rate_limited", "Rate limit reached. Please try again later."),
    "quota": (429, "quota", "You have no credit left. Please check your plan and billing details."),
    "unauthorized": (401, "unauthorized", "The API key is not valid."),
    "forbidden": (403, "forbidden", "You may not use this model."),
    "not_found": (404, "not_found", "The model does not exist or is retired."),
    "bad_request": (400, "bad_request", "The request is not valid."),
    "server_error": (500, "server_error", "The server had an error. Please try again."),
    "server_error_billed": (500, "server_error", "The server had an error. Please try again."),
}


def trouble_of(fault: Fault) -> Trouble | None:
    """The error that a fault is answered with; ``None`` if it is no error answer."""
    if fault.kind not in _SAID:
        return None
    status, code, message = _SAID[fault.kind]
    script = fault.script
    return Trouble(
        script.status or status,
        code,
        script.text or message,
        retry_after_s=script.retry_after_s,
        categories=script.categories,
    )
