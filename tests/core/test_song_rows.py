"""Rows of songs that a tenant gives: read whole, or refused with row, field and cure."""

import json
import math
import sys
from datetime import date

import pyarrow
import pyarrow.parquet
import pytest

from manike.errors import BadInputError, MachineError, NotFoundError, StoreError
from manike.ids import TenantId
from manike.production.catalogues.songs import load_songs, own_songs, song_catalogue
from manike.song_ports import SongQuery
from manike.songs.rows import read_songs
from manike.testing.song_fakes import FakeCatalogue

HEADER = "title,artists,duration_s,tags,tempo_bpm\n"
ACME, OTHER = TenantId("acme"), TenantId("other")


@pytest.fixture
def house(house):
    """One where both are known."""
    for tenant in (ACME, OTHER):
        house.studio.add_tenant(tenant)
    return house


def written(folder, content, name="songs.csv"):
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def test_csv_and_json_give_the_same_songs(tmp_path):
    row = {"title": "Salt", "artists": ["A", "B"], "duration_s": 61.5, "tags": ["calm", "sea"]}
    from_json = read_songs(written(tmp_path, json.dumps([row]), "songs.json"))
    from_csv = read_songs(written(tmp_path, "\ufeff" + HEADER + "Salt,A; B,61.5,calm;sea,\n"))
    assert from_csv == from_json
    assert [artist.name for artist in from_csv[0].artists] == ["A", "B"]
    assert (from_csv[0].tags, from_csv[0].tempo_bpm) == (("calm", "sea"), None)
    spare = "title,artists,duration_s,,\nSalt,A,61.5,,\n"  # as spreadsheets leave them
    assert [song.title for song in read_songs(written(tmp_path, spare))] == ["Salt"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (HEADER + "Salt,A,61,,\n,B,70,,\n", "songs.csv, line 3, title: is missing; write the"),
        (HEADER + "Salt,A,3:45,,\n", "line 2, duration_s: '3:45' can't be used; write its length"),
        (HEADER + "Salt,A,nan,,\n", "line 2, duration_s: 'nan' can't be used"),
        (HEADER + "Salt,A,61,,fast\n", "line 2, tempo_bpm: 'fast' can't be used; write beats"),
        (HEADER + "Salt,A,61,x,,y\n", "line 2: has more cells than line 1 has columns (5)"),
        ("title,artist,duration_s\nSalt,A,61\n", "line 2, artists: is missing; name who plays"),
        ("title,artists,duration_s,mood\nS,A,6,x\n", "line 2, mood: is not known; use id, title"),
        ("title,artists,title\nS,A,6\n", "line 1: names the column 'title' twice; take one away"),
        ("title;artists;duration_s\nSalt;A;61\n", "line 1: put commas between columns"),
        (HEADER + "Salt,A,61,,\nSalt,A,62,,\n", "line 3: is the song of line 2 once more"),
        (HEADER + '"Salt,A,61,,\n', "is no CSV"),
        (HEADER, "songs.csv: holds no songs"),
        ("", "songs.csv: holds no songs"),
        (b"title\n\xff\xfe\n", "is not UTF-8"),
    ],
)
def test_a_csv_file_is_refused_with_the_place_and_the_cure(content, said, tmp_path):
    with pytest.raises(BadInputError) as refused:
        read_songs(written(tmp_path, content))
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"title": "Salt"}', "holds no list"),
        ("[1]", "songs.json, row 1: is no song"),
        ('[{"title": "S", "artists": [], "duration_s": 1}]', "row 1, artists: '[]' can't be used"),
        ('[{"title": "S", "artists": "A", "duration_s": 1, "released": "May"}]', "'May' can't"),
        ("[", "is no JSON"),
        ("[" * 100_000, "is no JSON"),
    ],
)
def test_a_json_file_is_refused_with_the_place_and_the_cure(content, said, tmp_path):
    with pytest.raises(BadInputError) as refused:
        read_songs(written(tmp_path, content, "songs.json"))
    assert said in str(refused.value)


def test_other_files_are_refused(tmp_path):
    with pytest.raises(BadInputError, match=r"must be a \.csv, a \.json, a \.jsonl or a \.parquet"):
        read_songs(written(tmp_path, "x", "songs.xls"))
    with pytest.raises(BadInputError, match="can't be read"):
        read_songs(tmp_path / "missing.csv")


def test_a_catalogue_belongs_to_its_tenant(house, tmp_path):
    assert load_songs(house, ACME, written(tmp_path, HEADER + "Salt,A,61,calm,\n")).count == 1
    assert song_catalogue(house, ACME, "local").search(SongQuery("calm")).total == 1
    with pytest.raises(NotFoundError, match="manike songs load"):
        song_catalogue(house, OTHER, "local")


