"""The ledger: money is held before a provider is asked, then settled or released, each once.

Each call comes in two forms: ``hold_in`` works within the caller's transaction, ``hold`` in one of
its own. Every movement locks its tenant's money until the transaction ends, so keep that short and
touch no second tenant in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from uuid import UUID, uuid5

from sqlmodel import Session

from manike.errors import BadInputError, ConflictError, NotFoundError
from manike.money import Money
from manike.studio.ledger.books import Books
from manike.studio.ledger.budgets import require_room
from manike.studio.ledger.holding import Holding, HoldState, Kind, Movement, Purpose, holding_of
from manike.studio.ledger.posting import Account, lock, lock_hold, movements_of, post
from manike.studio.ledger.tables import currency_code, exact, nearest
from manike.studio.price_list import Matter, price_of, prices_in

_NOTHING = Decimal(0)


class Ledger(Books):
    """Money held, settled, released and refunded; doing any of them twice changes nothing."""

    def hold(self, hold_id: str, most: Money, purpose: Purpose) -> Holding:
        """As ``hold_in``, in a transaction of its own."""
        with self.database.transaction() as session:
            return self.hold_in(session, hold_id, most, purpose)

    def check_room_in(self, session: Session, most: Money, purpose: Purpose) -> None:
        """Whether so much could be held just now; nothing is written down.

        Raises:
            BudgetError: as ``hold_in``.
        """
        require_room(session, purpose, f"{self._clock.now():%Y-%m}", most)

    def settle(
        self, hold_id: str, actual: Money, *, provider_job: str = "", is_made: bool = True
    ) -> Holding:
        """As ``settle_in``, in a transaction of its own."""
        with self.database.transaction() as session:
            return self.settle_in(
                session, hold_id, actual, provider_job=provider_job, is_made=is_made
            )

    def release(self, hold_id: str) -> Holding:
        """As ``release_in``, in a transaction of its own."""
        with self.database.transaction() as session:
            return self.release_in(session, hold_id)

    def refund(self, hold_id: str, amount: Money, *, refund_id: str | None = None) -> Holding:
        """As ``refund_in``, in a transaction of its own."""
        with self.database.transaction() as session:
            return self.refund_in(session, hold_id, amount, refund_id=refund_id)

    def hold_in(self, session: Session, hold_id: str, most: Money, purpose: Purpose) -> Holding:
        """Set money aside, so that no other run can spend it.

        Args:
            session: an open transaction; nothing is written to it if this raises.
            hold_id: the attempt's id, a UUID; a hold that is there is given back as it
                is, settled or released.
            most: what the attempt costs at most.
            purpose: what for.

        Raises:
            BudgetError: it would pass a budget; says which, and the cure.
            ConflictError: the id is that of another project's hold.
            BadInputError: the amount is negative or too large, or of no currency; or the id is no
                UUID.
        """
        _uuid("hold_id", hold_id)
        amount = Money(exact("hold", most.amount, is_limit=True), currency_code(most.currency))
        lock(session, purpose.project.tenant.slug, amount.currency)
        found = movements_of(session, hold_id)
        if found:
            return _same_project(holding_of(found), purpose)
        now = self._clock.now()
        month = f"{now:%Y-%m}"
        require_room(session, purpose, month, amount)
        movement = Movement(
            id=hold_id,
            hold_id=hold_id,
            kind=Kind.HOLD.value,
            tenant=purpose.project.tenant.slug,
            project=purpose.project.slug,
            run_id=purpose.run_id,
            asset=purpose.asset,
            part=purpose.part,
            job=purpose.job,
            provider=purpose.provider,
            model=purpose.model,
            month=month,
            amount=amount.amount,
            currency=amount.currency,
            credits=_NOTHING,
            pricing="",
            provider_job="",
            at=now,
        )
        post(session, movement, {Account.HELD: amount.amount, Account.BUDGET: -amount.amount})
        return holding_of([movement])

    def settle_in(
        self,
        session: Session,
        hold_id: str,
        actual: Money,
        *,
        provider_job: str = "",
        is_made: bool = True,
    ) -> Holding:
        """Turn a hold into what the provider bills, and charge the tenant by its price list.

        What it costs beyond the hold is not the tenant's: no budget is ever passed. It is owed to
        the provider all the same, and kept as an overrun. So is all that a provider bills for a
        hold that was released meanwhile.

        Args:
            session: an open transaction; nothing is written to it if this raises.
            hold_id: the attempt's id; a hold that is settled is given back as it is.
            actual: what the provider bills.
            provider_job: the job's id at the provider, for ``manike reconcile``.
            is_made: whether there is a take; what is billed for nothing is spent, and no credits
                are charged for it.

        Raises:
            NotFoundError: there is no such hold.
            BadInputError: the amount is negative, too large, or of another currency.
        """
        movements = _locked(session, hold_id)
        before = holding_of(movements)
        if before.state is HoldState.SETTLED:
            return before
        billed = exact("actual", _in_currency_of(before, actual))
        movement = self._next(movements[0], Kind.SETTLE, billed)
        after = holding_of([*movements, movement])
        movement = replace(movement, provider_job=provider_job)
        if is_made and before.state is HoldState.OPEN:
            movement = _charged(session, movement, after)
        post(session, movement, {**_freed(before), **_billing(before, after)})
        return holding_of([*movements, movement])

    def release_in(self, session: Session, hold_id: str) -> Holding:
        """Set a hold free: the provider did not take the job, or does not bill it.

        A hold that is settled or released is given back as it is.

        Raises:
            NotFoundError: there is no such hold.
        """
        movements = _locked(session, hold_id)
        before = holding_of(movements)
        if before.state is not HoldState.OPEN:
            return before
        movement = self._next(movements[0], Kind.RELEASE, before.held.amount)
        post(session, movement, _freed(before))
        return holding_of([*movements, movement])

    def refund_in(
        self, session: Session, hold_id: str, amount: Money, *, refund_id: str | None = None
    ) -> Holding:
        """Book what a provider gives back, first against the overrun, then to the tenant.

        The tenant gets credits back in the same proportion.

        Args:
            session: an open transaction; nothing is written to it if this raises.
            hold_id: the attempt's id.
            amount: what is given back.
            refund_id: tells refunds of one hold apart; without it there is one.

        Raises:
            NotFoundError: there is no such hold.
            BadInputError: more than was billed, or of another currency.
        """
        movements = _locked(session, hold_id)
        key = _uuid("refund_id", refund_id) if refund_id else str(uuid5(UUID(hold_id), Kind.REFUND))
        before = holding_of(movements)
        if any(movement.id == key for movement in movements):
            return before
        back = exact("refund", _in_currency_of(before, amount))
        if back > before.billed.amount:
            raise BadInputError("refund", f"{amount} is more than the {before.billed} billed.")
        movement = replace(self._next(movements[0], Kind.REFUND, back), id=key)
        after = holding_of([*movements, movement])
        if before.spent.amount:
            share = after.spent.amount / before.spent.amount
            movement = replace(movement, credits=nearest(before.credits * (share - 1)))
        post(session, movement, _billing(before, after))
        return holding_of([*movements, movement])

    def _next(self, hold: Movement, kind: Kind, amount: Decimal) -> Movement:
        """The hold's own next movement, of its only one of the kind."""
        return replace(
            hold,
            id=str(uuid5(UUID(hold.hold_id), kind)),
            kind=kind.value,
            amount=amount,
            at=self._clock.now(),
        )


