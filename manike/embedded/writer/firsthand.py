"""Turns what a prompt tells of somebody into that person's own words."""

import re

from spacy.tokens import Doc, Token

from manike.embedded.writer.language import parse

_OWN = {
    "he": "I",
    "she": "I",
    "his": "my",
    "her": "my",
    "hers": "mine",
    "him": "me",
    "himself": "myself",
    "herself": "myself",
}
_IRREGULAR = {"is": "am", "has": "have", "does": "do", "was": "was", "'s": "am"}


def own_words(text: str, name: str) -> tuple[str, ...]:
    """What somebody of that name does in a text, a sentence for each deed, in the first person.

    ``Rosa, a teacher, could not read`` -> ``I could not read.``
    """
    told: list[str] = []
    for clause in re.split(r"[.;!?]\s+|[.;!?]$|:\s+", text):
        bare = re.sub(rf"\b({re.escape(name)}), an? [^,]+,", r"\1", clause).strip()
        doc = parse(bare)
        heads = [token for token in doc if _is_hero(token, name) and _is_subject(token)]
        if not heads:
            continue
        verb = heads[0].head
        verbs = [verb, *_following(doc, verb)]
        told += _sentences(doc, verbs, name)
    return tuple(told)


def _following(doc: Doc, verb: Token) -> list[Token]:
    """Later verbs in the third person that have no subject of their own: they have its subject."""
    return [
        token
        for token in doc[verb.i + 1 :]
        if token.tag_ == "VBZ"
        and token.dep_ not in ("relcl", "ccomp", "aux", "auxpass")
        and not any(_is_subject(child) and child.i > verb.i for child in token.children)
    ]


def _sentences(doc: Doc, verbs: list[Token], name: str) -> list[str]:
    cuts = [verb.i for verb in verbs[1:]]
    starts = [0, *cuts]
    ends = [*cuts, len(doc)]
    told = []
    for start, end in zip(starts, ends, strict=True):
        words = "".join(_spoken(token, verbs, name) for token in doc[start:end]).strip(" ,")
        words = re.sub(r"[\s,]+and$", "", words).strip(" ,")
        words = words if start == 0 else f"I {words}"
        told.append(f"{words[:1].upper()}{words[1:]}.")
    return told


def _spoken(token: Token, verbs: list[Token], name: str) -> str:
    said = token.text
    if _is_hero(token, name):
        said = "I" if _is_subject(token) or token.text == name else said
    lower = token.lower_
    if lower in _OWN:
        said = "me" if lower == "her" and token.tag_ == "PRP" else _OWN[lower]
    elif _is_finite(token, verbs):
        said = _IRREGULAR.get(lower, token.lemma_)
    return said + token.whitespace_


def _is_finite(token: Token, verbs: list[Token]) -> bool:
    of_hero = token in verbs or (token.dep_ in ("aux", "auxpass") and token.head in verbs)
    return of_hero and token.tag_ == "VBZ"


def _is_hero(token: Token, name: str) -> bool:
    return token.lower_ in ("he", "she") or token.text in name.split()


def _is_subject(token: Token) -> bool:
    return token.dep_ in ("nsubj", "nsubjpass")
