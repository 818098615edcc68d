"""Texts become vectors by whom the tenant's provider plan names, and are paid for once.

What a provider over the network embeds is a take: a batch of texts with its vectors. An index can
be made anew of takes, without asking anybody.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from manike.errors import ProviderError
from manike.generation.courier import Errand
from manike.generation.door import MadeThere, Produce
from manike.generation.fingerprint import Generation, Job
from manike.generation.takes import TakeResult
from manike.ids import NoProject, ProjectId, TenantId
from manike.ports import Embedder, Provider
from manike.production.house import House
from manike.production.provider_plans.candidates import Candidates
from manike.production.provider_plans.routing import Ask, route
from manike.remote_ports import Embedded, RemoteEmbedder, text_sha256

INDEX, QUERY = "search_index", "search_query"
"""What the ledger calls texts that can be found, and texts that are looked for."""

Vectors = NDArray[np.float32]
Listed = Candidates[Embedder, RemoteEmbedder]


def embedder_of(house: House, tenant: TenantId, *, of_queries: bool = False) -> Embedder:
    """Who embeds for all indexes of a tenant, by the tenant's own provider plan.

    Args:
        house: the studio.
        tenant: whose texts.
        of_queries: what is looked for, and not what can be found.

    Raises:
        BadInputError: the plan names somebody who can't be asked. Nobody stands in for them:
            vectors of two models never mix.
    """
    listed = candidates_of(house, tenant)
    there = listed.chosen[0].there
    if there is None:
        return listed.chosen[0].here or house.providers.embedder
    asset = QUERY if of_queries else INDEX
    kind = QueryEmbedder if of_queries else PaidEmbedder
    errand = Errand(NoProject(tenant), asset, run_id=house.run_id)
    return kind(house, listed, there, errand)


def candidates_of(house: House, tenant: TenantId) -> Listed:
    """The one who embeds for a tenant.

    Raises:
        BadInputError: the plan names somebody who can't be asked.
    """
    return house.cast(NoProject(tenant)).embeddings


def embedding_generation(texts: Sequence[str], provider: Provider) -> Generation:
    """A batch of texts as a provider would embed it."""
    return Generation(Job.EMBEDDING, provider.name, provider.model, {"texts": list(texts)})


class PaidEmbedder:
    """Embeds what can be found, each text once for a tenant and model. See ``Embedder``.

    Of all workers that embed for a tenant one asks at a time, so that no two pay for one text.
    """

    def __init__(
        self, house: House, listed: Listed, remote: RemoteEmbedder, errand: Errand
    ) -> None:
        """Nothing is looked for yet.

        Args:
            house: the studio.
            listed: the provider as the plan lists it.
            remote: the provider.
            errand: whose account pays where no project does.
        """
        self.house, self.listed, self.remote, self.errand = house, listed, remote, errand
        # Vectors, and the takes that hold them, by their texts' SHA-256.
        self._known: dict[str, Vectors] = {}
        self._takes: dict[str, list[str]] = {}
        self._seen: set[str] = set()

    @property
    def name(self) -> str:
        """The vendor."""
        return self.remote.name

    @property
    def model(self) -> str:
        """See ``Embedder.model``."""
        return self.remote.model

    @property
    def dimension(self) -> int:
        """See ``Embedder.dimension``."""
        return self.remote.dimension

    def embed(self, texts: Sequence[str]) -> Vectors:
        """See ``Embedder.embed``.

        Raises:
            BudgetError: a budget, or the plan's price, does not allow it; nothing was asked.
            UnknownOutcomeError: whether a text is embedded and billed can't be told yet.
            ProviderError: the provider did not deliver; no other is asked in its place.
        """
        self.buy(texts)
        rows = [self._known[text_sha256(text)] for text in texts]
        return np.array(rows, np.float32).reshape(-1, self.dimension)

    def buy(self, texts: Sequence[str], project: ProjectId | None = None) -> int:
        """Have the texts embedded that are not yet, on a project's account if one is given.

        Returns:
            How many were not.

        Raises:
            BudgetError, ProviderError: as ``embed``.
        """
        errand = replace(self.errand, project=project) if project else self.errand
        bought, tenant = 0, errand.project.tenant
        task = f"embedding by {self.name} {self.model}"
        wanted = {text_sha256(text): text for text in texts}
        while self._missing(wanted):
            with self.house.door.alone(tenant, task):  # between batches others have their turn
                self._look(tenant)
                missing = self._missing(wanted)
                if not missing:
                    break
                batch = self._begun(tenant, missing) or self.remote.batches(missing)[0]
                self._keep(self._obtain(batch, errand))
                bought += len(batch)
        return bought

    def lacks(self, texts: Sequence[str]) -> Sequence[str]:
        """Those that nobody has embedded for this tenant; asks nobody."""
        self._look(self.errand.project.tenant)
        return self._missing({text_sha256(text): text for text in texts})

    def _missing(self, wanted: Mapping[str, str]) -> list[str]:
        """Of texts by their SHA-256, in an order that is the same whoever asks."""
        return sorted(text for sha256, text in wanted.items() if not self._has(sha256))

    def _has(self, sha256: str) -> bool:
        if sha256 not in self._known:
            # One whose file is damaged is none; a text that no other holds is embedded anew.
            take = self.house.door.first(self.errand.project.tenant, self._takes.get(sha256, ()))
            if take is not None:
                self._keep(take)
        return sha256 in self._known

    def _look(self, tenant: TenantId) -> None:
        """See what others have had embedded meanwhile."""
        found = self.house.door.made_by(tenant, Job.EMBEDDING, self.name, self.model, self._seen)
        for fingerprint, details in found.items():
            self._seen.add(fingerprint)
            for sha256 in details["texts"]:
                self._takes.setdefault(sha256, []).append(fingerprint)

    def _begun(self, tenant: TenantId, missing: Sequence[str]) -> Sequence[str]:
        """A batch that somebody died over: it is gone on with before its texts are asked again."""
        for begun in self.house.door.begun(tenant, Job.EMBEDDING, self.name, self.model):
            texts: list[str] = begun.parameters["texts"]
            if set(texts) & set(missing):
                return texts
        return ()

    def _keep(self, take: TakeResult) -> None:
        record = Embedded.model_validate(dict(take.details))
        file = self.house.door.files(self.errand.project.tenant, take)[record.file]
        rows = np.load(file, allow_pickle=False)
        if rows.shape != (len(record.texts), self.dimension):
            said = f"its vectors have the shape {rows.shape}"
            raise ProviderError(said, provider=self.name)
        self._known.update(zip(record.texts, rows, strict=True))

    def _obtain(self, texts: Sequence[str], errand: Errand) -> TakeResult:
        tenant, door = errand.project.tenant, self.house.door
        ask = Ask(
            describe=partial(embedding_generation, texts),
            here=_nothing_here,
            there=lambda provider: provider.embedding_job(texts),
        )
        way = route(self.house.health, self.listed, ask, partial(door.is_begun, tenant))
        return door.obtain(errand, [o for o in way.offers if isinstance(o, MadeThere)])


class QueryEmbedder(PaidEmbedder):
    """Embeds what is looked for: a query is a take of its own, so the same one is paid for once.

    It waits for nobody but those who look for the same.
    """

    def embed(self, texts: Sequence[str]) -> Vectors:
        """See ``PaidEmbedder.embed``."""
        rows = [self._vector(text) for text in texts]
        return np.array(rows, np.float32).reshape(-1, self.dimension)

    def _vector(self, text: str) -> Vectors:
        # What is there is taken, whatever it would cost by today's plan and prices.
        fingerprint = embedding_generation((text,), self.remote).fingerprint
        take = self.house.door.find(self.errand.project.tenant, fingerprint)
        self._keep(take or self._obtain((text,), self.errand))
        return self._known[text_sha256(text)]


def _nothing_here(_embedder: Embedder) -> Produce:
    return lambda _folder: {}
