"""What an error in JSON says, in each of the forms that vendors use."""

import pytest

from manike.errors import TransientProviderError, UnknownOutcomeError
from resources.error_bodies import json_object, refusal_of
from resources.http_errors import error_of


@pytest.mark.parametrize(
    ("body", "message", "codes", "categories"),
    [
        (b'{"error": {"message": "No.", "code": "a", "type": "b.c"}}', "No.", ("a", "b.c"), ()),
        (b'{"error": {"message": "No."}, "code": "safety"}', "No.", ("safety",), ()),
        (b'{"type": "error", "error": {"type": "busy"}}', "no reason given", ("busy",), ()),
        (b'{"error": "No.", "code": "safety"}', "No.", ("safety",), ()),
        (b'{"error": "refused", "category": "war"}', "refused", ("refused",), ("war",)),
        (b'{"error": "refused", "message": "No."}', "No.", ("refused",), ()),
        (b'{"error": {"message": "No.", "categories": ["a", 1, "b"]}}', "No.", (), ("a", "b")),
        (b'{"detail": "No.", "categories": {"a": true, "b": false}}', "No.", (), ("a",)),
        (b'{"error": "Service Unavailable"}', "Service Unavailable", (), ()),
        (b'{"error": "Unavailable"}', "Unavailable", (), ()),
        (b'{"detail": "No.", "code": 5}', "No.", (), ()),
        (b'{"message": "No.", "code": "503"}', "No.", (), ()),
        (b'{"title": "No.", "type": "about:blank"}', "No.", (), ()),
        (b'{"error": ""}', "no reason given", (), ()),
        (b"<html>", "no reason given", (), ()),
        (b"[]", "no reason given", (), ()),
    ],
)
def test_errors_in_usual_forms_are_understood(body, message, codes, categories):
    refusal = refusal_of(503, json_object(body) or {}, {"retry-after": "3"})
    assert (refusal.message, refusal.codes) == (message, codes)
    assert refusal.categories == categories
    assert refusal.retry_after_s == 3.0
    # only a word of the vendor's own says that nothing was done
    error = error_of(refusal, "acme", is_paid=True)
    assert type(error) is (TransientProviderError if codes else UnknownOutcomeError)
