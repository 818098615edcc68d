"""How long a WAV in memory is, also one whose header does not know."""

from decimal import Decimal

_HEAD = 12
_CHUNK_HEAD = 8
_BYTES_A_SECOND = slice(8, 12)
_UNKNOWN = (0, 0xFFFFFFFF)


def wav_length_s(content: bytes) -> Decimal | None:
    """Length of the sound; ``None`` if it is no WAV.

    A sound that is streamed as it is made has a header without a length, or with the greatest one.
    """
    if content[:4] != b"RIFF" or content[8:12] != b"WAVE":
        return None
    at, rate = _HEAD, 0
    while at + _CHUNK_HEAD <= len(content):
        name = content[at : at + 4]
        size = int.from_bytes(content[at + 4 : at + _CHUNK_HEAD], "little")
        body = at + _CHUNK_HEAD
        if name == b"fmt ":
            rate = int.from_bytes(content[body : body + size][_BYTES_A_SECOND], "little")
        if name == b"data" and rate:
            there = len(content) - body
            return Decimal(there if size in _UNKNOWN else min(size, there)) / rate
        at = body + size + size % 2
    return None
