"""A secret is read from the environment or a file, and seen nowhere else."""

import base64
import copy
import io
import json
import logging
import pickle
import time
import traceback
from dataclasses import asdict, dataclass

import pytest

from manike.errors import BadInputError, TransientProviderError
from manike.log_scrubbing import ScrubbingFilter, scrub_logs
from manike.scrubbing import hide_known, scrub, scrub_body, scrub_error, scrub_headers, scrub_json
from manike.secrets import Secret, find_secret, load_secret

CANARY = "canary/Zeisig+17&bird"
"""Looks like no key of any provider: only its being known hides it."""


@pytest.fixture
def secret():
    return Secret("BIRD_KEY", CANARY)


@pytest.fixture
def log():
    """A logger that writes to the returned stream; the process's record factory is put back."""
    before = logging.getLogRecordFactory()
    stream, logger = io.StringIO(), logging.getLogger("test.secrets")
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    scrub_logs()
    yield logger, stream
    logger.removeHandler(handler)
    logging.setLogRecordFactory(before)


def test_a_secret_is_read_from_its_variable_or_its_file(tmp_path):
    path = tmp_path / "key"
    path.write_text(f"{CANARY}\n")
    assert load_secret("BIRD_KEY", {"BIRD_KEY": CANARY}).reveal() == CANARY
    assert load_secret("BIRD_KEY", {"BIRD_KEY_FILE": str(path)}).reveal() == CANARY
    assert find_secret("BIRD_KEY", {"BIRD_KEY": " "}) is None


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({}, "BIRD_KEY: is not set. Set BIRD_KEY, or BIRD_KEY_FILE"),
        ({"BIRD_KEY": CANARY, "BIRD_KEY_FILE": "/key"}, "set one of them"),
        ({"BIRD_KEY_FILE": f"/no/{CANARY}"}, "names no file"),
        ({"BIRD_KEY": "short"}, "at least 8 characters"),
        ({"BIRD_KEY": "two words of it"}, "spaces or line breaks"),
    ],
)
def test_an_unusable_secret_is_said_without_its_value(environ, said):
    with pytest.raises(BadInputError, match=said) as error:
        load_secret("BIRD_KEY", environ)
    assert CANARY not in "".join(traceback.format_exception(error.value))
    assert "short" not in str(error.value)


def test_a_secret_shows_its_name_only(secret):
    @dataclass
    class Settings:
        key: Secret

    settings = Settings(secret)
    shown = [repr(secret), str(secret), f"{secret}", f"{settings}", str(asdict(settings))]
    shown += [str(vars(settings)), repr([secret]), repr(copy.deepcopy(secret))]
    assert not [text for text in shown if CANARY in text]
    assert repr(secret) == "Secret('BIRD_KEY')"
    with pytest.raises(TypeError, match="not JSON serializable"):
        json.dumps({"key": secret})
    with pytest.raises(TypeError, match="stays in its process"):
        pickle.dumps({"key": secret})


def test_a_key_that_is_refused_is_still_named():
    made = Secret.__new__(Secret)
    with pytest.raises(BadInputError, match="BIRD_KEY: a key of at least 8 characters"):
        made.__init__("BIRD_KEY", "short")
    assert repr(made) == "Secret('BIRD_KEY')"


def test_secrets_are_equal_by_value(secret):
    assert secret == Secret("OTHER", CANARY)
    assert secret != Secret("BIRD_KEY", "another value")
    assert len({secret, Secret("BIRD_KEY", CANARY)}) == 1


@pytest.mark.parametrize(
    "form",
    [
        f"x={CANARY}",
        "https://host/?x=canary%2FZeisig%2B17%26bird",
        base64.b64encode(CANARY.encode()).decode(),
        json.dumps({"echo": CANARY}),
    ],
)
def test_a_known_value_is_hidden_in_every_form(secret, form):
    assert "***" in scrub(form)
    assert "Zeisig" not in scrub(form)
    assert base64.b64encode(CANARY.encode()).decode() not in scrub(form)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("no key: sk-proj-AbC123xyz.", "no key: ***."),
        ("Incorrect API key provided: sk-abc***xyz.", "Incorrect API key provided: ***."),
        ("token r8_AbCdEf123456", "token ***"),
        ("Authorization: Bearer abcdef123456", "Authorization: Bearer ***"),
        ("(b'Authorization', b'Bearer abcdef')", "(b'Authorization', b'Bearer ***')"),
        ("{'X-Hume-Api-Key': 'abcdefg'}", "{'X-Hume-Api-Key': '***'}"),
        ("x-goog-api-key: AbCdEf\r\nAccept: */*", "x-goog-api-key: ***\r\nAccept: */*"),
        ("sent Key 1234-5678-abcd-ef:0123456789ab", "sent Key ***"),
        ("https://c.example/v.mp4?w=1&X-Amz-Signature=ab12&e=3",
         "https://c.example/v.mp4?w=1&X-Amz-Signature=***&e=3"),
        ("https://c.example/v.mp4?se=9&sig=ab%2B1", "https://c.example/v.mp4?se=9&sig=***"),
        ("postgresql://me:word@host/studio", "postgresql://***@host/studio"),
    ],
)  # fmt: skip
def test_what_looks_like_a_key_is_hidden(text, clean):
    assert scrub(text) == clean
    assert scrub(clean) == clean


