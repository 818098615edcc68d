"""Texts that are longer than a vendor takes are not sent: it would refuse them, or cut them."""

from manike.errors import PermanentProviderError


def check_length(what: str, text: str, most: int, provider: str) -> None:
    """Raise ``PermanentProviderError`` if a text has more characters than ``most``."""
    if len(text) > most:
        said = f"the {what} has {len(text)} characters of {most}"
        raise PermanentProviderError(said, provider=provider)
