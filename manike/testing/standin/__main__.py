"""``python -m manike.testing.standin``: the stand-in until it is interrupted."""

import argparse
import asyncio
import tempfile
from pathlib import Path

from manike.testing.standin.running import base_urls, listening, new_world, server_of


def main() -> None:
    """Start, say where, and serve."""
    options = _options()
    with tempfile.TemporaryDirectory() as scratch:
        world = new_world(
            options.cache or Path(scratch),
            fast=options.fast,
            remembers_keys=not options.forget_keys,
        )
        socket = listening(options.port)
        url = f"http://127.0.0.1:{socket.getsockname()[1]}"
        print(f"Stand-in for the paid providers: {url}", flush=True)  # noqa: T201 - a program
        for vendor, base_url in base_urls(url).items():
            print(f"  {vendor:10} {base_url}", flush=True)  # noqa: T201
        asyncio.run(server_of(world).serve(sockets=[socket]))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m manike.testing.standin")
    parser.add_argument("--port", type=int, default=8471, help="0 is any free one")
    parser.add_argument("--cache", type=Path, help="where made media are kept")
    parser.add_argument("--fast", action="store_true", help="tones and plain paintings")
    parser.add_argument("--forget-keys", action="store_true", help="idempotency keys mean nothing")
    return parser.parse_args()


if __name__ == "__main__":
    main()