def _charged(session: Session, movement: Movement, after: Holding) -> Movement:
    """With the credits that the tenant's price list asks for."""
    matter = Matter(movement.job, movement.provider, movement.model)
    price = price_of(prices_in(session, movement.tenant), matter, after.held_at)
    return replace(movement, credits=price.credits(after.spent), pricing=str(price))


def _uuid(field: str, text: str) -> str:
    """A UUID, in the one way of writing it that is looked up later."""
    try:
        is_plain = str(UUID(text)) == text
    except ValueError:
        is_plain = False
    if not is_plain:
        raise BadInputError(field, f"{text!r} is not a UUID in lower case with hyphens.")
    return text


def _freed(before: Holding) -> Mapping[Account, Decimal]:
    """What is held goes back to the budget."""
    held = before.held.amount if before.state is HoldState.OPEN else _NOTHING
    return {Account.HELD: -held, Account.BUDGET: held}


def _billing(before: Holding, after: Holding) -> Mapping[Account, Decimal]:
    """What a changed bill does to the accounts."""
    return {
        Account.SPENT: after.spent.amount - before.spent.amount,
        Account.OVERRUN: after.overrun.amount - before.overrun.amount,
        Account.PAYABLE: before.billed.amount - after.billed.amount,
    }


def _locked(session: Session, hold_id: str) -> Sequence[Movement]:
    """All movements of a hold, with its tenant's money locked."""
    if not lock_hold(session, hold_id):
        raise NotFoundError(f"There is no hold {hold_id}.")
    return movements_of(session, hold_id)


def _same_project(found: Holding, purpose: Purpose) -> Holding:
    if found.purpose.project != purpose.project:
        raise ConflictError(
            f"Hold {found.hold_id} of {purpose.project} has an id that is taken already."
        )
    return found


def _in_currency_of(holding: Holding, money: Money) -> Decimal:
    if money.currency != holding.held.currency:
        raise BadInputError("currency", f"{money} can't be booked on a hold of {holding.held}.")
    return money.amount
