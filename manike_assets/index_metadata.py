"""What an operator sees of an index: its plots, a report of searches, figures."""

import dagster as dg

from manike.ids import TenantId
from manike.production.house import House
from manike.production.search.index_portraits import portrait_of
from manike_assets.metadata import Metadata, tenant_media_path

_WIDTH_PX = 480
"""That of the UI's column."""


def index_metadata(house: House, tenant: TenantId, kind: str) -> Metadata:
    """Plots, report and figures of a tenant's index of a kind, for its materialization."""
    portrait = portrait_of(house, tenant, kind)
    plots: dict[str, dg.MetadataValue] = {
        name: dg.MetadataValue.md(_plot(tenant, name, sha256))
        for name, sha256 in portrait.plots.items()
    }
    figures: dict[str, dg.MetadataValue] = {
        name: dg.MetadataValue.text(value)
        if isinstance(value, str)
        else dg.MetadataValue.float(float(value))
        for name, value in portrait.figures.items()
    }
    return {**plots, "search report": dg.MetadataValue.md(portrait.report), **figures}


def _plot(tenant: TenantId, name: str, sha256: str) -> str:
    link = tenant_media_path(tenant, sha256, f"{name}.png")
    return f"[![{name}]({link}?width={_WIDTH_PX})]({link})"
