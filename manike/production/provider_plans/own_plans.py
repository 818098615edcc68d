"""A provider plan that somebody wrote: read, and refused where it names what is not there."""

from pathlib import Path
from typing import Any

import yaml

from manike.errors import BadInputError
from manike.given import one_of, text_of_file
from manike.production.provider_plans.provider_plan import (
    Part,
    ProviderPlan,
    plan_of,
    shipped_plans,
)
from manike.production.provider_plans.providers import LOCAL, Roster

REGIONS = ("us", "eu")
"""Where providers work; one that is added may name another."""

_FIELDS = {
    Part.SCRIPT: {"text"},
    Part.PICTURES: {"image"},
    Part.VOICES: {"speech", "imitators"},
    Part.MUSIC: {"music"},
    Part.CLIPS: {"motion"},
    Part.EMBEDDINGS: {"embeddings"},
}
"""The fields of ``Roster`` whose providers do a part."""


def plan_content(plan: str, roster: Roster) -> dict[str, Any]:
    """A provider plan that somebody named: one that ships, or a YAML file; empty for none.

    Raises:
        BadInputError: there is none of that name, the file is none, or it names a part, field,
            provider or region that there is not.
    """
    if not plan:
        return {}
    is_file = "/" in plan or plan.endswith((".yaml", ".yml")) or Path(plan).is_dir()
    if not is_file:
        return {"name": one_of("provider plan", plan, shipped_plans())}
    content = _read(Path(plan))
    _check(plan_of(content), roster)
    return content


def known_provider(roster: Roster, name: str) -> str:
    """A provider by the name that plans use, set up or not.

    Raises:
        BadInputError: there is none of that name.
    """
    return one_of("provider", name, (LOCAL, *roster.known()))


def _read(file: Path) -> dict[str, Any]:
    try:
        content = yaml.load(text_of_file(file), Loader=_Loader)
    except yaml.YAMLError as error:
        said = " ".join(str(error).split())
        raise BadInputError("plan", f"{file} is no YAML: {said}.") from error
    if not isinstance(content, dict):
        raise BadInputError("plan", f"{file} must hold fields such as parts and regions.")
    return {"name": file.stem, **content}


def _check(plan: ProviderPlan, roster: Roster) -> None:
    known = roster.known()
    for part, rules in plan.parts.items():
        able = [LOCAL, *(name for name, does in known.items() if does & _FIELDS[part])]
        if part is Part.EMBEDDINGS and roster.embedder:
            able.append(roster.embedder.name)
        for field, names in (("order", rules.order), ("simple_order", rules.simple_order)):
            where = f"provider plan: parts.{part}.{field}"
            for number, name in enumerate(names):
                one_of(where, name, able)
                if name in names[:number]:
                    raise BadInputError(where, f"names {name} twice; name each once.")
    regions = [listing.region for each in roster.listings() for listing in each.values()]
    for region in plan.regions:
        one_of("provider plan: regions", region, (*REGIONS, *regions))


class _Loader(yaml.SafeLoader):
    """Refuses a field that is given twice, of which YAML itself keeps the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        names = [key.value for key, _ in node.value]
        for name in names:
            if names.count(name) > 1:
                line = node.start_mark.line + 1
                raise BadInputError("plan", f"{name} is given twice in what begins at line {line}.")
        return super().construct_mapping(node, deep)
