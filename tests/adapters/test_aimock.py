"""OpenAI, Anthropic and Gemini before a stand-in that others made, so that not all is our own idea.

``@copilotkit/aimock`` knows neither bills nor all failures; what it knows is tried here.
"""

import base64
import json
import shutil
import socket
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import cv2
import httpx
import numpy as np
import pytest

from manike.errors import DeniedError, QuotaError, TransientProviderError, UnknownOutcomeError
from manike.generation.remote import Reply
from manike.ids import ProjectId
from manike.media.sound import write_wav
from manike.ports import ScriptRequest
from manike.script.models import ScriptBreakdown
from manike.script.preferences import Preferences
from manike.secrets import Secret
from manike.testing.clock import StoppedClock
from manike.testing.exchanges import ExchangesInMemory
from manike.testing.requests import CHARACTER, PICTURE, SPEECH
from manike.testing.standin.running import Standin
from resources.openai_calls import OpenAIClient
from resources.openai_embeddings import openai_embeddings
from resources.openai_images import openai_images
from resources.openai_speech import openai_speech
from tests.adapters.text_writers import KEY, WRITERS, writer_of

FOLDER = Path(__file__).parents[1] / "aimock"
PROGRAM = FOLDER / "node_modules" / "@copilotkit" / "aimock" / "dist" / "cli.js"
PATHS = {"openai": "/v1", "anthropic": "", "gemini": ""}
VENDORS = pytest.mark.parametrize("vendor", WRITERS)
FILM = Preferences(duration_s=20)
USED = {"prompt_tokens": 1200, "completion_tokens": 900, "total_tokens": 2100}
REFUSALS = [
    ("limited", 429, {"type": "rate_limit_error"}, TransientProviderError),
    ("overdrawn", 429, {"type": "insufficient_quota", "code": "insufficient_quota"}, QuotaError),
    ("keyless", 401, {"type": "authentication_error"}, DeniedError),
    ("broken", 500, {"type": "server_error"}, UnknownOutcomeError),
]

pytestmark = [
    pytest.mark.skipif(shutil.which("node") is None, reason="Node is not installed"),
    pytest.mark.skipif(
        not PROGRAM.is_file(), reason="aimock is not installed: npm ci --prefix tests/aimock"
    ),
    pytest.mark.filterwarnings("ignore:Inheritance class AiohttpClientSession"),
]


class Aimock:
    """Where it is, as ``writer_of`` asks."""

    def __init__(self, url):
        self.url = url

    def base_url(self, vendor):
        return self.url + PATHS[vendor]


def a_script(folder, project):
    """A reply as our own stand-in gives it, in words."""
    book = ExchangesInMemory()
    with Standin(folder, fast=True) as standin:
        writer = writer_of("openai", standin, project, book=book)
        writer.script_job(ScriptRequest("A turtle finds the sea.", FILM)).submit("key")
    return book.of("key")[0].said["text"]


def fixtures_of(folder, project):
    """What it answers, by words of the prompt."""
    script = a_script(folder / "standin", project)
    picture = cv2.imencode(".png", np.full((864, 1536, 3), 90, np.uint8))[1].tobytes()
    tone = folder / "tone.wav"
    write_wav(tone, (0.3 * np.sin(np.arange(48_000) / 20)).astype(np.float32), 24_000)
    encoded = base64.b64encode(picture).decode()
    spoken = base64.b64encode(tone.read_bytes()).decode()
    return [
        {"match": {"userMessage": "A turtle"}, "response": {"content": script, "usage": USED}},
        {
            "match": {"userMessage": "A crab", "turnIndex": 0},
            "response": {"content": "Sure! Here is your script:"},
        },
        {"match": {"userMessage": "A crab"}, "response": {"content": script}},
        # The turn that corrects is the last message of the user, and names no crab.
        {"match": {"turnIndex": 1, "endpoint": "chat"}, "response": {"content": script}},
        *(
            {
                "match": {"userMessage": f"A {word} fish"},
                "response": {"status": status, "error": {"message": word, **error}},
            }
            for word, status, error, _ in REFUSALS
        ),
        {
            "match": {"endpoint": "embedding"},
            "response": {"embedding": [0.5 + number / 384 for number in range(384)]},
        },
        {"match": {"endpoint": "image"}, "response": {"image": {"b64Json": encoded}}},
        {"match": {"endpoint": "speech"}, "response": {"audio": spoken, "format": "wav"}},
    ]


