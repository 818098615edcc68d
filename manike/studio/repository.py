"""What the studio keeps, read and changed in whole transactions. Every call names its tenant."""

from manike.studio.catalogues import Catalogues
from manike.studio.footage import Footage
from manike.studio.footage_choices import FootageChoices
from manike.studio.index_marks import IndexMarks
from manike.studio.leases import Leases
from manike.studio.ledger.budgets import Budgets
from manike.studio.price_list import PriceLists
from manike.studio.projects import Projects
from manike.studio.provider_plans import ProviderPlans
from manike.studio.requests import OpenRequest, Requests
from manike.studio.scripts import Draft, Scripts
from manike.studio.song_choices import SongChoices
from manike.studio.take_numbers import TakeNumbers
from manike.studio.tenants import Tenants

__all__ = ["Draft", "OpenRequest", "Studio"]


class Studio(
    Tenants,
    Budgets,
    PriceLists,
    ProviderPlans,
    TakeNumbers,
    SongChoices,
    FootageChoices,
    Projects,
    Leases,
    Requests,
    Scripts,
    IndexMarks,
    Footage,
    Catalogues,
):
    """The studio database in the studio's own words; each room has one purpose."""
