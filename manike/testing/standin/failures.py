"""The failures that users report, as orders that the stand-in acts out."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from manike.testing.standin.faults import FaultScript

_FILE = Path(__file__).parent / "failures.yaml"


@dataclass(frozen=True, slots=True)
class Failure:
    """One way in which providers fail."""

    name: str
    vendors: tuple[str, ...]
    """Whom it concerns."""
    order: FaultScript
    """What to order, for any vendor."""
    evidence: str
    """Where it was reported."""

    def of(self, vendor: str) -> FaultScript:
        """The order for one vendor."""
        return self.order.model_copy(update={"vendor": vendor})


@cache
def failures() -> tuple[Failure, ...]:
    """Every failure of ``failures.yaml``."""
    content = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    groups = content["groups"]
    return tuple(
        Failure(
            name=row["name"],
            vendors=tuple(vendor for name in row["vendors"] for vendor in groups.get(name, [name])),
            order=FaultScript.model_validate(row["order"]),
            evidence=row["evidence"],
        )
        for row in content["failures"]
    )
