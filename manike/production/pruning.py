"""What is kept to save work or to be read later, rid of what nobody needs any more."""

from datetime import timedelta

from pydantic import ValidationError

from manike.film.pruning import UNUSED_S, prune, prune_if_due
from manike.ids import TenantId
from manike.production.house import House
from manike.production.records import FilmManifest
from manike.studio.clock import Clock
from manike.studio.exchanges import Exchanges

FILM_ASSET = "final_video"


def prune_segments(house: House, tenant: TenantId, now_s: float) -> int:
    """Take away what no current film uses and nobody used for two weeks, at most once a day.

    Returns how many files it was: none if a film's manifest can't be read, as what that film uses
    is not known. Manifests of before there were pieces name none; theirs are encoded again if
    need be.
    """
    used = _used_pieces(house, tenant)
    return 0 if used is None else prune_if_due(house.layout.segments(tenant), used, now_s)


def drop_unused_segments(house: House, tenant: TenantId, now_s: float) -> int:
    """Take away all that no current film uses, however new; returns how many files it was.

    None while a film of the tenant is being made, or as ``prune_segments``.
    """
    folder, used = house.layout.segments(tenant), _used_pieces(house, tenant)
    if used is None or not folder.is_dir():
        return 0
    return prune(folder, used, now_s + 2 * UNUSED_S)


def _used_pieces(house: House, tenant: TenantId) -> set[str] | None:
    """Names of what current films are made of; ``None`` if that is not known."""
    used: set[str] = set()
    for path in house.layout.manifests(tenant, FILM_ASSET):
        try:
            film = FilmManifest.model_validate_json(path.read_bytes())
        except (OSError, ValidationError):
            return None
        used.update(film.details.get("pieces", ()))
    return used


def prune_exchanges(house: House, clock: Clock) -> int:
    """Take away raw replies that are two weeks old, unless their attempt is still open.

    Returns how many it was. By an index on their age, so that it costs what is taken away.
    """
    book = Exchanges(house.studio.database, clock)
    return book.prune(older_than=timedelta(seconds=UNUSED_S))
