"""What came in a provider's reply itself, kept until its take is stored, and after."""

from manike.ids import TenantId
from manike.media.files import scratch_folder
from manike.storage.blobs import BlobStore
from manike.storage.layout import Layout

_FILE = "payload"


class Replies:
    """Payloads of replies, as blobs of their tenant."""

    def __init__(self, layout: Layout, blobs: BlobStore) -> None:
        self._layout = layout
        self._blobs = blobs

    def keep(self, tenant: TenantId, payload: bytes) -> str:
        """Store a payload and return its hash; empty if there is none."""
        if not payload:
            return ""
        with scratch_folder(self._layout.scratch(tenant)) as folder:
            file = folder / _FILE
            file.write_bytes(payload)
            return self._blobs.adopt(tenant, file)

    def payload(self, tenant: TenantId, sha256: str) -> bytes:
        """What was stored; nothing for an empty hash.

        Raises:
            NotFoundError: it is gone.
            CorruptBlobError: it is damaged.
        """
        return self._blobs.verify(tenant, sha256).read_bytes() if sha256 else b""