@pytest.mark.parametrize(
    "piece", ["a", "a-", "a_", "a://", "-eyJ", "Key ", "sk-", "api-api_", "token ", '{"a": "b", ']
)
def test_no_text_takes_long(piece):
    start_s = time.process_time()
    scrub(piece * (200_000 // len(piece)))
    assert time.process_time() - start_s < 2


@pytest.mark.parametrize(
    "text",
    [
        "Key features of something extraordinary1",
        "key: C minor, signature: 4/4, tokens: 512, max_tokens=4096",
        "A basic house with a bearer of good news at https://host/a?width=3",
        "The token was lost in the secret garden.",
    ],
)
def test_common_texts_stay_as_they_are(text):
    assert scrub(text) == text


def test_no_log_record_holds_a_secret(secret, log):
    logger, stream = log
    logger.info(f"sent {CANARY}")
    logger.warning("sent %s to %s", CANARY, "host")
    logger.debug("Request headers: %r", [(b"Authorization", b"Bearer abcdef99")])
    try:
        int(CANARY)
    except ValueError:
        logger.exception("failed", stack_info=True)
    written = stream.getvalue()
    assert "Zeisig" not in written
    assert "abcdef99" not in written
    assert "WARNING sent *** to host" in written
    assert "base 10: '***'" in written


def test_a_formatter_that_wants_arguments_still_gets_them(secret, log):
    logger, _ = log
    record = logger.makeRecord("n", 20, "f", 1, "%s %d", (f"GET /?k={CANARY}", 200), None)
    assert record.args == ("GET /?k=***", 200)


def test_the_filter_scrubs_added_fields(secret, log):
    logger, _ = log
    record = logger.makeRecord("n", 20, "f", 1, "said", (), None, extra={"body": {"a": [CANARY]}})
    ScrubbingFilter().filter(record)
    assert record.body == {"a": ["***"]}


class OwnWordsError(Exception):
    """As some SDKs do: a text made from an object that can't be changed."""

    def __init__(self, request):
        super().__init__("failed")
        self._request = (request,)

    def __str__(self):
        return f"failed with {self._request[0]}"


def fail_in_own_words():
    raise OwnWordsError(CANARY)


def test_an_error_and_all_its_causes_lose_their_secrets(secret):
    try:
        try:
            try:
                fail_in_own_words()
            except OwnWordsError as error:
                lost = ConnectionError(f"lost {CANARY}")
                lost.body = {"detail": [CANARY], "api_key": "abcdefgh"}
                lost.add_note(f"with {CANARY}")
                raise lost from error
        except ConnectionError as error:
            raise TransientProviderError(f"no answer ({CANARY})", provider="bird") from error
    except TransientProviderError as error:
        scrub_error(error)
        written = "".join(traceback.format_exception(error))
        assert error.__cause__.body == {"detail": ["***"], "api_key": "***"}
        assert "Zeisig" not in repr(vars(error.__cause__))
        assert "Zeisig" not in repr(pickle.dumps(error))
    assert "Zeisig" not in written
    for said in ("bird: no answer (***)", "ConnectionError: lost ***", "failed with ***"):
        assert said in written


def test_a_provider_error_hides_keys_when_it_is_made(secret):
    assert str(TransientProviderError(f"bad key {CANARY}", provider="bird")) == "bird: bad key ***"


def test_bodies_and_headers_are_scrubbed_for_debugging(secret):
    body = {"input": {"prompt": "A lake", "image": "QUJD" * 1000}, "key": CANARY, "token": "abc"}
    written = scrub_body(json.dumps(body).encode())
    assert json.loads(written) == {
        "input": {"prompt": "A lake", "image": "(4000 characters of data)"},
        "key": "***",
        "token": "***",
    }
    assert scrub_body(b"\x89PNG\xff") == "(5 bytes)"
    assert len(scrub_body(b"lake " * 5000)) == 4001
    assert scrub_headers({"Authorization": "Basic abc", "Accept": "*/*"}) == {
        "Authorization": "***",
        "Accept": "*/*",
    }
    assert scrub_json({"usage": {"total_tokens": 7}}) == {"usage": {"total_tokens": 7}}


def test_known_values_are_hidden_in_what_is_worked_with_and_links_stay_whole(secret):
    link = "https://files.example/a.mp4?X-Amz-Signature=5t1eglitz01"
    reply = {"urls": [link], "log": [{f"key {secret.reveal()}": f"was {secret.reveal()}"}], "n": 1}
    assert hide_known(reply) == {"urls": [link], "log": [{"key ***": "was ***"}], "n": 1}
