import pytest

from manike.ports import ScriptRequest
from manike.script.preferences import Preferences
from manike.script.rules import broken_rules, sentences
from manike.testing.fakes import FakeWriter


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


def test_a_script_holds_no_control_characters():
    preferences = Preferences(duration_s=20)
    script = FakeWriter().write_script(ScriptRequest("A boat leaves.", preferences))
    assert broken_rules(script, preferences) == ()
    first = script.scenes[0].model_copy(
        update={"title": "To the\tharbour", "narration": "\x1b[31m"}
    )
    edited = script.model_copy(update={"scenes": (first,), "logline": "\0"})
    assert broken_rules(edited, preferences) == (
        "scene 1: the narration holds a control character; remove it",
        "the logline holds a control character; remove it",
    )