@pytest.fixture(scope="module")
def aimock(tmp_path_factory):
    folder = tmp_path_factory.mktemp("aimock")
    file = folder / "fixtures.json"
    fixtures = fixtures_of(folder, ProjectId.parse("acme/spring"))
    file.write_text(json.dumps({"fixtures": fixtures}))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = ["--port", str(port), "--fixtures", str(file), "--strict", "--log-level", "warn"]
    with (folder / "log").open("w") as log:
        program = subprocess.Popen(["node", str(PROGRAM), *options], stdout=log, stderr=log)
    try:
        running = Aimock(f"http://127.0.0.1:{port}")
        _until_it_answers(running, program, folder / "log")
        yield running
    finally:
        program.kill()
        program.wait()


def _until_it_answers(running, program, log):
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            httpx.get(running.url, trust_env=False)
        except httpx.TransportError:
            assert program.poll() is None, log.read_text()
        else:
            return
    raise AssertionError(f"aimock did not start: {log.read_text()}")


@pytest.fixture
def client(aimock):
    return OpenAIClient(
        Secret("OPENAI_API_KEY", "sk-of-no-worth"),
        base_url=aimock.base_url("openai"),
        clock=StoppedClock(),
    )


@VENDORS
def test_a_script_comes_back(vendor, aimock, project, tmp_path):
    job = writer_of(vendor, aimock, project).script_job(
        ScriptRequest("A turtle finds the sea.", FILM)
    )
    reply = job.submit("key")
    assert isinstance(reply, Reply)
    script = ScriptBreakdown.model_validate(job.collect(reply, tmp_path).record)
    assert sum(scene.duration_s for scene in script.scenes) == pytest.approx(20, abs=0.1)
    assert 0 < reply.cost.amount < job.quote().most.amount


@VENDORS
def test_a_reply_that_is_no_script_is_corrected(vendor, aimock, project):
    book = ExchangesInMemory()
    writer = writer_of(vendor, aimock, project, book=book)
    reply = writer.script_job(ScriptRequest("A crab finds the sea.", FILM)).submit("key")
    assert isinstance(reply, Reply)
    texts = [exchange.said["text"] for exchange in book.of("key")]
    assert (texts[0], len(texts)) == ("Sure! Here is your script:", 2)


@VENDORS
@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal[0])
def test_a_refused_call_has_its_kind(refusal, vendor, aimock, project):
    word, *_, error = refusal
    writer = writer_of(vendor, aimock, project)
    with pytest.raises(error) as caught:
        writer.script_job(ScriptRequest(f"A {word} fish.", FILM)).submit("key")
    assert type(caught.value) is error
    assert KEY not in str(caught.value)


def test_a_character_is_drawn_and_a_scene_painted_from_it(client, tmp_path):
    images = openai_images(client, quality="low")
    drawn = tmp_path / "drawn"
    drawn.mkdir()
    job = images.character_job(CHARACTER)
    job.collect(job.submit("key-1"), drawn)
    sheets = {"Mira": drawn / "image.jpg"}
    scene = PICTURE.scene.model_copy(update={"characters": ("Mira",)})
    job = images.scene_job(replace(PICTURE, scene=scene, character_images=sheets))
    painted = tmp_path / "painted"
    painted.mkdir()
    job.collect(job.submit("key-2"), painted)
    shapes = [cv2.imread(str(file)).shape for file in sorted(painted.iterdir())]
    assert shapes == [(180, 320, 3), (216, 384, 3)]


def test_a_narration_is_spoken(client, tmp_path):
    job = openai_speech(client).speech_job(SPEECH)
    reply = job.submit("key")
    assert isinstance(reply, Reply)
    assert job.collect(reply, tmp_path).record["words"][-1]["text"] == "it."


def test_texts_are_embedded(client, tmp_path):
    job = openai_embeddings(client).embedding_job(["A boat.", "", "Jazz."])
    record = job.collect(job.submit("a-key"), tmp_path).record
    vectors = np.load(tmp_path / record["file"], allow_pickle=False)
    assert (vectors.shape, vectors.dtype) == ((3, 384), np.float32)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
