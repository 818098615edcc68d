"""Milvus keeps the vectors of what can be found: indexes for many machines, see ``VectorIndexes``.

A server by its URL, or Milvus Lite by the path of a file. Each index of a tenant is a collection of
its own behind an alias; a rebuild makes another collection and moves the alias, which Milvus does
at once or not at all.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from manike.errors import MachineError, StoreError
from manike.ids import TenantId
from manike.secrets import Secret
from resources.milvus_collections import Collections
from resources.milvus_index import MilvusIndex

if TYPE_CHECKING:
    from pymilvus import MilvusClient


class MilvusIndexes:
    """See ``VectorIndexes``. Nothing is asked before the first index is used."""

    def __init__(self, url: str, token: Secret | None = None) -> None:
        """``url`` is ``http(s)://…`` of a server, or a file's path for Milvus Lite."""
        self._url = url
        self._token = token
        self._client: MilvusClient | None = None
        self._lock = threading.Lock()

    def open(self, tenant: TenantId, name: str) -> MilvusIndex:
        """See ``VectorIndexes.open``."""
        return MilvusIndex(Collections(self.asked, tenant, name, is_local=self.is_local), name)

    def close(self) -> None:
        """Give the connection back."""
        if self._client is not None:
            self._client.close()

    @contextmanager
    def asked(self) -> Iterator["MilvusClient"]:
        """The client; what goes wrong while it is used is an error of this package.

        Raises:
            MachineError: the package is missing, or the server can't be reached.
            StoreError: Milvus refuses.
        """
        try:
            from pymilvus import MilvusClient, MilvusException
        except ImportError as error:
            said = "Milvus needs pymilvus. Install it with: pip install 'manike[milvus]'."
            raise MachineError(said) from error
        try:
            with self._lock:
                if self._client is None:
                    token = self._token.reveal() if self._token else ""
                    self._client = MilvusClient(self._url, token=token)
            yield self._client
        except MilvusException as error:
            said = str(error.message).splitlines()[0]
            raise StoreError(f"Milvus at {self._url} refuses: {said}") from error
        except OSError as error:
            raise MachineError(f"Milvus at {self._url} can't be reached: {error}") from error

    @property
    def is_local(self) -> bool:
        """Whether it is Milvus Lite, which compares all vectors."""
        return "://" not in self._url
