"""Serves tenants' pictures, sound and films to the studio's UI: GET /media/…, with byte ranges.

A ``-`` in the place of a project stands for what is the tenant's and no project's.

``?width=480`` gives a picture small enough for a preview.
"""

import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from manike.errors import BadInputError, NotFoundError, StoreError
from manike.ids import ProjectId, project_of
from resources.thumbnails import small_jpeg

Resolve = Callable[[ProjectId, str], Path]
"""Finds a file of a project or its tenant by its SHA-256, or raises ``NotFoundError``."""

CONTENT_TYPES = {
    ".jpg": "image/jpeg",
    ".json": "application/json",
    ".mov": "video/quicktime",
    ".mp4": "video/mp4",
    ".png": "image/png",
    ".srt": "text/plain; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".wav": "audio/wav",
    ".webm": "video/webm",
    ".webp": "image/webp",
}
"""Only what a browser shows without running it: HTML or SVG would act with the UI's rights."""

NO_PROJECT = "-"
"""No project can have this name."""

_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}", re.ASCII)

_HEADERS = {
    # a hash names its content for ever
    "Cache-Control": "private, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
}


def media_routes(resolve: Resolve) -> list[Route]:
    """The routes that serve what ``resolve`` finds; anything else is 404."""

    async def serve(request: Request) -> Response:
        path = await run_in_threadpool(_find, resolve, dict(request.path_params))
        name, sha256 = request.path_params["name"], request.path_params["sha256"]
        width = request.query_params.get("width")
        if width is not None:
            content = await run_in_threadpool(_small, path, width)
            headers = _HEADERS | {"ETag": f'"{sha256}-{width}"'}
            return Response(content, media_type="image/jpeg", headers=headers)
        headers = _HEADERS | {"ETag": f'"{sha256}"'}
        return FileResponse(path, media_type=_content_type(name), headers=headers)

    return [Route("/media/{tenant}/{project}/{sha256}/{name}", serve, methods=["GET"])]


def _find(resolve: Resolve, parts: dict[str, str]) -> Path:
    if not _SHA256.fullmatch(parts["sha256"]) or not _NAME.fullmatch(parts["name"]):
        raise HTTPException(404)
    _content_type(parts["name"])
    try:
        slug = "" if parts["project"] == NO_PROJECT else parts["project"]
        project = project_of(parts["tenant"], slug)
        path = resolve(project, parts["sha256"])
    except (BadInputError, NotFoundError, StoreError) as error:
        raise HTTPException(404) from error
    if not path.is_file():
        raise HTTPException(404)
    return path


def _small(path: Path, width: str) -> bytes:
    try:
        return small_jpeg(path, int(width))
    except ValueError as error:
        raise HTTPException(404) from error


def _content_type(name: str) -> str:
    try:
        return CONTENT_TYPES[PurePosixPath(name).suffix]
    except KeyError as error:
        raise HTTPException(404) from error
