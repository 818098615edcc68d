"""Which recorded voices of a tenant may be used today, and who imitates them for its films."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from pydantic import TypeAdapter, ValidationError

from manike.errors import StoreError
from manike.ids import TenantId
from manike.production.provider_plans.providers import Roster
from manike.storage.layout import Layout
from manike.studio.repository import Studio
from manike.voice_samples import CURE, VoiceSample

_SAMPLE = TypeAdapter(VoiceSample)


def recorded_voices(studio: Studio, layout: Layout, tenant: TenantId) -> tuple[VoiceSample, ...]:
    """The tenant's voices with their consents, the narrator's first: as they were added.

    Raises:
        NotFoundError: there is no such tenant.
        StoreError: the database holds something else.
    """
    found = studio.voices(tenant)
    try:
        return tuple(
            _SAMPLE.validate_python(content | {"file": layout.voice(tenant, name)})
            for name, content in found.items()
        )
    except ValidationError as error:
        raise StoreError(f"The voices of {tenant} can't be read from the database.") from error


def with_imitators(roster: Roster, samples: Sequence[VoiceSample], today: date) -> Roster:
    """The roster with those who imitate voices, for a tenant who has some.

    A voice whose consent does not hold today is not offered. Where none is left, the imitators are
    left out, and the roster says why.
    """
    objections = [said for said in (sample.objection(today) for sample in samples) if said]
    usable = [sample for sample in samples if not sample.objection(today)]
    if usable:
        voices = {name: build(usable) for name, build in roster.imitators.items()}
        return replace(roster, speech={**roster.speech, **voices})
    why = "; ".join(objections) or f"no voice with its owner's consent on record; {CURE}"
    silent = {name: why for name in roster.imitators if name not in roster.speech}
    return replace(roster, missing={**roster.missing, **silent})
