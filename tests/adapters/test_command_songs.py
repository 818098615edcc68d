"""``manike songs`` as its users meet it."""

import json

import pytest

from tests.song_sounds import clicks, save

ROWS = "title,artists,duration_s,released,tags\nSalt,Hollow Pine,221.4,2023,calm;sea\n"


@pytest.fixture
def rows(tmp_path):
    file = tmp_path / "rows.csv"
    file.write_text(ROWS)
    return str(file)


def test_rows_are_loaded_and_found_by_their_tenant(manike, rows):
    manike("tenant", "add", "acme")
    code, out, _ = manike("songs", "load", rows, "--tenant", "acme")
    assert (code, out.splitlines()) == (
        0,
        [
            "acme has 1 songs: 1 new.",
            "A running studio makes them findable by meaning, and so does: "
            "manike index --tenant acme --kind song",
        ],
    )
    again = manike("songs", "load", rows, "--tenant", "acme")[1]
    assert again == "acme has 1 songs: 1 as before.\n"
    _, out, _ = manike("songs", "search", "sea", "--tenant", "acme", "--years", "2020-2024")
    assert "Salt" in out
    assert "3:41" in out
    _, out, _ = manike("songs", "search", "--artist", "pine", "--tenant", "acme", "--json")
    assert [song["tags"] for song in json.loads(out)] == [["calm", "sea"]]
    assert manike("songs", "search", "sea", "--tenant", "other")[0] == 1


def test_the_same_search_asks_spotify_where_it_is_set_up(manike, standin, monkeypatch):
    monkeypatch.setenv("MANIKE_STANDIN_URL", standin.url)
    code, out, _ = manike("songs", "search", "triumph", "--in", "spotify", "--json")
    assert (code, [song["title"] for song in json.loads(out)]) == (0, ["Triumph"])
    assert [call.route for call in standin.calls("spotify")] == ["token", "search"]


def test_songs_and_prices_of_nobody_are_refused(manike, rows):
    assert "There is no tenant nosuch." in manike("songs", "load", rows, "--tenant", "nosuch")[2]
    assert "There is no tenant nosuch." in manike("songs", "fetch", "x", "--tenant", "nosuch")[2]
    assert "There is no tenant nosuch." in manike("songs", "search", "x", "--tenant", "nosuch")[2]
    assert "There is no tenant nosuch." in manike("price", "list", "nosuch")[2]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("load", "gone.csv"), "gone.csv can't be read"),
        (
            ("search", "sea"),
            "studio has no songs yet: load some with manike songs load FILE --tenant",
        ),
        (("search",), "say what to look for"),
        (("search", "sea", "--years", "then"), "'then' is not 2019 or 2016-2019"),
        (("search", "sea", "--in", "spotify"), "set SPOTIPY_CLIENT_ID and SPOTIPY_CLIENT_SECRET"),
        (("search", "sea", "--in", "radio"), "choose one of local"),
    ],
)
def test_what_can_not_be_done_says_why(arguments, said, manike, monkeypatch):
    for name in ("MANIKE_STANDIN_URL", "SPOTIPY_CLIENT_ID", "SPOTIPY_CLIENT_SECRET"):
        monkeypatch.delenv(name, raising=False)
    manike("tenant", "add", "studio")
    code, _, errors = manike("songs", *arguments)
    assert code == 1
    assert said in errors


def test_searches_are_fetched_into_the_tenant_s_own_songs(manike, standin, monkeypatch, tmp_path):
    monkeypatch.setenv("MANIKE_STANDIN_URL", standin.url)
    lines = tmp_path / "searches.txt"
    manike("tenant", "add", "acme")
    lines.write_text("triumph\n\nsalt sea\n", encoding="utf-8")
    code, out, _ = manike("songs", "fetch", "--from", str(lines), "--tenant", "acme")
    assert (code, out.splitlines()[0]) == (0, "acme has 3 songs: 3 new.")
    _, out, _ = manike("songs", "search", "lighthouse", "--tenant", "acme", "--json")
    assert [song["title"] for song in json.loads(out)] == ["Lighthouse Song"]
    assert "say what to look for" in manike("songs", "fetch", "--tenant", "acme")[2]


def test_a_folder_is_loaded_with_its_rights_and_told_of_what_is_broken(manike, tmp_path):
    save(tmp_path / "music" / "Ann - Beat.wav", clicks(120, 8.0))
    (tmp_path / "music" / "bad.mp3").write_text("no sound")
    manike("tenant", "add", "acme")
    load = ("songs", "load", str(tmp_path / "music"), "--tenant", "acme", "--licence", "own work")
    code, out, _ = manike(*load)
    assert code == 0
    assert out.startswith("bad.mp3: It is no sound: it starts with")
    assert "\nLicence of the recordings: own work.\nacme has 1 songs: 1 new.\n" in out
    (tmp_path / "more.csv").write_text("title,artists,duration_s\nSea,Pine,60\n")
    _, out, _ = manike("songs", "load", str(tmp_path / "more.csv"), "--tenant", "acme")
    assert out.startswith("acme has 2 songs, 1 of them from here: 1 new.\n")
    gone = (tmp_path / "music").rename(tmp_path / "elsewhere")
    code, out, _ = manike("songs", "refresh", "--tenant", "acme")
    assert (code, "music is not there." in out) == (1, True)
    gone.rename(tmp_path / "music")
    _, out, _ = manike("songs", "search", "beat", "--tenant", "acme", "--json")
    [song] = json.loads(out)
    assert (song["title"], song["artists"][0]["name"]) == ("Beat", "Ann")
    assert (song["licence"], round(song["tempo_bpm"])) == ("own work", 120)


def test_where_songs_come_from_is_shown_asked_again_and_forgotten(manike, standin, monkeypatch):
    monkeypatch.setenv("MANIKE_STANDIN_URL", standin.url)
    manike("tenant", "add", "acme")
    assert "No song of acme came from" in manike("songs", "refresh", "--tenant", "acme")[1]
    manike("songs", "fetch", "triumph", "--tenant", "acme")
    _, out, _ = manike("songs", "refresh", "--tenant", "acme")
    assert out == "spotify: triumph: 1 as before\n"
    monkeypatch.delenv("MANIKE_STANDIN_URL")
    for name in ("SPOTIPY_CLIENT_ID", "SPOTIPY_CLIENT_SECRET"):
        monkeypatch.delenv(name, raising=False)
    code, out, _ = manike("songs", "refresh", "--tenant", "acme")
    assert code == 1
    assert "set SPOTIPY_CLIENT_ID and SPOTIPY_CLIENT_SECRET" in out
    assert "SPOTIPY_CLIENT_ID" in manike("songs", "sources", "--tenant", "acme")[1]
    assert manike("songs", "sources", "--tenant", "acme", "--forget", "fetched")[0] == 0
    assert (
        "Nothing of acme's songs"
        in manike("songs", "sources", "--tenant", "acme", "--forget", "fetched")[2]
    )
