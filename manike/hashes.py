"""SHA-256 hashes as texts name them."""

import re

_SHA256 = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")


def hashes_in(text: str) -> set[str]:
    """All that a text names."""
    return set(_SHA256.findall(text))
