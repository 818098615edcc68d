"""Where a tenant's files lie; the only module that builds a path of the store."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from manike.errors import BadInputError
from manike.ids import ProjectId, TenantId

_SHA256_CHARS = 64
_NAME = re.compile(r"[a-z][a-z-]{0,19}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Layout:
    """Paths below the store's root. Nothing of one tenant lies in another's folder."""

    root: Path

    def tenant(self, tenant: TenantId) -> Path:
        """Everything of one tenant."""
        return self.root / "tenants" / tenant.slug

    def blobs(self, tenant: TenantId) -> Path:
        """All files of the tenant's takes."""
        return self.tenant(tenant) / "blobs"

    def blob(self, tenant: TenantId, sha256: str) -> Path:
        """A file by its content's hash.

        Raises:
            BadInputError: not 64 hexadecimal digits.
        """
        if len(sha256) != _SHA256_CHARS or not set(sha256) <= set("0123456789abcdef"):
            raise BadInputError("sha256", f"{sha256[:70]!r} is not a SHA-256 hash.")
        return self.blobs(tenant) / sha256[:2] / sha256

    def project(self, project: ProjectId) -> Path:
        """The manifests of one project."""
        return self.tenant(project.tenant) / "projects" / project.slug

    def deletion(self, project: ProjectId) -> Path:
        """What is left to do of a project's deletion; there only until it is done."""
        return self.tenant(project.tenant) / "deletions" / f"{project.slug}.json"

    def deletions(self, tenant: TenantId) -> Iterator[Path]:
        """Those of all of a tenant's projects."""
        return (self.tenant(tenant) / "deletions").glob("[a-z0-9]*.json")

    def plots(self, tenant: TenantId, name: str) -> Path:
        """Which plots of an index are kept."""
        return self.index(tenant, name) / "plots.json"

    def manifest(
        self, project: ProjectId, asset: str, part: str = "", *, rendition: str = ""
    ) -> Path:
        """What an asset of a project, or of one of its renditions, is made of.

        ``part`` is a scene slot, ``rendition`` a shape such as ``9x16``.
        """
        home = self.project(project)
        if rendition:
            home = home / "renditions" / rendition
        return home / asset / f"{part or 'whole'}.json"

    def manifests(self, tenant: TenantId, asset: str) -> Iterator[Path]:
        """What an asset is made of in all projects of a tenant, and in all their renditions."""
        return (self.tenant(tenant) / "projects").rglob(f"{asset}/whole.json")

    def scratch(self, tenant: TenantId) -> Path:
        """Unfinished work; may be emptied when nothing runs."""
        return self.tenant(tenant) / "scratch"

    def segments(self, tenant: TenantId) -> Path:
        """Encoded pieces of films; can be dropped at any time."""
        return self.tenant(tenant) / "segments"

    def index(self, tenant: TenantId, name: str) -> Path:
        """A search index of one tenant.

        Raises:
            BadInputError: its name is no word of small letters and hyphens.
        """
        if not _NAME.fullmatch(name):
            raise BadInputError("kind", f"{name[:40]!r} is not a name such as scene.")
        return self.tenant(tenant) / "indexes" / name

    def voice(self, tenant: TenantId, name: str) -> Path:
        """The recording of a voice that may be imitated; no blob, so that it can be erased."""
        return self.tenant(tenant) / "voices" / f"{name}.wav"

    def songs(self, tenant: TenantId) -> Path:
        """The song catalogue of one tenant."""
        return self.tenant(tenant) / "songs"

    def footage(self, tenant: TenantId) -> Path:
        """What is kept of one tenant's footage as a whole."""
        return self.tenant(tenant) / "footage"

    def experiences(self, tenant: TenantId) -> Path:
        """The experience catalogue of one tenant."""
        return self.tenant(tenant) / "experiences"
