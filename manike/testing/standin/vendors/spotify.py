"""Spotify: a token, search, tracks, artists and albums; the rest is closed to new applications."""

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from manike.testing.standin.songbook import Song, found, public_id, songs
from manike.testing.standin.wire import Answer, Asked, Endpoint, Trouble, Vendor

_TOKEN_LIFE = timedelta(hours=1)
_TOKEN = re.compile("standin-token:([0-9]+):(.+)", re.DOTALL)
_MOST, _USUAL = 10, 5
_KINDS = ("album", "artist", "track")
_CLOSED = (
    "/v1/audio-analysis/{id}",
    "/v1/audio-features",
    "/v1/audio-features/{id}",
    "/v1/artists",
    "/v1/artists/{id}/related-artists",
    "/v1/artists/{id}/top-tracks",
    "/v1/albums",
    "/v1/tracks",
)

Item = dict[str, Any]


def _token(asked: Asked) -> Answer:
    """``POST /api/token`` by client credentials."""
    if asked.body.get("grant_type") != "client_credentials":
        raise Trouble(400, "unsupported_grant_type", "grant_type must be client_credentials")
    if not asked.headers.get("authorization", "").startswith("Basic "):
        raise Trouble(400, "invalid_client", "Invalid client")
    issued = int(asked.world.clock.now().timestamp())
    held = f"standin-token:{issued}:{_client_id(asked.headers)}"
    token = base64.b64encode(held.encode()).decode()
    lives_s = int(_TOKEN_LIFE.total_seconds())
    return Answer.of({"access_token": token, "token_type": "Bearer", "expires_in": lives_s})


def _search(asked: Asked) -> Answer:
    """``GET /v1/search``: at most 10 of each kind."""
    _check_token(asked)
    query = asked.query.get("q", "").strip()
    kinds = asked.query.get("type", "").split(",")
    if not query:
        raise Trouble(400, "bad_request", "No search query")
    if not set(kinds) <= set(_KINDS):
        raise Trouble(400, "bad_request", "Bad search type field")
    hits = found(query)
    pages = {f"{kind}s": _page(asked, _shown(asked, kind, hits)) for kind in kinds}
    return Answer.of(pages)


def _one(kind: str) -> Callable[[Asked], Answer]:
    """``GET /v1/tracks/{id}`` and its like."""

    def get(asked: Asked) -> Answer:
        _check_token(asked)
        wanted = asked.path["id"]
        each = next((each for each in _shown(asked, kind, songs()) if each["id"] == wanted), None)
        if each is None:
            raise Trouble(404, "not_found", "Resource not found")
        return Answer.of(each)

    return get


def _closed(asked: Asked) -> Answer:
    """What new applications may not ask any more."""
    raise Trouble(403, "forbidden", "Forbidden")


def _gone(asked: Asked) -> Answer:
    """``GET /v1/recommendations``."""
    raise Trouble(404, "not_found", "Not found.")


def _check_token(asked: Asked) -> None:
    found = _TOKEN.fullmatch(_held(asked.headers))
    if found is None:
        raise Trouble(401, "unauthorized", "Invalid access token")
    issued_at = datetime.fromtimestamp(int(found[1]), UTC)
    if asked.world.clock.now() - issued_at >= _TOKEN_LIFE:
        raise Trouble(401, "unauthorized", "The access token expired")


def _shown(asked: Asked, kind: str, hits: list[Song] | tuple[Song, ...]) -> list[Item]:
    """Tracks, or the artists or albums of them, each once."""
    make = {"track": _track, "artist": _artist, "album": _album}[kind]
    each_once = {item["id"]: item for item in (make(asked, song) for song in hits)}
    return list(each_once.values())


def _page(asked: Asked, items: list[Item]) -> Item:
    limit, start = _number(asked, "limit", _USUAL), _number(asked, "offset", 0)
    if not 1 <= limit <= _MOST:
        raise Trouble(400, "bad_request", "Invalid limit")
    url = f"{asked.base_url}/spotify/v1/search"
    return {
        "href": url,
        "items": items[start : start + limit],
        "limit": limit,
        "next": f"{url}?offset={start + limit}" if start + limit < len(items) else None,
        "offset": start,
        "previous": f"{url}?offset={max(0, start - limit)}" if start else None,
        "total": len(items),
    }


def _track(asked: Asked, song: Song) -> Item:
    return _named(asked, "track", song.track) | {
        "album": _album(asked, song),
        "artists": [_artist(asked, song)],
        "disc_number": 1,
        "track_number": 1,
        "duration_ms": song.duration_s * 1000,
        "explicit": song.explicit,
        "external_ids": {"isrc": song.isrc},
        "is_local": False,
    }


def _album(asked: Asked, song: Song) -> Item:
    return _named(asked, "album", song.album) | {
        "album_type": "album",
        "artists": [_artist(asked, song)],
        "images": [],
        "release_date": song.released.isoformat(),
        "release_date_precision": "day",
        "total_tracks": sum(each.album == song.album for each in songs()),
    }


def _artist(asked: Asked, song: Song) -> Item:
    return _named(asked, "artist", song.artist)


def _named(asked: Asked, kind: str, name: str) -> Item:
    own_id = public_id(kind, name)
    return {
        "id": own_id,
        "name": name,
        "type": kind,
        "uri": f"spotify:{kind}:{own_id}",
        "href": f"{asked.base_url}/spotify/v1/{kind}s/{own_id}",
        "external_urls": {"spotify": f"https://open.spotify.com/{kind}/{own_id}"},
    }


def _number(asked: Asked, name: str, usual: int) -> int:
    given = asked.query.get(name, str(usual))
    if not given.isdigit():
        raise Trouble(400, "bad_request", f"Invalid {name}")
    return int(given)


def _client_id(headers: Mapping[str, str]) -> str:
    """Of ``Basic`` credentials or of a token that was given for them; empty if it is neither."""
    held = _held(headers)
    if headers.get("authorization", "").startswith("Basic "):
        return held.partition(":")[0]
    found = _TOKEN.fullmatch(held)
    return found[2] if found is not None else ""


def _held(headers: Mapping[str, str]) -> str:
    """What the credentials or the token stand for; empty if they are broken."""
    try:
        return base64.b64decode(headers.get("authorization", "").partition(" ")[2]).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _error(trouble: Trouble) -> Answer:
    if trouble.code in ("invalid_client", "unsupported_grant_type"):
        content = {"error": trouble.code, "error_description": trouble.message}
        return Answer.of(content, status=trouble.status)
    told = {"status": trouble.status, "message": trouble.message}
    return Answer.of({"error": told}, status=trouble.status, headers=trouble.wait_header)


VENDOR = Vendor(
    name="spotify",
    key=lambda headers, query: _client_id(headers),
    error=_error,
    endpoints=(
        Endpoint("POST", "/api/token", "token", _token),
        Endpoint("GET", "/v1/search", "search", _search),
        Endpoint("GET", "/v1/tracks/{id}", "tracks.get", _one("track")),
        Endpoint("GET", "/v1/artists/{id}", "artists.get", _one("artist")),
        Endpoint("GET", "/v1/albums/{id}", "albums.get", _one("album")),
        Endpoint("GET", "/v1/recommendations", "closed", _gone),
        *(Endpoint("GET", path, "closed", _closed) for path in _CLOSED),
    ),
    base_path="/v1/",
)
