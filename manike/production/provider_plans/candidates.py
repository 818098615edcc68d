"""Who could do each part of a project's film, in the order of its provider plan."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic

from manike.errors import BadInputError
from manike.generation.fingerprint import Generation, Job, hash_of
from manike.ports import (
    Embedder,
    ImageProvider,
    MotionProvider,
    MusicProvider,
    SpeechProvider,
    TextProvider,
)
from manike.production.provider_plans.provider_plan import Part, PartPlan, ProviderPlan
from manike.production.provider_plans.providers import (
    LOCAL,
    HereT,
    Listing,
    Providers,
    Roster,
    ThereT,
)
from manike.remote_ports import (
    RemoteEmbedder,
    RemoteImageProvider,
    RemoteMotionProvider,
    RemoteMusicProvider,
    RemoteSpeechProvider,
    RemoteTextProvider,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing as each of its candidates would make it; any of them will do."""

    generations: tuple[Generation, ...]
    """The preferred one first; at least one."""

    def is_met_by(self, fingerprint: str) -> bool:
        """Whether a take of that fingerprint is what is wanted."""
        return any(wanted.fingerprint == fingerprint for wanted in self.generations)

    @property
    def key(self) -> str:
        """Names what is wanted, in whatever order it is asked for."""
        fingerprints = sorted({wanted.fingerprint for wanted in self.generations})
        return fingerprints[0] if len(fingerprints) == 1 else hash_of(fingerprints)


@dataclass(frozen=True, slots=True)
class Candidate(Generic[HereT, ThereT]):
    """Somebody who could do a part of a film: in this process, or over the network."""

    name: str
    """As plans name it."""
    provider: HereT | ThereT
    here: HereT | None = None
    there: ThereT | None = None


@dataclass(frozen=True, slots=True)
class Candidates(Generic[HereT, ThereT]):
    """Those who could do one part of a film."""

    part: Part
    rules: PartPlan
    chosen: tuple[Candidate[HereT, ThereT], ...]
    """In the plan's order; at least one."""
    left_out: Mapping[str, str]
    """Why others of the plan are not asked, by name."""
    rewords: bool = True
    """Whether who refuses is asked once more in other words."""

    def wanted(self, describe: Callable[[HereT | ThereT], Generation]) -> Wanted:
        """One thing as each of them would make it."""
        return Wanted(tuple(describe(candidate.provider) for candidate in self.chosen))

    def asked_elsewhere(
        self, describe: Callable[[HereT | ThereT], Generation]
    ) -> tuple[Generation, ...]:
        """The same, of those that are asked over the network."""
        return tuple(describe(each.there) for each in self.chosen if each.there is not None)

    @property
    def here(self) -> HereT | None:
        """The one of this process, if it is the only one."""
        return self.chosen[0].here if len(self.chosen) == 1 else None


@dataclass(frozen=True, slots=True)
class Cast:
    """The candidates of a project, part by part."""

    providers: Providers
    roster: Roster
    plan: ProviderPlan

    @property
    def text(self) -> Candidates[TextProvider, RemoteTextProvider]:
        """Who could write the script."""
        return self._chosen(Part.SCRIPT, lambda: self.providers.text, self.roster.text)

    @property
    def image(self) -> Candidates[ImageProvider, RemoteImageProvider]:
        """Who could draw characters and paint scenes."""
        return self._chosen(Part.PICTURES, lambda: self.providers.image, self.roster.image)

    @property
    def speech(self) -> Candidates[SpeechProvider, RemoteSpeechProvider]:
        """Who could speak."""
        return self._chosen(Part.VOICES, lambda: self.providers.speech, self.roster.speech)

    @property
    def music(self) -> Candidates[MusicProvider, RemoteMusicProvider]:
        """Who could compose."""
        return self._chosen(Part.MUSIC, lambda: self.providers.music, self.roster.music)

    @property
    def motion(self) -> Candidates[MotionProvider, RemoteMotionProvider]:
        """Who could set pictures in motion."""
        return self._chosen(Part.CLIPS, lambda: self.providers.motion, self.roster.motion)

    @property
    def embeddings(self) -> Candidates[Embedder, RemoteEmbedder]:
        """Who embeds what can be found: one alone, since vectors of two models never mix."""
        own = self.roster.embedder
        return self._chosen(
            Part.EMBEDDINGS,
            lambda: own or self.providers.embedder,
            self.roster.embeddings,
            own.name if own else LOCAL,
        )

    def asks_elsewhere(self, job: Job) -> bool:
        """Whether somebody over the network may do a scene's picture, voice-over or clip.

        Raises:
            BadInputError: the plan leaves nobody for it.
        """
        parts: dict[Job, Callable[[], Candidates[Any, Any]]] = {
            Job.PICTURE: lambda: self.image,
            Job.VOICE: lambda: self.speech,
            Job.CLIP: lambda: self.motion,
        }
        return any(candidate.there is not None for candidate in parts[job]().chosen)

    def _chosen(
        self,
        part: Part,
        here: Callable[[], HereT],
        there: Mapping[str, Listing[ThereT]],
        own_name: str = LOCAL,
    ) -> Candidates[HereT, ThereT]:
        rules = self.plan.of(part)
        chosen: list[Candidate[HereT, ThereT]] = []
        left_out: dict[str, str] = {}
        for name in dict.fromkeys((*rules.order, *rules.simple_order)):
            if name in (LOCAL, own_name):
                local = here()
                chosen.append(Candidate(name, local, here=local))
                continue
            why = self._why_not(name, there.get(name), rules)
            if why:
                left_out[name] = why
            else:
                provider = there[name].provider
                chosen.append(Candidate(name, provider, there=provider))
        if not chosen:
            reasons = "; ".join(f"{name}: {why}" for name, why in left_out.items())
            raise BadInputError(
                "provider plan", f"{self.plan.name!r} leaves nobody for {part.value}: {reasons}."
            )
        return Candidates(part, rules, tuple(chosen), left_out, self.plan.rewords_refused)

    def _why_not(self, name: str, listing: Listing[ThereT] | None, rules: PartPlan) -> str:
        if listing is None:
            return self.roster.missing.get(name, "no provider of that name does this")
        if listing.quality < rules.lowest_quality:
            return f"its quality {listing.quality} is below {rules.lowest_quality}"
        if self.plan.regions and listing.region not in self.plan.regions:
            return f"it works in {listing.region}, not in {', '.join(self.plan.regions)}"
        if self.plan.is_commercial and not listing.is_commercial:
            return "its licence forbids commercial use"
        return ""
