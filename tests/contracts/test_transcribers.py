"""What every transcriber promises, run over all of them, each with the narrator it is made for."""

import pytest

from manike.embedded.narrator.narrator import EmbeddedNarrator
from manike.embedded.transcriber import EmbeddedTranscriber
from manike.errors import MediaError
from manike.ports import SpeechRequest
from manike.quality.words import word_error_rate
from manike.script.vocabulary import Mood
from manike.testing.fakes import FakeNarrator, FakeTranscriber

PROVIDERS = {
    "embedded": (EmbeddedTranscriber, EmbeddedNarrator),
    "fake": (FakeTranscriber, FakeNarrator),
}
LINE = "The night train leaves the old harbour."


@pytest.fixture(params=PROVIDERS)
def pair(request):
    transcriber, narrator = PROVIDERS[request.param]
    return transcriber(), narrator()


def test_it_hears_what_was_said_and_the_same_again(pair, tmp_path):
    transcriber, narrator = pair
    request = SpeechRequest(LINE, None, (), "", "", Mood.CALM, "en", 0, 1, 60.0)
    voice_over = narrator.speak(request, tmp_path)
    heard = transcriber.transcribe(tmp_path / voice_over.file)
    assert word_error_rate(LINE, heard) <= 1 / 7
    assert transcriber.transcribe(tmp_path / voice_over.file) == heard


def test_a_missing_file_is_a_media_error_that_names_it(pair, tmp_path):
    with pytest.raises(MediaError, match=r"gone\.wav"):
        pair[0].transcribe(tmp_path / "gone.wav")
