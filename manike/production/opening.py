"""Opens the house: database, store and door of one installation, with its providers."""

from collections.abc import Iterator
from contextlib import contextmanager

from manike.generation.attempts import Attempts
from manike.generation.claims import Claims
from manike.generation.courier import Courier
from manike.generation.door import Door
from manike.generation.guard import AccountGuard
from manike.generation.health import AccountHealth
from manike.generation.limits import Limits
from manike.generation.nudges import Nudges
from manike.generation.patience import Patience
from manike.generation.replies import Replies
from manike.generation.takes import Takes
from manike.generation.workers import Workers, core_count
from manike.log_scrubbing import scrub_logs
from manike.production.house import House
from manike.production.progress import Listener, Silence
from manike.production.provider_plans.providers import Providers, Roster
from manike.search.faiss_index import FaissIndexes
from manike.settings import Settings
from manike.storage.blobs import BlobStore
from manike.storage.layout import Layout
from manike.storage.manifests import Manifests
from manike.storage.sweeping import sweep_if_due
from manike.studio.clock import Clock
from manike.studio.database import Database
from manike.studio.ledger.ledger import Ledger
from manike.studio.repository import Studio
from manike.studio.search_rows import SearchRows


@contextmanager
def open_house(  # noqa: PLR0913 - all but two have a default
    settings: Settings,
    providers: Providers,
    listener: Listener | None = None,
    *,
    roster: Roster | None = None,
    run_id: str = "",
    clock: Clock | None = None,
    worker_count: int | None = None,
) -> Iterator[House]:
    """The house, with a migrated database and swept of dead work; closed with the block.

    From then on no log record of this process holds a secret.

    Args:
        settings: where everything is.
        providers: who does which job in this process.
        listener: who hears of progress.
        roster: providers over the network and their limits, closed with the house; none if not
            given.
        run_id: the run that works in it.
        clock: the machine's if not given.
        worker_count: child processes for painting; one for each core if not given.

    Raises:
        MachineError: the database or the home folder can't be used.
    """
    scrub_logs()
    database, clock = Database(settings.database_url), clock or Clock()
    layout, ledger = Layout(settings.store), Ledger(database, clock)
    health, roster = AccountHealth(database, clock), roster or Roster()
    guard = AccountGuard(Limits(database, clock, roster.rates), health, clock)
    blobs, workers = (
        BlobStore(layout),
        Workers(core_count() if worker_count is None else worker_count),
    )
    try:
        database.migrate()
        for folder in (settings.store, settings.cache):
            sweep_if_due(folder, clock.now().timestamp())
        yield House(
            studio=Studio(database, clock),
            layout=layout,
            blobs=blobs,
            manifests=Manifests(layout),
            door=_door(database, ledger, blobs, layout, guard, clock),
            ledger=ledger,
            health=health,
            providers=providers,
            roster=roster,
            workers=workers,
            search_rows=SearchRows(database, clock),
            indexes=roster.indexes or FaissIndexes(layout),
            listener=listener or Silence(),
            run_id=run_id,
        )
    finally:
        roster.close()
        workers.close()
        database.close()


def _door(
    database: Database,
    ledger: Ledger,
    blobs: BlobStore,
    layout: Layout,
    guard: AccountGuard,
    clock: Clock,
) -> Door:
    courier = Courier(
        Attempts(database, clock),
        ledger,
        guard,
        Replies(layout, blobs),
        Nudges(database, clock),
        Patience(clock),
    )
    return Door(Takes(database, blobs), Claims(database, clock), courier, layout, blobs, clock)
