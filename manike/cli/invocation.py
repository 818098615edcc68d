"""What every command needs: settings, the house, and how to print."""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from rich.console import Console
from rich.table import Column, Table

from manike.errors import BadInputError, ManikeError
from manike.ids import ProjectId, TenantId
from manike.production.house import House
from manike.production.opening import open_house
from manike.production.progress import Listener
from manike.settings import Settings, load_settings

DEFAULT_TENANT = "studio"
_WIDEST = 10_000
"""Characters of a line for programs; a table is only as wide as its cells."""

console = Console(soft_wrap=True, markup=False, emoji=False)
"""What is printed holds texts of tenants and programs: "[libx264 @ 0x55]" is no markup."""


@dataclass(frozen=True, slots=True)
class Invocation:
    """One call of the command."""

    debug: bool = False

    @property
    def settings(self) -> Settings:
        """This installation's settings."""
        return load_settings()

    @contextmanager
    def house(self, listener: Listener | None = None) -> Iterator[House]:
        """The house with the embedded providers, and those over the network that are set up."""
        from manike.profiles import embedded_providers
        from resources.roster import build_roster

        settings = self.settings
        roster = build_roster(settings)
        with open_house(
            settings, embedded_providers(settings.cache), listener, roster=roster
        ) as house:
            yield house


def project_id(text: str, tenant: str = DEFAULT_TENANT) -> ProjectId:
    """``tenant/project``, or a project of the default tenant."""
    return ProjectId.parse(text) if "/" in text else ProjectId(TenantId(tenant), text)


def owner_of(text: str) -> TenantId | ProjectId:
    """``tenant/project``, or a tenant."""
    return ProjectId.parse(text) if "/" in text else TenantId(text)


def amount_of(field: str, text: str) -> Decimal:
    """An amount that somebody typed.

    Raises:
        BadInputError: it is none.
    """
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise BadInputError(field, f"{text!r} is not an amount such as 12.50.") from error


def currency_of(text: str) -> str:
    """A currency that somebody typed, in capitals; empty if none was given.

    Raises:
        BadInputError: it is none.
    """
    code = text.upper()
    if code and not re.fullmatch("[A-Z]{3}", code):
        raise BadInputError("currency", f"{text!r} is none; use three letters, such as USD.")
    return code


NOTHING_FOUND = "Nothing like that is there; with other words or fewer filters something may be."


def name_column(header: str) -> Column:
    """A column of names that other commands are given: whole and in one line; others give way."""
    return Column(header, no_wrap=True)


def figure_columns(*headers: str) -> list[Column]:
    """Columns of figures: whole, and to the right."""
    return [Column(header, no_wrap=True, justify="right") for header in headers]


def print_figures(table: Table) -> None:
    """A table with figures, none cut: in a pipe as wide as it is; in a terminal names give way."""
    if console.is_terminal:
        console.print(table)
    else:
        Console(width=_WIDEST, soft_wrap=True, markup=False, emoji=False).print(table)


def print_json(content: Any) -> None:  # noqa: ANN401 - any JSON value
    """For programs that read: one JSON value on standard output."""
    sys.stdout.write(json.dumps(content, indent=1, ensure_ascii=False, default=str) + "\n")


def plain_error(error: ManikeError) -> str:
    """An error for people."""
    if isinstance(error, BadInputError):
        return f"{error}"
    return str(error)
