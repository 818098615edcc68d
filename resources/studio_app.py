"""The one web application of the studio: Dagster's UI, the media route and webhooks, guarded."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from dagster._core.workspace.context import WorkspaceProcessContext
from dagster_webserver.app import create_app_from_workspace_process_context
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.routing import Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from resources.media_route import Resolve, media_routes
from resources.webhooks import is_webhook, webhook_mount

LOOPBACK_NAMES = ("127.0.0.1", "localhost")


def studio_app(
    context: WorkspaceProcessContext,
    resolve: Resolve,
    *,
    host: str,
    webhooks: Mount | None = None,
) -> Starlette:
    """Dagster's UI at ``/`` and tenants' files at ``/media/``, guarded against foreign web pages.

    Args:
        context: the workspace that the UI shows.
        resolve: where a tenant's file lies.
        host: the address listened on; it and loopback are the only names answered to.
        webhooks: the routes below ``/webhooks/``, for a proxy that forwards these alone.
    """
    dagster_ui = create_app_from_workspace_process_context(context)
    return guarded(Mount("/", app=dagster_ui), resolve, host=host, webhooks=webhooks)


def guarded(ui: Mount, resolve: Resolve, *, host: str, webhooks: Mount | None = None) -> Starlette:
    """The media route and webhooks before ``ui``, behind the guards."""
    names = sorted({*LOOPBACK_NAMES, host})
    return Starlette(
        routes=[*media_routes(resolve), webhooks or webhook_mount({}, _heard_by_nobody), ui],
        middleware=[
            # a page that points its own name at this machine must not speak to the UI
            Middleware(KnownNamesOnly, names=names),
            Middleware(SameOriginOnly),
            Middleware(GraphqlByJsonOnly),
        ],
    )


class KnownNamesOnly:
    """Answers to its own names only; webhooks come by any name and prove themselves otherwise."""

    def __init__(self, app: ASGIApp, names: Sequence[str]) -> None:
        self._app = app
        self._guarded = TrustedHostMiddleware(app, allowed_hosts=names, www_redirect=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what was sent to a known name, or is a webhook."""
        is_free = scope["type"] == "http" and is_webhook(scope["path"])
        await (self._app if is_free else self._guarded)(scope, receive, send)


class SameOriginOnly:
    """Refuses what a browser sends for a page of another origin; the UI has no passwords."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what comes from the UI's own pages or from no page at all."""
        headers = _headers(scope)
        origin = headers.get("origin", "")
        if origin and urlsplit(origin).netloc != headers.get("host"):
            await _refuse(scope, receive, send, 403, "This page may not use the studio.")
            return
        await self._app(scope, receive, send)


class GraphqlByJsonOnly:
    """Refuses GraphQL in a URL: Dagster runs mutations of a GET, which any link can hold."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on POSTs with a JSON body, and the page of the GraphQL playground."""
        if scope["type"] == "http" and scope["path"].rstrip("/") == "/graphql":
            headers = _headers(scope)
            as_page = "text/html" in headers.get("accept", "") and not scope["query_string"]
            as_json = headers.get("content-type", "").startswith("application/json")
            if not (as_json if scope["method"] == "POST" else as_page):
                await _refuse(scope, receive, send, 405, "Send GraphQL as a POST with a JSON body.")
                return
        await self._app(scope, receive, send)


def _heard_by_nobody(vendor: str, delivery_id: str, job_id: str) -> bool:
    """Never called: without a secret there is no vendor to hear."""
    del vendor, delivery_id, job_id
    return False


def _headers(scope: Scope) -> dict[str, str]:
    pairs = scope.get("headers", ())
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in pairs}


async def _refuse(scope: Scope, receive: Receive, send: Send, status: int, text: str) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008, "reason": text})
        return
    await PlainTextResponse(text, status_code=status)(scope, receive, send)
