import pytest

from manike.script.rules import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The tide turns. The tide turns!", ["the tide turns", "the tide turns"]),
        (
            "St. Peter and St. Paul meet in Rome. Dr. Hall waits.",
            ["st. peter and st. paul meet in rome", "dr. hall waits"],
        ),
        ("At 5 a.m. the boats leave. By 7 a.m. they are back.", 2),
        ("Version 2.0 costs $4.50, version 2.1 costs $5.50.", 1),
        ("J. R. R. Tolkien wrote it. We read it.", 2),
        ("“Come home.” She did.", ["come home", "she did"]),
        ("Where? There… And then", ["where", "there", "and then"]),
        ("   ", []),
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(text: str, expected: list[str] | int) -> None:
    found = list(sentences(text))
    assert found == expected if isinstance(expected, list) else len(found) == expected
