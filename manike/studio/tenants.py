"""Customers: brand kits, pronunciation dictionaries, words for prompts, recorded voices."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlmodel import select

from manike.errors import ConflictError
from manike.ids import TenantId
from manike.studio.models import Tenant
from manike.studio.room import Room, readable, tenant_row

V = TypeVar("V")


class Tenants(Room):
    """The tenants of the studio."""

    def add_tenant(self, tenant: TenantId, name: str = "") -> None:
        """Add a customer.

        Raises:
            ConflictError: there is one of that name.
        """
        with self.database.transaction() as session:
            if session.get(Tenant, tenant.slug) is not None:
                raise ConflictError(f"Tenant {tenant} exists already.")
            self._add_tenant(session, tenant, name)

    def tenants(self) -> Sequence[TenantId]:
        """All customers, by name."""
        with self.database.transaction() as session:
            return [
                TenantId(slug) for slug in session.exec(select(Tenant.slug).order_by(Tenant.slug))
            ]

    def tenant_name(self, tenant: TenantId) -> str:
        """The tenant's full name; empty if none was given.

        Raises:
            NotFoundError: there is no such tenant.
        """
        with self.database.transaction() as session:
            return tenant_row(session, tenant).name

    def brand(self, tenant: TenantId) -> dict[str, Any]:
        """The tenant's brand kit as stored; empty for the defaults."""
        with readable(f"The brand kit of {tenant}"), self.database.transaction() as session:
            return dict(tenant_row(session, tenant).brand)

    def change_brand(
        self, tenant: TenantId, change: Callable[[dict[str, Any]], dict[str, Any]]
    ) -> dict[str, Any]:
        """Put what ``change`` makes of the tenant's brand kit in its place, and return it.

        Of two changes at once none is lost. Films change when they are rendered again.
        """
        return self._change(tenant, "brand", change)

    def pronunciations(self, tenant: TenantId) -> dict[str, str]:
        """How words of the tenant's own are said, by word; empty for none."""
        with readable(f"The dictionary of {tenant}"), self.database.transaction() as session:
            return dict(tenant_row(session, tenant).pronunciations)

    def change_pronunciations(
        self, tenant: TenantId, change: Callable[[dict[str, str]], dict[str, str]]
    ) -> dict[str, str]:
        """Like ``change_brand``; voice-overs with its words change when made again."""
        return self._change(tenant, "pronunciations", change)

    def prompts(self, tenant: TenantId) -> dict[str, dict[str, str]]:
        """The tenant's own words for what models are asked, by wording and part; empty for none."""
        with readable(f"The prompts of {tenant}"), self.database.transaction() as session:
            return {
                name: dict(parts) for name, parts in tenant_row(session, tenant).prompts.items()
            }

    def change_prompts(
        self,
        tenant: TenantId,
        change: Callable[[dict[str, dict[str, str]]], dict[str, dict[str, str]]],
    ) -> dict[str, dict[str, str]]:
        """Like ``change_brand``; what is generated from then on is asked for in these words."""
        return self._change(tenant, "prompts", change)

    def voices(self, tenant: TenantId) -> dict[str, dict[str, Any]]:
        """The tenant's recorded voices with their consents, by name; empty for none."""
        with readable(f"The voices of {tenant}"), self.database.transaction() as session:
            return dict(tenant_row(session, tenant).voices)

    def change_voices(
        self,
        tenant: TenantId,
        change: Callable[[dict[str, dict[str, Any]]], dict[str, dict[str, Any]]],
    ) -> dict[str, dict[str, Any]]:
        """Like ``change_brand``; the audit keeps what consent there was, and until when."""
        return self._change(tenant, "voices", change)

    def _change(
        self, tenant: TenantId, column: str, change: Callable[[dict[str, V]], dict[str, V]]
    ) -> dict[str, V]:
        with self.database.transaction() as session:
            row = tenant_row(session, tenant, lock=True)
            changed = change(dict(getattr(row, column)))
            setattr(row, column, changed)
            session.add(row)
            self._audit(session, tenant, f"set {column}", changed)
            return dict(changed)
