"""OpenAI's pictures: asked for by the official SDK, paid for once, made into files."""

from dataclasses import replace
from datetime import UTC, datetime

import cv2
import pytest

from manike.errors import (
    BadInputError,
    DeniedError,
    PermanentProviderError,
    QuotaError,
    RefusedContentError,
    TransientProviderError,
    UnknownOutcomeError,
)
from manike.generation.fingerprint import Job
from manike.generation.remote import Recovery
from manike.ports import Picture
from manike.script.models import Acting
from manike.script.vocabulary import Expression, Pose
from manike.secrets import Secret
from manike.testing.clock import StoppedClock
from manike.testing.requests import CHARACTER, PICTURE
from manike.testing.requests import SCENE as LAKE
from resources.openai_calls import OpenAIClient
from resources.openai_figures import openai_figures
from resources.openai_images import openai_images
from resources.openai_sizes import asked_size_px

KEY = Secret("OPENAI_API_KEY", "sk-test-of-the-stand-in")
SCENE = LAKE.model_copy(
    update={
        "description": "A girl stands at a quiet lake",
        "characters": ("Mira",),
        "acting": (Acting(name="Mira", pose=Pose.WAVE, expression=Expression.HAPPY),),
    }
)


@pytest.fixture
def client(standin):
    return OpenAIClient(KEY, base_url=standin.base_url("openai"), clock=StoppedClock())


@pytest.fixture
def images(client):
    return openai_images(client, quality="low")


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "mira.jpg"
    cv2.imwrite(str(path), cv2.UMat(96, 64, cv2.CV_8UC3, (40, 40, 200)).get())
    return path


def painting(sheets=None):
    return replace(PICTURE, scene=SCENE, character_images=sheets or {})


def drawing():
    return CHARACTER


def hurried(client, seconds):
    figures = client.figures.images.model_copy(update={"timeout_s": seconds})
    client.figures = client.figures.model_copy(update={"images": figures})


def test_a_scene_is_painted_with_its_characters_as_references(images, paid, standin, sheet):
    job = images.scene_job(painting({"Mira": sheet}))
    take = paid.obtain(Job.PICTURE, images, job)
    picture = Picture.model_validate(take.details)
    sizes = {name: cv2.imread(str(path)).shape for name, path in paid.files(take).items()}
    assert sizes == {"image.jpg": (180, 320, 3), "plane-00.png": (216, 384, 3)}
    assert (picture.image, [plane.file for plane in picture.planes]) == (
        "image.jpg",
        ["plane-00.png"],
    )
    [call] = standin.calls("openai", "images.edit")
    assert [file["name"] for file in call.files] == ["reference-1.jpg"]
    assert "Mira: A girl in a red coat; drawn in reference image 1" in call.body["prompt"]
    assert "Mira (wave) looks happy" in call.body["prompt"]
    assert (call.body["size"], call.body["quality"]) == ("1104x624", "low")


def test_the_ledger_equals_the_bill(images, paid, standin, sheet):
    job = images.scene_job(painting({"Mira": sheet}))
    take = paid.obtain(Job.PICTURE, images, job)
    [bill] = standin.bills("openai")
    assert take.cost.amount == paid.spent() == bill.amount > 0
    assert bill.amount <= job.quote().most.amount
    assert bill.idempotency_key == paid.attempts()[0].id
    assert take.notes["usage"]["input_tokens_details"]["image_tokens"] == 1056


def test_a_take_is_asked_for_once(images, paid, standin):
    first, again = (
        paid.obtain(Job.CHARACTER, images, images.character_job(drawing())) for _ in "ab"
    )
    assert (first.was_made, again.was_made) == (True, False)
    assert [path.name for path in paid.files(first).values()] != []
    assert list(first.files) == ["image.jpg"]
    [call] = standin.calls("openai")
    assert call.route == "images.generate"
    assert "named Mira: A girl in a red coat" in call.body["prompt"]


def test_a_style_frame_is_the_last_reference_and_part_of_the_model(client, paid, standin, sheet):
    plain, styled = openai_images(client), openai_images(client, style_frame=sheet)
    assert styled.model.startswith(f"{plain.model} style ")
    paid.obtain(Job.PICTURE, styled, styled.scene_job(painting({"Mira": sheet})))
    [call] = standin.calls("openai", "images.edit")
    assert len(call.files) == 2
    assert "line of reference image 2" in call.body["prompt"]


@pytest.mark.parametrize(
    ("kind", "details", "error"),
    [
        ("rate_limited", {"retry_after_s": 5}, TransientProviderError),
        ("rate_limited", {}, TransientProviderError),
        ("quota", {}, QuotaError),
        ("unauthorized", {}, DeniedError),
        ("not_found", {}, PermanentProviderError),
        ("moderation_blocked", {"categories": ("sexual",)}, RefusedContentError),
    ],
)
def test_what_openai_refuses_is_free(kind, details, error, images, standin):
    standin.fail(kind, "openai", **details)
    with pytest.raises(error) as caught:
        images.character_job(drawing()).submit("a-key")
    assert type(caught.value) is error
    assert getattr(caught.value, "retry_after_s", None) == details.get("retry_after_s")
    assert getattr(caught.value, "categories", ()) == details.get("categories", ())
    assert (standin.bills("openai"), len(standin.calls("openai"))) == ([], 1)


