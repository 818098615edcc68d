"""What the documents show exists."""

import re
import shlex
from pathlib import Path

import pytest
import typer

from manike.cli.main import app

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def command_lines(pattern):
    texts = [path.read_text(encoding="utf-8") for path in DOCUMENTS]
    return sorted({match for text in texts for match in re.findall(pattern, text)})


def test_every_make_target_of_the_documents_exists():
    shown = command_lines(r"(?:^ {4}|`|=\S+ )make ([a-z-]+)")
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    assert shown
    assert set(shown) <= targets


@pytest.mark.parametrize("line", command_lines(r"`(?:\.venv/bin/)?(manike [a-z][^`]*)`"))
def test_every_command_of_the_documents_exists(line):
    group = typer.main.get_command(app)
    words = shlex.split(line)[1:]
    while words and hasattr(group, "commands"):
        name = words.pop(0)
        assert name in group.commands, line
        group = group.commands[name]
    known = {name for parameter in group.params for name in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= known


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_and_pictures_of_the_documents_exist(document):
    links = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", document.read_text(encoding="utf-8"))
    missing = [
        link for link in links if "://" not in link and not (document.parent / link).exists()
    ]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_paths_of_the_documents_exist(document):
    quoted = re.findall(r"`([\w.-]+(?:/[\w.-]+)*/?)`", document.read_text(encoding="utf-8"))
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    made = {name.strip("/") for name in ignored}  # such as .manike and out, by a film
    top = {path.name for path in ROOT.iterdir()} - made
    ours = [path for path in quoted if path.split("/")[0] in top]
    assert [path for path in ours if not (ROOT / path).exists()] == []


def test_no_document_holds_a_path_of_somebody_s_machine():
    for path in DOCUMENTS:
        assert not re.search(r"/(?:home|root|work|Users)/", path.read_text(encoding="utf-8")), path
