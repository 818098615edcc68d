"""Experiences of a tenant: loaded, listed, removed."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from manike.errors import BadInputError, NotFoundError
from manike.experiences.catalogue import (
    ExperienceChanges,
    changes_between,
    keep_experiences,
    kept_experiences,
    stored_version,
)
from manike.experiences.experience import Experience
from manike.experiences.rows import MOST_EXPERIENCES, read_experiences
from manike.ids import TenantId
from manike.production.house import House
from manike.search.locks import alone

EXPERIENCE = "experience"
_LACKING = ("description", "place", "where", "duration_h", "price")
_TOLD = 3


@dataclass(frozen=True, slots=True)
class ExperiencesLoaded:
    """What loading experiences came to."""

    count: int
    """All that the tenant has now."""
    changes: ExperienceChanges
    problems: tuple[str, ...] = ()
    """Rows that were left out: place, field and cure of each."""


def load_experiences(
    house: House, tenant: TenantId, file: Path, *, skip_bad: bool = False
) -> ExperiencesLoaded:
    """Add the experiences of a file to the tenant's; one of an id that is there takes its place.

    The file is taken whole, or, if any row of it can't be used, not at all.

    Args:
        house: the studio.
        tenant: whose.
        file: ``.csv``, ``.json``, ``.jsonl`` or ``.parquet``.
        skip_bad: leave rows out that can't be used, and tell them.

    Raises:
        BadInputError: the file, or a row that may not be skipped, can't be used; nothing changed.
        NotFoundError: there is no such tenant.
    """
    house.studio.tenant_name(tenant)  # there is one
    read = read_experiences(file, skip_bad=skip_bad)
    with _changing(house, tenant):
        before = kept_experiences(house.layout.experiences(tenant))
        after = {**before, **{each.id: each for each in read.experiences}}
        if len(after) > MOST_EXPERIENCES:
            said = f"{tenant} would have more than {MOST_EXPERIENCES} experiences; remove some."
            raise BadInputError(file.name, said)
        _keep(house, tenant, after)
    return ExperiencesLoaded(len(after), changes_between(before, after), read.problems)


def remove_experiences(house: House, tenant: TenantId, ids: Sequence[str]) -> int:
    """Take experiences out of the tenant's catalogue; returns how many are left.

    Raises:
        NotFoundError: it has none of one of these ids; nothing is changed.
    """
    house.studio.tenant_name(tenant)  # there is one
    with _changing(house, tenant):
        before = kept_experiences(house.layout.experiences(tenant))
        unknown = [own for own in ids if own not in before]
        if unknown:
            named = ", ".join(repr(own[:60]) for own in unknown[:_TOLD])
            raise NotFoundError(f"{tenant} has no experience {named}.")
        after = {own: each for own, each in before.items() if own not in ids}
        _keep(house, tenant, after)
    return len(after)


def own_experiences(house: House, tenant: TenantId) -> Sequence[Experience]:
    """All of a tenant's catalogue, in the order in which they came.

    Raises:
        NotFoundError: there is no such tenant, or it has none.
    """
    house.studio.tenant_name(tenant)  # there is one
    found = kept_experiences(house.layout.experiences(tenant))
    if not found:
        cure = f"load some with manike experiences load FILE --tenant {tenant}."
        raise NotFoundError(f"{tenant} has no experiences yet: {cure}")
    return tuple(found.values())


def experience_figures(house: House, tenant: TenantId) -> Mapping[str, int]:
    """How many experiences a tenant has, and how many lack something; 0 where none was loaded.

    What has no season is there all year, so that it lacks nothing.
    """
    house.studio.tenant_name(tenant)  # there is one
    found = kept_experiences(house.layout.experiences(tenant)).values()
    lacking = {
        f"without {name.removesuffix('_h')}": sum(
            getattr(each, name) in {None, ""} for each in found
        )
        for name in _LACKING
    }
    return {"experiences": len(found), **lacking}


def _changing(house: House, tenant: TenantId) -> AbstractContextManager[None]:
    """Wait for whoever else changes the catalogue on this machine."""
    return alone(house.layout.experiences(tenant), "change")


def _keep(house: House, tenant: TenantId, experiences: Mapping[str, Experience]) -> None:
    folder = house.layout.experiences(tenant)
    keep_experiences(folder, experiences.values())
    house.studio.catalogue_changed(tenant, EXPERIENCE, stored_version(folder))