@pytest.mark.parametrize(
    ("kind", "billed"),
    [
        ("server_error", 0),
        ("disconnect", 0),
        ("hang", 0),
        ("lost", 1),
        ("hang_billed", 1),
        ("server_error_billed", 1),
        ("malformed", 1),
        ("truncated", 1),
        ("empty", 1),
        ("wrong_media", 1),
    ],
)
def test_an_answer_that_is_lost_is_not_asked_for_again(kind, billed, client, images, paid, standin):
    if kind.startswith("hang"):
        hurried(client, 0.5)
    standin.fail(kind, "openai")
    job = openai_images(client, quality="low").character_job(drawing())
    for _ in range(2):
        with pytest.raises(UnknownOutcomeError):
            paid.obtain(Job.CHARACTER, images, job)
    assert (len(standin.calls("openai")), len(standin.bills("openai"))) == (1, billed)
    assert [attempt.state for attempt in paid.attempts()] == ["prepared"]


@pytest.mark.parametrize("kind", ["lost", "malformed", "truncated"])
def test_a_server_that_honours_keys_gives_the_lost_answer(kind, standin, paid):
    client = OpenAIClient(
        KEY, base_url=standin.base_url("openai"), honours_keys=True, clock=StoppedClock()
    )
    images = openai_images(client)
    job = images.character_job(drawing())
    assert job.recovery is Recovery.SAME_KEY
    standin.fail(kind, "openai", times=1)
    take = paid.obtain(Job.CHARACTER, images, job)
    [bill] = standin.bills("openai")
    assert paid.spent() == take.cost.amount == bill.amount
    assert [call.replayed for call in standin.calls("openai")] == [False, True]


def test_a_limit_is_waited_for(images, paid, standin):
    standin.fail("rate_limited", "openai", times=1, retry_after_s=5)
    paid.obtain(Job.CHARACTER, images, images.character_job(drawing()))
    assert 5 <= sum(paid.clock.slept_s) <= 8
    assert len(standin.bills("openai")) == 1


def test_a_picture_that_comes_late_is_awaited(images, standin):
    standin.fail("slow", "openai", seconds=0.3)
    assert images.character_job(drawing()).submit("a-key").payload.startswith(b"\x89PNG")


def test_a_server_that_is_not_there_was_not_asked(paid):
    client = OpenAIClient(KEY, base_url="http://127.0.0.1:9/v1", clock=StoppedClock())
    with pytest.raises(TransientProviderError):
        openai_images(client).character_job(drawing()).submit("a-key")


def test_a_model_that_ends_is_refused_from_that_day_on_and_names_its_successor(client, standin):
    job = openai_images(client, model="gpt-image-1.5").character_job(drawing())
    client.clock.set(datetime(2026, 11, 30, tzinfo=UTC))
    job.submit("a-key")
    client.clock.set(datetime(2026, 12, 1, tzinfo=UTC))
    with pytest.raises(PermanentProviderError, match=r"ended on 2026-12-01; use gpt-image-2\.5"):
        job.submit("another-key")
    assert len(standin.calls("openai")) == 1


@pytest.mark.parametrize(
    ("model", "quality", "said"),
    [
        ("gpt-image-1", "", r"is retired \(2026-10-23\); use gpt-image-2\.5-flare"),
        ("dall-e-3", "", "2026-05-12"),
        ("gpt-image-9", "", r"is not one of gpt-image-2\.5-flare"),
        ("gpt-image-2", "max", "paints in: low, medium, high"),
    ],
)
def test_what_can_not_be_had_is_said_at_once(model, quality, said):
    with pytest.raises(BadInputError, match=said):
        openai_images(model=model, quality=quality)


def test_without_a_key_it_is_a_clear_failure_and_quotes_all_the_same(monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("OPENAI_API_KEY_FILE", raising=False)
    job = openai_images().character_job(drawing())
    assert job.quote().most.amount > 0
    with pytest.raises(PermanentProviderError, match="Set OPENAI_API_KEY"):
        job.submit("a-key")


@pytest.mark.parametrize(
    ("ended_px", "asked_px"),
    [
        ((2304, 1296), (1536, 864)),
        ((1296, 2304), (864, 1536)),
        ((1296, 1296), (1152, 1152)),
        ((384, 216), (1104, 624)),
    ],
)
def test_the_size_asked_for_has_the_film_s_shape(ended_px, asked_px):
    figures = openai_figures().images
    assert asked_size_px(ended_px, figures) == asked_px
    assert all(side % 16 == 0 for side in asked_px)
