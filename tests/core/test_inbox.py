import pytest

from manike.errors import BadInputError
from manike.ids import ProjectId, TenantId
from manike.inbox import read_prompt, reject, slug_of, waiting_files
from manike.script.preferences import Preferences

ACME = TenantId("acme")


def drop(tmp_path, name, content):
    path = tmp_path / "acme" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_text_file_is_the_prompt_alone(tmp_path):
    dropped = read_prompt(ACME, drop(tmp_path, "Night Train!.txt", "\ufeffThe night train home.\n"))
    assert dropped.project == ProjectId(ACME, "night-train")
    assert dropped.text == "The night train home."
    assert dropped.preferences == Preferences()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", '{"prompt": "A lake.", "project": "lake", "duration_s": 20, "aspect": "9:16"}'),
        ("a.yaml", "prompt: A lake.\nproject: lake\nduration_s: 20\naspect: '9:16'\n"),
    ],
)
def test_json_and_yaml_hold_project_and_preferences(tmp_path, name, content):
    dropped = read_prompt(ACME, drop(tmp_path, name, content))
    assert dropped.project == ProjectId(ACME, "lake")
    assert dropped.preferences == Preferences(duration_s=20, aspect="9:16")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.json", "{", "a.json is not valid json"),
        ("a.json", "[1]", "must hold fields"),
        ("a.json", '{"project": "x"}', "prompt: is missing"),
        ("a.json", '{"prompt": "A lake.", "duration_s": 5}', "duration_s: "),
        ("a.json", '{"prompt": "A lake.", "colour": "red"}', "colour: there is no such preference"),
        ("a.json", '{"prompt": "A lake.", "project": "../x"}', "project: "),
        ("a.yaml", "prompt: !!python/object/apply:os.system [id]", "not valid yaml"),
        ("a.txt", b"\xff\xfe\x00b", "not UTF-8"),
        ("a.txt", b"\x00\x01\x02", "control character"),
        ("a.txt", " ", "prompt: is empty"),
        ("a.txt", "a" * 100_001, "larger than 100000 bytes"),
        ("a.exe", "A lake.", "not one of .json"),
        ("???.txt", "A lake.", "no name can be made"),
    ],
)
def test_a_bad_file_is_refused_with_its_reason(tmp_path, name, content, said):
    with pytest.raises(BadInputError) as error:
        read_prompt(ACME, drop(tmp_path, name, content))
    assert said in str(error.value)


def test_a_rejected_file_lies_beside_its_reason(tmp_path):
    file = drop(tmp_path, "bad.json", "{")
    moved = reject(file, BadInputError("file", "is not JSON."))
    assert moved.read_text() == "{"
    assert moved.with_name("bad.json.error.txt").read_text() == "file: is not JSON.\n"
    assert not file.exists()


def test_only_whole_files_of_tenants_wait(tmp_path):
    drop(tmp_path, "a.txt", "A lake.")
    drop(tmp_path, ".hidden.txt", "A lake.")
    drop(tmp_path, "b.txt.part", "A la")
    (tmp_path / "No Tenant").mkdir()
    (tmp_path / "No Tenant" / "a.txt").write_text("A lake.", encoding="utf-8")
    assert [(str(t), file.name) for t, file in waiting_files(tmp_path)] == [("acme", "a.txt")]


def test_a_slug_is_made_of_any_words():
    assert slug_of("  A Night Train, home! ") == "a-night-train-home"
    assert len(slug_of("long " * 30)) <= 39
