"""Where templates are filled in: Jinja2 that reads what it is given and can do nothing else."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NoReturn

from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.exceptions import SecurityError
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import ImmutableSandboxedEnvironment

from manike.errors import BadInputError

MAX_TEMPLATE_CHARS = 20_000
MAX_RENDERED_CHARS = 100_000
_FILTERS = frozenset(
    (
        *("default", "first", "int", "join", "last", "length", "lower", "round", "sort", "title"),
        *("trim", "upper", "capitalize", "unique"),
    )
)
"""Those that can't make much of little: ``center`` makes a gigabyte of a letter."""
_TESTS = frozenset(("defined", "undefined", "none", "in", "eq", "ne", "lt", "le", "gt", "ge"))


class _Sandbox(ImmutableSandboxedEnvironment):
    """Reads fields and compares them; calls nothing, multiplies nothing."""

    intercepted_binops = frozenset(("*", "**", "%"))

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=False, keep_trailing_newline=False)
        self.globals.clear()
        self.filters = {name: each for name, each in self.filters.items() if name in _FILTERS}
        self.tests = {name: each for name, each in self.tests.items() if name in _TESTS}

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ANN401 - Jinja's signature
        """Nothing is: what is given are values."""
        del obj
        return False

    def call_binop(
        self,
        context: Any,  # noqa: ANN401 - Jinja's signature
        operator: str,
        left: Any,  # noqa: ANN401
        right: Any,  # noqa: ANN401
    ) -> NoReturn:
        """Refuse it: a letter times a billion fills the memory."""
        del context, left, right
        raise SecurityError(f"{operator} is not available in a template")


_sandbox = cache(_Sandbox)


def rendered(text: str, context: Mapping[str, Any]) -> str:
    """A template's text, filled in.

    Args:
        text: the template.
        context: plain values by name: texts, numbers, lists and dictionaries of them.

    Raises:
        BadInputError: it asks for what it is not given, for what it must not do, or grows too long.
    """
    pieces: list[str] = []
    room = MAX_RENDERED_CHARS
    for piece in _guarded(lambda: _compiled(text).generate(**context)):
        pieces.append(piece)
        room -= len(piece)
        if room < 0:
            raise BadInputError("template", f"makes more than {MAX_RENDERED_CHARS} characters.")
    return "".join(pieces)


def check_template(text: str, names: frozenset[str]) -> None:
    """Refuse a text that is no template, or asks for a name that it will not be given.

    Raises:
        BadInputError: says what is wrong, and which names there are.
    """
    if len(text) > MAX_TEMPLATE_CHARS:
        raise BadInputError("template", f"has more than {MAX_TEMPLATE_CHARS} characters.")
    try:
        asked = find_undeclared_variables(_sandbox().parse(text))
        _compiled(text)
    except TemplateError as error:
        raise BadInputError("template", f"can't be read: {error}.") from error
    unknown = sorted(asked - names)
    if unknown:
        raise BadInputError(
            "template", f"asks for {', '.join(unknown)}; there are {', '.join(sorted(names))}."
        )


@cache
def _compiled(text: str) -> Template:
    return _sandbox().from_string(text)


def _guarded(generate: Callable[[], Any]) -> Any:  # noqa: ANN401 - an iterator of texts
    try:
        yield from generate()
    except TemplateError as error:
        raise BadInputError("template", f"can't be filled in: {error}.") from error
    except (TypeError, ValueError, ArithmeticError, RecursionError) as error:
        raise BadInputError("template", f"can't be filled in: {error}.") from error
