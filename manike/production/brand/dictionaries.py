"""Tenants' pronunciation dictionaries, changed only to what a narrator can say."""

from collections.abc import Mapping

from manike.errors import BadInputError
from manike.ids import TenantId
from manike.production.house import House
from manike.script.pronunciations import read_pronunciations


def change_pronunciations(
    house: House, tenant: TenantId, changes: Mapping[str, str]
) -> dict[str, str]:
    """Change some words of a tenant's dictionary, and return the whole of it.

    Args:
        house: where the tenant is.
        tenant: whose voice-overs change, those that say one of the words.
        changes: how a word is said, ``KAN-dee`` or IPA between slashes; empty takes the word out.

    Raises:
        BadInputError: an entry can't be used, or a word to take out is not there.
        NotFoundError: there is no such tenant.
    """

    def changed(entries: dict[str, str]) -> dict[str, str]:
        for word, said in changes.items():
            if said:
                entries |= read_pronunciations({word: said})
            elif word not in entries:
                raise BadInputError(word, "is not in the dictionary.")
            else:
                del entries[word]
        return read_pronunciations(entries)

    return house.studio.change_pronunciations(tenant, changed)
