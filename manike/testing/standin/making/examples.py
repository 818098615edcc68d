"""A valid instance of any JSON Schema that a provider's strict mode allows."""

from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]


def example(schema: Schema, text: str) -> Any:  # noqa: ANN401 - any JSON
    """An instance of the schema, with ``text`` wherever a text is wanted.

    Args:
        schema: the whole document, with its ``$defs``.
        text: cut to the length that is allowed.
    """
    return _instance(schema, schema, text)


def resolved(schema: Schema, root: Schema) -> Schema:
    """The schema that a ``$ref`` of this document stands for; itself if it is none."""
    while "$ref" in schema:
        found: Any = root
        for step in str(schema["$ref"]).removeprefix("#/").split("/"):
            found = found[step]
        schema = found
    return schema


def _instance(schema: Schema, root: Schema, text: str) -> Any:  # noqa: ANN401 - any JSON
    schema = resolved(schema, root)
    if "const" in schema or "enum" in schema:
        return schema["const"] if "const" in schema else schema["enum"][0]
    for choice in ("anyOf", "oneOf", "allOf"):
        if choice in schema:
            return _instance(schema[choice][0], root, text)
    kind = schema.get("type", "object")
    kind = kind[0] if isinstance(kind, list) else kind
    if kind == "object":
        properties = schema.get("properties", {})
        return {name: _instance(each, root, text) for name, each in properties.items()}
    if kind == "array":
        count = max(1, int(schema.get("minItems", 1)))
        return [_instance(schema.get("items", {}), root, text)] * count
    return _scalar(schema, kind, text)


def _scalar(schema: Schema, kind: str, text: str) -> str | float | None:
    if kind == "string":
        return text[: int(schema.get("maxLength", len(text)))] or "text"
    if kind == "boolean":
        return True
    if kind not in ("integer", "number"):
        return None
    low = schema.get("minimum", schema.get("exclusiveMinimum", 0))
    middle = min(schema.get("maximum", low + 2), low + 1)
    return int(middle) if kind == "integer" else float(middle)
