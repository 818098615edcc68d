"""The stand-in's Spotify, through its SDK."""

import json
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from spotipy import MemoryCacheHandler, Spotify, SpotifyException, SpotifyOauthError
from spotipy.oauth2 import SpotifyClientCredentials

from manike.testing.clock import StoppedClock
from manike.testing.standin.running import Standin

SPEC = Path(__file__).parents[1] / "data" / "spotify_schemas.json"


def connect(standin, client_id="studio", secret="of no worth"):
    """With the settings under which the SDK neither sleeps nor hides errors."""
    credentials = SpotifyClientCredentials(
        client_id, secret, cache_handler=MemoryCacheHandler(), requests_timeout=10
    )
    credentials.OAUTH_TOKEN_URL = standin.url + "/spotify/api/token"
    client = Spotify(
        auth_manager=credentials,
        retries=0,
        status_retries=0,
        status_forcelist=(599,),
        requests_timeout=10,
    )
    client.prefix = standin.base_url("spotify")
    return client


def close(client):
    client._session.close()
    client.auth_manager._session.close()


@pytest.fixture
def client(standin):
    client = connect(standin)
    yield client
    close(client)


@pytest.fixture(scope="module")
def problems():
    document = json.loads(SPEC.read_text(encoding="utf-8"))
    document["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    registry = Registry().with_resource("spotify:", Resource.from_contents(document))

    def found(name, content):
        schema = {"$ref": f"spotify:#/components/schemas/{name}"}
        return [
            e.message for e in Draft202012Validator(schema, registry=registry).iter_errors(content)
        ]

    return found


def names(page):
    return [each["name"] for each in page["tracks"]["items"]]


def test_a_search_finds_by_words_best_first(client, standin):
    assert names(client.search("sad piano rainy", limit=5)) == ["Sad Piano for Rainy Streets"]
    assert names(client.search("electric summer energetic"))[0] == "Energetic"
    assert names(client.search("xylophone")) == []
    routes = [call.route for call in standin.calls("spotify")]
    assert routes == ["token", "search", "search", "search"]
    assert standin.bills() == []


@pytest.mark.parametrize(
    ("query", "first", "total"),
    [
        ("track:Triumph", "Triumph", 1),
        ('artist:"Hollow Pine"', "The Fox and the River", 4),
        ("track:Picnic artist:Sunday Ukulele Club", "Picnic", 1),
        ("album:Salt year:2020-2024", "A Walk by the Sea", 2),
        ("isrc:QZMNK2000016", "Über den Dächern", 1),
    ],
)
def test_filters_narrow_a_search(client, query, first, total):
    page = client.search(query)
    assert (names(page)[0], page["tracks"]["total"]) == (first, total)


def test_a_track_says_who_plays_it_and_no_more_than_it_may(client):
    found = client.search("isrc:QZMNK2200006")["tracks"]["items"][0]
    track = client.track(found["id"])
    assert (track["name"], track["duration_ms"], track["explicit"]) == ("Energetic", 192_000, True)
    assert track["external_ids"] == {"isrc": "QZMNK2200006"}
    assert client.artist(track["artists"][0]["id"])["name"] == "Volt Parade"
    assert client.album(track["album"]["id"])["release_date"] == "2022-06-24"
    assert not {"popularity", "preview_url", "available_markets"} & set(track)


def test_replies_are_those_of_the_published_specification(client, problems):
    page = client.search("the", type="track,artist,album")
    assert problems("PagingTrackObject", page["tracks"]) == []
    assert problems("PagingArtistObject", page["artists"]) == []
    assert problems("PagingSimplifiedAlbumObject", page["albums"]) == []
    track = client.track(page["tracks"]["items"][0]["id"])
    assert problems("TrackObject", track) == []
    assert problems("TrackObject", track | {"duration_ms": "long"}) != []


def test_pages_are_of_ten_at_most(client):
    first = client.search("the", limit=2)["tracks"]
    second = client.search("the", limit=2, offset=2)["tracks"]
    assert (len(first["items"]), first["previous"], second["offset"]) == (2, None, 2)
    assert not {each["id"] for each in first["items"]} & {each["id"] for each in second["items"]}
    with pytest.raises(SpotifyException, match="Invalid limit") as refused:
        client.search("the", limit=11)
    assert refused.value.http_status == 400


@pytest.mark.parametrize(
    ("ask", "status"),
    [
        (lambda client: client.audio_features(["1" * 22]), 403),
        (lambda client: client.tracks(["1" * 22]), 403),
        (lambda client: client.artist_top_tracks("1" * 22), 403),
        (lambda client: client.recommendations(seed_genres=["pop"]), 404),
        (lambda client: client.track("1" * 22), 404),
    ],
)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_what_is_closed_to_new_applications_is_refused(client, ask, status):
    with pytest.raises(SpotifyException) as refused:
        ask(client)
    assert refused.value.http_status == status


@pytest.mark.parametrize(
    ("order", "status", "wait"),
    [
        ({"kind": "rate_limited", "retry_after_s": 9000}, 429, "9000"),
        ({"kind": "rate_limited"}, 429, None),
        ({"kind": "server_error", "status": 503}, 503, None),
        ({"kind": "forbidden"}, 403, None),
    ],
)
def test_errors_arrive_at_once_as_they_are(client, standin, order, status, wait):
    standin.fail(vendor="spotify", route="search", **order)
    with pytest.raises(SpotifyException) as failed:
        client.search("the")
    assert failed.value.http_status == status
    assert failed.value.headers.get("retry-after") == wait


def test_credentials_are_needed(standin):
    client = connect(standin)
    standin.fail("unauthorized", "spotify", "token")
    with pytest.raises(SpotifyOauthError):
        client.search("the")
    close(client)


@pytest.mark.parametrize("given", ["Basic c3R1ZGlvOm5vbmU=", "Bearer c3R1ZGlv", "Bearer ?", ""])
def test_only_a_token_opens_the_search(standin, given):
    answer = httpx.get(
        standin.base_url("spotify") + "search",
        params={"q": "the", "type": "track"},
        headers={"authorization": given},
    )
    assert answer.status_code == 401
    assert answer.json()["error"]["status"] == 401


def test_a_token_lives_for_an_hour(tmp_path):
    clock = StoppedClock()
    with Standin(tmp_path, clock=clock) as standin:
        client = connect(standin)
        client.search("the")
        clock.sleep(timedelta(minutes=61).total_seconds())
        with pytest.raises(SpotifyException, match="expired") as refused:
            client.search("the")
        assert refused.value.http_status == 401
        close(client)
