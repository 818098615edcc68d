"""Footage of tenants: what each file is, and how far its analysis."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlmodel import Session, SQLModel, col, func, or_, select

from manike.errors import ConflictError, NotFoundError
from manike.ids import TenantId
from manike.studio.footage_choices import showing
from manike.studio.footage_table import FootageRow, FootageState
from manike.studio.room import Room, tenant_row

_HASH: Final = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])", re.ASCII)
_NAME_NOTHING: Final = ("footage", "take", "search_row", "audit_entry")
"""Tables whose hashes keep no file: others look at the first two, the last two only tell."""


@dataclass(frozen=True, slots=True)
class FootageItem:
    """A file of footage, as the studio knows it."""

    name: str
    """Its own within the tenant: ``[a-z0-9-._]``."""
    sha256: str
    size_bytes: int
    state: FootageState
    about: str
    """What the tenant wrote about it."""
    problem: str
    """Why it is refused; empty if it is not."""
    analysis: str
    """Version of the analysis that looked at it; empty before the first."""
    report_sha256: str
    """The blob of its report; empty where there is none."""
    media: Mapping[str, Any]
    """What the file says of itself; see ``manike.analysis.report.MediaFacts``."""
    added_at: datetime


class Footage(Room):
    """The footage of all tenants. Every call names its tenant and sees no file of another."""

    def footage(self, tenant: TenantId) -> tuple[FootageItem, ...]:
        """All files of a tenant, by name.

        Raises:
            NotFoundError: no such tenant.
        """
        with self.database.transaction() as session:
            tenant_row(session, tenant)
            query = select(FootageRow).where(FootageRow.tenant == tenant.slug)
            return tuple(map(_item, session.exec(query.order_by(FootageRow.name))))

    def footage_item(self, tenant: TenantId, name: str) -> FootageItem:
        """One file by its name.

        Raises:
            NotFoundError: the tenant has none of that name.
        """
        with self.database.transaction() as session:
            return _item(_row(session, tenant, name))

    def footage_of_content(self, tenant: TenantId, sha256: str) -> FootageItem | None:
        """The file with that content; ``None`` if the tenant has none."""
        query = select(FootageRow).where(
            FootageRow.tenant == tenant.slug, FootageRow.sha256 == sha256
        )
        with self.database.transaction() as session:
            row = session.exec(query).first()
            return None if row is None else _item(row)

    def keep_footage(
        self, tenant: TenantId, name: str, sha256: str, media: Mapping[str, Any], about: str = ""
    ) -> FootageItem:
        """Write down a file whose blob is in the store.

        Raises:
            NotFoundError: no such tenant.
            ConflictError: it has a file of that name, or with that content, already.
        """
        with self.database.transaction() as session:
            tenant_row(session, tenant, lock=True)
            if session.get(FootageRow, (tenant.slug, name)) is not None:
                raise ConflictError(f"{tenant} has footage of the name {name} already.")
            row = FootageRow(
                tenant=tenant.slug,
                name=name,
                sha256=sha256,
                size_bytes=int(media["size_bytes"]),
                about=about,
                media=dict(media),
                added_at=self._clock.now(),
            )
            session.add(row)
            self._audit(session, tenant, "add footage", {"name": name, "sha256": sha256})
            return _item(row)

    def describe_footage(self, tenant: TenantId, name: str, about: str) -> None:
        """Keep what the tenant wrote about a file, in the place of what was there.

        Raises:
            NotFoundError: the tenant has none of that name.
        """
        with self.database.transaction() as session:
            row = _row(session, tenant, name, lock=True)
            row.about = about
            session.add(row)
            self._audit(session, tenant, "describe footage", {"name": name})

    def footage_is_analysed(
        self, tenant: TenantId, item: FootageItem, analysis: str, report_sha256: str
    ) -> None:
        """Say that a version of the analysis has made a report of a file.

        One that was removed meanwhile, or whose name has another content now, is passed over.
        """
        self._looked_at(tenant, item, FootageState.ANALYSED, analysis, report_sha256, "")

    def footage_is_refused(
        self, tenant: TenantId, item: FootageItem, analysis: str, problem: str
    ) -> None:
        """Say that a version of the analysis can make nothing of a file; as above."""
        self._looked_at(tenant, item, FootageState.REFUSED, analysis, "", problem)

    def remove_footage(self, tenant: TenantId, name: str) -> FootageItem:
        """Forget a file; its blobs stay for the caller to take away.

        Raises:
            NotFoundError: the tenant has none of that name.
            ConflictError: a film shows it.
        """
        with self.database.transaction() as session:
            # locked as by those who choose it, so that no film chooses what goes
            row = _row(session, tenant, name, lock=True)
            films = ", ".join(map(str, showing(session, tenant, name)))
            if films:
                raise ConflictError(f"{name} is shown in {films}.")
            item = _item(row)
            session.delete(row)
            self._audit(session, tenant, "remove footage", {"name": name, "sha256": row.sha256})
            return item

    def footage_due(self, analysis: str) -> Sequence[tuple[TenantId, str]]:
        """Tenants with files that this version of the analysis has not looked at, with a mark.

        The mark is another one as soon as one of these files is looked at, goes, or another comes.
        It costs as much as there are such files.
        """
        own = col(FootageRow.analysis)
        count, newest = func.count(), func.max(FootageRow.added_at)
        query = (
            select(FootageRow.tenant, count, newest, func.min(FootageRow.sha256))
            .where(or_(own < analysis, own > analysis))  # not <>, which no index answers
            .group_by(col(FootageRow.tenant))
            .order_by(FootageRow.tenant)
        )
        with self.database.reading() as session:
            return [
                (TenantId(tenant), f"{analysis}:{files}:{when}:{first[:12]}")
                for tenant, files, when, first in session.exec(query)
            ]

    def named_hashes(self, tenant: TenantId) -> set[str]:
        """Every SHA-256 that a row of the tenant names, but for rows of footage, takes and words.

        All tables are looked through, so that one that comes later is not forgotten.
        """
        found: set[str] = set()
        with self.database.reading() as session:
            for table in SQLModel.metadata.sorted_tables:
                owner = table.c.get("slug" if table.name == "tenant" else "tenant")
                if owner is None or table.name in _NAME_NOTHING:
                    continue
                for row in session.execute(table.select().where(owner == tenant.slug)):
                    found |= hashes_in(str(tuple(row)))
        return found

    def _looked_at(
        self,
        tenant: TenantId,
        item: FootageItem,
        state: FootageState,
        analysis: str,
        report_sha256: str,
        problem: str,
    ) -> None:
        with self.database.transaction() as session:
            row = session.get(FootageRow, (tenant.slug, item.name), with_for_update=True)
            if row is None or row.sha256 != item.sha256:
                return
            row.state, row.problem = state.value, problem
            row.analysis, row.report_sha256 = analysis, report_sha256
            session.add(row)


def _row(session: Session, tenant: TenantId, name: str, *, lock: bool = False) -> FootageRow:
    row = session.get(FootageRow, (tenant.slug, name), with_for_update=lock or None)
    if row is None:
        cure = f"manike footage list --tenant {tenant} shows what there is"
        raise NotFoundError(f"{tenant} has no footage {name[:100]!r}: {cure}.")
    return row


def _item(row: FootageRow) -> FootageItem:
    return FootageItem(
        name=row.name,
        sha256=row.sha256,
        size_bytes=row.size_bytes,
        state=FootageState(row.state),
        about=row.about,
        problem=row.problem,
        analysis=row.analysis,
        report_sha256=row.report_sha256,
        media=dict(row.media),
        added_at=row.added_at,
    )


def hashes_in(text: str) -> set[str]:
    """Every SHA-256 that a text names."""
    return set(_HASH.findall(text))
