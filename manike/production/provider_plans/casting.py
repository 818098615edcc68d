"""The candidates of one project: the roster in its tenant's words and voices, by its plan."""

from collections.abc import Callable
from dataclasses import replace

from manike.errors import NotFoundError
from manike.generation.limits import Limits
from manike.ids import ProjectId, TenantId
from manike.production.provider_plans.candidates import Cast
from manike.production.provider_plans.imitators import recorded_voices, with_imitators
from manike.production.provider_plans.provider_plan import plan_of
from manike.production.provider_plans.providers import Providers, Roster
from manike.prompts.experiments import chosen
from manike.storage.layout import Layout
from manike.studio.clock import Clock
from manike.studio.exchanges import Exchanges
from manike.studio.repository import Studio


def cast_of(
    studio: Studio, layout: Layout, providers: Providers, roster: Roster, project: ProjectId
) -> Cast:
    """Who could do each part of a project's film.

    Raises:
        BadInputError: its provider plan can't be followed.
    """
    plan = plan_of(studio.provider_plan(project))
    worded = _worded(studio, roster, project)
    return Cast(providers, voiced(studio, layout, worded, project.tenant), plan)


def _worded(studio: Studio, roster: Roster, project: ProjectId) -> Roster:
    """The roster with writers and painters that ask in the project's words."""
    if not (roster.text or roster.image):
        return roster
    own = studio.prompts(project.tenant)
    written = chosen("script", project, own.get("script", {}))
    painted = chosen("picture", project, own.get("picture", {}))
    book, next_turn = Exchanges(studio.database, Clock()), _turns(studio, roster, project.tenant)
    text = {
        name: replace(listing, provider=listing.provider.worded(written, book, next_turn))
        for name, listing in roster.text.items()
    }
    image = {
        name: replace(listing, provider=listing.provider.with_wording(painted))
        for name, listing in roster.image.items()
    }
    return replace(roster, text=text, image=image)


def _turns(studio: Studio, roster: Roster, tenant: TenantId) -> Callable[[str], float]:
    """Waits for a tenant's next turn in an account's line."""
    limits = Limits(studio.database, Clock(), roster.rates)
    return lambda account: limits.wait(account, tenant)


def voiced(studio: Studio, layout: Layout, roster: Roster, tenant: TenantId) -> Roster:
    """The roster with those who imitate the tenant's recorded voices."""
    if not roster.imitators:
        return roster
    try:
        samples = recorded_voices(studio, layout, tenant)
    except NotFoundError:  # the tenant's first prompt is being submitted
        samples = ()
    return with_imitators(roster, samples, Clock().now().date())
