"""How often accounts and tenants may submit: dated data, and what an installation adds."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import AliasChoices, BaseModel, ConfigDict, Field, ValidationError

from manike.errors import BadInputError
from manike.generation.limits import RateRules
from manike.generation.turns import RateLimit
from resources.dated_data import first_fault, read_data

SHIPPED = "limits-2026-11-21.yaml"
OWN = "limits.yaml"
"""Of an installation, in its home folder."""


class _Limit(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    count: Annotated[int, Field(ge=1)]
    per_s: Annotated[float, Field(gt=0, le=3600)] = 60.0

    @property
    def rule(self) -> RateLimit:
        return RateLimit(self.count, self.per_s)


class _Limits(BaseModel):
    """One file of limits."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Annotated[
        Literal[1], Field(validation_alias=AliasChoices("schema", "schema_version"))
    ] = 1
    read_on: date | None = None
    accounts: dict[str, _Limit] = Field(default_factory=dict)
    each_tenant: _Limit | None = None
    tenants: dict[str, _Limit] = Field(default_factory=dict)


def rate_rules(home: Path) -> RateRules:
    """The limits that ship with this version, with those of an installation in their place.

    Args:
        home: the installation's home folder; its ``limits.yaml`` need not be there.

    Raises:
        BadInputError: that file is wrong; says where.
    """
    shipped, own = _shipped(), _own(home / OWN)
    accounts, tenants = shipped.accounts | own.accounts, shipped.tenants | own.tenants
    each = own.each_tenant or shipped.each_tenant
    return RateRules(
        accounts={name: limit.rule for name, limit in accounts.items()},
        tenants={slug: limit.rule for slug, limit in tenants.items()},
        each_tenant=each.rule if each else None,
    )


@cache
def _shipped() -> _Limits:
    return read_data(SHIPPED, _Limits)


def _own(file: Path) -> _Limits:
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return _Limits()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(OWN, f"{file} can't be read: {error}.") from error
    try:
        return _Limits.model_validate(yaml.safe_load(text) or {})
    except yaml.YAMLError as error:
        raise BadInputError(OWN, f"{file} is no YAML: {error}.") from error
    except ValidationError as error:
        field, why = first_fault(error)
        raise BadInputError(OWN, f"{field} of {file}: {why}.") from error
