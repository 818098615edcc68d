"""How often accounts and tenants may submit: dated data, and what an installation adds."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from manike.errors import BadInputError
from manike.generation.limits import RateLimit, RateRules

SHIPPED = Path(__file__).parent / "data" / "limits-2026-11-21.yaml"
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

    version: Annotated[Literal[1], Field(alias="schema")] = 1
    read_on: str = ""
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
    content = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    return _Limits.model_validate(content | {"read_on": str(content["read_on"])})


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
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise BadInputError(OWN, f"{field or 'content'} of {file}: {first['msg']}.") from error
