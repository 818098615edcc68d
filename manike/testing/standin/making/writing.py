"""Texts: scripts by the embedded writer, anything else by its schema; vectors of words."""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

import jsonschema
import numpy as np
from numpy.typing import NDArray

from manike.errors import BadInputError
from manike.ports import ScriptRequest
from manike.script.models import ScriptBreakdown
from manike.script.preferences import Preferences
from manike.testing.standin.making.examples import Schema, example, resolved
from manike.testing.standin.making.wishes import preferences_in

_SCRIPT = frozenset(("title", "scenes", "music"))
_MARKED = re.compile(r"<prompt>(.*?)</prompt>", re.DOTALL | re.IGNORECASE)
_QUOTED = re.compile(r'"""(.*?)"""', re.DOTALL)
_WORD = re.compile(r"\w+")
_WORDS = 40


def written(schema: Mapping[str, Any] | None, system: str, user: str) -> str:
    """The reply to a user's message under the instructions of ``system``.

    A schema with the fields of our script is answered by the embedded writer. The prompt is what
    stands between ``<prompt>`` tags or triple quotes; without them it is the whole message.
    """
    prompt = prompt_of(user)
    if schema is None:
        return " ".join(prompt.split()[:_WORDS]) or "Nothing was asked."
    if set(resolved(schema, schema).get("properties", {})) >= _SCRIPT:
        return json.dumps(_script(schema, prompt, preferences_in(system, user)), ensure_ascii=False)
    return json.dumps(example(schema, " ".join(prompt.split()[:_WORDS])), ensure_ascii=False)


def prompt_of(user: str) -> str:
    """The prompt in a message."""
    found = _MARKED.search(user) or _QUOTED.search(user)
    return (found[1] if found else user).strip()


def embedded(text: str, dimension: int) -> NDArray[np.float32]:
    """A unit vector, shape (dimension,): the sum of a fixed random vector for each word."""
    total = np.zeros(dimension)
    for word in _WORD.findall(text.lower()) or [""]:
        seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8])
        total += np.random.default_rng(seed).standard_normal(dimension)
    return (total / np.linalg.norm(total)).astype(np.float32)


def _script(schema: Schema, prompt: str, preferences: Preferences) -> Any:  # noqa: ANN401 - any JSON
    whole = json.loads(_breakdown(prompt, preferences).model_dump_json())
    fitted = _fitted(whole, schema, schema)
    jsonschema.validate(fitted, dict(schema))
    return fitted


def _breakdown(prompt: str, preferences: Preferences) -> ScriptBreakdown:
    from manike.embedded.writer.writer import EmbeddedWriter  # loads spaCy

    try:
        return EmbeddedWriter().write_script(ScriptRequest(prompt, preferences))
    except BadInputError:
        return EmbeddedWriter().write_script(ScriptRequest("A walk by the sea.", preferences))


def _fitted(value: Any, schema: Schema, root: Schema) -> Any:  # noqa: ANN401 - any JSON
    """A value with only what the schema knows, and an example of what it wants beyond."""
    schema = resolved(schema, root)
    if isinstance(value, dict) and "properties" in schema:
        return {
            name: _fitted(value[name], each, root) if name in value else _some(each, root)
            for name, each in schema["properties"].items()
        }
    if isinstance(value, list) and "items" in schema:
        return [_fitted(each, schema["items"], root) for each in value]
    return value


def _some(schema: Schema, root: Schema) -> Any:  # noqa: ANN401 - any JSON
    return example({**schema, "$defs": root.get("$defs", {})}, "")
