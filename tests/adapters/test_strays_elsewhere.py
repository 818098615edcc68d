"""What a dead run left at a vendor is found again by the vendor's own adapter, and taken."""

import pytest

from manike.generation.courier import Errand
from manike.generation.door import MadeThere
from manike.generation.resolution import Resolutions
from manike.ports import CharacterImageRequest
from manike.production.opening import open_house
from manike.production.strays import Fate, gather
from manike.production.wanted import CHARACTER_SIZE_PX, character_generation
from manike.script.models import Character
from manike.script.preferences import Preferences
from manike.studio.ledger.holding import HoldState
from manike.testing.clock import StoppedClock
from manike.testing.fakes import fake_providers
from resources.roster import STANDIN, build_roster

FOX = Character(name="Fox", description="A fox in a red coat.")
LOOKS = 200


class Killed(BaseException):
    """The process died here."""


class DyingJob:
    """Its caller dies at the first look."""

    def __init__(self, job):
        self._job = job

    def __getattr__(self, name):
        return getattr(self._job, name)

    def look(self, job_id):
        raise Killed


@pytest.fixture
def house(settings, standin):
    roster = build_roster(settings, {STANDIN: standin.url})
    with open_house(
        settings, fake_providers(), roster=roster, clock=StoppedClock(), worker_count=0
    ) as house:
        yield house


@pytest.mark.parametrize("vendor", ["replicate", "runware", "fal"])
def test_a_picture_that_was_left_at_a_vendor_is_taken_and_paid_as_billed(
    house, project, standin, vendor
):
    house.studio.submit(project, "A fox.", Preferences())
    painter = house.roster.image[vendor].provider
    job = painter.character_job(CharacterImageRequest(FOX, "", 1, 1, CHARACTER_SIZE_PX))
    wanted = character_generation(painter, FOX, "", Preferences(seed=1), 1)
    errand = Errand(project, "character_images", "Fox")
    with pytest.raises(Killed):
        house.door.obtain(errand, [MadeThere(wanted, DyingJob(job))])
    [left] = Resolutions(house.ledger).open_ones()
    fates = (gather(house, left.id).fate for _ in range(LOOKS))
    assert next(fate for fate in fates if fate is not Fate.WORKING) is Fate.TAKEN
    take = house.door.find(project.tenant, wanted.fingerprint)
    assert [*take.files] == ["image.jpg"]
    holding = house.ledger.find(left.id)
    assert (holding.state, holding.billed) == (HoldState.SETTLED, take.cost)
    assert [bill.amount for bill in standin.bills()] == [holding.billed.amount]
