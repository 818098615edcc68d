"""A tenant's kept segments, rid of what none of their films is made of any more."""

from pydantic import ValidationError

from manike.film.pruning import prune_if_due
from manike.ids import TenantId
from manike.production.house import House
from manike.production.records import FilmManifest

FILM_ASSET = "final_video"


def prune_segments(house: House, tenant: TenantId, now_s: float) -> int:
    """Take away what no current film uses and nobody used for two weeks, at most once a day.

    Returns how many files it was: none if a film's manifest can't be read, as what that film uses
    is not known. Manifests of before there were pieces name none; theirs are encoded again if
    need be.
    """
    used: set[str] = set()
    for path in house.layout.manifests(tenant, FILM_ASSET):
        try:
            film = FilmManifest.model_validate_json(path.read_bytes())
        except (OSError, ValidationError):
            return 0
        used.update(film.details.get("pieces", ()))
    return prune_if_due(house.layout.segments(tenant), used, now_s)