def test_rows_that_are_refused_leave_the_catalogue_as_it_was(house, tmp_path):
    load_songs(house, ACME, written(tmp_path, HEADER + "Salt,A,61,,\n"))
    with pytest.raises(BadInputError):
        load_songs(house, ACME, written(tmp_path, HEADER + "Pepper,A,61,,\n,,,,\n"))
    assert song_catalogue(house, ACME, "local").search(SongQuery("salt")).total == 1


def test_a_damaged_catalogue_is_told(house, tmp_path):
    load_songs(house, ACME, written(tmp_path, HEADER + "Salt,A,61,,\n"))
    (house.layout.songs(ACME) / "songs.json").write_text("{")
    with pytest.raises(StoreError, match="Load the songs again"):
        song_catalogue(house, ACME, "local")


def test_a_catalogue_that_is_not_set_up_says_why(house):
    with pytest.raises(BadInputError, match="choose one of local"):
        song_catalogue(house, ACME, "spotify")
    house.roster.songs["fake"] = FakeCatalogue()
    assert song_catalogue(house, ACME, "fake").search(SongQuery("picnic")).total == 3


def test_more_of_the_words_is_better_and_all_letters_count(house, tmp_path):
    rows = "Rain,A,61,calm,\nStreet,B,61,calm;rain,\nÄther,C,61,,\n"
    load_songs(house, ACME, written(tmp_path, HEADER + rows))
    catalogue = song_catalogue(house, ACME, "local")
    found = catalogue.search(SongQuery("calm rainy RAIN")).songs
    assert [song.title for song in found] == ["Rain", "Street"]
    assert catalogue.search(SongQuery("äTHER")).total == 1


def parquet(folder, **columns):
    file = folder / "songs.parquet"
    pyarrow.parquet.write_table(pyarrow.table(columns), file)
    return file


def test_parquet_gives_the_same_songs_as_csv(tmp_path):
    columns = {
        "title": ["Salt", "Rain"],
        "artists": [["A", "B"], ["C"]],
        "duration_s": [61.5, 70.0],
        "tags": [["calm", "sea"], []],
        "released": [date(2023, 4, 28), None],
        "tempo_bpm": [84.0, math.nan],
        "__index_level_0__": [7, 8],
    }
    rows = "title,artists,duration_s,tags,released,tempo_bpm\n"
    rows += "Salt,A;B,61.5,calm;sea,2023-04-28,84\nRain,C,70,,,\n"
    assert read_songs(parquet(tmp_path, **columns)) == read_songs(written(tmp_path, rows))


def test_a_parquet_file_is_refused_with_the_row_and_the_cure(tmp_path):
    columns = {"title": ["Salt", "Rain"], "artists": ["A", "B"], "duration_s": [61.0, -1.0]}
    with pytest.raises(BadInputError, match=r"songs.parquet, row 2, duration_s: '-1.0' can't be"):
        read_songs(parquet(tmp_path, **columns))
    with pytest.raises(BadInputError, match=r"cut.parquet: is no whole Parquet file"):
        whole = (tmp_path / "songs.parquet").read_bytes()
        read_songs(written(tmp_path, whole[:-20], "cut.parquet"))


def test_without_the_extra_parquet_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MachineError, match=r"pip install 'manike\[songs\]'"):
        read_songs(written(tmp_path, b"PAR1", "songs.parquet"))


def test_more_songs_than_a_catalogue_holds_are_refused(tmp_path):
    rows = HEADER + "".join(f"Song {n},A,61,,\n" for n in range(5))
    with pytest.raises(BadInputError, match="holds more than 4 songs"):
        read_songs(written(tmp_path, rows), most=4)


def test_what_has_changed_of_a_catalogue_is_told(house, tmp_path):
    load_songs(house, ACME, written(tmp_path, HEADER + "Salt,A,61,,\nRain,A,61,,\nSun,A,61,,\n"))
    loaded = load_songs(
        house, ACME, written(tmp_path, HEADER + "Salt,A,61,,\nRain,A,62,,\nX,B,9,,\n")
    )
    ids = {song.title: song.id for song in own_songs(house, ACME).songs}
    assert (loaded.changes.added, loaded.changes.changed) == ((ids["X"],), (ids["Rain"],))
    assert (len(loaded.changes.gone), loaded.changes.kept) == (1, 1)


def test_rows_name_recordings_from_their_own_folder(tmp_path):
    rows = "title,artists,duration_s,file,licence,key\nSalt,A,61,salt.wav,CC BY 4.0,A minor\n"
    song = read_songs(written(tmp_path, rows))[0]
    assert (song.file, song.licence) == (str(tmp_path / "salt.wav"), "CC BY 4.0")
    with pytest.raises(BadInputError, match="key: 'H dur' can't be used; write a key such as"):
        read_songs(written(tmp_path, rows.replace("A minor", "H dur")))
