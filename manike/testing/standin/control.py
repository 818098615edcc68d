"""The stand-in's own routes, under ``/_standin``: books, faults, webhooks."""

from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal

from pydantic import TypeAdapter, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from manike.testing.standin.faults import GENERAL, FaultScript
from manike.testing.standin.vendors import VENDORS
from manike.testing.standin.webhooks import SECRET
from manike.testing.standin.wire import Vendor
from manike.testing.standin.world import World

_SCRIPTS = TypeAdapter(list[FaultScript])
_FILTERS = ("vendor", "route", "account")


def routes(world: World) -> list[Route]:
    """What a test or a person asks of the stand-in itself."""
    control = _Control(world)
    return [
        Route("/_standin/health", control.health),
        Route("/_standin/bills", control.bills),
        Route("/_standin/calls", control.calls),
        Route("/_standin/webhooks", control.webhooks),
        Route("/_standin/faults", control.faults),
        Route("/_standin/faults", control.order, methods=["POST"]),
        Route("/_standin/faults", control.clear, methods=["DELETE"]),
        Route("/_standin/reset", control.reset, methods=["POST"]),
    ]


class _Control:
    def __init__(self, world: World) -> None:
        self._world = world

    async def health(self, request: Request) -> Response:
        base = str(request.base_url).rstrip("/")
        urls = {each.name: f"{base}/{each.name}{each.base_path}" for each in VENDORS}
        return JSONResponse({"status": "ok", "vendors": urls})

    async def bills(self, request: Request) -> Response:
        found = self._world.accounts.bills(**_filters(request))
        total = sum((bill.amount for bill in found), Decimal(0))
        return JSONResponse(
            {
                "count": len(found),
                "total": f"{total:f}",
                "currency": "USD",
                "bills": [bill.as_json() for bill in found],
            }
        )

    async def calls(self, request: Request) -> Response:
        found = self._world.accounts.calls(**_filters(request))
        return JSONResponse({"count": len(found), "calls": [call.as_json() for call in found]})

    async def webhooks(self, request: Request) -> Response:
        sent = [asdict(each) for each in self._world.webhooks.deliveries()]
        return JSONResponse({"secret": SECRET, "deliveries": sent})

    async def faults(self, request: Request) -> Response:
        return JSONResponse({"faults": self._world.faults.listed()})

    async def order(self, request: Request) -> Response:
        try:
            sent = await request.json()
            scripts = _SCRIPTS.validate_python(sent if isinstance(sent, list) else [sent])
        except (ValueError, ValidationError) as error:
            return _refused(str(error))
        wrong = [each for script in scripts if (each := _wrong(script, VENDORS))]
        if wrong:
            return _refused(" ".join(wrong))
        self._world.faults.order(*scripts)
        return await self.faults(request)

    async def clear(self, request: Request) -> Response:
        self._world.faults.clear()
        return await self.faults(request)

    async def reset(self, request: Request) -> Response:
        self._world.reset()
        return JSONResponse({"status": "ok"})


def _wrong(script: FaultScript, vendors: Sequence[Vendor]) -> str:
    """What is wrong with an order; empty if nothing is."""
    meant = [vendor for vendor in vendors if script.vendor in ("*", vendor.name)]
    if not meant:
        return f"There is no vendor {script.vendor!r}."
    endpoints = [endpoint for vendor in meant for endpoint in vendor.endpoints]
    routes = {route for each in endpoints for route in (each.route, *each.routes)}
    if script.route not in ("*", *routes):
        return f"{script.vendor} has no route {script.route!r}: {', '.join(sorted(routes))}."
    kinds = {kind for vendor in meant for kind in vendor.acts} | set(GENERAL)
    if script.kind not in kinds:
        return f"{script.vendor} has no fault {script.kind!r}: {', '.join(sorted(kinds))}."
    return ""


def _filters(request: Request) -> dict[str, str]:
    return {name: request.query_params.get(name, "") for name in _FILTERS}


def _refused(why: str) -> Response:
    return JSONResponse({"error": why}, status_code=400)
