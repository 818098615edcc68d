"""Versioned JSON files that say what belongs together."""

from collections.abc import Set
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from manike.errors import NotFoundError, StoreError
from manike.ids import ProjectId
from manike.media.files import write_text
from manike.storage.layout import Layout

M = TypeVar("M", bound=BaseModel)


class Manifests:
    """Manifests of projects on the local disk."""

    def __init__(self, layout: Layout, rendition: str = "", own: Set[str] = frozenset()) -> None:
        """With a rendition, manifests of the assets in ``own`` are the rendition's."""
        self._layout = layout
        self._rendition = rendition
        self._own = own

    def write(self, project: ProjectId, asset: str, manifest: BaseModel, part: str = "") -> None:
        """Put a manifest in place of the one before, whole or not at all."""
        path = self._path(project, asset, part)
        write_text(path, manifest.model_dump_json(indent=1) + "\n")

    def drop(self, project: ProjectId, asset: str, part: str = "") -> None:
        """Take a manifest away, if it is there; what it names is then wanted again."""
        self._path(project, asset, part).unlink(missing_ok=True)

    def read(self, project: ProjectId, asset: str, kind: type[M], part: str = "") -> M:
        """Read a manifest.

        Raises:
            NotFoundError: it was never made.
            StoreError: the file is damaged or can't be read.
        """
        content = self._content(project, asset, part)
        try:
            return kind.model_validate_json(content)
        except ValidationError as error:
            path = self._path(project, asset, part)
            raise StoreError(
                f"{path} is damaged. Run the asset again for {project}; nothing else is lost."
            ) from error

    def find(self, project: ProjectId, asset: str, kind: type[M], part: str = "") -> M | None:
        """Like ``read``, but ``None`` for what was never made or is damaged: both are made anew.

        Raises:
            StoreError: the file can't be read; nobody knows what is in it.
        """
        try:
            return kind.model_validate_json(self._content(project, asset, part))
        except (NotFoundError, ValidationError):
            return None

    def _content(self, project: ProjectId, asset: str, part: str) -> bytes:
        path = self._path(project, asset, part)
        try:
            return path.read_bytes()
        except FileNotFoundError as error:
            what = f"{asset} {part}".strip()
            raise NotFoundError(f"{project} has no {what} yet.") from error
        except OSError as error:
            raise StoreError(f"{path} can't be read: {error.strerror}.") from error

    def _path(self, project: ProjectId, asset: str, part: str) -> Path:
        rendition = self._rendition if asset in self._own else ""
        return self._layout.manifest(project, asset, part, rendition=rendition)
