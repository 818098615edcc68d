"""Spotify as a song catalogue, through spotipy: polite, and honest about its failures."""

import logging
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import dagster as dg
import pytest

from manike.errors import (
    DeniedError,
    PermanentProviderError,
    TransientProviderError,
)
from manike.log_scrubbing import scrub_logs
from manike.secrets import Secret
from manike.song_ports import SongQuery
from manike.testing.clock import StoppedClock
from manike.testing.standin.failures import failures
from resources.roster import build_roster
from resources.song_resources import SpotifyResource
from resources.spotify import spotify_catalogue

QUERY = SongQuery("the")
CLIENT_ID = Secret("SPOTIPY_CLIENT_ID", "1f0c5c6dd4f9483aa2c1")
PASSWORD = Secret("SPOTIPY_CLIENT_SECRET", "9ad3b7e1c2f84c0fb5e6")


@pytest.fixture
def clock():
    return StoppedClock()


@pytest.fixture
def catalogue(standin, clock):
    url = standin.url + "/spotify"
    return spotify_catalogue(
        CLIENT_ID, PASSWORD, base_url=f"{url}/v1/", token_url=f"{url}/api/token", clock=clock
    )


def routes(standin):
    return [call.route for call in standin.calls("spotify")]


PASSES = {"rate_limited": [5.0], "server_error": [1.0], "hang": [1.0], "disconnect": [1.0]}
"""What passes, and the seconds that are waited for it."""


@pytest.mark.parametrize(
    "failure", [f for f in failures() if "spotify" in f.vendors], ids=lambda f: f.name
)
def test_each_reported_failure_passes_or_is_an_error_of_its_kind(
    failure, catalogue, standin, clock
):
    order = failure.of("spotify")
    short = {"seconds": 0.05, "route": "search", "nth": (1,)}
    standin.fail(**order.model_dump() | short)
    if order.kind in PASSES and order.retry_after_s in (None, 5):
        assert catalogue.search(QUERY).songs
        waited = [5.0] if order.retry_after_s else [1.0]
        assert [wait for wait in clock.slept_s if wait > 0.2] == waited
        return
    kind = DeniedError if order.kind in ("unauthorized", "forbidden") else TransientProviderError
    with pytest.raises(kind) as failed:
        catalogue.search(QUERY)
    assert type(failed.value) is kind
    assert routes(standin) == ["token", "search"]


def test_what_does_not_pass_in_three_tries_is_told(catalogue, standin, clock):
    standin.fail("server_error", "spotify", "search", status=503)
    with pytest.raises(TransientProviderError, match="HTTP 503"):
        catalogue.search(QUERY)
    assert routes(standin) == ["token", "search", "search", "search"]
    assert [round(wait, 3) for wait in clock.slept_s] == [1.0, 2.0]


def test_a_wait_of_hours_is_told_and_kept_to(catalogue, standin, clock):
    standin.fail("rate_limited", "spotify", "search", retry_after_s=9000, times=1)
    for _ in range(2):
        with pytest.raises(TransientProviderError) as failed:
            catalogue.search(QUERY)
        assert failed.value.retry_after_s == pytest.approx(9000)
    assert (routes(standin), clock.slept_s) == (["token", "search"], [])
    clock.turn(9000)
    assert catalogue.search(QUERY).songs


def test_calls_keep_a_distance(catalogue, clock):
    for _ in range(3):
        catalogue.search(QUERY)
    assert clock.slept_s == pytest.approx([0.1, 0.1])


def test_a_token_is_asked_for_once_and_anew_when_it_ran_out_early(catalogue, standin):
    catalogue.search(QUERY)
    standin.fail("unauthorized", "spotify", "search", nth=(1,))
    assert catalogue.search(QUERY).songs
    assert routes(standin) == ["token", "search", "search", "token", "search"]


