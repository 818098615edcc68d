"""Files that a customer gives to a job: inside a text, or by the URL of an earlier upload."""

import base64
import binascii

from manike.testing.standin.wire import Asked, Trouble


def given_file(asked: Asked, where: str) -> bytes | None:
    """What a ``data:`` URL or a URL of this stand-in holds.

    Returns:
        The content; ``None`` for any other address: the stand-in loads nothing from elsewhere.

    Raises:
        Trouble: it is broken or gone.
    """
    if where.startswith("data:"):
        head, _, content = where.partition(",")
        try:
            return base64.b64decode(content, validate=True) if ";base64" in head else b""
        except binascii.Error as error:
            raise Trouble(422, "bad_request", "The data URL is not base64.") from error
    if not where.startswith(asked.base_url + "/"):
        return None
    found = asked.world.shelf.get(where.rsplit("/", 1)[-1])
    if found is None:
        raise Trouble(422, "bad_request", "The input file could not be downloaded.")
    return found.content
