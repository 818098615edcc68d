"""What every text provider promises, run over all of them."""

import pytest

from manike.embedded.writer.writer import EmbeddedWriter
from manike.errors import UnsupportedLanguageError
from manike.ports import ScriptRequest
from manike.script.preferences import Preferences
from manike.script.rules import broken_rules
from manike.testing.fakes import FakeWriter

PROVIDERS = {"embedded": EmbeddedWriter, "fake": FakeWriter}
PROMPT = "A girl rows over a lake at dawn. An old man waits on the far shore."


@pytest.fixture(params=PROVIDERS)
def writer(request):
    return PROVIDERS[request.param]()


def request(**preferences):
    return ScriptRequest(PROMPT, Preferences(duration_s=20, **preferences))


def test_it_names_itself_and_its_languages(writer):
    assert writer.name
    assert writer.model
    assert "en" in writer.languages


@pytest.mark.parametrize("characters", [True, False])
def test_a_script_keeps_every_rule(writer, characters):
    wanted = request(characters=characters)
    script = writer.write_script(wanted)
    assert broken_rules(script, wanted.preferences) == ()
    assert bool(script.characters) is characters
    assert sum(scene.duration_s for scene in script.scenes) == pytest.approx(20, rel=0.25)


def test_the_same_request_gives_the_same_script(writer):
    assert writer.write_script(request()) == writer.write_script(request())


def test_a_language_it_does_not_write_is_refused_by_its_field(writer):
    with pytest.raises(UnsupportedLanguageError) as caught:
        writer.write_script(request(language="de"))
    assert caught.value.field == "language"
