"""A house whose runs die and leave attempts behind, and the vendor that they are left at."""

import pytest
from sqlmodel import select

from manike.errors import TransientProviderError
from manike.generation.courier import Errand
from manike.generation.door import MadeThere
from manike.generation.remote import Recovery
from manike.ports import CharacterImageRequest
from manike.production.strays import gather_strays
from manike.production.wanted import CHARACTER_SIZE_PX, character_generation
from manike.script.models import Character
from manike.script.preferences import Preferences
from manike.studio.models import Attempt
from manike.testing.remote_fakes import FakeRemote
from manike.testing.vendor import Vendor

LEFT_S = 11 * 60.0
"""After so long nobody goes on with what was left."""


class Killed(BaseException):
    """The process died here."""


class Dying(Vendor):
    """Its callers die at their first look; its status page may be away."""

    kills = 1
    flying = None
    """A list: what is submitted goes into it, still on its way in when its sender dies."""
    looked_at = ""
    """The key of the last look."""
    away = None
    """Whether it is away, asked at each look."""

    def take_in(self, key, subject):
        if self.flying is None:
            return super().take_in(key, subject)
        self.flying.append((key, subject))
        raise Killed

    def arrives(self):
        """What was on its way in is there."""
        flying, self.flying = self.flying, None
        for each in flying:
            self.take_in(*each)

    def state(self, key):
        if self.kills:
            self.kills -= 1
            raise Killed
        self.looked_at = key
        if self.away is not None and self.away():
            raise TransientProviderError("no answer (ConnectError)", provider=self.name)
        return super().state(key)


class Yard:
    """A house whose runs die, and its vendor."""

    def __init__(self, house, clock, project, vendor):
        self.house, self.clock, self.project, self.vendor = house, clock, project, vendor

    def offer(self, name="Ada", recovery=Recovery.OWN_ID):
        remote = FakeRemote(self.vendor, recovery=recovery)
        person = Character(name=name, description="A fox in a red coat.")
        job = remote.character_job(CharacterImageRequest(person, "", 1, 1, CHARACTER_SIZE_PX))
        wanted = character_generation(remote, person, "", Preferences(seed=1), 1)
        return MadeThere(wanted, job)

    def leave(self, *args, **kwargs):
        """Begin something and die."""
        offer = self.offer(*args, **kwargs)
        with pytest.raises(Killed):
            self.obtain(offer)
        return offer

    def leave_each(self, *names):
        """Begin several, a second apart, and die each time."""
        for name in names:
            self.vendor.kills = 1
            self.leave(name)
            self.clock.turn(1.0)

    def obtain(self, offer):
        return self.house.door.obtain(Errand(self.project, "character_images", "Ada"), [offer])

    def fates(self, after_s=LEFT_S):
        self.clock.turn(after_s)
        return [each.fate for each in gather_strays(self.house, self.clock)]

    def rows(self):
        with self.house.studio.database.transaction() as session:
            return session.exec(select(Attempt).order_by(Attempt.submitted_at, Attempt.id)).all()

    def money(self):
        found = [self.house.ledger.find(row.id) for row in self.rows()]
        return [(holding.state, holding.billed) for holding in found]
