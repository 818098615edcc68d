"""Labelled queries: nDCG@10 of each ranking over scenes, songs and experiences.

The weight of the words is judged by queries that had no say in it.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from benchmarks.search.experiences import experiences
from benchmarks.search.held_out import held_out, shares
from benchmarks.search.scenes import Labelled, library
from benchmarks.search.songs import catalogue
from manike.embedded.embedder import EmbeddedEmbedder
from manike.ids import TenantId
from manike.search.faiss_index import FaissIndexes
from manike.search.library import Library
from manike.search.ranking import Ranking, fused, fused_by_rank
from manike.search_ports import model_of
from manike.storage.layout import Layout
from manike.studio.database import Database
from manike.studio.repository import Studio
from manike.studio.search_rows import SearchRows

_DATA = Path(__file__).parent / "data"
_TENANT = TenantId("bench")
_BEST = 10
_DEPTH = 50
_WEIGHTS = (0.0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8)


@dataclass(frozen=True, slots=True)
class Query:
    """A query and what answers it."""

    text: str
    kind: str
    wants: Mapping[str, Sequence[str]]

    def gain(self, attributes: Mapping[str, Sequence[str]]) -> int:
        """2 if all that is wanted holds, 1 if only the first does."""
        holds = [
            bool(set(values) & set(attributes.get(name, ()))) for name, values in self.wants.items()
        ]
        return 2 if all(holds) else int(holds[0])


Judged = list[tuple[Query, dict[str, float]]]
"""NDCG of each query by each ranking."""


def main() -> None:
    """Rank all libraries and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--only", choices=["scene", "song", "experience"])
    options = parser.parse_args()
    text = json.dumps(ranked_figures(options.only), indent=1)
    print(text)
    if options.json:
        options.json.write_text(text + "\n", encoding="utf-8")


def ranked_figures(only: str | None = None) -> dict[str, float]:
    """nDCG@10 by library, kind of query and ranking."""
    judged: dict[str, Judged] = {}
    if only in {None, "scene"}:
        films = library()
        for name, scenes in films.items():
            films[name] = [
                Labelled(each.findable, {**each.attributes, "film": (name,)}) for each in scenes
            ]
        judged["scene"] = _judged("scene", films)
    if only in {None, "song"}:
        judged["song"] = _judged("song", {"": catalogue()})
    if only in {None, "experience"}:
        judged["experience"] = _judged("experience", {"": experiences()})
    figures: dict[str, float] = {}
    for kind, scores in judged.items():
        figures |= _means(kind, scores)
    return figures | _held_out(judged)


def _judged(kind: str, groups: Mapping[str, Sequence[Labelled]]) -> Judged:
    with tempfile.TemporaryDirectory(prefix="manike-bench-ranking-") as folder:
        database = Database(f"sqlite:///{folder}/studio.db")
        database.migrate()
        Studio(database).add_tenant(_TENANT)
        layout, embedder = Layout(Path(folder)), _Remembering(kind)
        own = Library(SearchRows(database), FaissIndexes(layout), embedder, layout)
        attributes: dict[tuple[str, str], Mapping[str, Sequence[str]]] = {}
        for project, things in groups.items():
            own.rows.put(_TENANT, kind, project, [each.findable for each in things])
            attributes |= {(project, each.findable.key): each.attributes for each in things}
        synced = own.sync(_TENANT, kind)
        embedder.keep()
        sys.stderr.write(f"{kind}: {synced.rows} rows, {synced.embedded} texts embedded\n")
        scores = _scores(own, kind, attributes)
        database.close()
    return scores


def _scores(
    own: Library, kind: str, attributes: Mapping[tuple[str, str], Mapping[str, Sequence[str]]]
) -> Judged:
    ids = own.rows.ids(_TENANT, kind).tolist()
    rows = own.rows.rows(_TENANT, kind, ids)
    scores = []
    for each in yaml.safe_load((_DATA / f"{kind}_queries.yaml").read_text(encoding="utf-8")):
        query = Query(each["query"], each["kind"], each["wants"])
        gains = {row: query.gain(attributes[rows[row].project, rows[row].key]) for row in ids}
        if 2 not in gains.values():
            raise SystemExit(f"Nothing answers all of {query.text!r}: mend its labels.")
        found = _rankings(own, kind, query.text)
        scores.append((query, {name: ndcg(order, gains) for name, order in found.items()}))
    return scores


