"""A folder of recordings as a catalogue: tags, rights, what is heard once, what can't be used."""

import os

import pytest

from manike.errors import (
    BadInputError,
    ConflictError,
    MachineError,
    MediaError,
    TransientProviderError,
)
from manike.ids import TenantId
from manike.media.programs import ffmpeg_path, run_program
from manike.production.catalogues import songs as production_songs
from manike.production.catalogues.songs import load_songs, own_songs
from manike.songs.folder import Recording, SongFolder
from manike.songs.journal import Journal
from manike.songs.listening import Heard
from manike.songs.tags import UNKNOWN_ARTIST, tags_of, tags_of_file

ACME = TenantId("acme")
HEARD = Heard(61.0, -15.5, 96.0, "A minor", 1400.0, 2.5)


@pytest.fixture
def house(house):
    house.studio.add_tenant(ACME)
    return house


class Reader:
    """Reads no sound: says of each file what is in it, and keeps count."""

    def __init__(self, **faults):
        self.asked, self.faults = [], faults

    def __call__(self, path):
        self.asked.append(path.name)
        if path.stem in self.faults:
            raise self.faults[path.stem]
        return Recording(tags_of({"title": path.stem.title(), "artist": "Ann; Bob"}, ""), HEARD)


@pytest.fixture
def folder(tmp_path):
    home = tmp_path / "music"
    for name in ("salt.wav", "deep/pepper.MP3", "deep/notes.txt", ".hidden.wav"):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(name)
    return home


def test_each_recording_is_a_song_with_tags_measures_and_rights(folder, tmp_path):
    read = SongFolder(folder, "own work").read(tmp_path / "notes", Reader())
    pepper, salt = read.songs
    assert (salt.title, [artist.name for artist in salt.artists]) == ("Salt", ["Ann", "Bob"])
    assert (salt.tempo_bpm, salt.key, salt.loudness_lufs) == (96.0, "A minor", -15.5)
    assert (salt.brightness_hz, salt.onsets_per_s, salt.duration_s) == (1400.0, 2.5, 61.0)
    assert (salt.licence, salt.file) == ("own work", str(folder / "salt.wav"))
    assert pepper.file == str(folder / "deep" / "pepper.MP3")


def test_only_what_is_new_or_changed_is_heard(folder, tmp_path):
    notes, reader = tmp_path / "notes", Reader()
    first = SongFolder(folder).read(notes, reader)
    assert (first.heard, len(reader.asked)) == (2, 2)
    (folder / "thyme.wav").write_text("x")
    os.utime(folder / "salt.wav", ns=(1, 1))
    second = SongFolder(folder).read(notes, reader)
    assert (second.heard, reader.asked[2:]) == (2, ["salt.wav", "thyme.wav"])
    assert [song.id for song in second.songs][:2] == [song.id for song in first.songs]


def test_a_broken_recording_is_told_once_and_the_others_are_read(folder, tmp_path):
    reader = Reader(salt=MediaError("It is no sound."))
    for heard in (2, 0):
        read = SongFolder(folder).read(tmp_path / "notes", reader)
        assert read.problems == (("salt.wav", "It is no sound."),)
        assert [song.title for song in read.songs] == ["Pepper"]
        assert read.heard == heard


def test_a_child_that_died_is_no_fault_of_the_recording_for_good(folder, tmp_path):
    died = TransientProviderError("a worker process died", provider="embedded")
    SongFolder(folder).read(tmp_path / "notes", Reader(salt=died))
    again = SongFolder(folder).read(tmp_path / "notes", Reader())
    assert (again.heard, again.problems, len(again.songs)) == (1, (), 2)


def test_a_killed_run_goes_on_where_it_stopped(folder, tmp_path):
    with pytest.raises(MachineError):
        lacking = MachineError("The extra is missing.")
        SongFolder(folder).read(tmp_path / "notes", Reader(salt=lacking))
    with (tmp_path / "notes" / "heard.jsonl").open("a") as book:
        book.write('{"stamp": "cut o')
    reader = Reader()
    assert len(SongFolder(folder).read(tmp_path / "notes", reader).songs) == 2
    assert reader.asked == ["salt.wav"]
    assert SongFolder(folder).read(tmp_path / "notes", reader).heard == 0


