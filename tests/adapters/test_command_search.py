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
        "song": "manike songs load FILE --tenant acme, then manike index --tenant acme",
        "experience": "manike experiences load FILE --tenant acme",
    }.items():
        code, _, err = manike("search", "boats", "--kind", kind, "--tenant", "acme")
        assert code == 1
        assert f"There is no {kind} to find yet" in err and cure in " ".join(err.split())


def test_an_unknown_kind_is_refused(manike):
    code, _, err = manike("search", "boats", "--kind", "tune")
    assert code != 0
    assert "tune" in err


def test_the_readme_s_search_of_experiences_finds_what_it_shows(manike):
    root = Path(__file__).parents[2]
    lines = [line[4:] for line in (root / "README.md").read_text(encoding="utf-8").splitlines()]
    at = next(n for n, line in enumerate(lines) if "--kind experience" in line)
    add, load, search = (shlex.split(lines[n])[2:] for n in (at - 2, at - 1, at))
    shown = "\n".join(lines[at + 1 : lines.index("", at)])
    assert manike(*add)[0] == 0
    code, _, err = manike(*(str(root / word) if "/" in word else word for word in load))
    assert code == 0, err
    _, out, _ = manike(*search)
    assert out.strip() == shown.strip()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--since", "2026-05-02", "--until", "2026-05-01"), "since: 2026-05-02 is after until"),
        (("--least-s", "9", "--most-s", "2"), "least-s: 9 is more than most-s, 2"),
        (("--most-price", "-1", "--currency", "USD"), "most-price: -1 is no price"),
        (("--most-price", "NaN", "--currency", "USD"), "most-price: NaN is no price"),
        (("--most-price", "1", "--currency", "dollars"), "currency: 'dollars' is none"),
        (("--project", "\udcff"), "projects: holds bytes that are no UTF-8"),
        (("--project", "nope"), "There is no project acme/nope."),
        (("--project", "other/boats"), "project: other/boats is not of acme"),
        (("--tenant", "nobody"), "There is no tenant nobody. Add it: manike tenant add nobody"),
    ],
)
def test_a_search_that_can_find_nothing_is_refused_with_its_field(stocked, arguments, said):
    code, out, err = stocked("search", "x", "--kind=experience", "--tenant=acme", *arguments)
    assert (code, out) == (1, "")
    assert said in " ".join(err.split())


def test_an_index_that_holds_nothing_says_what_comes_first(stocked):
    stocked("experiences", "remove", "--all", "--tenant=acme")
    code, out, err = stocked("search", "x", "--kind=experience", "--tenant=acme")
    assert (code, out) == (1, "")
    assert "There is no experience to find yet: load some with" in " ".join(err.split())


def test_a_query_of_bytes_that_are_no_text_is_refused(stocked):
    code, _, err = stocked("search", "--kind=experience", "caf\udce9", "--tenant=acme")
    assert (code, err.strip()) == (1, "query: holds bytes that are no UTF-8.")


def test_what_finds_nothing_says_so_and_is_an_empty_list_for_programs(stocked):
    narrow = (
        "search",
        "x",
        "--kind=experience",
        "--season=winter",
        "--place=lake",
        "--tenant=acme",
    )
    assert stocked(*narrow)[1].startswith("Nothing like that is there")
    assert json.loads(stocked(*narrow, "--json")[1]) == []
    assert stocked("songs", "search", "zzz", "--tenant=acme")[1].startswith("Nothing like that")


def test_experiences_are_shown_with_length_and_price_and_narrowed_by_hours(stocked):
    query = ("search", "quiet morning near water", "--kind=experience", "--tenant=acme")
    out = stocked(*query)[1]
    assert "│    3 h │ 40 USD │" in out
    assert "40 USD" not in stocked(*query, "--most-hours=2.5")[1]
    assert stocked(*query, "--most-hours=3", "--json") == stocked(*query, "--json")
    code, _, err = stocked(*query, "--most-hours=3", "--most-s=9")
    assert (code, err.strip()) == (1, "most-hours: give it or --most-s, not both.")
    code, _, err = stocked(*query, "--most-hours=3", "--least-s=99999")
    assert (code, err.strip()) == (1, "most-hours: 3 is less than least-s, 99999 s.")


def test_a_zero_character_in_a_catalogue_is_refused_with_its_row(stocked, tmp_path):
    (tmp_path / "zero.csv").write_bytes(b"id,title,artists,duration_s\n9,Sl\x00w,Pine,200\n")
    code, _, err = stocked("songs", "load", str(tmp_path / "zero.csv"), "--tenant=acme")
    assert (code, err.strip()) == (
        1,
        "zero.csv, line 2, title: holds a zero character; take it out.",
    )
    assert "Slow Water" in stocked("songs", "search", "water", "--tenant=acme")[1]


def test_years_without_an_end_are_refused(stocked):
    code, _, err = stocked("songs", "search", "water", "--years=2016-", "--tenant=acme")
    assert (code, err.strip()) == (1, "years: '2016-' is not 2019 or 2016-2019.")


def test_names_that_are_no_text_are_refused_by_every_command(stocked):
    for command in ("show", "remove"):
        code, _, err = stocked("footage", command, "caf\udce9", "--tenant=acme")
        assert (code, "holds bytes that are no UTF-8" in err) == (1, True)
