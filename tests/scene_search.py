"""Scenes that a search finds, as tests look at them."""

from dataclasses import dataclass

from manike.production.search.indexing import SCENE
from manike.production.search.searching import search_kind


@dataclass(frozen=True)
class SceneHit:
    project: str
    number: int
    text: str
    score: float


def search_scenes(house, tenant, query, count, *filters, **how):
    """As ``search_kind``."""
    return [
        SceneHit(each.row.project, each.row.details["number"], each.row.text, each.cosine)
        for each in search_kind(house, tenant, SCENE, query, count, *filters, **how)
    ]
