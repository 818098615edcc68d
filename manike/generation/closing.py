"""The money of an attempt that ended without a take."""

from sqlmodel import Session

from manike.money import Money
from manike.studio.ledger.ledger import Ledger
from manike.studio.models import Attempt


def close_in(
    ledger: Ledger, session: Session, row: Attempt, billed: Money | None, *, job_id: str = ""
) -> None:
    """Pay what is billed for nothing, or release what was held if nothing is.

    Args:
        ledger: where it is held.
        session: an open transaction: attempt and money end together.
        row: the attempt.
        billed: what the provider bills all the same.
        job_id: the provider's own, where a person knows another than the attempt does.
    """
    if billed is None:
        ledger.release_in(session, row.id)
    else:
        ledger.settle_in(session, row.id, billed, provider_job=job_id or row.job_id, is_made=False)