@pytest.mark.parametrize("order", [{"kind": "malformed"}, {"kind": "empty"}])
@pytest.mark.parametrize("route", ["token", "search"])
def test_an_answer_that_can_not_be_read_passes_or_is_told(order, route, catalogue, standin):
    standin.fail(vendor="spotify", route=route, times=1, **order)
    assert catalogue.search(QUERY).songs
    standin.fail(vendor="spotify", route="search", **order)
    with pytest.raises(TransientProviderError, match=r"read|no answer"):
        catalogue.search(QUERY)


@pytest.mark.parametrize(
    ("order", "error"),
    [
        ({"kind": "rate_limited", "retry_after_s": 4000}, TransientProviderError),
        ({"kind": "server_error", "status": 503}, TransientProviderError),
        ({"kind": "unauthorized"}, DeniedError),
        ({"kind": "bad_request"}, DeniedError),
    ],
)
def test_a_token_that_is_not_given_has_its_kind(order, error, catalogue, standin):
    standin.fail(vendor="spotify", route="token", **order)
    with pytest.raises(error, match=r"no token|left alone"):
        catalogue.search(QUERY)
    assert "search" not in routes(standin)


def test_nothing_closed_to_new_applications_is_asked(catalogue, standin):
    song = catalogue.search(QUERY).songs[0]
    catalogue.song(song.id)
    catalogue.artist(song.artists[0].id)
    assert routes(standin) == ["token", "search", "tracks.get", "artists.get"]


def test_a_server_that_leads_elsewhere_is_not_followed(standin, clock):
    class Elsewhere(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(302)
            self.send_header("location", standin.base_url("spotify") + "search?q=the&type=track")
            self.end_headers()

        def log_message(self, *told):
            pass

    with HTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        catalogue = spotify_catalogue(
            CLIENT_ID,
            PASSWORD,
            base_url=f"http://127.0.0.1:{server.server_port}/v1/",
            token_url=standin.url + "/spotify/api/token",
            clock=clock,
        )
        with pytest.raises(TransientProviderError, match="TooManyRedirects"):
            catalogue.search(QUERY)
        server.shutdown()
    assert routes(standin) == ["token"]


def test_no_credential_is_logged_or_told(catalogue, standin, caplog):
    scrub_logs()
    caplog.set_level(logging.DEBUG)
    standin.fail("forbidden", "spotify", "search")
    with pytest.raises(DeniedError) as failed:
        catalogue.search(QUERY)
    token = catalogue._client._tokens.get_cached_token()["access_token"]
    said = caplog.text + repr(failed.value) + repr(vars(catalogue))
    assert not [each for each in (PASSWORD.reveal(), CLIENT_ID.reveal(), token) if each in said]


def test_without_credentials_the_cure_is_told(monkeypatch):
    monkeypatch.delenv("SPOTIPY_CLIENT_ID", raising=False)
    with pytest.raises(PermanentProviderError, match="Set SPOTIPY_CLIENT_ID"):
        spotify_catalogue().search(QUERY)


def test_the_roster_has_it_when_both_credentials_are_set(settings, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text(PASSWORD.reveal())
    environ = {"SPOTIPY_CLIENT_ID": CLIENT_ID.reveal()}
    assert "SPOTIPY_CLIENT_SECRET" in build_roster(settings, environ).missing["spotify"]
    environ["SPOTIPY_CLIENT_SECRET_FILE"] = str(secret)
    assert set(build_roster(settings, environ).songs) == {"spotify"}


def test_the_roster_finds_the_stand_in(settings, standin):
    roster = build_roster(settings, {"MANIKE_STANDIN_URL": standin.url})
    assert roster.songs["spotify"].search(SongQuery("triumph")).total == 1


def test_a_resource_gives_the_catalogue_and_holds_no_key():
    resource = SpotifyResource(base_url="http://127.0.0.1:9/")
    catalogue = resource.create_resource(dg.build_init_resource_context())
    assert (catalogue.name, set(SpotifyResource.model_fields)) == (
        "spotify",
        {"base_url", "token_url"},
    )
