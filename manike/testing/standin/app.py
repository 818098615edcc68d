"""The stand-in as one Starlette application: all vendors, and its own control routes."""

from starlette.applications import Starlette
from starlette.routing import Route

from manike.testing.standin import control
from manike.testing.standin.front import serving
from manike.testing.standin.vendors import VENDORS
from manike.testing.standin.world import World


def standin_app(world: World) -> Starlette:
    """The application; all that it remembers is in ``world``."""
    routes = [
        Route(
            f"/{vendor.name}{endpoint.path}",
            serving(vendor, endpoint, world),
            methods=[endpoint.method],
        )
        for vendor in VENDORS
        for endpoint in vendor.endpoints
    ]
    return Starlette(routes=[*control.routes(world), *routes])
