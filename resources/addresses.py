"""Which network addresses belong to the public internet."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

_V6_GLOBAL_UNICAST = IPv6Network("2000::/3")
_V6_DOCUMENTATION = IPv6Network("3fff::/20")
_NAT64 = IPv6Network("64:ff9b::/96")
"""RFC 6052: the last 32 bits are the IPv4 address that is meant."""


def is_loopback(address: str) -> bool:
    """Whether a numeric address is this machine itself."""
    found = _plain(address)
    return found is not None and found.is_loopback


def is_public(address: str) -> bool:
    """Whether a numeric address, as the resolver gives it, is one of the public internet.

    An IPv4 address inside an IPv6 one (mapped, NAT64, 6to4) counts as itself.
    """
    found = _plain(address)
    if isinstance(found, IPv6Address):
        return (
            found in _V6_GLOBAL_UNICAST
            and found not in _V6_DOCUMENTATION
            and found.teredo is None
            and _is_open(found)
        )
    return found is not None and _is_open(found)


def _is_open(address: IPv4Address | IPv6Address) -> bool:
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified
    )


def _plain(address: str) -> IPv4Address | IPv6Address | None:
    """The address that is meant in the end; ``None`` for what is bound to one interface."""
    if "%" in address:
        return None
    found = ip_address(address)
    if isinstance(found, IPv4Address):
        return found
    inner = found.ipv4_mapped or found.sixtofour
    if inner is None and found in _NAT64:
        inner = IPv4Address(int(found) & 0xFFFFFFFF)
    return inner or found
