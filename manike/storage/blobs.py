"""Immutable files of a tenant, named by the SHA-256 of their content."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from manike.errors import CorruptBlobError, NotFoundError, StoreError
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

    def drop(self, tenant: TenantId, sha256: str) -> bool:
        """Take a blob away that nothing names any more; returns whether it was there.

        Raises:
            StoreError: it can't be taken away.
        """
        path = self._layout.blob(tenant, sha256)
        with writing(path):
            is_there = path.exists()
            path.unlink(missing_ok=True)
        return is_there

    def require(self, tenant: TenantId) -> None:
        """Make sure that the files of a tenant who has takes can be reached at all.

        Raises:
            StoreError: they are all gone, as when a disk is not mounted. To make everything anew
                would cost as much again.
        """
        folder = self._layout.blobs(tenant)
        if not folder.is_dir():
            raise StoreError(
                f"{folder} is not there, but {tenant} has takes. Is its disk mounted? If the files "
                "are lost, make that folder anew: what is wanted of them is then made again."
            )

    def path(self, tenant: TenantId, sha256: str) -> Path:
        """Where a blob lies.

        Raises:
            NotFoundError: this tenant has no such blob.
            StoreError: its folder can't be read.
        """
        if not self.has(tenant, sha256):
            raise NotFoundError(f"{tenant} has no file {sha256[:12]}.")
        return self._layout.blob(tenant, sha256)

    def has(self, tenant: TenantId, sha256: str) -> bool:
        """Whether a tenant has a blob; its content is not read.

        Raises:
            StoreError: its folder can't be read.
        """
        path = self._layout.blob(tenant, sha256)
        with _reading(path):
            return path.is_file()

    def verify(self, tenant: TenantId, sha256: str) -> Path:
        """Like ``path``, after reading the whole file.

        Raises:
            NotFoundError: this tenant has no such blob.
            CorruptBlobError: its content is not what its name says; the file is taken away,
                so that it can be made again.
            StoreError: it can't be read.
        """
        path = self.path(tenant, sha256)
        with _reading(path):
            found = sha256_of(path)
        if found != sha256:
            with writing(path):
                path.unlink(missing_ok=True)
            raise CorruptBlobError(f"{tenant}: file {sha256[:12]} was damaged and is taken away.")
        return path


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(f"{path} can't be read: {error.strerror}.") from error
