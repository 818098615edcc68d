"""Bodies of requests: JSON and forms."""

import json
import re
from email.message import Message
from typing import Any
from urllib.parse import parse_qsl

from manike.testing.standin.wire import Trouble, Upload

_PART_END = b"\r\n"


def read_body(media_type: str, body: bytes) -> tuple[Any, tuple[Upload, ...]]:
    """What a body says, and the files that it carries.

    Raises:
        Trouble: it is neither JSON nor a form.
    """
    if not body:
        return {}, ()
    if media_type.startswith("multipart/form-data"):
        return _form(media_type, body)
    if media_type.startswith("application/x-www-form-urlencoded"):
        return dict(parse_qsl(body.decode("utf-8", "replace"))), ()
    try:
        return json.loads(body), ()
    except ValueError as error:
        raise Trouble(400, "bad_request", "We could not parse the JSON body.") from error


def _form(media_type: str, body: bytes) -> tuple[dict[str, Any], tuple[Upload, ...]]:
    """Fields that are repeated, or end in ``[]``, become lists."""
    found = re.search(r'boundary="?([^";]+)"?', media_type)
    if found is None:
        raise Trouble(400, "bad_request", "The form has no boundary.")
    fields: dict[str, Any] = {}
    files: list[Upload] = []
    for part in body.split(b"--" + found[1].encode())[1:-1]:
        head, _, content = part.removeprefix(_PART_END).partition(b"\r\n\r\n")
        content = content.removesuffix(_PART_END)
        named, media = _head(head)
        name = str(named.get_param("name", header="content-disposition"))
        file_name = named.get_filename()
        if file_name is None:
            _add(fields, name, content.decode())
        else:
            files.append(Upload(name, file_name, media, content))
    return fields, tuple(files)


def _head(head: bytes) -> tuple[Message, str]:
    message = Message()
    for line in head.decode("utf-8", "replace").split("\r\n"):
        name, _, value = line.partition(":")
        message[name.strip()] = value.strip()
    return message, message.get_content_type()


def _add(fields: dict[str, Any], name: str, value: str) -> None:
    if name.endswith("[]"):
        fields.setdefault(name.removesuffix("[]"), []).append(value)
    elif name in fields:
        before = fields[name]
        fields[name] = [*(before if isinstance(before, list) else [before]), value]
    else:
        fields[name] = value
