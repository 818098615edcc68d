import json
import shlex
from pathlib import Path

import pytest

PLACES = (
    "id,title,description,place,seasons,duration_h,price,currency\n"
    "1,Heron lake at dawn,A silent boat among herons before breakfast,lake,spring,3,40,USD\n"
    "2,Night market,Grilled squid and loud drums until midnight,market,summer,2,15,USD\n"
    "3,Castle rooms,A tour of halls and armour,museum,winter,2,30,EUR\n"
)
SONGS = (
    "id,title,artists,duration_s,tags\n"
    "a,Slow Water,Pine,200,peaceful;piano\n"
    "b,Iron Street,Forge,180,rock;loud\n"
)


@pytest.fixture
def stocked(manike, tmp_path):
    manike("tenant", "add", "acme")
    (tmp_path / "places.csv").write_text(PLACES, encoding="utf-8")
    (tmp_path / "songs.csv").write_text(SONGS, encoding="utf-8")
    for catalogue in ("experiences", "songs"):
        file = "places.csv" if catalogue == "experiences" else "songs.csv"
        code, _, err = manike(catalogue, "load", str(tmp_path / file), "--tenant", "acme")
        assert code == 0, err
    assert manike("index", "--tenant=acme")[0] == 0
    return manike


def found(manike, *arguments):
    code, out, err = manike("search", *arguments, "--tenant", "acme", "--json")
    assert code == 0, err
    return json.loads(out)


def test_experiences_are_found_by_meaning_and_narrowed_by_price(stocked):
    hits = found(stocked, "quiet morning near water", "--kind", "experience")
    assert (hits[0]["title"], hits[0]["price"]) == ("Heron lake at dawn", "40")
    query = ("quiet morning near water", "--kind", "experience", "--currency", "usd")
    cheap = found(stocked, *query, "--most-price", "20")
    assert [hit["title"] for hit in cheap] == ["Night market"]
    code, _, err = stocked("search", "x", "--kind", "experience", "--most-price", "20")
    assert (code, "currency: is needed" in err) == (1, True)
    code, _, err = stocked("search", "x", "--kind", "experience", "--most-price", "cheap")
    assert (code, "most-price: 'cheap' is not an amount" in err) == (1, True)


def test_songs_are_found_by_meaning_with_their_artists(stocked):
    hits = found(stocked, "calm keyboard music", "--kind", "song")
    assert (hits[0]["title"], hits[0]["artists"]) == ("Slow Water", ["Pine"])
    _, out, _ = stocked("search", "calm keyboard music", "--kind", "song", "--tenant", "acme")
    assert "Slow Water" in out and "3:20" in out


def test_each_kind_says_what_comes_before_its_first_search(manike):
    manike("tenant", "add", "acme")
    for kind, cure in {
        "scene": "no film is finished",
        "shot": "manike footage add FILE --tenant acme",
        "song": "manike songs load FILE --tenant acme",
        "experience": "manike experiences load FILE --tenant acme",
    }.items():
        code, _, err = manike("search", "boats", "--kind", kind, "--tenant", "acme")
        assert code == 1
        assert f"There is no {kind} index yet" in err and cure in " ".join(err.split())


def test_an_unknown_kind_is_refused(manike):
    code, _, err = manike("search", "boats", "--kind", "tune")
    assert code != 0
    assert "tune" in err


def test_the_readme_s_search_of_experiences_finds_what_it_shows(manike):
    root = Path(__file__).parents[2]
    lines = [line[4:] for line in (root / "README.md").read_text(encoding="utf-8").splitlines()]
    at = next(n for n, line in enumerate(lines) if "--kind experience" in line)
    load, search = (shlex.split(lines[n])[2:] for n in (at - 1, at))
    shown = "\n".join(lines[at + 1 : lines.index("", at)])
    manike("tenant", "add", "studio")  # as the first film does
    code, _, err = manike(load[0], load[1], str(root / load[2]))
    assert code == 0, err
    _, out, _ = manike(*search)
    assert out.strip() == shown.strip()
