"""One file a vendor; each exposes ``VENDOR``: how its keys, routes and errors look."""

from manike.testing.standin.vendors import (
    anthropic,
    fal,
    files,
    gemini,
    hume,
    openai,
    replicate,
    runware,
    spotify,
)
from manike.testing.standin.wire import Vendor

VENDORS: tuple[Vendor, ...] = (
    openai.VENDOR,
    anthropic.VENDOR,
    gemini.VENDOR,
    hume.VENDOR,
    replicate.VENDOR,
    runware.VENDOR,
    fal.VENDOR,
    spotify.VENDOR,
    files.VENDOR,
)
