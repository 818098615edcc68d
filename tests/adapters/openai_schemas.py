"""OpenAI's own schemas, for checking what is asked and what is answered."""

import json
from functools import cache
from pathlib import Path

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

_FILE = Path(__file__).parents[1] / "data" / "openai_schemas.json"


@cache
def _registry():
    document = json.loads(_FILE.read_text(encoding="utf-8"))
    document["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return Registry().with_resource("openai:", Resource.from_contents(document))


def problems(name, content):
    """What is wrong with a body, by the schema of that name; empty if nothing is."""
    schema = {"$ref": f"openai:#/components/schemas/{name}"}
    found = Draft202012Validator(schema, registry=_registry()).iter_errors(content)
    return [f"{'/'.join(map(str, error.path))}: {error.message[:200]}" for error in found]
