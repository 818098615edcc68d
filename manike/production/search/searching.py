"""Finding rows of any kind of a tenant, as one call."""

from collections.abc import Mapping, Sequence

from manike.errors import NotFoundError
from manike.ids import TenantId
from manike.production.house import House
from manike.production.search.indexing import library_of
from manike.search.library import Found
from manike.search.ranking import Ranking
from manike.studio.search_filters import NO_FILTERS, Filters

_FIRST: Mapping[str, str] = {
    "scene": "no film is finished",
    "shot": "add footage with manike footage add FILE --tenant {tenant}, then manike footage "
    "analyse --tenant {tenant}",
    "song": "load some with manike songs load FILE --tenant {tenant}, then manike index "
    "--tenant {tenant}",
    "experience": "load some with manike experiences load FILE --tenant {tenant}; where they are "
    "loaded, manike index --tenant {tenant}",
}
"""What comes before the first search of a kind."""


def search_kind(  # noqa: PLR0913 - whose, what, and how
    house: House,
    tenant: TenantId,
    kind: str,
    query: str,
    count: int,
    filters: Filters = NO_FILTERS,
    *,
    ranking: Ranking = Ranking.HYBRID,
) -> Sequence[Found]:
    """Rows of a kind of this tenant that mean something like the query, best first.

    Raises:
        BadInputError: the query is empty or too long.
        NotFoundError: nothing of the kind is indexed yet; says what comes first.
        StoreError: the index is damaged, or was made with another model.
    """
    library = library_of(house, tenant, of_queries=True)
    try:
        found = library.find(tenant, kind, query, count, filters, ranking=ranking)
    except NotFoundError as error:
        house.studio.tenant_name(tenant)  # there is one
        raise _nothing_yet(tenant, kind) from error
    if not found and not library.index(tenant, kind).count():
        raise _nothing_yet(tenant, kind)
    return found


def _nothing_yet(tenant: TenantId, kind: str) -> NotFoundError:
    return NotFoundError(f"There is no {kind} to find yet: {_FIRST[kind].format(tenant=tenant)}.")