def _rankings(own: Library, kind: str, query: str) -> dict[str, list[int]]:
    """Ids in the order of each ranking; the product's three, and further fusions."""
    found = {
        ranking.value: [
            hit.row.id or 0 for hit in own.find(_TENANT, kind, query, _BEST, ranking=ranking)
        ]
        for ranking in Ranking
    }
    model, vector = model_of(EmbeddedEmbedder()), EmbeddedEmbedder().embed([query])[0]
    near = own.index(_TENANT, kind).search(model, vector, _DEPTH)
    by_vector = list(zip(near.ids.tolist(), near.scores.tolist(), strict=True))
    by_text = own.rows.best_by_text(_TENANT, kind, query, _DEPTH)
    found["rrf"] = [row for row, _ in fused_by_rank(by_vector, by_text)]
    ids = np.array([row for row, _ in by_text], np.int64)
    worded = own.index(_TENANT, kind).search(model, vector, max(ids.size, 1), allowed=ids)
    cosines = dict(by_vector) | dict(zip(worded.ids.tolist(), worded.scores.tolist(), strict=True))
    for weight in _WEIGHTS:
        order = fused(cosines, dict(by_text), words_weight=weight)
        found[f"hybrid_{weight:g}"] = [row for row, _ in order]
    return found


class _Remembering(EmbeddedEmbedder):
    """Keeps what it has embedded between two runs: 20,000 songs take minutes."""

    def __init__(self, name: str) -> None:
        self._file = Path(tempfile.gettempdir()) / f"manike-bench-search-{name}.npz"
        self._known: dict[str, NDArray[np.float32]] = {}
        if self._file.exists():
            with np.load(self._file) as kept:
                self._known = dict(zip(kept["texts"].tolist(), kept["vectors"], strict=True))

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See ``Embedder.embed``."""
        new = [text for text in texts if text not in self._known]
        self._known |= dict(zip(new, super().embed(new), strict=True))
        return np.array([self._known[text] for text in texts]).reshape(-1, self.dimension)

    def keep(self) -> None:
        """For the next run."""
        vectors = np.array(list(self._known.values()))
        np.savez(self._file, texts=np.array(list(self._known)), vectors=vectors)


def ndcg(order: Sequence[int], gains: Mapping[int, int]) -> float:
    """Normalised discounted cumulative gain of the first ten."""
    discounts = 1 / np.log2(np.arange(2, _BEST + 2))
    best = sorted(gains.values(), reverse=True)[:_BEST]
    got = [gains[row] for row in order[:_BEST]]
    ideal = float(np.dot(2.0 ** np.array(best) - 1, discounts[: len(best)]))
    return float(np.dot(2.0 ** np.array(got) - 1, discounts[: len(got)])) / ideal


def _means(kind: str, scores: Judged) -> dict[str, float]:
    figures = {f"{kind}_queries": float(len(scores))}
    for group in ("all", "paraphrase", "named"):
        chosen = [each for query, each in scores if group in ("all", query.kind)]
        for name in chosen[0]:
            mean = float(np.mean([each[name] for each in chosen]))
            suffix = "" if group == "all" else f"_{group}"
            figures[f"{kind}_ndcg_{name}{suffix}"] = round(mean, 4)
    return figures


def _held_out(judged: Mapping[str, Judged]) -> dict[str, float]:
    vector = {kind: np.array([each["vector"] for _, each in judged[kind]]) for kind in judged}
    names = [f"hybrid_{weight:g}" for weight in _WEIGHTS]
    weighted = {
        kind: np.array([[each[name] for name in names] for _, each in judged[kind]])
        for kind in judged
    }
    found, chosen = held_out(vector, weighted)
    figures = {f"weight_{name}_chosen": share for name, share in shares(chosen, _WEIGHTS).items()}
    for kind, each in found.items():
        figures |= {
            f"{kind}_ndcg_hybrid_held_out": round(each.mean, 4),
            f"{kind}_gain": round(each.gain, 4),
            f"{kind}_gain_least": round(each.least_gain, 4),
            f"{kind}_gain_most": round(each.most_gain, 4),
        }
    return figures


if __name__ == "__main__":
    main()
