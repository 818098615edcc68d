"""Immutable files of a tenant, named by the SHA-256 of their content."""

import os
from pathlib import Path

from manike.errors import CorruptBlobError, NotFoundError
from manike.ids import TenantId
from manike.media.files import sha256_of, writing
from manike.storage.layout import Layout


class BlobStore:
    """Blobs on the local disk."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    def adopt(self, tenant: TenantId, file: Path) -> str:
        """Move a finished file of the same disk into the store and return its hash.

        A crash leaves the file where it was or in the store, never half of it.
        """
        sha256 = sha256_of(file)
        home = self._layout.blob(tenant, sha256)
        with writing(home):
            home.parent.mkdir(parents=True, exist_ok=True)
            with file.open("rb") as content:
                os.fsync(content.fileno())
            file.chmod(0o444)
            file.replace(home)
        return sha256

    def path(self, tenant: TenantId, sha256: str) -> Path:
        """Where a blob lies.

        Raises:
            NotFoundError: this tenant has no such blob.
        """
        path = self._layout.blob(tenant, sha256)
        if not path.is_file():
            raise NotFoundError(f"{tenant} has no file {sha256[:12]}.")
        return path

    def verify(self, tenant: TenantId, sha256: str) -> Path:
        """Like ``path``, after reading the whole file.

        Raises:
            NotFoundError: this tenant has no such blob.
            CorruptBlobError: its content is not what its name says; the file is taken away,
                so that it can be made again.
        """
        path = self.path(tenant, sha256)
        if sha256_of(path) != sha256:
            path.unlink(missing_ok=True)
            raise CorruptBlobError(f"{tenant}: file {sha256[:12]} was damaged and is taken away.")
        return path
