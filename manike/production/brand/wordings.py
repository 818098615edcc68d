"""Tenants' own words for what models are asked, changed only to templates that can be filled in."""

from collections.abc import Mapping
from pathlib import Path

from manike.errors import BadInputError
from manike.given import one_of, text_of_file
from manike.ids import ProjectId, TenantId
from manike.production.house import House
from manike.prompts.experiments import Choice, chosen
from manike.prompts.wordings import check_own, names, wording


def change_wording(house: House, tenant: TenantId, part: str, text: str) -> dict[str, str]:
    """Change one of a tenant's own texts, and return all that it has of that wording.

    Args:
        house: where the tenant is.
        tenant: whose films are asked for in these words; those asked for so far are not touched.
        part: wording and part, such as ``script.system``.
        text: a template; empty goes back to the words that ship.

    Raises:
        BadInputError: there is no such part, or the text is no template of it.
        NotFoundError: there is no such tenant.
    """
    name, dot, field = part.partition(".")
    if not dot:
        raise BadInputError("template", f"{part!r} is not of the form script.system.")
    base = wording(name)
    check_own(base, {field: text or base.parts[field].text if field in base.parts else text})

    def changed(stored: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
        texts = {key: each for key, each in stored.get(name, {}).items() if key != field}
        if text:
            texts[field] = text
        return {key: each for key, each in {**stored, name: texts}.items() if each}

    return dict(house.studio.change_prompts(tenant, changed).get(name, {}))


def template_of(file: Path) -> str:
    """A template that a person wrote.

    Raises:
        BadInputError: the file can't be read, is no text or holds none.
    """
    text = text_of_file(file).strip()
    if not text:
        raise BadInputError("file", f"{file} is empty; --reset goes back to the words that ship.")
    return text


def text_of(own: Mapping[str, Mapping[str, str]], part: str) -> str:
    """The text that is used for a part: the tenant's own, else the one that ships.

    Raises:
        BadInputError: there is no such part.
    """
    name, _, field = part.partition(".")
    base = wording(name)
    one_of("template", part, (f"{name}.{each}" for each in base.parts))
    return own.get(name, {}).get(field, base.parts[field].text)


def wording_parts(own: Mapping[str, Mapping[str, str]]) -> dict[str, bool]:
    """What a tenant may have words of its own for, and whether it has."""
    return {
        f"{name}.{field}": field in own.get(name, {})
        for name in names()
        for field, part in wording(name).parts.items()
        if part.own
    }


def wording_for(house: House, project: ProjectId, name: str) -> Choice:
    """What a project's generations are asked with: its tenant's words, its experiment's arm."""
    own = house.studio.prompts(project.tenant).get(name, {})
    return chosen(name, project, own)
