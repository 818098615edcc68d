import os

import pytest

from manike.errors import BadInputError, StoreError
from manike.ids import ProjectId, TenantId
from manike.inbox import accept, read_prompt, reject, slug_of, waiting_files
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
        ("a.json", '{"prompt": "A lake.", "\\u001b[31m": 1}', "?[31m: there is no such preference"),
        ("a.json", '{"prompt": "A lake.", "seed": ' + "9" * 5000 + "}", "not valid json"),
        ("a.yaml", "prompt: !!python/object/apply:os.system [id]", "prompt: is missing"),
        ("a.yaml", "prompt: [A lake.", "not valid yaml"),
        ("a.yaml", "prompt: A lake.\nseed: 2024-13-45\n", "seed: "),
        ("a.yaml", "prompt: A lake.\nproject: [x]\n", "project: is not text"),
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


def test_values_of_yaml_are_read_as_they_are_written(tmp_path):
    text = "prompt: A lake.\nproject: 2024\naspect: 9:16\ncaptions: no\nstyle: 1e3\nvoice:\n"
    dropped = read_prompt(ACME, drop(tmp_path, "a.yaml", text))
    assert dropped.project == ProjectId(ACME, "2024")
    assert dropped.preferences == Preferences(aspect="9:16", captions=False, style="1e3")


def test_aliases_in_aliases_cost_nothing(tmp_path):
    lines = ["a0: &a0 [x,x,x,x,x,x,x,x,x,x]"]
    lines += [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    text = "\n".join([*lines, "prompt: A lake.", "project: *a29"])
    with pytest.raises(BadInputError, match="project: is not text"):
        read_prompt(ACME, drop(tmp_path, "a.yaml", text))


def test_a_link_into_another_tenants_folder_is_not_read(tmp_path):
    drop(tmp_path, "x", "")
    secret = tmp_path / "globex" / "secret.txt"
    secret.parent.mkdir()
    secret.write_text("The secret launch of Globex.", encoding="utf-8")
    (tmp_path / "acme" / "x.txt").symlink_to("../globex/secret.txt")
    (tmp_path / "evil").symlink_to("globex")
    found = [(str(tenant), file.name) for tenant, file in waiting_files(tmp_path)]
    assert found == [("acme", "x"), ("acme", "x.txt"), ("globex", "secret.txt")]
    with pytest.raises(BadInputError, match=r"x\.txt is a link"):
        read_prompt(ACME, tmp_path / "acme" / "x.txt")


def test_nothing_is_moved_through_a_link_to_a_folder(tmp_path):
    file = drop(tmp_path, "a.txt", "A lake.")
    (tmp_path / "globex").mkdir()
    (tmp_path / "acme" / "accepted").symlink_to("../globex")
    with pytest.raises(StoreError, match="accepted is not a folder"):
        accept(file)
    assert file.exists()


def test_a_file_of_any_name_can_be_rejected(tmp_path):
    file = drop(tmp_path, os.fsdecode(b"\xff" * 200 + b".txt"), "A lake.")
    moved = reject(file, BadInputError("file", "is odd."))
    assert moved.name == "?" * 200


def test_many_files_of_one_tenant_wait_their_turn(tmp_path):
    for number in range(30):
        drop(tmp_path, f"{number:02}.txt", "A lake.")
    names = [file.name for _, file in waiting_files(tmp_path)]
    assert names == [f"{number:02}.txt" for number in range(20)]


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
