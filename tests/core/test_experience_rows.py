"""Rows of experiences that a tenant gives: read whole, or refused with row, field and cure."""

import json
from decimal import Decimal

import pyarrow
import pyarrow.parquet
import pytest

from manike.errors import BadInputError
from manike.experiences.rows import read_experiences

HEADER = "id,title,place,where,country,seasons,moods,duration_h,price,currency,for_whom,best_time\n"
ROW = "b1,Boats,Lake,Kandy Lake,Sri Lanka,spring; Autumn,calm,1.5,12.50,usd,children;couples,dawn\n"


def written(folder, content, name="experiences.csv"):
    file = folder / name
    file.write_text(content, encoding="utf-8")
    return file


def test_a_row_says_place_season_duration_and_price(tmp_path):
    [found] = read_experiences(written(tmp_path, HEADER + ROW)).experiences
    assert (found.id, found.place, found.where) == ("b1", "lake", "Kandy Lake")
    assert (found.seasons, found.best_time) == (("spring", "autumn"), ("dawn",))
    assert (found.duration_s, found.price, found.currency) == (5400, Decimal("12.50"), "USD")
    assert found.for_whom == ("children", "couples")


def test_csv_json_lines_and_parquet_give_the_same_experiences(tmp_path):
    row = {
        "id": "b1",
        "title": "Boats",
        "place": "lake",
        "where": "Kandy Lake",
        "country": "Sri Lanka",
        "seasons": ["spring", "autumn"],
        "moods": ["calm"],
        "duration_h": 1.5,
        "price": 12.5,
        "currency": "USD",
        "for_whom": ["children", "couples"],
        "best_time": ["dawn"],
    }
    wanted = read_experiences(written(tmp_path, HEADER + ROW))
    assert read_experiences(written(tmp_path, json.dumps([row]), "a.json")) == wanted
    assert (
        read_experiences(written(tmp_path, json.dumps({"experiences": [row]}), "b.json")) == wanted
    )
    assert read_experiences(written(tmp_path, "\n" + json.dumps(row) + "\n", "c.jsonl")) == wanted
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist([row]), tmp_path / "d.parquet")
    assert read_experiences(tmp_path / "d.parquet") == wanted


def test_a_price_in_a_table_is_the_amount_that_was_written(tmp_path):
    rows = json.dumps([{"title": "Boats", "price": 45.1, "currency": "EUR"}])
    [found] = read_experiences(written(tmp_path, rows, "a.json")).experiences
    assert found.price == Decimal("45.1")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("title", "holds no experiences"),
        ("id,place\nb1,lake", "line 2, title: is missing; write the experience's name"),
        ("title,place\nBoats,pond", "line 2, place: 'pond' can't be used; write one of"),
        ("title,seasons\nBoats,spring;monsoon", "seasons: 'monsoon' can't be used; write one or"),
        (
            "title,for_whom\nBoats,dogs",
            "for_whom: 'dogs' can't be used; write one or more",
        ),
        (
            "title,duration_h\nBoats,2 hours",
            "duration_h: '2 hours' can't be used; write its",
        ),
        ('title,price,currency\nBoats,"1,20",EUR', "price: '1,20' can't be used; write an"),
        ("title,price,currency\nBoats,-1,EUR", "price: '-1' can't be used"),
        ("title,price\nBoats,12", "line 2, currency: is missing; write a currency such as USD"),
        ("title,currency\nBoats,EUR", "line 2, price: is missing; write an amount"),
        ("title,price,currency\nBoats,12,Euro", "currency: 'EURO' can't be used"),
        ("title,hours\nBoats,2", "line 2, hours: is not known; use id, title, description, place"),
        ("id,title\nb1,Boats\nb1,Ships", "line 3: is the experience of line 2 once more"),
    ],
)
def test_a_bad_row_is_refused_with_its_place_field_and_cure(row, said, tmp_path):
    with pytest.raises(BadInputError) as refused:
        read_experiences(written(tmp_path, row + "\n"))
    assert said in str(refused.value)


def test_bad_rows_are_left_out_and_named_where_that_is_asked_for(tmp_path):
    rows = "id,title,price\nb1,Boats,\n,,9\nb2,Ships,x\nb1,Again,\nb3,Walks,,4\nb4,Teas,\n"
    read = read_experiences(written(tmp_path, rows), skip_bad=True)
    assert [each.id for each in read.experiences] == ["b1", "b4"]
    assert [problem.split(":")[0] for problem in read.problems] == [
        "experiences.csv, line 3, title",
        "experiences.csv, line 4, price",
        "experiences.csv, line 5",
        "experiences.csv, line 6",
    ]
    lines = '{"title": "Boats"}\n[1]\n{\n'
    read = read_experiences(written(tmp_path, lines, "e.jsonl"), skip_bad=True)
    assert (len(read.experiences), len(read.problems)) == (1, 2)


def test_a_file_without_one_good_row_is_refused_even_so(tmp_path):
    with pytest.raises(BadInputError, match=r"no row of it can be used: experiences.csv, line 2"):
        read_experiences(written(tmp_path, "title,price\nBoats,x\n"), skip_bad=True)
