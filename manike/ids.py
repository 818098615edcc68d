"""Typed ids of tenants, projects and scene slots; the only place that parses or formats them."""

import re
from dataclasses import dataclass
from typing import Self

from manike.errors import BadInputError

MAX_SCENES = 96
"""Slots of a project. Below 100: from there Dagster stops tracking what a film was made from."""

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,38}", re.ASCII)
_SLOT = re.compile(r"s(\d{3})", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class TenantId:
    """A customer's slug: 1-39 of ``a-z``, ``0-9`` and ``-``, not starting with ``-``."""

    slug: str

    def __post_init__(self) -> None:
        _check_slug("tenant", self.slug)

    def __str__(self) -> str:
        return self.slug


@dataclass(frozen=True, slots=True, order=True)
class ProjectId:
    """One film in the making, of one tenant; written ``tenant/project``."""

    tenant: TenantId
    slug: str

    def __post_init__(self) -> None:
        _check_slug("project", self.slug)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``tenant/project``.

        Raises:
            BadInputError: not two slugs with one slash between them.
        """
        tenant, slash, project = text.partition("/")
        if not slash:
            raise BadInputError("project", f"{text!r} is not of the form tenant/project.")
        return cls(TenantId(tenant), project)

    def __str__(self) -> str:
        return f"{self.tenant}/{self.slug}"


class NoProject(ProjectId):
    """What is done for a tenant and belongs to none of its projects; written as the tenant."""

    __slots__ = ()

    def __init__(self, tenant: TenantId) -> None:
        object.__setattr__(self, "tenant", tenant)
        object.__setattr__(self, "slug", "")

    def __str__(self) -> str:
        return str(self.tenant)


def project_of(tenant: str, slug: str) -> ProjectId:
    """The project that a database row names; an empty slug is none of the tenant's."""
    owner = TenantId(tenant)
    return ProjectId(owner, slug) if slug else NoProject(owner)


def slot_of(number: int) -> str:
    """The partition slot of scene ``number``, counted from 1: 7 -> ``s007``."""
    if not 1 <= number <= MAX_SCENES:
        raise BadInputError("scene", f"{number} is not between 1 and {MAX_SCENES}.")
    return f"s{number:03d}"


def number_of(slot: str) -> int:
    """The scene number of a slot: ``s007`` -> 7."""
    match = _SLOT.fullmatch(slot)
    if match is None or not 1 <= int(match[1]) <= MAX_SCENES:
        raise BadInputError("scene", f"{slot!r} is not a scene slot such as s001.")
    return int(match[1])


def _check_slug(field: str, slug: str) -> None:
    if not _SLUG.fullmatch(slug):
        raise BadInputError(
            field,
            f"{slug[:60]!r} is not a valid name; use 1-39 lower-case letters, digits or hyphens, "
            "starting with a letter or digit.",
        )
