"""Which of the candidates is asked first for one thing, and why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from manike.errors import BudgetError, ProviderError, UnsupportedLanguageError
from manike.generation.door import MadeHere, MadeThere, Offer, Produce
from manike.generation.fingerprint import Generation
from manike.generation.health import AccountHealth, CircuitState
from manike.generation.remote import RemoteJob
from manike.money import Money
from manike.production.provider_plans.candidates import Candidate, Candidates
from manike.production.provider_plans.provider_plan import PartPlan
from manike.production.provider_plans.providers import LOCAL_QUALITY, HereT, ThereT

_FREE = Money(Decimal(0), "USD")
_UNWELL = 0.5
"""Share of failed calls in the last 15 minutes from which an account is asked after others."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One who is asked, when those before it did not deliver."""

    name: str
    offer: Offer
    estimate: Money
    """The most that it can cost."""
    why: str
    """Why it stands where it stands, for people."""


@dataclass(frozen=True, slots=True)
class Route:
    """All who are asked for one thing, the first one first."""

    choices: tuple[Choice, ...]
    left_out: Mapping[str, str]
    """Why others are not, by name."""
    passed_over: tuple[Choice, ...] = ()
    """Those who come before the first one when they are well."""

    @property
    def offers(self) -> tuple[Offer, ...]:
        """For the door."""
        return tuple(choice.offer for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Ask:
    """How one thing is asked for, of whoever does it."""

    describe: Callable[[Any], Generation]
    here: Callable[[Any], Produce]
    there: Callable[[Any], RemoteJob]
    is_simple: bool = False
    reworded: Callable[[Any], RemoteJob] | None = None
    """The same thing in words that nobody refuses; ``None`` where words are the thing itself."""


def route(
    health: AccountHealth,
    candidates: Candidates[HereT, ThereT],
    ask: Ask,
    is_begun: Callable[[Generation], bool] = lambda _generation: False,
) -> Route:
    """Order the candidates for one thing: the healthy before the others, then by the plan.

    Args:
        health: how the accounts do.
        candidates: who could do it.
        ask: how it is asked for.
        is_begun: whether a provider may be making it by now: it is paid for, whatever the plan
            has allowed since.

    Raises:
        ProviderError: none of them can be asked; the first one's reason.
        BudgetError: each costs more than the plan allows for one take.
    """
    found: list[tuple[tuple[bool, bool, Decimal, int], Choice]] = []
    left_out = dict(candidates.left_out)
    refusals: list[Exception] = []
    order = _order(candidates.rules, is_simple=ask.is_simple)
    for candidate in candidates.chosen:
        try:
            offer = _offer(candidate, ask, rewords=candidates.rewords)
        except (ProviderError, UnsupportedLanguageError) as error:
            refusals.append(error)
            left_out[candidate.name] = str(error)
            continue
        estimate = _estimate(offer)
        dear = _too_dear(estimate, candidates.rules)
        if dear and not is_begun(offer.generation):
            refusals.append(BudgetError(f"The provider plan: {candidate.name} {dear}."))
            left_out[candidate.name] = dear
            continue
        unwell, resort = _unwell(health, offer), _last_resort(offer, candidates.rules)
        rank = order.index(candidate.name)
        price = estimate.amount if candidates.rules.cheapest_first else Decimal(0)
        why = unwell or resort or _why(candidates.rules, candidate.name, is_simple=ask.is_simple)
        choice = Choice(candidate.name, offer, estimate, why)
        found.append(((bool(unwell), bool(resort), price, rank), choice))
    if not found:
        raise refusals[0]
    found.sort(key=lambda item: item[0])
    (_, *first), _choice = found[0]
    passed_over = tuple(choice for (_, *place), choice in found if place < first)
    return Route(tuple(choice for _, choice in found), left_out, passed_over)


def _order(rules: PartPlan, *, is_simple: bool) -> list[str]:
    first = rules.simple_order if is_simple else ()
    return list(dict.fromkeys((*first, *rules.order, *rules.simple_order)))


def _offer(candidate: Candidate[HereT, ThereT], ask: Ask, *, rewords: bool) -> Offer:
    generation = ask.describe(candidate.provider)
    if candidate.here is not None:
        return MadeHere(generation, ask.here(candidate.here))
    there, reworded = candidate.there, ask.reworded
    again = None if reworded is None or not rewords else lambda _refusal: reworded(there)
    return MadeThere(generation, ask.there(there), again)


def _estimate(offer: Offer) -> Money:
    return _FREE if isinstance(offer, MadeHere) else offer.job.quote().most


def _too_dear(estimate: Money, rules: PartPlan) -> str:
    if rules.most_usd is None or estimate.amount <= rules.most_usd:
        return ""
    return f"may cost {estimate}, the plan allows {rules.most_usd} USD for one"


def _unwell(health: AccountHealth, offer: Offer) -> str:
    if isinstance(offer, MadeHere):
        return ""
    found = health.state(offer.job.account)
    if found.state is CircuitState.OPEN:
        return f"asked last: it is left alone for now ({found.why})"
    if found.error_rate > _UNWELL:
        return f"asked last: {found.error_rate:.0%} of its calls failed in the last 15 minutes"
    return ""


def _last_resort(offer: Offer, rules: PartPlan) -> str:
    """This process makes anything for nothing: below the floor it only stands in for the others."""
    if isinstance(offer, MadeThere) or rules.lowest_quality <= LOCAL_QUALITY:
        return ""
    return f"asked last: its quality {LOCAL_QUALITY} is below {rules.lowest_quality}"


def _why(rules: PartPlan, name: str, *, is_simple: bool) -> str:
    if rules.cheapest_first:
        return "by price"
    if is_simple and name in rules.simple_order:
        return "first for what is simple"
    return "by the plan's order"
