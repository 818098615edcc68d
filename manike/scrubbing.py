"""Takes secrets out of texts: known values wherever they stand, and whatever looks like a key.

``manike.secrets`` makes each secret that it reads known here. Errors from outside, log records and
bodies of requests and replies pass through here before anybody sees or stores them.
"""

import base64
import json
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import quote

HIDDEN = "***"
"""What stands in a secret's place."""
_LONGEST_BODY_CHARS = 4000
_DEPTH = 12
_FULL_LENGTH_OF_DATA = 400
"""A run of base64 above this is a medium, not a word."""

_WORD = r"[A-Za-z0-9._~+/=:*-]"
_FIRST_WORDS = r"(?:[a-z0-9]{1,20}[-_]){0,4}"
"""Bounded, as every repetition here that a text can make fail is: else a long one takes minutes."""
_NAMES = (
    r"(?:proxy-)?authorization|(?:set-)?cookie|pass(?:word|wd)|"
    rf"{_FIRST_WORDS}(?:api|secret|private)[-_]?key|{_FIRST_WORDS}(?:secret|token)|apikey|"
    rf"x-amz-security-token|credentials?|{_FIRST_WORDS}signature(?<=[-_]signature)"
)
_QUERY_NAMES = (
    r"x-(?:amz|goog)-(?:signature|credential|security-token)|signature|sig|policy|key-pair-id|"
    r"googleaccessid|awsaccesskeyid|key|token|hdnts|hmac|"
    rf"{_FIRST_WORDS}(?:api[-_]?key|secret|token|password)"
)
_PATTERNS = tuple(
    (re.compile(pattern), f"{kept}{HIDDEN}")
    for pattern, kept in (
        (r"(?i)((?<![a-z0-9])[a-z][a-z0-9+.-]{1,15}://)[^/\s@\"']{1,500}(?=@)", r"\1"),
        (rf"(?i)((?:[?&;]|\\u0026)(?:{_QUERY_NAMES})=)[^&\s\"'<>#\\]+", r"\1"),
        (rf"\b((?:Bearer|Basic|Token)\s+)(?={_WORD}*[\d*]){_WORD}{{8,}}", r"\1"),
        (rf"\b(Key\s+)(?={_WORD}*\d){_WORD}{{16,}}", r"\1"),
        (
            # a header or field with its value, as JSON, a repr, raw header lines or a form has it
            rf"(?i)((?<![A-Za-z0-9])(?:{_NAMES})[\"']?(?:\s*[:=]\s*|(?<=[\"'])\s*,\s*)(?:b?[\"'])?"
            r"(?:(?:Bearer|Basic|Key|Token)\s+)?+)[^\s\"',;&}\])\\]{3,}",
            r"\1",
        ),
        (r"\bsk-[A-Za-z0-9_*-]{6,}", ""),
        (r"\br8_[A-Za-z0-9*]{6,}", ""),
        (r"\bwhsec_[A-Za-z0-9+/=]{6,}", ""),
        (r"\bhf_[A-Za-z0-9]{16,}", ""),
        (r"\bAIza[A-Za-z0-9_-]{16,}", ""),
        (r"\beyJ[A-Za-z0-9_-]{10,400}\.[A-Za-z0-9_-]{6,4000}\.[A-Za-z0-9_-]*", ""),
    )
)
_SECRET_FIELD = re.compile(rf"(?i)(?:{_NAMES})")
_DATA = re.compile(rf"[A-Za-z0-9+/]{{{_FULL_LENGTH_OF_DATA},}}={{0,2}}")


