"""What a check says."""

from collections.abc import Iterable, Mapping

from pydantic import BaseModel, ConfigDict


class CheckResult(BaseModel):
    """The outcome of one named check of one file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    passed: bool
    message: str
    """A sentence for a person; where something is wrong it says where."""
    figures: Mapping[str, float] = {}
    """What was measured, with units in the names."""


def failed(results: Iterable[CheckResult]) -> tuple[CheckResult, ...]:
    """Those that did not pass."""
    return tuple(result for result in results if not result.passed)
