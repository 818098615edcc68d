"""What must hold of a tenant's index, whatever happened to it."""

from collections.abc import Callable, Mapping

import numpy as np

from manike.ids import TenantId
from manike.production.house import House
from manike.production.search.embeddings import PaidEmbedder, embedder_of
from manike.production.search.indexing import library_of
from manike.quality.results import CheckResult
from manike.search.portrait import sample_of
from manike.search.recall import measured_recall
from manike.search_ports import LEAST_RECALL, model_of

_EMBEDDED_AGAIN = 5
_SAME = 0.99
"""Cosine of two vectors of one text: int8 weights round differently in another batch."""

IndexCheck = Callable[[House, TenantId, str], CheckResult]


def judge_recall(house: House, tenant: TenantId, kind: str) -> CheckResult:
    """A search finds what brute force finds."""
    recall = measured_recall(house.indexes.open(tenant, kind))
    passed = recall >= LEAST_RECALL
    said = f"A search finds {recall:.4f} of the ten nearest that brute force finds"
    cure = "" if passed else f", less than {LEAST_RECALL}. {_cure(tenant, kind)}"
    return CheckResult(
        name="recall", passed=passed, message=said + (cure or "."), figures={"recall": recall}
    )


def judge_rows(house: House, tenant: TenantId, kind: str) -> CheckResult:
    """The index holds exactly the live rows."""
    audit = library_of(house, tenant).audit(tenant, kind)
    missing, strangers = len(audit.missing), len(audit.strangers)
    said = f"{audit.rows} rows, each with its vector, and no vector besides."
    if not audit.is_exact:
        said = (
            f"Of {audit.rows} rows {missing} have no vector, and {strangers} vectors have no row. "
            f"{_cure(tenant, kind)}"
        )
    figures = {"rows": audit.rows, "without_vector": missing, "without_row": strangers}
    return CheckResult(name="rows", passed=audit.is_exact, message=said, figures=figures)


def judge_owners(house: House, tenant: TenantId, kind: str) -> CheckResult:
    """The index holds no vector of another tenant's row, nor of another kind."""
    ids = house.indexes.open(tenant, kind).ids()
    others = house.search_rows.of_others(tenant, kind, ids.tolist())
    said = f"None of {ids.size} vectors belongs to another."
    if others:
        said = (
            f"{others} of {ids.size} vectors are of rows of another tenant or kind. A search shows "
            f"none of them, but they should not be there. {_cure(tenant, kind)}"
        )
    return CheckResult(
        name="owners", passed=not others, message=said, figures={"vectors_of_others": others}
    )


def judge_model(house: House, tenant: TenantId, kind: str) -> CheckResult:
    """All vectors are of the model that the tenant's plan names, and of their rows' texts."""
    embedder = embedder_of(house, tenant)
    sample = sample_of(house.indexes.open(tenant, kind), _EMBEDDED_AGAIN)
    if sample is None:
        return CheckResult(name="model", passed=True, message="Nothing is indexed yet.")
    wanted = model_of(embedder)
    if sample.model != wanted:
        said = f"The vectors are of {sample.model}, queries of {wanted}. {_cure(tenant, kind)}"
        return CheckResult(name="model", passed=False, message=said)
    said = f"All vectors are of {wanted}."
    if isinstance(embedder, PaidEmbedder):  # to embed again would be to pay
        return CheckResult(name="model", passed=True, message=said)
    texts = house.search_rows.texts(tenant, kind, sample.ids.tolist())
    sample = sample.only(sorted(texts))
    if not texts:
        return CheckResult(name="model", passed=True, message=said)
    again = embedder.embed([texts[row] for row in sample.ids.tolist()])
    least = float(np.vecdot(sample.vectors, again).min())
    passed = least >= _SAME
    if not passed:
        said = (
            f"A vector is not what {wanted} makes of its row's text: their cosine is {least:.2f}. "
            f"{_cure(tenant, kind)}"
        )
    return CheckResult(
        name="model", passed=passed, message=said, figures={"least_cosine": round(least, 4)}
    )


INDEX_CHECKS: Mapping[str, IndexCheck] = {
    "finds_the_nearest": judge_recall,
    "holds_exactly_the_live_rows": judge_rows,
    "holds_no_vector_of_another_tenant": judge_owners,
    "is_of_one_model": judge_model,
}
"""Checks of an index by their names."""


def _cure(tenant: TenantId, kind: str) -> str:
    return f"Run: manike index --tenant {tenant} --kind {kind} --rebuild"