class _Known:
    """The secret values of this process, and one pattern that finds them all."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._forms: frozenset[str] = frozenset()
        self._pattern: re.Pattern[str] | None = None

    def add(self, value: str) -> None:
        with self._lock:
            forms = self._forms | _forms(value)
            if forms != self._forms:
                longest_first = sorted(forms, key=len, reverse=True)
                self._pattern = re.compile("|".join(map(re.escape, longest_first)))
                self._forms = forms

    def hide(self, text: str) -> str:
        return self._pattern.sub(HIDDEN, text) if self._pattern else text


_known = _Known()


def make_known(value: str) -> None:
    """Hide this value from now on, as it is and as URLs, JSON and base64 write it."""
    _known.add(value)


def scrub(text: str) -> str:
    """The text with ``***`` in place of every secret; the same text if it holds none."""
    text = _known.hide(text)
    for pattern, replacement in _PATTERNS:
        text = pattern.sub(replacement, text)
    return text


def scrub_json(content: Any, *, depth: int = _DEPTH) -> Any:  # noqa: ANN401 - any JSON value
    """A copy of a JSON value without secrets: texts scrubbed, fields named like keys hidden."""
    if isinstance(content, str):
        return scrub(content)
    is_array = type(content) in (list, tuple)  # records of others are tuples too, of another kind
    if depth == 0 and (is_array or isinstance(content, Mapping)):
        return "…"
    if isinstance(content, Mapping):
        return {
            scrub(str(name)): HIDDEN
            if isinstance(value, str) and _SECRET_FIELD.fullmatch(str(name))
            else scrub_json(value, depth=depth - 1)
            for name, value in content.items()
        }
    if is_array:
        return [scrub_json(value, depth=depth - 1) for value in content]
    return content


def hide_known(content: Any) -> Any:  # noqa: ANN401 - any JSON value
    """A copy of a JSON value without the secrets of this process; whatever else stays as it is.

    For what is worked with later: ``scrub_json`` would break a signed link.
    """
    if isinstance(content, str):
        return _known.hide(content)
    if isinstance(content, Mapping):
        return {hide_known(str(name)): hide_known(value) for name, value in content.items()}
    return [hide_known(value) for value in content] if isinstance(content, list) else content


def scrub_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """HTTP headers for a debug log."""
    scrubbed: dict[str, str] = scrub_json(dict(headers))
    return scrubbed


def scrub_body(body: bytes) -> str:
    """The body of a request or reply for a debug log: no secrets, no media, at most 4,000 chars."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return f"({len(body)} bytes)"
    text = _DATA.sub(lambda found: f"({len(found[0])} characters of data)", text)
    with suppress(ValueError, RecursionError):
        text = json.dumps(scrub_json(json.loads(text)), ensure_ascii=False)
    text = scrub(text)
    return text if len(text) <= _LONGEST_BODY_CHARS else f"{text[:_LONGEST_BODY_CHARS]}…"


def scrub_error(error: BaseException) -> None:
    """Take secrets out of an error, and of all that it was raised from, in place.

    An error that builds its text from what can't be changed gives way to a plain one in the chain.
    """
    for found in _chain(error):
        _scrub_fields(found)
        found.__cause__ = _spoken(found.__cause__)
        found.__context__ = _spoken(found.__context__)


class ScrubbedError(Exception):
    """Stands for an error from outside whose text held a secret."""


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    ahead: list[BaseException | None] = [error]
    while ahead:
        found = ahead.pop()
        if found is None or id(found) in seen:
            continue
        seen.add(id(found))
        inner = found.exceptions if isinstance(found, BaseExceptionGroup) else ()
        ahead += [found.__cause__, found.__context__, *inner]
        yield found


def _scrub_fields(error: BaseException) -> None:
    error.args = tuple(_scrubbed_field(argument) for argument in error.args)
    for name, value in list(vars(error).items()):
        with suppress(AttributeError, TypeError):
            setattr(error, name, _scrubbed_field(value))


def _scrubbed_field(value: Any) -> Any:  # noqa: ANN401 - whatever an error carries
    if isinstance(value, bytes):
        text = value.decode("utf-8", "replace")
        return value if scrub(text) == text else scrub(text).encode()
    return scrub_json(value) if isinstance(value, str | dict | list) else value


def _spoken(error: BaseException | None) -> BaseException | None:
    """The error itself, or a plain one that says the same without the secret."""
    if error is None:
        return None
    _scrub_fields(error)
    said = f"{type(error).__name__}: {error}"
    if scrub(said) == said:
        return error
    plain = ScrubbedError(scrub(said))
    plain.__cause__, plain.__suppress_context__ = error.__cause__, True
    return plain.with_traceback(error.__traceback__)


def _forms(value: str) -> set[str]:
    encoded = value.encode()
    return {
        value,
        quote(value, safe=""),
        json.dumps(value)[1:-1],
        base64.b64encode(encoded).decode().rstrip("="),
        base64.urlsafe_b64encode(encoded).decode().rstrip("="),
    }
