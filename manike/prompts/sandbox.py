"""Where templates are filled in: Jinja2 that reads what it is given and can do nothing else."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.meta import find_undeclared_variables
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from manike.errors import BadInputError

MAX_TEMPLATE_CHARS = 20_000
MAX_RENDERED_CHARS = 100_000
MAX_STEPS = 500_000
"""Parts of loops that are gone through, whether they write anything or not: about 0.1 s."""
_FILTERS = frozenset(
    (
        *("default", "first", "int", "join", "last", "length", "lower", "round", "sort", "title"),
        *("trim", "upper", "capitalize", "unique"),
    )
)
"""Those that can't make much of little: ``center`` makes a gigabyte of a letter."""
_TESTS = frozenset(("defined", "undefined", "none", "in", "eq", "ne", "lt", "le", "gt", "ge"))


_STEPS, _BUDGET = "each step", "steps left"
"""A filter and a name that no template can write: they hold a blank."""


class _Sandbox(ImmutableSandboxedEnvironment):
    """Reads fields and compares them; calls nothing, multiplies nothing, loops within a budget."""

    intercepted_binops = frozenset(("*", "**", "%", "+"))

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=False, keep_trailing_newline=False)
        self.globals.clear()
        self.filters = {name: each for name, each in self.filters.items() if name in _FILTERS}
        self.tests = {name: each for name, each in self.tests.items() if name in _TESTS}
        self.filters[_STEPS] = _counted

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
    ) -> int | float:
        """Add numbers, and refuse the rest: a letter times a billion fills the memory."""
        del context
        if operator == "+" and isinstance(left, int | float) and isinstance(right, int | float):
            return left + right
        raise SecurityError(f"{operator} is not available in a template")

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """As Jinja reads it, with each loop's length times its parts taken from the budget."""
        template = super()._parse(source, name, filename)
        if template.find(nodes.Concat):
            raise SecurityError("~ is not available in a template: write one behind the other")
        for loop in template.find_all(nodes.For):
            parts = nodes.Const(sum(1 for _ in loop.find_all(nodes.Node)))
            loop.iter = nodes.Filter(loop.iter, _STEPS, [parts], [], None, None)
        return template


@pass_context
def _counted(context: Context, values: Iterable[Any], parts: int) -> list[Any]:
    """What a loop goes through, paid for at once."""
    budget: Any = context.resolve(_BUDGET)
    found = list(values)
    budget[0] -= len(found) * parts
    if budget[0] < 0:
        raise SecurityError(f"its loops take more than {MAX_STEPS} steps")
    return found


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
    for piece in _guarded(lambda: _compiled(text).generate({**context, _BUDGET: [MAX_STEPS]})):
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
        tree = _sandbox().parse(text)
        asked = find_undeclared_variables(tree)
        _compiled(text)
    except TemplateError as error:
        raise BadInputError("template", f"can't be read: {error}.") from error
    hidden = sorted(each.attr for each in tree.find_all(nodes.Getattr) if each.attr[:1] == "_")
    if hidden:
        raise BadInputError("template", f"asks for {hidden[0]}; what begins with _ is not given.")
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