def test_one_run_reads_at_a_time(folder, tmp_path):
    with Journal(tmp_path / "notes" / "heard.jsonl"), pytest.raises(ConflictError):
        SongFolder(folder).read(tmp_path / "notes", Reader())


def test_a_folder_without_a_usable_recording_changes_nothing(house, folder, tmp_path, monkeypatch):
    monkeypatch.setattr(production_songs, "read_recording", Reader())
    assert load_songs(house, ACME, folder, "own work").count == 2
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadInputError, match="holds no recordings"):
        load_songs(house, ACME, tmp_path / "empty")
    broken = Reader(salt=MediaError("bad"), pepper=MediaError("worse"))
    monkeypatch.setattr(production_songs, "read_recording", broken)
    for file in (folder / "salt.wav", folder / "deep" / "pepper.MP3"):
        os.utime(file, ns=(5, 5))
    with pytest.raises(BadInputError, match=r"no recording that can be used.*worse"):
        load_songs(house, ACME, folder)
    assert len(own_songs(house, ACME)) == 2


def test_a_folder_that_is_loaded_again_keeps_its_licence_until_another_is_stated(
    house, folder, monkeypatch
):
    def licences(*stated):
        loaded = load_songs(house, ACME, folder, *stated)
        return loaded.licence, {song.licence for song in own_songs(house, ACME).songs}

    monkeypatch.setattr(production_songs, "read_recording", Reader())
    assert licences() == ("", {""})
    assert licences("own work") == licences() == ("own work", {"own work"})
    assert licences("") == licences() == ("", {""})


def test_rows_and_recordings_stand_in_one_catalogue(house, folder, tmp_path, monkeypatch):
    monkeypatch.setattr(production_songs, "read_recording", Reader())
    rows = tmp_path / "rows.csv"
    rows.write_text("title,artists,duration_s\nRain,Ann,61\n")
    load_songs(house, ACME, rows)
    load_songs(house, ACME, folder)
    assert [song.title for song in own_songs(house, ACME).songs] == ["Rain", "Pepper", "Salt"]
    (folder / "salt.wav").unlink()
    loaded = load_songs(house, ACME, folder)
    assert str(loaded.changes) == "1 gone, 1 as before"
    assert [song.title for song in own_songs(house, ACME).songs] == ["Rain", "Pepper"]


@pytest.mark.parametrize(
    ("tags", "stem", "said"),
    [
        ({}, "03 - Hollow Pine - Salt", ("Salt", ("Hollow Pine",))),
        ({}, "Salt_and_pepper", ("Salt and pepper", (UNKNOWN_ARTIST,))),
        ({}, "1999", ("1999", (UNKNOWN_ARTIST,))),
        ({"title": "Salt", "artist": "A feat. B/C"}, "x", ("Salt", ("A", "B", "C"))),
        ({"title": "Salt", "album_artist": "A"}, "B - C", ("Salt", ("A",))),
    ],
)
def test_title_and_artists_come_from_tags_else_from_the_name(tags, stem, said):
    found = tags_of(tags, stem)
    assert (found.title, found.artists) == said


@pytest.mark.parametrize(
    ("written", "read"),
    [("Am", "A minor"), ("F#", "F# major"), ("Dbm", "C# minor"), ("G#", "Ab major"), ("8A", "")],
)
def test_keys_are_read_as_djs_write_them(written, read):
    assert tags_of({"initialkey": written}, "x").key == read


def test_tags_of_a_real_file_are_read(tmp_path):
    file = tmp_path / "x.mp3"
    said = {
        "title": "Salt",
        "artist": "Ann",
        "date": "2023-04-28",
        "genre": "Ambient",
        "TBPM": "84",
    }
    tags = [part for name, text in said.items() for part in ("-metadata", f"{name}={text}")]
    sound = ["-f", "lavfi", "-i", "sine=d=1", *tags, str(file)]
    run_program([str(ffmpeg_path()), "-v", "error", *sound])
    found = tags_of_file(file)
    assert (found.title, found.released, found.genres) == ("Salt", "2023-04-28", ("ambient",))
    assert found.tempo_bpm == 84.0
