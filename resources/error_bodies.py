"""Errors of vendors in the usual forms of JSON: what they say, and in which words of their own."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from resources.http_errors import Refusal
from resources.waits import retry_after_s

_SAID = ("message", "detail", "title")
_CODES = ("code", "type")
_CATEGORIES = ("categories", "category")
_NO_REASON = "no reason given"
_CODE = re.compile(r"\w+(?:[.-]\w+)*", re.ASCII)
"""No address, such as the ``about:blank`` of RFC 9457, which proxies send too."""
_LONE_CODE = re.compile(r"[a-z]\w*(?:[.-]\w+)*", re.ASCII)
"""Where a text may stand as well: one word that begins no sentence."""


def json_object(content: bytes) -> dict[str, Any] | None:
    """The object that is written there; ``None`` if it is none."""
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return body if isinstance(body, dict) else None


def refusal_of(status: int, body: Mapping[str, Any], headers: Mapping[str, str]) -> Refusal:
    """What ``{"error": {"message", "code"}}``, or the same fields without ``error``, says.

    Args:
        status: of HTTP.
        body: the answer; empty if it is no object.
        headers: blind to case, or in lower case.
    """
    error = body.get("error")
    fields = [each for each in (error, body) if isinstance(each, Mapping)]
    said = next(_found(fields, _SAID), error if isinstance(error, str) and error else _NO_REASON)
    return Refusal(
        status=status,
        message=str(said),
        codes=tuple(dict.fromkeys(_codes(fields, error, status))),
        categories=tuple(dict.fromkeys(_categories(fields))),
        retry_after_s=retry_after_s(headers),
    )


def _found(fields: list[Mapping[str, Any]], names: tuple[str, ...]) -> Iterator[Any]:
    """What stands under these names and is not empty, the innermost first."""
    for each in fields:
        yield from (each[name] for name in names if each.get(name))


def _codes(fields: list[Mapping[str, Any]], error: object, status: int) -> Iterator[str]:
    for code in _found(fields, _CODES):
        # Neither tells more than the status does, which may be a proxy's.
        if isinstance(code, str) and _CODE.fullmatch(code) and code not in ("error", str(status)):
            yield code
    if isinstance(error, str) and _LONE_CODE.fullmatch(error):
        yield error


def _categories(fields: list[Mapping[str, Any]]) -> Iterator[str]:
    for told in _found(fields, _CATEGORIES):
        if isinstance(told, str):
            yield told
        elif isinstance(told, Mapping):
            yield from (name for name, is_hit in told.items() if is_hit is True)
        elif isinstance(told, list):
            yield from (each for each in told if isinstance(each, str))
