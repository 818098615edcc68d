"""Experiments: which project is made with which version of a template, or with which model."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from manike.ids import ProjectId
from manike.prompts.wordings import Wording, wording

_FILE = Path(__file__).parent / "data" / "experiments.yaml"


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Arm(_Row):
    """One of the ways that are compared."""

    name: str
    weight: Annotated[int, Field(ge=1, le=1000)] = 1
    version: int | None = None
    """Of the template; ``None`` is the current one."""
    model: Mapping[str, str] = {}
    """By provider; one that is not named keeps its own."""


class Experiment(_Row):
    """A question that is decided by films: each project falls to one arm, always the same."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,38}$")]
    of: str
    """Name of the wording, such as ``script``."""
    arms: Annotated[tuple[Arm, ...], Field(min_length=2)]

    def arm(self, project: ProjectId) -> Arm:
        """The arm of a project: a share of the hash of both names, so that it never moves."""
        digest = hashlib.sha256(f"{self.name}|{project}".encode()).digest()
        place = int.from_bytes(digest[:8]) % sum(arm.weight for arm in self.arms)
        for arm in self.arms:
            place -= arm.weight
            if place < 0:
                return arm
        raise AssertionError("the place lies within the weights")


class _File(_Row):
    schema_version: Literal[1]
    experiments: tuple[Experiment, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a project's generations are asked with."""

    wording: Wording
    model: Mapping[str, str] = field(default_factory=dict)
    """By provider, where an experiment says so."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """The experiment and its arm, for the take's notes; empty without one."""

    def model_of(self, provider: str, otherwise: str) -> str:
        """The model to ask of a provider."""
        return self.model.get(provider, otherwise)


def chosen(
    name: str,
    project: ProjectId,
    own: Mapping[str, str] | None = None,
    experiments: Sequence[Experiment] | None = None,
) -> Choice:
    """The wording for a project.

    Args:
        name: of the wording, such as ``script``.
        project: whose film it is.
        own: the tenant's own texts, by part.
        experiments: those that run; the shipped ones if not given.

    Raises:
        BadInputError: the tenant's texts are no templates of this wording.
    """
    running = shipped_experiments() if experiments is None else experiments
    experiment = next((each for each in running if each.of == name), None)
    if experiment is None:
        return Choice(wording(name).with_own(own or {}))
    arm = experiment.arm(project)
    notes = {"experiment": experiment.name, "arm": arm.name}
    return Choice(wording(name, arm.version).with_own(own or {}), dict(arm.model), notes)


@cache
def shipped_experiments() -> tuple[Experiment, ...]:
    """Those of ``experiments.yaml``."""
    content = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    content["schema_version"] = content.pop("schema")
    return _File.model_validate(content).experiments
