"""What is done in a prompt: its main verbs, who does them, and what follows as a whole clause."""

import re

from spacy.tokens import Doc, Token

from manike.embedded.writer.brief import Deed
from manike.embedded.writer.inflection import definite
from manike.embedded.writer.items import phrase_of
from manike.embedded.writer.names import human_noun

_LOOSE = re.compile(
    r"(?:[\s,.;!?]+(?:and|but|then|so|or|together|both|while|as|because|they|he|she|it)\b)*[\s,.;!?]*$"
)
"""What a cut leaves hanging at the end of a clause."""


def deeds_of(doc: Doc) -> tuple[Deed, ...]:
    """Every main verb with a subject, and those joined to it."""
    found: list[Deed] = []
    for token in doc:
        if token.pos_ != "VERB" or token.tag_ in ("VBG", "VBN") or not _is_main(token):
            continue
        subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
        if subject is None and not (token.dep_ == "conj" and found):
            continue
        by_all = subject is not None and subject.lower_ in ("they", "we", "both")
        if subject is not None and subject.pos_ == "PRON":
            subject = None
        rest = _rest(doc, token)
        plural = by_all or (
            subject is not None
            and (subject.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in subject.children))
        )
        said = phrase_of(subject) if subject is not None else ""
        must = any(c.lower_ == "must" for c in token.children)
        lemma = f"must {token.lemma_.lower()}" if must else token.lemma_.lower()
        found.append(Deed(lemma, rest, said, plural))
    return tuple(found)


def _is_main(verb: Token) -> bool:
    if any(c.dep_ in ("aux", "neg") and c.lower_ != "must" for c in verb.children):
        return False
    return verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.pos_ == "VERB")


def _rest(doc: Doc, verb: Token) -> str:
    """What follows a verb, up to the next main verb or the end of the sentence."""
    end = verb.sent.end
    joined = [
        c.left_edge.i
        for c in verb.subtree
        if c.pos_ in ("VERB", "AUX") and c.i > verb.i and _is_next(c, verb)
    ]
    if joined:
        end = min(joined)
    words = re.split(r"[;:]", doc[verb.i + 1 : end].text)[0]
    return _resolved(doc, verb, _LOOSE.sub("", words))


def _is_next(other: Token, verb: Token) -> bool:
    """Whether a later verb says what is done next, or what is the case meanwhile."""
    if other.dep_ in ("conj", "ccomp") and other.head == verb:
        start = other.left_edge
        return other.dep_ == "conj" or start.nbor(-1).lower_ == "and" or start.lower_ == "and"
    return (
        other.dep_ == "advcl"
        and other.head == verb
        and any(
            c.dep_ == "mark" and c.lower_ in ("while", "as", "because", "although")
            for c in other.children
        )
    )


def _resolved(doc: Doc, verb: Token, rest: str) -> str:
    """``climbs it`` -> ``climbs the mountain``, where the sentence has named it before."""
    if not re.match(r"(?:it|them)\b", rest):
        return rest
    is_plural = rest.startswith("them")
    before = [
        chunk.root
        for chunk in doc.noun_chunks
        if chunk.end <= verb.i
        and chunk.root.pos_ == "NOUN"
        and (chunk.root.tag_ == "NNS") is is_plural
        and not human_noun(chunk.text)
        and chunk.root.ent_type_ not in ("DATE", "TIME")
    ]
    return rest if not before else f"{definite(phrase_of(before[-1]))}{re.sub('^[a-z]+', '', rest)}"
