"""Songs for a tenant: its own catalogue, and those over the network that are set up."""

from pathlib import Path

from manike.errors import BadInputError, NotFoundError
from manike.ids import TenantId
from manike.production.house import House
from manike.song_ports import SongCatalogue
from manike.songs.local import LOCAL, LocalCatalogue
from manike.songs.rows import read_songs


def load_songs(house: House, tenant: TenantId, file: Path) -> int:
    """Make a file's songs the tenant's own catalogue, in the place of the one before.

    Returns:
        How many songs it has.

    Raises:
        BadInputError: the file or one of its rows can't be read; nothing is changed.
        NotFoundError: there is no such tenant.
    """
    house.studio.tenant_name(tenant)  # there is one
    catalogue = LocalCatalogue(read_songs(file))
    catalogue.keep(house.layout.songs(tenant))
    return len(catalogue)


def song_catalogue(house: House, tenant: TenantId, name: str) -> SongCatalogue:
    """A catalogue by its name: ``local`` is the tenant's own.

    Raises:
        BadInputError: there is none of that name, or it is not set up.
        NotFoundError: the tenant has none of its own yet.
    """
    if name == LOCAL:
        try:
            return LocalCatalogue.open(house.layout.songs(tenant))
        except NotFoundError as error:
            cure = f"load some with manike songs load FILE --tenant {tenant}."
            raise NotFoundError(f"{tenant} has no songs yet: {cure}") from error
    if name in house.roster.songs:
        return house.roster.songs[name]
    known = ", ".join((LOCAL, *house.roster.songs))
    why = house.roster.missing.get(name, f"choose one of {known}")
    raise BadInputError("catalogue", f"{name!r} is not set up: {why}.")
