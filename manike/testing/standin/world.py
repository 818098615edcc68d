"""All that the vendors of one stand-in share."""

from dataclasses import dataclass, field

from manike.studio.clock import Clock
from manike.testing.standin.accounts import Accounts
from manike.testing.standin.faults import Faults
from manike.testing.standin.jobs import Jobs
from manike.testing.standin.making.maker import Maker
from manike.testing.standin.shelf import Shelf
from manike.testing.standin.webhooks import Webhooks


@dataclass(slots=True)
class World:
    """Books, faults, outputs, and who makes the media."""

    accounts: Accounts
    faults: Faults
    shelf: Shelf
    webhooks: Webhooks
    maker: Maker
    clock: Clock
    remembers_keys: bool = True
    """Whether any vendor honours an ``Idempotency-Key``."""
    jobs: Jobs = field(default_factory=Jobs)

    def reset(self) -> None:
        """As it was at the start; made media stay in the cache."""
        self.accounts.reset()
        self.faults.clear()
        self.shelf.clear()
        self.webhooks.clear()
        self.jobs.clear()
